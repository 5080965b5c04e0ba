// The A to Z of people, narrowed by a word and without script. Called by run.mjs.

import { ok, strictEqual } from "node:assert/strict";

/** @param {(name: string, run: Function) => void} test takes a test that can run beside others */
export function peopleTests({ test }) {
  test("a word typed above the A to Z of people leaves those who have it, and says how many", ({ open }) =>
    open("/", "people/", {}, async (page) => {
      const people = page.locator(".people > li");
      const all = await people.count();
      await page.locator("#people-q").fill("courtis");
      strictEqual(await people.filter({ visible: true }).count(), 1);
      await page.locator("#people-filter [role=status]", { hasText: `1 of ${all} people` }).waitFor();
      await page.locator("#people-q").fill("");
      strictEqual(await people.filter({ visible: true }).count(), all);
    }));

  test("the A to Z of people needs no script", ({ open }) =>
    open("/", "people/", { javaScriptEnabled: false }, async (page) => {
      ok(await page.locator(".people a", { hasText: "Victoria Courtis" }).isVisible());
      strictEqual(await page.locator("#people-filter").isVisible(), false);
    }));
}
