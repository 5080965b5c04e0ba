// What is made for paper, as a printer gets it. Called by run.mjs.

import { ok, strictEqual } from "node:assert/strict";

const SHEET = "print/who-to-call/";
const SECTION = "print/safeguarding/";
const WHOLE = "print/";
/** Milliseconds after which a page that was scrolled to stands still. */
const SETTLED = 1000;
/** As many contact points as a sheet may have. */
const MOST = 8;

/** How many sides of A4 a page takes. Chromium does not compress the objects that stand for sides. */
async function sides(page) {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
}

/** @param {(name: string, run: Function) => void} test takes a test that can run beside others */
export function printTests({ test }) {
  test("a sheet of contact points fits one side of A4", ({ open }) =>
    open("/", SHEET, {}, async (page) => {
      strictEqual(await sides(page), 1);
      await page.emulateMedia({ media: "print" });
      ok(await page.getByText("Call 999").isVisible());
      strictEqual(await page.locator(".foot").isVisible(), false);
    }));

  test("a sheet with as many contact points as it may have fits one side of A4", ({ open }) =>
    open("/", SHEET, {}, async (page) => {
      await page.evaluate((most) => {
        const list = document.querySelector(".sheet");
        const longest = [...list.children].sort((a, b) => b.innerText.length - a.innerText.length)[0];
        while (list.children.length < most) list.append(longest.cloneNode(true));
      }, MOST);
      strictEqual(await sides(page), 1);
    }));

  test("each page of a document begins on a new side, with its address", ({ open }) =>
    open("/", SECTION, {}, async (page) => {
      const pages = page.locator(".print-page");
      const count = await pages.count();
      ok(count > 2);
      ok(await sides(page) > count, "the contents have a side of their own");
      await page.emulateMedia({ media: "print" });
      for (const each of await pages.all()) {
        strictEqual(await each.evaluate((element) => getComputedStyle(element).breakBefore), "page");
        ok(await each.locator(".page-address").first().isVisible());
      }
    }));

  test("the contents of a document lead to its pages", ({ open }) =>
    open("/any/prefix/", SECTION, {}, async (page) => {
      const link = page.locator(".print-contents a").last();
      await link.click();
      const title = await link.innerText();
      const heading = page.locator(".print-page:target").getByRole("heading").first();
      ok((await heading.innerText()).endsWith(title));
    }));

  test("on a screen the contents of the whole handbook lead to each page, and nothing lies over it", ({ open }) =>
    open("/", WHOLE, { reducedMotion: "no-preference" }, async (page) => {
      const link = page.locator(".print-contents a:not(.print-section)").last();
      await link.click();
      const place = page.locator(".print-page:target");
      await place.waitFor();
      // What is laid out on the way there must not move it away again.
      await page.waitForTimeout(SETTLED);
      const { y } = await place.boundingBox();
      ok(y >= 0 && y < 100, `it stands at ${y} px`);
      const stays = (element) => getComputedStyle(element).position === "sticky";
      for (const rail of await place.locator(".rail").all()) strictEqual(await rail.evaluate(stays), false);
    }));
}
