// Opens the built toolkit in Chromium as readers do: at the root of an address and below a prefix, wide
// and narrow, light and dark, by mouse and keyboard, with and without script.
//
//     node run.mjs SITE [WORDS]
//
// With WORDS only the tests whose names hold them.
//
// REDWAY_NODE_MODULES names the folder of playwright-core and axe-core, REDWAY_CHROMIUM the browser.
//
// Ends with "N passed, N failed".

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";

import { searchTests } from "./search.mjs";
import { serve } from "./server.mjs";
import { visit } from "./visit.mjs";

const { REDWAY_NODE_MODULES: modules, REDWAY_CHROMIUM: executablePath } = process.env;
const [, , folder, only = ""] = process.argv;
if (!modules || !executablePath || !folder) {
  console.error("usage: REDWAY_NODE_MODULES=FOLDER REDWAY_CHROMIUM=PROGRAM node run.mjs SITE");
  process.exit(2);
}
const require = createRequire(join(resolve(modules), "from-here.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const PAGES = {
  "home page": "",
  "services section": "services/",
  "service page": "services/education-and-learning/",
  "series page": "meetings/quadrant/",
  "people page": "people/",
  "person page": "people/victoria-courtis/",
  "search page": "search/",
};
const PREFIXES = ["/", "/any/prefix/"];
const WCAG = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

const SIDE_BY_SIDE = 4;

const tests = [];
const test = (name, run) => tests.push({ name, run });
/** Tests that measure time, run one after the other when all others are done. */
const lonely = [];
const wanted = ({ name }) => name.includes(only);
const alone = (name, run) => lonely.push({ name, run });

for (const prefix of PREFIXES) {
  for (const [name, path] of Object.entries(PAGES)) {
    test(`the ${name} opens without an error at ${prefix}`, ({ open }) =>
      open(prefix, path, { waitUntil: "networkidle" }, async (page) => {
        strictEqual(await page.locator("h1").count(), 1, "one h1");
      }));
  }

  test(`typing a surname into the search box finds the person at ${prefix}`, ({ open }) =>
    open(prefix, "search/", {}, async (page) => {
      await page.locator("main input[name=q]").pressSequentially("courtis");
      await expectCourtis(page);
    }));

  test(`the address of a search finds the person at ${prefix}`, ({ open }) =>
    open(prefix, "search/?q=courtis", {}, async (page) => {
      strictEqual(await page.locator("main input[name=q]").inputValue(), "courtis");
      await expectCourtis(page);
    }));
}

test("the search box in the header leads to the person", ({ open }) =>
  open("/", "services/education-and-learning/", { forgive: /ERR_ABORTED/ }, async (page) => {
    await page.locator("header input[name=q]").fill("courtis");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search/?q=courtis");
    await expectCourtis(page);
  }));

test("a result leads to the page of the person", ({ open }) =>
  open("/any/prefix/", "search/?q=courtis", {}, async (page) => {
    await page.locator("#search-results a").first().click();
    await page.waitForURL("**/any/prefix/people/victoria-courtis/");
    match(await page.locator("h1").innerText(), /Courtis/);
  }));

test("a search without results says so and lists none", ({ open }) =>
  open("/", "search/?q=courtis", {}, async (page) => {
    await expectCourtis(page);
    await page.locator("main input[name=q]").fill("zzqxv");
    await page.locator("#search-status", { hasText: "Nothing found" }).waitFor();
    strictEqual(await page.locator("#search-results a").count(), 0);
  }));

test("without script the search page offers the A to Z", ({ open }) =>
  open("/", "search/", { javaScriptEnabled: false }, (page) => expectLetters(page)));

test("without script the search box in the header leads to the A to Z", ({ open }) =>
  open("/any/prefix/", "services/education-and-learning/", { javaScriptEnabled: false }, async (page) => {
    await page.locator("header input[name=q]").fill("courtis");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/any/prefix/search/?q=courtis");
    await expectLetters(page);
  }));

test("the series page offers a calendar that can be fetched", ({ open }) =>
  open("/any/prefix/", PAGES["series page"], {}, async (page) => {
    const href = await page.locator('main a[href$=".ics"]:not([href^="http"]):not([href^="webcal"])').first().getAttribute("href");
    const answer = await page.request.get(new URL(href, page.url()).href);
    strictEqual(answer.status(), 200);
    match(await answer.text(), /^BEGIN:VCALENDAR\r\n/);
  }));

for (const [name, path] of Object.entries(PAGES)) {
  test(`the first stop of the Tab key on the ${name} skips to the content`, ({ open }) =>
    open("/", path, {}, async (page) => {
      await page.keyboard.press("Tab");
      const target = await page.evaluate(() => document.activeElement.getAttribute("href"));
      ok(target?.startsWith("#"), `the first stop leads to ${target}`);
      await page.keyboard.press("Enter");
      ok(await page.locator("main").evaluate((main) => main.contains(document.activeElement)), "the focus is not in the content");
    }));

  test(`the ${name} does not scroll sideways at 320 px`, ({ open }) =>
    open("/", path, { viewport: { width: 320, height: 640 } }, async (page) => {
      deepStrictEqual(await page.evaluate(tooWide), []);
    }));

  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 375]) {
      test(`axe finds nothing on the ${name}, ${colorScheme}, ${width} px`, ({ open }) =>
        open("/", path, { colorScheme, viewport: { width, height: 900 } }, expectAccessible));
    }
  }
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 375]) {
    test(`axe finds nothing on results of a search, ${colorScheme}, ${width} px`, ({ open }) =>
      open("/", "search/?q=courtis", { colorScheme, viewport: { width, height: 900 } }, async (page) => {
        await expectCourtis(page);
        await expectAccessible(page);
      }));
  }
}

searchTests({ test, alone, expectAccessible, tooWide });

/** The best result is the person, seen and said. */
async function expectCourtis(page) {
  const first = page.locator("#search-results a").first();
  // On a busy machine results of a half-typed word may show first; the last word counts.
  await first.filter({ hasText: "Victoria Courtis" }).waitFor({ state: "visible" });
  match(await first.evaluate((link) => link.href), /\/people\/victoria-courtis\/$/);
  ok(await status(page), "the number of results is not announced");
}

/** What a screen reader is told about the results. */
async function status(page) {
  return (await page.locator("main [role=status]").innerText()).trim();
}

/** The A to Z is seen and holds the person. */
async function expectLetters(page) {
  const link = page.locator("#a-to-z a", { hasText: "Courtis" }).first();
  ok(await link.isVisible(), "the A to Z does not show the person");
}

async function expectAccessible(page) {
  // Evaluated through the debugger, so that the page's own policy on scripts stays in force.
  await page.evaluate(axe);
  const found = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }), WCAG);
  ok(found.passes.length > 10, "axe looked at almost nothing");
  const findings = found.violations.map(
    (rule) => `${rule.id}: ${rule.help}: ${rule.nodes.map((node) => node.target.join(" ")).slice(0, 5).join(" | ")}`,
  );
  deepStrictEqual(findings, []);
}

/** Runs in the page: what reaches beyond its right edge, if the page scrolls sideways. */
function tooWide() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width + 0.5)
    .map((element) => `${element.tagName} .${element.className} #${element.id} ${Math.round(element.getBoundingClientRect().right)} px`)
    .slice(0, 8);
}

async function launch() {
  return chromium.launch({
    executablePath,
    // Root and most containers cannot have it, and only our own pages are opened.
    chromiumSandbox: false,
    args: [
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-gpu",
      "--disable-quic",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** Runs one test and gives what went wrong, or null. */
async function outcome(run, open) {
  try {
    await run({ open });
    return null;
  } catch (error) {
    return stripVTControlCharacters(error.message).replace(/^/gm, "         ");
  }
}

/** Runs the tests, a few side by side since most of their time is waiting. Gives the number that failed. */
async function runAll(open, list, sideBySide) {
  const waiting = list.values();
  let failed = 0;
  const worker = async () => {
    for (const { name, run } of waiting) {
      const wrong = await outcome(run, open);
      console.log(wrong === null ? `ok     ${name}` : `FAILED ${name}\n${wrong}`);
      if (wrong !== null) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
  return failed;
}

async function main() {
  const servers = new Map();
  let browser;
  try {
    for (const prefix of PREFIXES) servers.set(prefix, await serve(folder, prefix));
    browser = await launch();
    const open = (prefix, path, settings, look) => visit(browser, servers.get(prefix).address + path, settings, look);
    const failed = (await runAll(open, tests.filter(wanted), SIDE_BY_SIDE)) + (await runAll(open, lonely.filter(wanted), 1));
    console.log(`${tests.filter(wanted).length + lonely.filter(wanted).length - failed} passed, ${failed} failed`);
    process.exitCode = failed ? 1 : 0;
  } finally {
    await browser?.close();
    for (const server of servers.values()) await server.close();
  }
}

await main();
