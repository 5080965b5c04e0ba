// What is looked for on any page: barriers, what reaches beyond the page or is cut off, what moves, and where the keyboard leads.

import { deepStrictEqual, ok } from "node:assert/strict";

import { AXE } from "./chromium.mjs";

const WCAG = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
/** The rules that shades can break; what a page is made of is the same in all of them. */
export const SHADES = ["color-contrast", "link-in-text-block"];

/**
 * Fails with what axe finds on a page as it stands.
 * @param page a Playwright page
 * @param {string[]} [rules] these alone, instead of all of WCAG 2.2 AA
 * @param {string} [when] how the page stands, for the message
 */
export async function expectAccessible(page, rules, when) {
  // Evaluated through the debugger, so that the page's own policy on scripts stays in force.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: WCAG };
  const found = await page.evaluate((only) => globalThis.axe.run(document, { runOnly: only, resultTypes: ["violations"] }), runOnly);
  ok(found.passes.length > (rules ? 0 : 10), "axe looked at almost nothing");
  const findings = found.violations.map(
    (rule) => `${rule.id}: ${rule.help}: ${rule.nodes.map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`).slice(0, 5).join(" | ")}`,
  );
  deepStrictEqual(findings, [], when);
}

/** Runs in the page: what reaches beyond its edges, if the page scrolls sideways. */
export function tooWide() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > width + 0.5 || left < -0.5;
    })
    .map((element) => `${element.tagName} .${element.className} #${element.id} ${Math.round(element.getBoundingClientRect().right)} px`)
    .slice(0, 8);
}

/** Runs in the page: texts of which a part is cut off, since what holds them is too small. */
export function cutOff() {
  return [...document.querySelectorAll("body *")]
    .filter((element) => {
      if (!element.checkVisibility() || element.closest("input, .visually-hidden, svg, .skip-link")) return false;
      const { overflowX, overflowY } = getComputedStyle(element);
      const [wide, high] = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight];
      return (["hidden", "clip"].includes(overflowX) && wide > 1) || (["hidden", "clip"].includes(overflowY) && high > 1);
    })
    .map((element) => `${element.tagName} .${element.className} #${element.id}: ${element.textContent.trim().slice(0, 40)}`);
}

/** Runs in the page: as much space in texts as readers may set (WCAG 2.2, 1.4.12). */
export function spaceText() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
  `);
  document.adoptedStyleSheets = [sheet];
}

/** Runs in the page: how much has moved since it was opened (Cumulative Layout Shift), and what. */
export function moved() {
  return new Promise((done) => {
    let sum = 0;
    const parts = new Set();
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        sum += value;
        for (const { node } of sources) if (node) parts.add(`${node.nodeName.toLowerCase()}.${node.className} “${node.textContent.trim().slice(0, 30)}”`);
      }
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done({ sum, parts: [...parts] }), 300);
  });
}

/** Runs in the page: what has no edge left where a reader's colours replace all shades, or keeps its own shades all the same. */
export function lostWithoutShades() {
  const told = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class")} “${element.textContent.trim().slice(0, 30)}”`;
  const seen = (element) => element.checkVisibility() && !element.closest(".visually-hidden");
  const edged = [...document.querySelectorAll(".button, .plate, .card, .tag, .tell, .notices, .record, .alert")];
  return [
    ...edged.filter((element) => seen(element) && !(parseFloat(getComputedStyle(element).borderBlockStartWidth) > 0)).map((element) => `no edge: ${told(element)}`),
    ...[...document.querySelectorAll("body *")].filter((element) => getComputedStyle(element).forcedColorAdjust === "none").map((element) => `own shades: ${told(element)}`),
  ];
}

/**
 * Presses Tab from the top of a page that was just opened to its end. Fails when something that can be used is not reached, is reached in another
 * order than it is read, cannot be seen, shows no sign of the focus, or holds it.
 */
export async function walk(page) {
  const stops = await page.evaluate(numberStops);
  const reached = [];
  const wrong = [];
  for (let press = 0; press < stops.length + 20; press++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(lookAtFocus);
    if (!stop) break;
    if (stop.number !== null) reached.push(stop.number);
    if (stop.unseen) wrong.push(`${stop.name} ${stop.unseen}`);
  }
  deepStrictEqual(reached.map((number) => stops[number]), stops, "the keyboard goes another way than the page is read");
  deepStrictEqual(wrong, []);
}

/** Runs in the page: gives each thing that the keyboard should reach a number, in the order in which they are read. */
function numberStops() {
  const usable = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]';
  return [...document.querySelectorAll(usable)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0)
    .map((element, at) => {
      element.dataset.stop = at;
      return `${element.tagName.toLowerCase()} ${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40)}`;
    });
}

/** Runs in the page: the element with the focus, or null when it has left the page. */
function lookAtFocus() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { stop } = element.dataset;
  const name = `${element.tagName.toLowerCase()} ${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40)}`;
  // A row that is the target as a whole shows the focus of its link.
  const shows = [element, element.closest("li, form")].some((holder) => {
    const { outlineStyle, outlineWidth } = holder ? getComputedStyle(holder) : {};
    return outlineStyle && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
  const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
  const out = bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth || !width || !height;
  return { number: stop === undefined ? null : Number(stop), name, unseen: out ? "is not seen" : shows ? "" : "shows no focus" };
}
