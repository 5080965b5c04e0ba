// What pages look like, in numbers: where their main parts stand, in which size and shade. A change that nobody meant shows
// here, with the page, the part, and from what to what. Called by run.mjs.
//
// `UPDATE_EXPECTED=1` writes the numbers anew, and pictures of the pages into the folder that REDWAY_PICTURES names.

import { deepStrictEqual } from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { pagesByKind } from "./pages.mjs";

const { UPDATE_EXPECTED: update, REDWAY_PICTURES: pictures } = process.env;
const WIDTHS = { 1280: 900, 375: 740 };
/** What is measured of each page: a name, and what it is. */
const PARTS = {
  head: ".band",
  menu: ".tabs",
  title: "h1",
  text: ".body",
  heading: ".body h2",
  rail: ".rail",
  section: ".side",
  card: ".card",
  plate: ".plate",
  button: "main .button",
  link: "main a",
  foot: ".foot",
};
/**
 * How much may differ, since fonts do: edges that hang on the layout alone, in pixels, and heights of texts, as a share. Where a
 * part begins from above hangs on all texts before it, so only what stands on the first screen has it.
 */
const EDGE = 16;
const SHARE = 0.2;

/**
 * @param {(name: string, run: Function) => void} test takes a test that can run beside others
 * @param {{name: string, folder: string, now: string, seen?: boolean, kinds?: string[]}[]} sites those with `seen` are measured:
 *   their content changes with the tests alone
 */
export function seenTests({ test, sites }) {
  for (const { name, folder, now, kinds } of sites.filter(({ seen }) => seen)) {
    const file = fileURLToPath(new URL(`seen/${name}.json`, import.meta.url));
    const pages = [...pagesByKind(folder)].filter(([kind]) => kind !== "redirect" && (!kinds || kinds.includes(kind)));
    const found = {};
    if (!update) {
      const known = JSON.parse(readFileSync(file, "utf8"));
      test(`${name}: every kind of page has its numbers`, () => deepStrictEqual(Object.keys(known).sort(), pages.map(([kind]) => kind).sort()));
      for (const [kind, path] of pages) {
        test(`${name}: ${kind} looks as it did`, async ({ openSite }) => {
          const is = await measured(openSite, { name, kind, path, now });
          deepStrictEqual(changes(known[kind] ?? {}, is), []);
        });
      }
      continue;
    }
    for (const [kind, path] of pages) {
      test(`${name}: ${kind} is measured anew`, async ({ openSite }) => {
        found[kind] = await measured(openSite, { name, kind, path, now });
        if (Object.keys(found).length < pages.length) return;
        mkdirSync(fileURLToPath(new URL("seen", import.meta.url)), { recursive: true });
        const lines = Object.keys(found).sort().map((each) => `${JSON.stringify(each)}: ${JSON.stringify(found[each])}`);
        writeFileSync(file, `{\n${lines.join(",\n")}\n}\n`);
      });
    }
  }
}

/** The numbers of a page: for each width where parts stand, for each shade their colours. */
async function measured(openSite, { name, kind, path, now }) {
  const numbers = {};
  await openSite(name, path, { now, waitUntil: "networkidle" }, async (page) => {
    for (const [width, height] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width: Number(width), height });
      numbers[width] = await page.evaluate(places, PARTS);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        if (width === "1280") numbers[colorScheme] = await page.evaluate(shades, PARTS);
        if (update && pictures) {
          mkdirSync(pictures, { recursive: true });
          await page.screenshot({ path: join(pictures, `${name}-${kind}-${width}-${colorScheme}.png`), fullPage: true });
        }
      }
    }
  });
  return numbers;
}

/** Runs in the page: the place of the first of each part that is seen: left, right, top on the first screen, size of text. */
function places(parts) {
  const all = {};
  for (const [part, selector] of Object.entries(parts)) {
    const element = [...document.querySelectorAll(selector)].find((each) => each.checkVisibility() && each.getBoundingClientRect().width > 1);
    if (!element) continue;
    const { left, right, top } = element.getBoundingClientRect();
    // A word is as wide as its font makes it; what fills its room has edges that hang on the layout.
    const fills = getComputedStyle(element).display.match(/^(block|grid|flex|table)$/);
    const near = document.dir === "rtl" ? right : left;
    const edges = fills ? [Math.round(left), Math.round(right)] : [Math.round(near)];
    all[part] = { edges, top: top < innerHeight ? Math.round(top) : null, size: parseFloat(getComputedStyle(element).fontSize) };
  }
  return all;
}

/** Runs in the page: shade of the text and of the ground of each part. */
function shades(parts) {
  const all = {};
  for (const [part, selector] of Object.entries(parts)) {
    const element = [...document.querySelectorAll(selector)].find((each) => each.checkVisibility() && each.getBoundingClientRect().width > 1);
    if (!element) continue;
    const { color, backgroundColor } = getComputedStyle(element);
    // A mixed shade is written in shares of one.
    const numbers = (shade) => shade.match(/[\d.]+/g).slice(0, 4).map((n) => Math.round(shade.startsWith("color(") ? n * 255 : n)).join(" ");
    all[part] = [color, backgroundColor].map(numbers);
  }
  return all;
}

/** What differs, in words: where, which part, from what to what. */
function changes(was, is) {
  const told = [];
  for (const where of ["1280", "375", "light", "dark"]) {
    const [before, after] = [was[where] ?? {}, is[where] ?? {}];
    for (const part of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (!before[part] || !after[part]) told.push(`${where}: the ${part} is ${before[part] ? "gone" : "new"}`);
      else if (Array.isArray(before[part])) {
        if (before[part].some((shade, at) => differ(shade, after[part][at]))) told.push(`${where}: the ${part} is in the shades ${after[part].join(" on ")}, was ${before[part].join(" on ")}`);
      } else told.push(...moves(before[part], after[part]).map((what) => `${where}: the ${part} ${what}`));
    }
  }
  return told;
}

/** Whether two shades differ by more than rounding. */
function differ(one, other) {
  const [first, second] = [one, other].map((shade) => shade.split(" ").map(Number));
  return first.length !== second.length || first.some((n, at) => Math.abs(n - second[at]) > 2);
}

function moves(before, after) {
  const told = [];
  const far = before.edges.length !== after.edges.length || before.edges.some((edge, at) => Math.abs(edge - after.edges[at]) > EDGE);
  if (far) told.push(`reaches from ${after.edges.join(" to ")} px, was ${before.edges.join(" to ")} px`);
  const [top, was] = [after.top ?? Infinity, before.top ?? Infinity];
  if (Number.isFinite(top) && Number.isFinite(was) && Math.abs(top - was) > Math.max(EDGE, was * SHARE)) told.push(`begins at ${top} px from above, was ${was} px`);
  if (Math.abs(after.size - before.size) > 0.1) told.push(`has text of ${after.size} px, was ${before.size} px`);
  return told;
}
