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
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";

import { printTests } from "./print.mjs";
import { qualityTests } from "./quality.mjs";
import { registersTests } from "./registers.mjs";
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
  "calendar page": "calendar/",
  "audience page": "for/head-maintained/",
  "people page": "people/",
  "person page": "people/victoria-courtis/",
  "search page": "search/",
};
const PREFIXES = ["/", "/any/prefix/"];
/** A page of each kind that the site has, by what its body says that it is. */
const KINDS = new Map(
  readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith(".html"))
    .sort()
    .map((file) => [/<body class="kind-([\w-]+)/.exec(readFileSync(join(folder, file), "utf8"))?.[1], file]),
);
const WCAG = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

const SIDE_BY_SIDE = 4;

const tests = [];
const test = (name, run) => tests.push({ name, run });
const wanted = ({ name }) => name.includes(only);

test("the site has a page of every kind", () => {
  deepStrictEqual([...KINDS.keys()].sort(), [
    "audience", "audiences", "calendar", "documents", "glossary", "group", "home", "lost", "minutes", "organisation", "organisations", "page",
    "people", "person", "plan", "redirect", "search", "series", "service",
  ]);
});

for (const [kind, file] of KINDS) {
  test(`a page of the kind ${kind} does nothing against the policy`, ({ open }) =>
    open("/", file.replace(/index\.html$/, ""), { waitUntil: "networkidle" }, async (page) => {
      strictEqual(await page.locator("h1").count(), 1, "one h1");
    }));
}

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

  test(`the ${name} does not scroll sideways on a phone with text twice as large`, ({ open }) =>
    open("/", path, { viewport: { width: 375, height: 740 } }, async (page) => {
      // What the settings of a browser change is the size that `rem` hangs on.
      await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%", "important"));
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

for (const [name, at, next] of [
  ["on the day before", "2026-03-09T09:00:00Z", /^Tue 10 Mar\s+Next meeting\s+Tuesday 10 March 2026, 10am to midday/],
  ["on the morning of a meeting", "2026-03-10T09:00:00Z", /Today\s+Tuesday 10 March 2026, 10am to midday/],
  ["when that meeting is over", "2026-03-10T12:01:00Z", /Next meeting\s+Thursday 18 June 2026, 10am to midday/],
  ["when all are over", "2027-01-01T00:00:00Z", /^Thu 18 Jun\s+Last meeting\s+The dates for 2025 to 2026 have passed\s+Dates for 2026 to 2027 are not here yet\. Subscribe.*Ask the chair of your area/s],
]) {
  test(`the card of the series page tells the next date ${name}`, ({ open }) =>
    open("/", PAGES["series page"], { now: at }, async (page) => {
      match((await page.locator(".card-next").innerText()).replace(/(\w)\n(\d+)\n(\w)/, "$1 $2 $3"), next);
    }));
}

test("when all dates are over the line says that those of the next year are not here yet", ({ open }) =>
  open("/", PAGES["series page"], { now: "2027-01-01T00:00:00Z" }, async (page) => {
    match(await page.locator(".stops li:visible").last().innerText(), /2026 to 2027\s+Not here yet/);
    strictEqual(await page.locator(".stops .state").count(), 4);
  }));

test("a cancelled meeting is not the next date, and the card says that it is off", ({ open }) =>
  open("/", PAGES["series page"], { now: "2026-03-09T09:00:00Z", waitUntil: "networkidle" }, async (page) => {
    await page.route("**/meetings/quadrant/", async (route) => {
      const response = await route.fetch();
      const html = await response.text();
      const [confirmed, cancelled] = ["confirmed", "cancelled"].map((status) => `date-${status}" id="on-2026-03-10"`);
      ok(html.includes(confirmed), "the meeting is not confirmed");
      await route.fulfill({ response, body: html.replace(confirmed, cancelled) });
    });
    await page.reload({ waitUntil: "networkidle" });
    match(await page.locator(".card-next .say").innerText(), /Next meeting\s+Thursday 18 June 2026/);
    match(await page.locator(".card-next .then").first().innerText(), /Tuesday 10 March 2026/);
  }));

test("the next date is worked out on the clocks of the site, wherever the reader is", ({ open }) =>
  // In Auckland it is the 11th already, in London the meeting has an hour to go.
  open("/any/prefix/", PAGES["series page"], { now: "2026-03-10T11:00:00Z", timezoneId: "Pacific/Auckland" }, async (page) => {
    match(await page.locator(".card-next").innerText(), /Today\s+Tuesday 10 March 2026/);
    deepStrictEqual(await page.locator(".stops .state").allInnerTexts(), ["Over", "Over", "Today", "To come"]);
  }));

test("the button of the card leads to the calendars of the page", ({ open }) =>
  open("/any/prefix/", PAGES["series page"], { now: "2026-03-09T09:00:00Z" }, async (page) => {
    await page.getByRole("link", { name: "Add to my calendar", exact: true }).press("Enter");
    ok(await page.locator(":target").getByText("Add North to my calendar").isVisible());
    strictEqual(await page.locator("main .button:visible").count(), 1, "one filled button");
  }));

test("dates that are over offer no file to add, the others one for each area", ({ open }) =>
  open("/", PAGES["series page"], { now: "2026-03-10T11:00:00Z" }, async (page) => {
    strictEqual(await page.locator("#on-2025-11-27 .adds").count(), 0);
    deepStrictEqual(await page.locator("#on-2026-06-18 .adds a").allInnerTexts(), ["N", "S", "E", "W"]);
  }));

test("the page of an audience tells its next meeting, and closes what is over", ({ open }) =>
  open("/", PAGES["audience page"], { now: "2026-03-10T13:00:00Z" }, async (page) => {
    match(await page.locator(".card-next").innerText(), /Your next meeting: you are expected\s+Meetings for heads of maintained schools\s+Thursday 11 June 2026, 2pm to 4pm/);
    match(await page.locator(".past-dates summary").innerText(), /\(5\)$/);
    const rows = (await page.locator("[data-dates] > ol > li").allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
    deepStrictEqual(rows, [
      "Day? Mar Heads Half Hour Day to be confirmed Meant for",
      "Thu 11 Jun Next Meetings for heads of maintained schools 2pm to 4pm Expected",
      "Thu 18 Jun Quadrant meetings 10am to midday Expected",
      "Mon 29 Jun Making Headway conference All day Meant for",
    ]);
  }));

test("the page of an audience without any date says so, and leads on", ({ open }) =>
  open("/", "for/sendco/", {}, async (page) => {
    match(await page.locator(".card-next").innerText(), /No meeting for you has a date here yet/);
    await page.getByRole("link", { name: "Subscribe to the calendar of all meetings" }).click();
    await page.waitForURL("**/calendar/#subscribe");
  }));

test("without script the series page lists the dates and tells no next one", ({ open }) =>
  open("/", PAGES["series page"], { javaScriptEnabled: false }, async (page) => {
    match(await page.locator(".card-next").innerText(), /From 25 September 2025 to 18 June 2026/);
    strictEqual(await page.getByText("Next meeting").count(), 0);
    strictEqual(await page.locator(".stops > li:visible").count(), 4);
    strictEqual(await page.locator("button[data-copy]:visible").count(), 0);
  }));

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "" : ", without script too";
  test(`on a phone the roles on the home page are behind their groups${how}`, ({ open }) =>
    open("/", "", { javaScriptEnabled, viewport: { width: 375, height: 740 } }, async (page) => {
      const role = page.getByRole("link", { name: "SENDCo", exact: true });
      strictEqual(await role.isVisible(), false);
      await page.locator(".roles summary", { hasText: "Specialists" }).click();
      await role.click();
      await page.waitForURL("**/for/sendco/");
    }));

  test(`with room the roles on the home page stand open, for the keyboard as well${how}`, ({ open }) =>
    open("/", "", { javaScriptEnabled }, async (page) => {
      const roles = page.locator(".roles li a");
      ok((await roles.count()) > 20);
      ok(await page.getByRole("link", { name: "SENDCo", exact: true }).isVisible());
    }));
}

test("a role chosen once is offered first on the home page", ({ open }) =>
  open("/any/prefix/", "", { forgive: /ERR_ABORTED/ }, async (page) => {
    const yours = page.locator(".roles-yours");
    strictEqual(await yours.isVisible(), false);
    await page.getByRole("link", { name: "SENDCo", exact: true }).click();
    await page.waitForURL("**/for/sendco/");
    await page.goBack();
    strictEqual(await yours.innerText(), "Yours: SENDCo");
    await yours.getByRole("link").click();
    await page.waitForURL("**/any/prefix/for/sendco/");
  }));

for (const [name, at, expected] of [
  ["in November", "2025-11-27T12:01:00Z", [
    "Thu 27 Nov Meetings for CEOs of multi-academy trusts 5pm to 6:30pm",
    "Day? Mar Heads Half Hour Day to be confirmed",
    "Tue 10 Mar Quadrant meetings: North, South, East, West 10am to midday",
  ]],
  ["of one day together", "2025-11-27T09:00:00Z", [
    "Thu 27 Nov Quadrant meetings: North, South, East, West 10am to midday Meetings for CEOs of multi-academy trusts 5pm to 6:30pm",
    "Day? Mar Heads Half Hour Day to be confirmed",
    "Tue 10 Mar Quadrant meetings: North, South, East, West 10am to midday",
  ]],
  ["when all are over", "2027-01-01T00:00:00Z", []],
]) {
  test(`the home page tells the next meetings ${name}`, ({ open }) =>
    open("/any/prefix/", "", { now: at }, async (page) => {
      const texts = (await page.locator(".next-meetings > li").allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
      deepStrictEqual(texts, expected);
      strictEqual(await page.getByText("No date after today is given here.").count(), expected.length ? 0 : 1);
      if (expected.length) await page.locator(".next-meetings a").first().click();
      else await page.getByRole("link", { name: "See the calendar" }).click();
      await page.waitForURL(expected.length ? /\/any\/prefix\/meetings\/.*#on-2025-11-27$/ : "**/any/prefix/calendar/");
    }));
}

test("without script the home page claims no next meetings and leads to the calendar", ({ open }) =>
  open("/", "", { javaScriptEnabled: false }, async (page) => {
    strictEqual(await page.locator(".next-meetings").isVisible(), false);
    await page.getByRole("link", { name: "See the calendar" }).click();
    await page.waitForURL("**/calendar/");
  }));

for (const [name, path] of [["home page", ""], ["series page", PAGES["series page"]], ["calendar page", PAGES["calendar page"]], ["audience page", PAGES["audience page"]]]) {
  for (const width of [1280, 375]) {
    test(`nothing moves on the ${name} once it is seen, ${width} px`, ({ open }) =>
      open("/", path, { now: "2026-03-09T09:00:00Z", viewport: { width, height: 900 } }, async (page) => {
        const moved = await page.evaluate(() => new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value; }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(sum), 300);
        }));
        strictEqual(moved, 0);
      }));
  }
}

test("what to do when worried about a child comes before whom the page is for", ({ open }) =>
  open("/", "safeguarding/", { viewport: { width: 375, height: 740 } }, async (page) => {
    const top = async (selector) => (await page.locator(selector).first().boundingBox()).y;
    ok((await top(".stops")) < 740, "the first step is below the first screen");
    ok((await top(".stops")) < (await top("#who-for")));
  }));

test("the Copy button copies the address of the calendar and says so", ({ open }) =>
  open("/", PAGES["series page"], { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.locator(".areas summary").first().press("Enter");
    const button = page.locator(".areas button[data-copy]:visible");
    await button.press("Enter");
    await page.locator(".areas [role=status]", { hasText: "Copied" }).waitFor();
    match(await page.evaluate(() => navigator.clipboard.readText()), /^https:.*\/calendars\/quadrant-north\.ics$/);
  }));

test("each file of a single meeting holds that meeting and no other", ({ open }) =>
  open("/any/prefix/", PAGES["calendar page"], { now: "2025-09-01T08:00:00Z" }, async (page) => {
    const files = await page.locator(".adds a[download]").evaluateAll((links) => links.map((link) => link.href));
    ok(files.length > 8, `only ${files.length} files`);
    const uids = new Set();
    for (const file of files) {
      const answer = await page.request.get(file);
      strictEqual(answer.status(), 200, file);
      const text = await answer.text();
      strictEqual(text.match(/^BEGIN:VEVENT\r$/gm)?.length, 1, file);
      uids.add(text.match(/^UID:(.*)\r$/m)[1]);
    }
    strictEqual(uids.size, files.length, "two files hold the same meeting");
  }));

test("each month of the calendar is a table of the days that it has, under their weekdays", ({ open }) =>
  open("/", PAGES["calendar page"], {}, async (page) => {
    const months = await page.locator(".month").evaluateAll((all) => all.map((month) => ({
      id: month.dataset.month,
      caption: month.querySelector("caption").textContent,
      heads: [...month.querySelectorAll("thead th[scope=col] abbr")].map((abbr) => abbr.title),
      rows: [...month.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => parseInt(cell.textContent, 10) || 0)),
    })));
    ok(months.length >= 11, `only ${months.length} months`);
    const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    for (const { id, caption, heads, rows } of months) {
      deepStrictEqual(heads, days, id);
      const first = new Date(`${id}-01T12:00:00Z`);
      strictEqual(caption, first.toLocaleString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }));
      const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
      const before = (first.getUTCDay() + 6) % 7;
      const cells = [...Array(before).fill(0), ...Array.from({ length: last }, (_, day) => day + 1)];
      while (cells.length % 7) cells.push(0);
      deepStrictEqual(rows.flat(), cells, caption);
      ok(rows.every((row) => row.length === 7), caption);
    }
  }));

test("a day of the calendar says how many meetings it has and leads to them in the list", ({ open }) =>
  open("/any/prefix/", PAGES["calendar page"], {}, async (page) => {
    const day = page.getByRole("link", { name: /^27 November, 2 meetings$/ });
    await day.focus();
    await page.keyboard.press("Enter");
    const target = page.locator(":target");
    match(await target.innerText(), /Thu\s+27\s+Nov.*Quadrant meetings: North, South, East, West.*10am to midday/s);
    await target.getByRole("link", { name: /Quadrant/ }).first().click();
    await page.waitForURL("**/meetings/quadrant/#on-2025-11-27");
  }));

test("a meeting of which only the month is known stands on a dashed plate, and on no day of the months", ({ open }) =>
  open("/", PAGES["calendar page"], {}, async (page) => {
    const undecided = page.locator(".agenda .day", { has: page.locator(".plate-open") });
    match(await undecided.first().innerText(), /Day\?\s+Oct\s+.*Heads Half Hour/s);
    strictEqual(await page.locator(".month table", { hasText: "Heads Half Hour" }).count(), 0);
  }));

test("the calendar marks today in words, fills the next day and closes what is over", ({ open }) =>
  open("/", PAGES["calendar page"], { now: "2026-03-10T11:00:00Z" }, async (page) => {
    strictEqual(await page.locator("[aria-current=date]").textContent(), "10 March, 1 meeting, Today");
    deepStrictEqual(await page.locator(".is-next").allTextContents(), ["10 March, 1 meeting, Today"]);
    strictEqual(await page.locator(".past-months > summary").innerText(), "Earlier this year (5 meetings)");
    match(await page.locator(".agenda .day:visible").first().innerText(), /Day\?\s+Mar/);
    strictEqual(await page.locator(".agenda > section .date-past").count(), 0);
  }));

test("the filter of the calendar narrows list and grids, says how many, and stays in the address", ({ open }) =>
  open("/any/prefix/", PAGES["calendar page"], {}, async (page) => {
    const all = await page.locator(".meeting").count();
    const role = page.getByLabel("Your role");
    const expectNarrowed = async () => {
      const shown = await page.locator(".meeting:visible").evaluateAll((found) => found.map((meeting) => meeting.dataset.for.split(" ")));
      ok(shown.length > 0 && shown.length < all, `${shown.length} of ${all} meetings are shown`);
      ok(shown.every((roles) => roles.includes("head-maintained")), "a meeting for others is shown");
      strictEqual(await page.locator(".filter-status").innerText(), `${shown.length} meetings of ${all} are shown.`);
      // The meeting of chief executives on the same day is gone from grid and list.
      await page.getByRole("link", { name: /^27 November, 1 meeting$/ }).waitFor();
      strictEqual(await page.locator(".agenda").getByRole("link", { name: /CEOs/ }).locator("visible=true").count(), 0);
    };
    await role.focus();
    await page.keyboard.type("Head of a maintained");
    strictEqual(await role.inputValue(), "head-maintained");
    await expectNarrowed();
    match(page.url(), /\/calendar\/\?for=head-maintained$/);
    await page.reload();
    strictEqual(await role.inputValue(), "head-maintained");
    await expectNarrowed();
    await page.getByLabel("Area").selectOption("north");
    match(page.url(), /\?for=head-maintained&area=north$/);
    // A meeting that has no areas is for all of them.
    await expectNarrowed();
    ok((await page.locator(".meeting:visible:not([data-areas])").count()) > 0, "meetings of no area are gone");
    await role.selectOption("");
    await page.getByLabel("Area").selectOption("");
    match(page.url(), /\/calendar\/$/);
    strictEqual(await page.locator(".meeting:visible").count(), all);
    await page.getByRole("link", { name: /^27 November, 2 meetings$/ }).waitFor();
  }));

test("the calendar marks the next meeting of those that are shown", ({ open }) =>
  open("/any/prefix/", PAGES["calendar page"], { now: "2025-11-27T11:00:00Z" }, async (page) => {
    const next = async () => (await page.locator(".agenda .date-next").innerText()).replace(/\s+/g, " ");
    match(await next(), /^Thu 27 Nov Quadrant meetings/);
    await page.getByLabel("Your role").selectOption("senior-leader");
    match(await next(), /^Mon 29 Jun Making Headway/);
    match(await page.locator(".is-next").textContent(), /^29 June/);
    await page.getByLabel("Your role").selectOption("head-special");
    match(await next(), /^Day\? Mar Heads Half Hour/);
  }));

test("a calendar whose meetings are all over says so, and closes none of them", ({ open }) =>
  open("/", PAGES["calendar page"], { now: "2027-01-01T00:00:00Z" }, async (page) => {
    ok(await page.getByText("No date after today is given here.").isVisible());
    strictEqual(await page.locator(".agenda .date-next, .is-next, .past-months:visible").count(), 0);
    ok((await page.locator(".meeting:visible").count()) > 8);
  }));

test("with an area chosen a meeting of several areas offers the file of that area alone", ({ open }) =>
  open("/", `${PAGES["calendar page"]}?area=east`, { now: "2025-11-27T11:00:00Z" }, async (page) => {
    const files = page.locator(".meeting", { hasText: "Quadrant" }).locator(".add:visible");
    deepStrictEqual(await files.allInnerTexts(), ["E", "E", "E"]);
    ok((await files.evaluateAll((links) => links.map((link) => link.href))).every((href) => href.includes("quadrant-east")));
    ok(await page.locator(".meeting", { hasText: "CEOs" }).first().getByRole("link", { name: "Add this one meeting" }).isVisible());
    await page.getByLabel("Area").selectOption("");
    strictEqual(await files.count(), 12);
  }));

test("a day left without a meeting by the filter is no link", ({ open }) =>
  open("/", `${PAGES["calendar page"]}?for=senior-leader`, {}, async (page) => {
    strictEqual(await page.getByRole("link", { name: /^25 September/ }).count(), 0);
    strictEqual(await page.locator(".meeting:visible").count(), 1);
    strictEqual(await page.locator(".agenda h3:visible").count(), 1);
    await expectAccessible(page);
  }));

test("without script the calendar has all meetings, and leads to what is for a role", ({ open }) =>
  open("/any/prefix/", PAGES["calendar page"], { javaScriptEnabled: false }, async (page) => {
    ok(await page.locator(".filter noscript p").evaluate((text) => text.checkVisibility()));
    ok((await page.locator(".meeting:visible").count()) > 8);
    await page.locator(".subscribe summary").first().click();
    ok(await page.locator(".subscribe input").first().isVisible(), "the address of a calendar");
    await page.getByRole("link", { name: "See only what is for you" }).click();
    await page.waitForURL("**/any/prefix/for/");
  }));

test("on paper a narrowed calendar says for whom, and how much of it is shown", ({ open }) =>
  open("/", `${PAGES["calendar page"]}?for=head-academy`, {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    strictEqual(await page.locator("#filter-for:visible option:checked").textContent(), "Head of an academy");
    match(await page.locator(".filter-status:visible").innerText(), /^\d+ meetings of \d+ are shown\.$/);
  }));

test("which meetings are for a role stands behind its name, and on paper all of it is seen", ({ open }) =>
  open("/", "meetings/which-meetings-are-for-me/", { viewport: { width: 673, height: 900 } }, async (page) => {
    const role = page.locator(".matrix details", { has: page.locator("summary", { hasText: "Head of a maintained school" }) });
    strictEqual(await role.getByText("Expected").isVisible(), false);
    await role.locator("summary").click();
    match(await role.innerText(), /Expected\s+Meetings for heads of maintained schools\s+Quadrant meetings/);
    await role.locator("summary").click();
    await page.emulateMedia({ media: "print" });
    ok(await role.getByText("Expected").isVisible());
    deepStrictEqual(await page.evaluate(tooWide), []);
  }));

test("on paper the calendar shows the year on one sheet and the list, and nothing to press", ({ open }) =>
  open("/", PAGES["calendar page"], { viewport: { width: 673, height: 900 } }, async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const gone of [".filter button", ".subscribe", ".adds", ".find"]) {
      strictEqual(await page.locator(`${gone}:visible`).count(), 0, gone);
    }
    ok(await page.locator("#list-2025-11").isVisible(), "the list");
    // A4 less its edges is 261 mm high, 986 px of CSS.
    const { height } = await page.locator(".months").boundingBox();
    ok(height > 0 && height < 986, `${height} px`);
    const size = await page.locator(".months").evaluate((months) => parseFloat(getComputedStyle(months.querySelector("td")).fontSize));
    // 7 pt are 9.3 px of CSS.
    ok(size >= 9.3, `${size} px`);
    deepStrictEqual(await page.evaluate(tooWide), []);
  }));

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

searchTests({ test, expectAccessible, tooWide });
qualityTests({ test });
printTests({ test });
registersTests({ test });

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
    const failed = await runAll(open, tests.filter(wanted), SIDE_BY_SIDE);
    console.log(`${tests.filter(wanted).length - failed} passed, ${failed} failed`);
    process.exitCode = failed ? 1 : 0;
  } finally {
    await browser?.close();
    for (const server of servers.values()) await server.close();
  }
}

await main();
