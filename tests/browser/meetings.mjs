// The pages of a series and of an audience: which date is next, at any hour and in any time zone, and its files. Called by run.mjs.

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";

const SERIES = "meetings/quadrant/";
const AUDIENCE = "for/head-maintained/";
const CALENDAR = "calendar/";

/** @param {(name: string, run: Function) => void} test takes a test that can run beside others */
export function meetingsTests({ test }) {
  for (const [name, at, next] of [
    ["on the day before", "2026-03-09T09:00:00Z", /^Tue 10 Mar\s+Next meeting\s+Tuesday 10 March 2026, 10am to midday/],
    ["on the morning of a meeting", "2026-03-10T09:00:00Z", /Today\s+Tuesday 10 March 2026, 10am to midday/],
    ["when that meeting is over", "2026-03-10T12:01:00Z", /Next meeting\s+Thursday 18 June 2026, 10am to midday/],
    ["when all are over", "2027-01-01T00:00:00Z", /^Thu 18 Jun\s+Last meeting\s+The dates for 2025 to 2026 have passed\s+Dates for 2026 to 2027 are not here yet\. Subscribe.*Ask the chair of your area/s],
  ]) {
    test(`the card of the series page tells the next date ${name}`, ({ open }) =>
      open("/", SERIES, { now: at }, async (page) => {
        match((await page.locator(".card-next").innerText()).replace(/(\w)\n(\d+)\n(\w)/, "$1 $2 $3"), next);
      }));
  }

  test("when all dates are over the line says that those of the next year are not here yet", ({ open }) =>
    open("/", SERIES, { now: "2027-01-01T00:00:00Z" }, async (page) => {
      match(await page.locator(".stops li:visible").last().innerText(), /2026 to 2027\s+Not here yet/);
      strictEqual(await page.locator(".stops .date-past").count(), 4);
      strictEqual(await page.locator(".stops .state").count(), 0, "the card says that they are over");
    }));

  test("a cancelled meeting is not the next date, and the card says that it is off", ({ open }) =>
    open("/", SERIES, { now: "2026-03-09T09:00:00Z", waitUntil: "networkidle" }, async (page) => {
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
    open("/any/prefix/", SERIES, { now: "2026-03-10T11:00:00Z", timezoneId: "Pacific/Auckland" }, async (page) => {
      match(await page.locator(".card-next").innerText(), /Today\s+Tuesday 10 March 2026/);
      deepStrictEqual(await page.locator(".stops .state").allInnerTexts(), ["Over", "Over", "Today", "To come"]);
    }));

  test("the button of the card leads to the calendars of the page", ({ open }) =>
    open("/any/prefix/", SERIES, { now: "2026-03-09T09:00:00Z" }, async (page) => {
      await page.getByRole("link", { name: "Add to my calendar", exact: true }).press("Enter");
      ok(await page.locator(":target").getByText("Add North to my calendar").isVisible());
      strictEqual(await page.locator("main .button:visible").count(), 1, "one filled button");
    }));

  test("dates that are over offer no file to add, the others one for each area", ({ open }) =>
    open("/", SERIES, { now: "2026-03-10T11:00:00Z" }, async (page) => {
      strictEqual(await page.locator("#on-2025-11-27 .adds").count(), 0);
      deepStrictEqual(await page.locator("#on-2026-06-18 .adds a").allInnerTexts(), ["N", "S", "E", "W"]);
    }));

  test("the page of an audience tells its next meeting, and closes what is over", ({ open }) =>
    open("/", AUDIENCE, { now: "2026-03-10T13:00:00Z" }, async (page) => {
      match(await page.locator(".card-next").innerText(), /Your next meeting: you are expected\s+Meetings for heads of maintained schools\s+Thursday 11 June 2026, 2pm to 4pm/);
      match(await page.locator(".past-dates summary").innerText(), /\(5\)$/);
      strictEqual(await page.locator(".past-dates .state").count(), 0, "the line says that they are over");
      const rows = (await page.locator("[data-dates] > ol > li").allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
      deepStrictEqual(rows, [
        "Day? Mar Heads Half Hour Day to be confirmed For you",
        "Thu 11 Jun Next Meetings for heads of maintained schools 2pm to 4pm Expected",
        "Thu 18 Jun Quadrant meetings 10am to midday Expected",
        "Mon 29 Jun Making Headway conference All day For you",
      ]);
    }));

  test("a year that is over is closed on the page of an audience, and opens", ({ open }) =>
    open("/", AUDIENCE, { now: "2026-09-01T13:00:00Z" }, async (page) => {
      const past = page.locator(".past-dates");
      strictEqual(await past.locator("summary").innerText(), "Dates that have passed (9)");
      strictEqual(await past.locator("li:visible").count(), 0);
      await past.locator("summary").click();
      strictEqual(await past.locator("li:visible").count(), 9);
    }));

  test("the list of meetings tells the next date of each, and none once all are over", async ({ open }) => {
    for (const [now, dates] of [["2026-03-10T13:00:00Z", /Quadrant meetings.*Next: Thursday 18 June 2026, 10am to midday/s], ["2026-09-01T13:00:00Z", null]]) {
      await open("/", "meetings/", { now }, async (page) => {
        const row = page.locator('.pages li a[href="quadrant/"]');
        if (dates) match(await row.innerText(), dates);
        else strictEqual(await page.locator(".next-day > :visible").count(), 0);
      });
    }
  });

  test("the page of an audience without any date says so, and leads on", ({ open }) =>
    open("/", "for/sendco/", {}, async (page) => {
      match(await page.locator(".card-next").innerText(), /Your meetings have no dates here yet.*SEND Inclusion Forum\s+Every week, on Thursday/s);
      await page.getByRole("link", { name: "Subscribe to the calendar of all meetings" }).click();
      await page.waitForURL("**/calendar/#feed-all");
      ok(await page.locator("#feed-all").isVisible(), "the way to it opens it");
    }));

  test("the page of a series without any date says so, and offers the calendar in which one will be", ({ open }) =>
    open("/", "meetings/mksh/", {}, async (page) => {
      match(await page.locator(".card-next").innerText(), /No date is here yet\s+Once every half term/);
      strictEqual(await page.locator("main dt", { hasText: "How often" }).count(), 0, "the card says it");
      await page.getByRole("link", { name: "Subscribe to the calendar of all meetings" }).click();
      await page.waitForURL("**/calendar/#feed-all");
      ok(await page.locator("#feed-all").isVisible(), "the way to it opens it");
    }));

  test("without script the series page lists the dates and tells no next one", ({ open }) =>
    open("/", SERIES, { javaScriptEnabled: false }, async (page) => {
      match(await page.locator(".card-next").innerText(), /From 25 September 2025 to 18 June 2026/);
      strictEqual(await page.getByText("Next meeting").count(), 0);
      strictEqual(await page.locator(".stops > li:visible").count(), 4);
      strictEqual(await page.locator("button[data-copy]:visible").count(), 0);
    }));

  test("the Copy button copies the address of the calendar and says so", ({ open }) =>
    open("/", SERIES, { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
      await page.locator(".areas summary").first().press("Enter");
      const button = page.locator(".areas button[data-copy]:visible");
      await button.press("Enter");
      await page.locator(".areas [role=status]", { hasText: "Copied" }).waitFor();
      match(await page.evaluate(() => navigator.clipboard.readText()), /^https:.*\/calendars\/quadrant-north\.ics$/);
    }));

  test("each file of a single meeting holds that meeting and no other", ({ open }) =>
    open("/any/prefix/", CALENDAR, { now: "2025-09-01T08:00:00Z" }, async (page) => {
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
}
