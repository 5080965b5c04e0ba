// A page of every kind, on every site, under every condition: shades, widths, sizes of text, keyboard, paper, without script.
// A page is opened once for several conditions, since opening costs more than looking. Called by run.mjs.

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";

import { cutOff, expectAccessible, lostWithoutShades, moved, SHADES, spaceText, tooWide, walk } from "./checks.mjs";
import { KINDS, pagesByKind } from "./pages.mjs";

// Opens another page at once, so that there is nothing to look at.
const LEAVES = "redirect";
/** Documents for paper: print.mjs opens them. */
const ON_PAPER = ["print", "sheet"];
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 740 };

/**
 * @param {(name: string, run: Function) => void} test takes a test that can run beside others
 * @param {{name: string, folder: string, now: string, query?: string, kinds?: string[]}[]} sites `now` is the instant at which
 *   clocks stand still, `query` finds something, and `kinds` are those that the site must have, all of them unless given
 */
export function kindsTests({ test, sites }) {
  for (const { name, folder, now, query, kinds = KINDS } of sites) {
    const pages = pagesByKind(folder);

    test(`${name}: there is a page of every kind`, () => {
      for (const kind of kinds) ok(pages.has(kind), `no page is of the kind ${kind}`);
      deepStrictEqual([...pages.keys()].filter((kind) => ![...KINDS, ...kinds, ...ON_PAPER].includes(kind)), []);
    });

    for (const kind of kinds.filter((each) => each !== LEAVES)) {
      const path = pages.get(kind) ?? `no-page-of-the-kind-${kind}/`;
      const on = (look, settings) => ({ openSite }) => openSite(name, path, { now, waitUntil: "networkidle", ...settings }, look);
      test(`${name}: ${kind}, wide: still, in all shades, by keyboard, on paper`, on(wide, { viewport: DESK }));
      test(`${name}: ${kind}, on a phone: still, large text, 320 px, spaced text, menu`, on(narrow, { viewport: PHONE }));
      test(`${name}: ${kind}, without script: nothing waits for one`, on(still, { javaScriptEnabled: false, now: undefined, waitUntil: "load" }));
    }

    if (query) {
      for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [375, "light"], [375, "dark"]]) {
        test(`${name}: results of a search, ${colorScheme}, ${width} px: axe finds nothing`, ({ openSite }) =>
          openSite(name, `search/?q=${encodeURIComponent(query)}`, { colorScheme, viewport: { width, height: 900 } }, async (page) => {
            await page.locator("#search-results a").first().waitFor();
            await expectAccessible(page);
            await page.setViewportSize({ width: 320, height: 640 });
            deepStrictEqual(await page.evaluate(tooWide), []);
          }));
      }
    }
  }
}

async function wide(page) {
  strictEqual(await page.locator("h1").count(), 1, "one h1");
  await expectStill(page);
  await walk(page);
  await skip(page);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page, SHADES, "in the dark");
  // axe knows the shades of the stylesheet, not those that a reader forces upon it, and structure is as it was.
  await page.emulateMedia({ forcedColors: "active" });
  deepStrictEqual(await page.evaluate(lostWithoutShades), [], "in forced colours");
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none", media: "print" });
  // A4 less its edges is 178 mm wide, 673 px of CSS.
  await page.setViewportSize({ width: 673, height: 900 });
  deepStrictEqual(await page.evaluate(tooWide), [], "on paper");
  const pdf = await page.pdf({ format: "A4" });
  strictEqual(pdf.subarray(0, 5).toString(), "%PDF-");
  ok(pdf.length > 2_000, "an empty sheet");
}

async function narrow(page) {
  await expectStill(page);
  // What the settings of a browser change is the size that `rem` hangs on.
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%", "important"));
  deepStrictEqual(await page.evaluate(tooWide), [], "with text twice as large");
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
  await page.setViewportSize({ width: 320, height: 640 });
  deepStrictEqual(await page.evaluate(tooWide), [], "at 320 px");
  await expectAccessible(page);
  await page.evaluate(spaceText);
  deepStrictEqual(await page.evaluate(tooWide), [], "with spaced text");
  deepStrictEqual(await page.evaluate(cutOff), [], "with spaced text");
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
  const button = page.locator(".menu-button");
  if (await button.count()) {
    await button.click();
    await page.locator("#site-menu a").first().waitFor();
    await expectAccessible(page, undefined, "with the menu open");
    deepStrictEqual(await page.evaluate(tooWide), [], "with the menu open");
    await page.keyboard.press("Escape");
    ok(await button.evaluate((menu) => document.activeElement === menu), "the focus is not back on the button of the menu");
  }
}

/** Nothing moves once it is seen. */
async function expectStill(page) {
  const { sum, parts } = await page.evaluate(moved);
  ok(sum < 0.01, `${parts.join(", ")} moves by ${sum}`);
}

/** The first thing that the keyboard reaches leads past the head of the page. */
async function skip(page) {
  const first = page.locator('[data-stop="0"]');
  match(await first.getAttribute("href"), /^#/);
  await first.focus();
  await page.keyboard.press("Enter");
  ok(await page.locator("main").evaluate((main) => main.contains(document.activeElement)), "the focus is not in the content");
}

/** Without script: what is seen is all there is, and no button is there that only a script answers. */
async function still(page) {
  strictEqual(await page.locator("h1:visible").count(), 1, "one h1");
  ok((await page.locator("main").innerText()).trim().length > 20, "almost nothing is seen");
  const idle = page.locator("button:visible:not([popovertarget])");
  for (const button of await idle.all()) {
    ok(await button.evaluate((each) => each.form && each.type === "submit"), `${await button.innerText()} does nothing`);
  }
  await walk(page);
}
