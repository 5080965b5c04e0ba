// The preview as somebody sees it who writes: `redway serve` on a small site, edited while a page of it is open in Chromium.
//
//     node preview.mjs PROGRAM [WORDS]
//
// PROGRAM is `redway`. With WORDS only the tests whose names hold them.
//
// REDWAY_NODE_MODULES names the folder of playwright-core and axe-core, REDWAY_CHROMIUM the browser.
//
// Ends with "N passed, N failed".

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import { visit } from "./visit.mjs";

const { REDWAY_NODE_MODULES: modules, REDWAY_CHROMIUM: executablePath } = process.env;
const [, , program, only = ""] = process.argv;
if (!modules || !executablePath || !program) {
  console.error("usage: REDWAY_NODE_MODULES=FOLDER REDWAY_CHROMIUM=PROGRAM node preview.mjs REDWAY");
  process.exit(2);
}
const require = createRequire(join(resolve(modules), "from-here.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** A line for each hour, so that there is something to scroll. */
const long = (words) => `# The gate\n\n${Array.from({ length: 120 }, (_, hour) => `Line ${hour}: ${words}.\n\n`).join("")}`;
const SITE = {
  "content/site.yaml": `title: Harbour handbook
base_url: https://handbook.example/
notices:
  - {text: The lock is shut., from: 2031-05-01, until: 2031-05-31}
`,
  "content/_index.md": "# Welcome\n\nTurn left at the [gate](gate.md).\n",
  "content/gate.md": long("it opens at nine"),
  "content/seen.md": "# Un\u200bseen\n\nA character that nobody sees.\n",
  "content/soon.md": "---\ntitle: Soon\ndraft: true\n---\nNot yet.\n",
  "content/talks.md": `---
kind: series
id: talks
title: Tide talks
updated: 2026-01-05
occurrences: [2031-05-06 10:00-11:00, 2032-05-06 10:00-11:00]
---
Text.
`,
  "themes/toolkit/styles/print.css": "/* nothing */\n",
};

const tests = [];
const test = (name, run) => tests.push({ name, run });

test("the bar says where the page comes from, under the policy, and axe finds nothing in it", async ({ open }) => {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 320, height: 640 }]) {
      await open("gate/", { colorScheme, viewport }, async (page) => {
        const link = page.locator("redway-preview .source a");
        strictEqual(await link.textContent(), "content/gate.md");
        match(await link.getAttribute("href"), /^vscode:\/\/file\/.*\/content\/gate\.md:1:1$/);
        await page.locator("redway-preview summary").filter({ hasText: "no findings" }).waitFor();
        await page.evaluate(axe);
        const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, preload: false }), WCAG);
        deepStrictEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`), []);
        const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        strictEqual(width, 0, "nothing is wider than the window");
      });
    }
  }
});

test("findings of a page are listed at its foot", ({ open }) =>
  open("seen/", {}, async (page) => {
    const summary = page.locator("redway-preview summary");
    await summary.filter({ hasText: /^\d findings?$/ }).waitFor();
    await summary.click();
    match(await page.locator("redway-preview .found pre").first().textContent(), /^warning\[/);
    match(await page.locator("redway-preview .found li a").first().textContent(), /^Open content\/seen\.md:1:/);
  }));

test("a draft is shown and marked", ({ open }) =>
  open("soon/", {}, async (page) => match(await page.locator("main").textContent(), /Draft/)));

test("the page that is not there has the bar too", ({ address, browser }) =>
  visitLost(browser, `${address}nowhere/`));

async function visitLost(browser, address) {
  const page = await browser.newPage();
  try {
    strictEqual((await page.goto(address)).status(), 404);
    await page.locator("redway-preview strong").filter({ hasText: "Preview" }).waitFor();
  } finally {
    await page.close();
  }
}

test("an edit is shown and the page stays where it was", ({ open, write }) =>
  open("gate/", {}, async (page) => {
    await listening(page);
    await page.evaluate(() => scrollTo({ top: 1500, behavior: "instant" }));
    write("content/gate.md", long("it opens at ten"));
    await page.locator("main").filter({ hasText: "opens at ten" }).waitFor();
    await page.waitForFunction(() => scrollY > 0);
    await listening(page);
    strictEqual(Math.round(await page.evaluate(() => scrollY)), 1500);
    write("content/gate.md", SITE["content/gate.md"]);
    await page.locator("main").filter({ hasText: "opens at nine" }).waitFor();
  }));

test("mistakes are laid over the page until they are mended", ({ open, write }) =>
  open("gate/", {}, async (page) => {
    await listening(page);
    const dialog = page.locator("redway-preview dialog");
    strictEqual(await dialog.isVisible(), false);
    write("content/gate.md", "# The gate\n\nSee the [<b>quay</b>](quai.md).\n");
    await dialog.waitFor({ state: "visible" });
    const text = await dialog.locator("pre").first().textContent();
    match(text, /^error\[[\w-]+\]: /);
    match(text, /--> content\/gate\.md:3:/);
    match(await dialog.locator("li a").first().getAttribute("href"), /^vscode:\/\/file\/.*\/content\/gate\.md:3:\d+$/);
    match(await page.locator("main").textContent(), /opens at nine/);
    await page.evaluate(axe);
    const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, preload: false }), WCAG);
    deepStrictEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`), []);
    // Whoever looks at the page meanwhile can do so, on other pages too, and come back to the mistakes.
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.goto(new URL("../", page.url()).href);
    await listening(page);
    const button = page.locator("redway-preview .wrong");
    await button.waitFor();
    strictEqual(await dialog.isVisible(), false);
    await button.click();
    await dialog.waitFor({ state: "visible" });
    write("content/gate.md", SITE["content/gate.md"]);
    await dialog.waitFor({ state: "hidden" });
    await listening(page);
    strictEqual(await button.isVisible(), false);
  }));

test("styles are changed without loading the page again", ({ open, write }) =>
  open("gate/", {}, async (page) => {
    await listening(page);
    await page.evaluate(() => {
      globalThis.sameDocument = true;
    });
    const colour = () => page.evaluate(() => getComputedStyle(document.querySelector("h1")).outlineColor);
    const before = await colour();
    write("themes/toolkit/styles/print.css", "h1 { outline: 3px solid rgb(1, 2, 3) }\n");
    await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).outlineColor === "rgb(1, 2, 3)");
    await page.waitForFunction(() => document.querySelectorAll('link[rel="stylesheet"]').length === 1);
    strictEqual(await page.evaluate(() => globalThis.sameDocument), true);
    write("themes/toolkit/styles/print.css", SITE["themes/toolkit/styles/print.css"]);
    await page.waitForFunction((was) => getComputedStyle(document.querySelector("h1")).outlineColor === was, before);
    strictEqual(await page.evaluate(() => globalThis.sameDocument), true);
  }));

test("a page can be seen as of another day, and of today again", ({ open }) =>
  open("talks/", {}, async (page) => {
    const past = () => page.locator(".date-past").count();
    const notice = page.getByText("The lock is shut.");
    strictEqual(await past(), 0);
    strictEqual(await notice.isVisible(), false);
    const day = page.locator("redway-preview input[type=date]");
    const shown = (text) => page.waitForFunction((day) => document.querySelector("redway-preview")?.shadowRoot.querySelector("input").value === day, text);
    await Promise.all([page.waitForNavigation(), day.fill("2031-05-07")]);
    await shown("2031-05-07");
    strictEqual(await past(), 1);
    strictEqual(await notice.isVisible(), true);
    match(await page.evaluate(() => `${new Date().toISOString()} ${Date()} ${new Date(Date.now()).getFullYear()}`), /^2031-05-0[678]T.* 2031 .* 2031$/);
    strictEqual(await page.evaluate(() => new Date("2020-02-29") instanceof Date && new Date("2020-02-29").getDate() > 27), true);
    // It goes along to other pages.
    await page.goto(new URL("../gate/", page.url()).href);
    await shown("2031-05-07");
    strictEqual(await notice.isVisible(), true);
    await Promise.all([page.waitForNavigation(), page.locator("redway-preview button", { hasText: "Today" }).click()]);
    await shown("");
    strictEqual(await notice.isVisible(), false);
    await page.goto(new URL("../talks/?as-of=2032-06-01", page.url()).href);
    await shown("2032-06-01");
    strictEqual(await past(), 2);
  }));

test("a page that was hidden catches up when it is seen again", ({ open, write }) =>
  open("gate/", {}, async (page) => {
    await listening(page);
    const hidden = (is) => page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event("visibilitychange"));
    }, is);
    await hidden(true);
    write("content/gate.md", long("it opens at noon"));
    await page.waitForFunction(async () => (await (await fetch(location.href)).text()).includes("opens at noon"));
    match(await page.locator("main").textContent(), /opens at nine/);
    await hidden(false);
    await page.locator("main").filter({ hasText: "opens at noon" }).waitFor();
    write("content/gate.md", SITE["content/gate.md"]);
    await page.locator("main").filter({ hasText: "opens at nine" }).waitFor();
  }));

/** Waits until a page would hear of an edit. */
const listening = (page) => page.waitForFunction(() => document.querySelector("redway-preview")?.dataset.listening === "yes");

/** A preview of the site in a folder of its own. */
async function start() {
  const folder = mkdtempSync(join(tmpdir(), "redway-preview-"));
  const write = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const [file, text] of Object.entries(SITE)) write(file, text);
  const child = spawn(program, ["serve", "--root", folder, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const address = await new Promise((found, failed) => {
    let said = "";
    child.stdout.on("data", (bytes) => {
      said += bytes;
      const at = /at (http:\S+)\n/.exec(said);
      if (at) found(at[1]);
    });
    child.on("exit", () => failed(new Error(`the preview ended: ${said}`)));
  });
  const end = () => {
    child.kill("SIGINT");
    rmSync(folder, { recursive: true });
  };
  return { address, write, end };
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"] });
let failed = 0;
const wanted = tests.filter(({ name }) => name.includes(only));
for (const { name, run } of wanted) {
  const preview = await start();
  try {
    const forgive = /ERR_ABORTED|ERR_INCOMPLETE_CHUNKED|_redway\/events/;
    const open = (path, settings, look) => visit(browser, preview.address + path, { forgive, ...settings }, look);
    await run({ ...preview, browser, open });
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}\n${error.stack}`);
  } finally {
    preview.end();
  }
}
await browser.close();
ok(wanted.length, "no test is called so");
console.log(`${wanted.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
