// Registers as readers narrow them: by numbers in their heads, by addresses, and without script. Called by run.mjs.

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";

const MINUTES = "scrutiny/meeting-2021-07-15/";
const RESOLUTIONS = "scrutiny/resolutions/";
const PLAN = "scrutiny/youth-offending-action-plan/";

/** The references of the entries that are seen. */
const seen = (page) => page.locator("[data-entry]:visible .plate").evaluateAll((plates) =>
  plates.map((plate) => plate.getAttribute("href").split("#")[1]));

/** @param {(name: string, run: Function) => void} test takes a test that can run beside others */
export function registersTests({ test }) {
  test("a number in the head of minutes shows what it counts, and the way back leads to all", ({ open }) =>
    open("/", MINUTES, {}, async (page) => {
      const all = await seen(page);
      const number = page.locator('.counts a[data-filter="followed=yes"]');
      await number.click();
      const followed = await seen(page);
      strictEqual(String(followed.length), await number.locator("b").innerText());
      strictEqual(await number.getAttribute("aria-current"), "true");
      match(page.url(), /\?followed=yes$/);
      strictEqual(await page.getByRole("status").first().innerText(), `Shown: ${followed.length} of ${all.length}.`);
      strictEqual(await page.locator(".points:visible").count(), 0, "what was said steps aside");
      await page.goBack();
      deepStrictEqual(await seen(page), all);
      ok(await page.locator(".points:visible").count() > 0);
    }));

  test("the address of a register says whom its resolutions ask", ({ open }) =>
    open("/any/prefix/", `${RESOLUTIONS}?to=schools`, {}, async (page) => {
      deepStrictEqual(await seen(page), ["CYP08-2"]);
      await page.getByRole("link", { name: "Show everything" }).click();
      ok((await seen(page)).length > 1);
    }));

  test("who does the actions of a plan shows theirs alone", ({ open }) =>
    open("/", PLAN, {}, async (page) => {
      await page.locator('.index a[data-filter="owner=yot-manager"]').click();
      const owners = await page.locator("[data-entry]:visible").evaluateAll((entries) => entries.map((entry) => entry.dataset.owner));
      ok(owners.length > 0 && owners.every((ids) => ids.split(" ").includes("yot-manager")));
    }));

  test("on phones the parts of a plan are closed, and a link or a number opens what it leads to", ({ open }) =>
    open("/", PLAN, { viewport: { width: 375, height: 740 } }, async (page) => {
      strictEqual(await page.locator("details.part[open]").count(), 0);
      const id = await page.locator("details.part:not([open]) [data-entry]").first().getAttribute("id");
      await page.evaluate((id) => { location.hash = `#${id}`; }, id);
      await page.locator(`[id="${id}"]`).waitFor({ state: "visible" });
      await page.locator('.counts a[data-filter="progress=no"]').click();
      const number = await page.locator('.counts a[data-filter="progress=no"] b').innerText();
      strictEqual(String((await seen(page)).length), number);
      const counts = await page.locator(".part:visible [data-all]").allInnerTexts();
      const left = counts.map((count) => /^\((\d+)\/\d+\)$/.exec(count)[1]);
      strictEqual(String(left.reduce((sum, count) => sum + Number(count), 0)), number, "each part says how many are left of it");
      await page.locator('.counts a[data-filter=""]').click();
      strictEqual((await seen(page)).length, await page.locator("[data-entry]").count());
    }));

  test("long talk is closed in minutes, and what was resolved is seen", async ({ open }) => {
    for (const width of [375, 1280]) {
      await open("/", MINUTES, { viewport: { width, height: 740 } }, async (page) => {
        const talk = page.locator("details.part");
        ok(await talk.count() > 1);
        strictEqual(await page.locator("details.part .points:visible").count(), 0);
        strictEqual((await seen(page)).length, await page.locator("[data-entry]").count());
        await talk.first().locator("summary").click();
        ok(await talk.first().locator(".points").first().isVisible());
      });
    }
  });

  test("the parts of a long plan but the first are closed on wide screens too, and printed", ({ open }) =>
    open("/", PLAN, {}, async (page) => {
      const entries = page.locator("details.part [data-entry]");
      strictEqual(await entries.first().isVisible(), true);
      strictEqual(await entries.last().isVisible(), false);
      await page.emulateMedia({ media: "print" });
      strictEqual(await entries.last().isVisible(), true);
    }));

  test("without script all parts of a plan are open", async ({ open }) => {
    for (const width of [375, 1280]) {
      const settings = { javaScriptEnabled: false, viewport: { width, height: 740 } };
      await open("/", PLAN, settings, async (page) => strictEqual(await page.locator("details.part:not([open])").count(), 0));
    }
  });

  test("a link to an entry that is hidden shows it", ({ open }) =>
    open("/", `${MINUTES}?followed=yes`, {}, async (page) => {
      await page.evaluate(() => { location.hash = "#CYP05-1"; });
      await page.locator("#CYP05-1").waitFor({ state: "visible" });
    }));

  test("a filter that no link of the page has changes nothing", ({ open }) =>
    open("/", `${RESOLUTIONS}?utm_source=x`, {}, async (page) => {
      ok((await seen(page)).length > 1);
      strictEqual(await page.getByRole("link", { name: "Show everything" }).count(), 0);
    }));

  for (const path of [MINUTES, RESOLUTIONS, PLAN]) {
    test(`without script each number of ${path} leads to a list of what it counts`, ({ open }) =>
      open("/", path, { javaScriptEnabled: false }, async (page) => {
        const links = page.locator(".counts a");
        ok(await links.count() > 1);
        for (const link of await links.all()) {
          const anchor = (await link.getAttribute("href")).split("#")[1];
          // A list behind a line is opened by the way to it.
          await link.click();
          // The page is loaded once more for it.
          await page.locator(`[id="${anchor}"] :is(a, summary)`).locator("visible=true").first().waitFor();
        }
      }));
  }
}
