// The home page: roles, the next meetings, and what comes first when somebody is worried. Called by run.mjs.

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";

/** @param {(name: string, run: Function) => void} test takes a test that can run beside others */
export function homeTests({ test }) {
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

  for (const [name, at, expected, leads = "meetings/.*#on-2025-11-27"] of [
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
    ["when all are over", "2027-01-01T00:00:00Z", [
      "? The dates for 2025 to 2026 have passed Dates for 2026 to 2027 are not here yet. Subscribe and they will appear in your calendar when they are published. Add meetings to your calendar",
    ], "calendar/#subscribe"],
  ]) {
    test(`the home page tells the next meetings ${name}`, ({ open }) =>
      open("/any/prefix/", "", { now: at }, async (page) => {
        const texts = (await page.locator(".next-meetings > li:visible").allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
        deepStrictEqual(texts, expected);
        await page.locator(".next-meetings a").first().click();
        await page.waitForURL(new RegExp(`/any/prefix/${leads}$`));
      }));
  }

  test("without script the home page claims no next meetings and leads to the calendar", ({ open }) =>
    open("/", "", { javaScriptEnabled: false }, async (page) => {
      strictEqual(await page.locator(".next-meetings").isVisible(), false);
      await page.getByRole("link", { name: "See the calendar" }).click();
      await page.waitForURL("**/calendar/");
    }));

  test("what to do when worried about a child comes before whom the page is for", ({ open }) =>
    open("/", "safeguarding/", { viewport: { width: 375, height: 740 } }, async (page) => {
      const top = async (selector) => (await page.locator(selector).first().boundingBox()).y;
      ok((await top(".stops")) < 740, "the first step is below the first screen");
      ok((await top(".stops")) < (await top("#who-for")));
    }));
}
