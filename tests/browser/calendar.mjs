// The calendar: its days, its filter, and what is over; in the browser, without script and on paper. Called by run.mjs.

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";

import { expectAccessible, tooWide } from "./checks.mjs";

const CALENDAR = "calendar/";

/** @param {(name: string, run: Function) => void} test takes a test that can run beside others */
export function calendarTests({ test }) {
  test("each month of the calendar is a table of the days that it has, under their weekdays", ({ open }) =>
    open("/", CALENDAR, {}, async (page) => {
      const months = await page.locator(".month").evaluateAll((all) => all.map((month) => ({
        id: month.dataset.month,
        caption: month.querySelector("caption").textContent,
        heads: [...month.querySelectorAll("thead th[scope=col] abbr")].map((abbr) => abbr.title),
        rows: [...month.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => parseInt(cell.textContent, 10) || 0)),
      })));
      ok(months.length >= 10, `only ${months.length} months`);
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
    open("/any/prefix/", CALENDAR, { now: "2025-09-01T09:00:00Z" }, async (page) => {
      const day = page.getByRole("link", { name: /^27 November, 2 meetings$/ });
      await day.focus();
      await page.keyboard.press("Enter");
      const target = page.locator(":target");
      match(await target.innerText(), /Thu\s+27\s+Nov.*Quadrant meetings: North, South, East, West.*10am to midday/s);
      await target.getByRole("link", { name: /Quadrant/ }).first().click();
      await page.waitForURL("**/meetings/quadrant/#on-2025-11-27");
    }));

  test("a meeting of which only the month is known stands on a dashed plate, and on no day of the months", ({ open }) =>
    open("/", CALENDAR, { now: "2025-09-01T09:00:00Z" }, async (page) => {
      const undecided = page.locator(".agenda .day", { has: page.locator(".plate-open") });
      match(await undecided.first().innerText(), /Day\?\s+Oct\s+.*Heads Half Hour/s);
      strictEqual(await page.locator(".month table", { hasText: "Heads Half Hour" }).count(), 0);
    }));

  test("the calendar marks today in words, fills the next day and closes what is over", ({ open }) =>
    open("/", CALENDAR, { now: "2026-03-10T11:00:00Z" }, async (page) => {
      strictEqual(await page.locator("[aria-current=date]").textContent(), "10 March, 1 meeting, Today");
      deepStrictEqual(await page.locator(".is-next").allTextContents(), ["10 March, 1 meeting, Today"]);
      strictEqual(await page.locator(".past-months > summary").innerText(), "Earlier this year (5 meetings)");
      match(await page.locator(".filter-status").innerText(), /^\d+ meetings · Over: 5$/);
      match(await page.locator(".agenda .day:visible").first().innerText(), /Day\?\s+Mar/);
      strictEqual(await page.locator(".agenda > section .date-past").count(), 0);
    }));

  test("the filter of the calendar narrows list and grids, says how many, and stays in the address", ({ open }) =>
    open("/any/prefix/", CALENDAR, { now: "2025-09-01T09:00:00Z" }, async (page) => {
      const all = await page.locator(".meeting").count();
      const role = page.getByLabel("Your role");
      const expectNarrowed = async () => {
        const shown = await page.locator(".meeting:visible").evaluateAll((found) => found.map((meeting) => meeting.dataset.for.split(" ")));
        ok(shown.length > 0 && shown.length < all, `${shown.length} of ${all} meetings are shown`);
        ok(shown.every((roles) => roles.includes("head-maintained")), "a meeting for others is shown");
        strictEqual(await page.locator(".filter-status").innerText(), `${shown.length} meetings of ${all} are shown`);
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
    open("/any/prefix/", CALENDAR, { now: "2025-11-27T11:00:00Z" }, async (page) => {
      const next = async () => (await page.locator(".agenda .date-next").innerText()).replace(/\s+/g, " ");
      match(await next(), /^Thu 27 Nov Quadrant meetings/);
      await page.getByLabel("Your role").selectOption("senior-leader");
      match(await next(), /^Mon 29 Jun Making Headway/);
      match(await page.locator(".is-next").textContent(), /^29 June/);
      await page.getByLabel("Your role").selectOption("head-special");
      match(await next(), /^Day\? Mar Heads Half Hour/);
    }));

  test("a calendar whose meetings are all over says so, and has them behind one line", ({ open }) =>
    open("/", CALENDAR, { now: "2027-01-01T00:00:00Z" }, async (page) => {
      match(await page.locator(".no-next").innerText(), /^\?\s+The dates for 2025 to 2026 have passed\s+Dates for 2026 to 2027 are not here yet\./);
      strictEqual(await page.locator(".agenda .state").count(), 0, "it is told once");
      strictEqual(await page.locator(".notices, .agenda .small:visible").count(), 0);
      strictEqual(await page.locator(".agenda .date-next, .is-next, .board-side:visible").count(), 0);
      strictEqual(await page.locator(".past-months > summary").innerText(), "Dates that have passed (11 meetings)");
      strictEqual(await page.locator(".filter-fold:visible").count(), 0, "there is nothing to choose from");
      strictEqual(await page.locator(".meeting:visible").count(), 0);
      await page.locator(".past-months > summary").click();
      ok((await page.locator(".meeting:visible").count()) > 8);
      await page.locator(".no-next").getByRole("link", { name: "Add meetings to your calendar" }).click();
      match(page.url(), /#feed-all$/);
      ok(await page.locator("#feed-all").isVisible(), "the way to add them is opened");
      await page.setViewportSize({ width: 375, height: 740 });
      await page.reload();
      strictEqual(await page.locator(".meeting:visible").count(), 0);
      // On the page of that year it stays as it was.
      await page.goto(new URL("2025-26/", page.url()).href);
      ok((await page.locator(".meeting:visible").count()) > 8);
      strictEqual(await page.locator(".past-months:visible").count(), 0);
    }));

  test("the calendar is that of the year with meetings to come, also where a later one has meetings", ({ open }) =>
    open("/", CALENDAR, { now: "2026-03-09T09:00:00Z" }, async (page) => {
      const years = `<nav class="years"><ul>
        <li><a href="2025-26/" data-last="2026-06-29">2025 to 2026</a></li>
        <li><a href="2026-27/" data-last="2027-06-29" aria-current="page">2026 to 2027</a></li></ul></nav>`;
      await page.route((url) => url.pathname.endsWith("/calendar/"), async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: (await response.text()).replace("</h1>", `</h1>${years}`) });
      });
      await page.goto(new URL("?for=head-maintained#subscribe", page.url()).href);
      await page.waitForURL(/\/calendar\/2025-26\/\?for=head-maintained#subscribe$/);
      // When its last meeting is over, the next year has begun here.
      await page.clock.setFixedTime(new Date("2026-06-30T09:00:00Z"));
      await page.goto(new URL("../", page.url().split("?")[0]).href);
      match(page.url(), /\/calendar\/$/);
    }));

  test("with an area chosen a meeting of several areas offers the file of that area alone", ({ open }) =>
    open("/", `${CALENDAR}?area=east`, { now: "2025-11-27T11:00:00Z" }, async (page) => {
      const files = page.locator(".meeting", { hasText: "Quadrant" }).locator(".add:visible");
      deepStrictEqual(await files.allInnerTexts(), ["E", "E", "E"]);
      ok((await files.evaluateAll((links) => links.map((link) => link.href))).every((href) => href.includes("quadrant-east")));
      ok(await page.locator(".meeting", { hasText: "CEOs" }).first().getByRole("link", { name: "Add this one meeting" }).isVisible());
      await page.getByLabel("Area").selectOption("");
      strictEqual(await files.count(), 12);
    }));

  test("a day left without a meeting by the filter is no link", ({ open }) =>
    open("/", `${CALENDAR}?for=senior-leader`, { now: "2025-09-01T09:00:00Z" }, async (page) => {
      strictEqual(await page.getByRole("link", { name: /^25 September/ }).count(), 0);
      strictEqual(await page.locator(".meeting:visible").count(), 1);
      strictEqual(await page.locator(".agenda h3:visible").count(), 1);
      await expectAccessible(page);
    }));

  test("without script the calendar has all meetings, and leads to what is for a role", ({ open }) =>
    open("/any/prefix/", CALENDAR, { javaScriptEnabled: false }, async (page) => {
      ok(await page.locator(".filter noscript p").evaluate((text) => text.checkVisibility()));
      ok((await page.locator(".meeting:visible").count()) > 8);
      await page.locator(".subscribe summary").first().click();
      ok(await page.locator(".subscribe input").first().isVisible(), "the address of a calendar");
      await page.getByRole("link", { name: "See only what is for you" }).click();
      await page.waitForURL("**/any/prefix/for/");
    }));

  test("on paper a narrowed calendar says for whom, and how much of it is shown", ({ open }) =>
    open("/", `${CALENDAR}?for=head-academy`, {}, async (page) => {
      await page.emulateMedia({ media: "print" });
      strictEqual(await page.locator("#filter-for:visible option:checked").textContent(), "Head of an academy");
      match(await page.locator(".filter-status:visible").innerText(), /^\d+ meetings of \d+ are shown$/);
    }));

  test("which meetings are for a role is chosen from a list", ({ open }) =>
    open("/any/prefix/", "meetings/which-meetings-are-for-me/", { viewport: { width: 375, height: 740 } }, async (page) => {
      const roles = page.locator(".matrix details:visible");
      const all = await roles.count();
      ok(all > 20, `${all} roles`);
      await page.getByLabel("Your role", { exact: true }).selectOption({ label: "SENDCo" });
      strictEqual(await roles.count(), 1);
      ok(await roles.getByRole("link", { name: "SENDCo quadrant meetings" }).isVisible());
      strictEqual(await page.locator(".matrix h3:visible").innerText(), "Specialists in school");
      match(page.url(), /\?for=sendco$/);
      await page.reload();
      ok(await roles.getByRole("link", { name: "SENDCo quadrant meetings" }).isVisible(), "the address keeps the choice");
      await page.getByLabel("Your role", { exact: true }).selectOption("");
      strictEqual(await roles.count(), all);
      strictEqual(await page.locator(".matrix details[open]").count(), 0);
    }));

  test("without script there is no list of roles to choose from, and each role opens", ({ open }) =>
    open("/", "meetings/which-meetings-are-for-me/", { javaScriptEnabled: false }, async (page) => {
      strictEqual(await page.locator(".choose:visible").count(), 0);
      await page.locator(".matrix summary", { hasText: "SENDCo" }).click();
      ok(await page.getByRole("link", { name: "SENDCo quadrant meetings" }).last().isVisible());
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
    open("/", CALENDAR, { viewport: { width: 673, height: 900 } }, async (page) => {
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
}
