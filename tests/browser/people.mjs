// The A to Z of people and lists like it, narrowed by a word and without script. Called by run.mjs.

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

  for (const [path, entries, word, left] of [
    ["organisations/", ".people > li", "stantonbury", "Stantonbury International School"],
    ["glossary/", ".terms > div", "safeguarding hub", "MASH"],
  ]) {
    test(`a word typed above ${path} leaves what has it, and no empty heading`, ({ open }) =>
      open("/any/prefix/", path, {}, async (page) => {
        await page.locator("#people-q").fill(word);
        const shown = page.locator(`${entries}:visible`);
        ok((await shown.count()) < 4);
        ok((await shown.allInnerTexts()).some((text) => text.startsWith(left)));
        strictEqual(await page.locator(".letter:visible").count(), 0);
        strictEqual(await page.locator("#letters").isVisible(), false);
      }));
  }

  for (const [path, word, first] of [["glossary/", "send", "SEND"], ["organisations/", "iftl", "IFtL"], ["people/", "heath", "Mac Heath"]]) {
    test(`of all in ${path} that have a word the one of that name comes first`, ({ open }) =>
      open("/", path, {}, async (page) => {
        await page.locator("#people-q").fill(word);
        const name = page.locator(":is(.people > li, .terms > div):visible").first().locator("a, dt").first();
        strictEqual((await name.innerText()).trim(), first);
        strictEqual(await page.locator("[id]").evaluateAll((all) => all.length - new Set(all.map(({ id }) => id)).size), 0);
      }));
  }

  test("the letter that is being read is marked, and in sight on a phone", ({ open }) =>
    open("/", "people/", { viewport: { width: 375, height: 812 } }, async (page) => {
      await page.locator("#letters a", { hasText: "T" }).evaluate((link) => document.getElementById(link.hash.slice(1)).scrollIntoView());
      const read = page.locator("#letters [aria-current]", { hasText: "T" });
      await read.waitFor();
      const box = await read.boundingBox();
      ok(box.x >= 0 && box.x + box.width <= 375, "it is in sight");
    }));

  test("where nothing has a word that is typed, all of the list is one press away", ({ open }) =>
    open("/", "people/", {}, async (page) => {
      const people = page.locator(".people > li:visible");
      const all = await people.count();
      const back = page.getByRole("button", { name: "Show everything" });
      strictEqual(await back.isVisible(), false);
      await page.locator("#people-q").fill("zzzz");
      strictEqual(await people.count(), 0);
      await back.click();
      strictEqual(await people.count(), all);
      ok(await page.locator("#people-q").evaluate((input) => input === document.activeElement), "the box has the focus");
    }));

  test("the A to Z of people needs no script", ({ open }) =>
    open("/", "people/", { javaScriptEnabled: false }, async (page) => {
      ok(await page.locator(".people a", { hasText: "Victoria Courtis" }).isVisible());
      strictEqual(await page.locator("#people-filter").isVisible(), false);
    }));
}
