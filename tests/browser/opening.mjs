// That pages of the toolkit open without an error at any prefix and under a strict policy, and that search leads on
// from every one of them. Called by run.mjs.

import { match, ok, strictEqual } from "node:assert/strict";

const PREFIXES = ["/", "/any/prefix/"];
const PAGES = {
  "home page": "",
  "services section": "services/",
  "service page": "services/education-and-learning/",
  "series page": "meetings/quadrant/",
  "calendar page": "calendar/",
  "audience page": "for/head-maintained/",
  "people page": "people/",
  "person page": "people/victoria-courtis/",
  "search page": "search/",
};

/** @param {(name: string, run: Function) => void} test takes a test that can run beside others */
export function openingTests({ test }) {
  test("the policy is in force, so that what it refuses would be noticed", ({ open }) =>
    open("/", "", { forgive: /against the policy: require-trusted-types-for|TrustedHTML/ }, async (page) => {
      const made = () => {
        try {
          document.createElement("p").innerHTML = "<b>x</b>";
          return "made";
        } catch (error) {
          return error.name;
        }
      };
      strictEqual(await page.evaluate(made), "TypeError");
    }));

  // At the root kinds.mjs opens a page of each kind.
  for (const [name, path] of Object.entries(PAGES)) {
    test(`the ${name} opens without an error at /any/prefix/`, ({ open }) =>
      open("/any/prefix/", path, { waitUntil: "networkidle" }, async (page) => {
        strictEqual(await page.locator("h1").count(), 1, "one h1");
      }));
  }

  for (const prefix of PREFIXES) {
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
}

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
