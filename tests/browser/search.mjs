// Search as readers use it: by keyboard, by touch, with a slow network and with none, and with words that
// nobody should type. Called by run.mjs.

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";

import { expectAccessible, tooWide } from "./checks.mjs";

const PAGE = "services/education-and-learning/";
const HOSTILE = {
  markup: '<img src=x onerror="document.title=1"><script>document.title=1</script>',
  "a very long text": "meeting ".repeat(2000),
  emoji: "👩‍🏫🎒 👍🏽",
  "right-to-left text": "اجتماع المدارس",
  "names of JavaScript": "__proto__ constructor toString",
  "quotes and signs": `" ' “ ” \\ %00 & + # ? { n }`,
};

/** @param {(name: string, run: Function) => void} test takes a test that can run beside others */
export function searchTests({ test }) {
  const onPage = (look, settings = {}, prefix = "/") => ({ open }) => open(prefix, PAGE, settings, look);
  const onResults = (query, look, settings = {}) => ({ open }) => open("/", `search/?${query}`, settings, look);

  for (const prefix of ["/", "/any/prefix/"]) {
    test(`the key / opens the dialog, and typing finds the person, at ${prefix}`, onPage(async (page) => {
      await type(page, "courtis");
      await option(page, "Victoria Courtis").waitFor();
      strictEqual(await page.locator("#finder-list [role=group]").first().evaluate(labelOf), "People");
      match(await option(page, "Victoria Courtis").evaluate((link) => link.href), /\/people\/victoria-courtis\/$/);
    }, {}, prefix));
  }

  test("the box in the header opens the dialog when it is tapped, not when it only has the focus", onPage(async (page) => {
    const box = page.locator("header input[name=q]");
    await box.focus();
    await page.waitForLoadState("networkidle");
    strictEqual(await page.locator("dialog[open]").count(), 0);
    await box.click();
    await page.locator("#finder-q:focus").waitFor();
  }));

  test("letters typed into the box in the header go on in the dialog", onPage(async (page) => {
    await page.locator("header input[name=q]").focus();
    await page.keyboard.type("court", { delay: 30 });
    await page.locator("#finder-q:focus").waitFor();
    await page.keyboard.type("is", { delay: 30 });
    strictEqual(await page.locator("#finder-q").inputValue(), "courtis");
    await option(page, "Victoria Courtis").waitFor();
  }));

  test("arrow keys choose a result and the text keeps the focus", onPage(async (page) => {
    await type(page, "send");
    await option(page, "SEND Team").waitFor();
    const box = page.locator("#finder-q");
    deepStrictEqual(await attributes(box), { role: "combobox", "aria-expanded": "true", "aria-controls": "finder-list", "aria-autocomplete": "list", "aria-activedescendant": "" });
    await page.keyboard.press("ArrowDown");
    strictEqual(await chosenPlace(page), 0);
    await page.keyboard.press("ArrowDown");
    strictEqual(await chosenPlace(page), 1);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    strictEqual(await chosenPlace(page), -1);
    await page.keyboard.press("ArrowUp");
    strictEqual(await chosenPlace(page), (await page.locator("[role=option]").count()) - 1);
    await page.keyboard.press("Home");
    strictEqual(await chosenPlace(page), -1);
    strictEqual(await box.evaluate((input) => input.selectionStart), 0);
    ok(await box.evaluate((input) => input === document.activeElement));
  }));

  test("Enter opens the chosen result", onPage(async (page) => {
    await type(page, "courtis");
    await option(page, "Victoria Courtis").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/people/victoria-courtis/");
  }, { forgive: /ERR_ABORTED/ }));

  test("Enter without a choice leads to the page of all results, and Back returns", onPage(async (page) => {
    await type(page, "courtis");
    await option(page, "Victoria Courtis").waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search/?q=courtis");
    await page.goBack();
    await page.waitForURL(`**/${PAGE}`);
  }, { forgive: /ERR_ABORTED/ }));

  test("Escape closes the list, then clears, then closes, and the focus returns to where it was", onPage(async (page) => {
    await page.locator("main a").first().focus();
    await type(page, "courtis");
    await option(page, "Victoria Courtis").waitFor();
    const box = page.locator("#finder-q");
    await page.keyboard.press("Escape");
    strictEqual(await box.inputValue(), "courtis");
    strictEqual(await box.getAttribute("aria-expanded"), "false");
    strictEqual(await page.locator("[role=option]").count(), 0);
    await page.keyboard.press("ArrowDown");
    await option(page, "Victoria Courtis").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    strictEqual(await box.inputValue(), "");
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    ok(await page.locator("main a").first().evaluate((link) => link === document.activeElement));
  }));

  test("the key / never types itself at the start of a search box", onPage(async (page) => {
    for (const time of [1, 2]) {
      await open(page);
      await page.keyboard.press("/");
      strictEqual(await page.locator("#finder-q").inputValue(), "", `time ${time}`);
      await page.keyboard.press("Escape");
      await page.locator("dialog[open]").waitFor({ state: "detached" });
    }
    const box = page.locator("header input[name=q]");
    await box.focus();
    await open(page);
    strictEqual(await box.inputValue(), "");
    strictEqual(await page.locator("#finder-q").inputValue(), "");
  }));

  test("results in the dialog can be narrowed to one kind, each with how many there are", onPage(async (page) => {
    await type(page, "send");
    await option(page, "SEND Team").waitFor();
    const people = page.locator(".finder .chips a", { hasText: "People" });
    const count = await people.locator("span").innerText();
    await people.click();
    await page.locator(".finder .chips [aria-current]", { hasText: "People" }).waitFor();
    for (const link of await page.locator("[role=option]:not(#finder-all)").all()) {
      match(await link.evaluate((element) => element.href), /\/people\//);
    }
    match(await page.locator("#finder-all").innerText(), new RegExp(`\\b${count}\\b`));
    match(await page.locator("#finder-all").evaluate((link) => link.href), /type=person/);
    ok(await page.locator("#finder-q").evaluate((input) => input === document.activeElement));
  }));

  test("Tab goes from the box to the buttons, to the kinds and to the ways to reach people, never into options", onPage(async (page) => {
    await type(page, "courtis");
    await option(page, "Victoria Courtis").waitFor();
    const stops = [];
    for (let at = 0; at < 12; at += 1) {
      await page.keyboard.press("Tab");
      stops.push(await page.evaluate(() => document.activeElement.getAttribute("href") ?? document.activeElement.textContent));
    }
    deepStrictEqual(stops.slice(0, 2), ["Search", "Close"]);
    ok(stops.some((stop) => /^mailto:victoria\.courtis@/i.test(stop)), stops.join());
    strictEqual(await page.locator("[role=option] :is(a, button, input)").count(), 0);
  }));

  test("the key / types a slash in a field, and can be switched off for good", onPage(async (page) => {
    await type(page, "and/or");
    strictEqual(await page.locator("#finder-q").inputValue(), "and/or");
    await page.locator(".finder-foot input").uncheck();
    await page.locator(".finder-head > button").click();
    await page.locator("main").focus();
    await page.keyboard.press("/");
    strictEqual(await page.locator("dialog[open]").count(), 0);
    await page.reload();
    strictEqual(await page.locator("header input[name=q]").getAttribute("aria-keyshortcuts"), null);
    await page.keyboard.press("/");
    strictEqual(await page.locator("header input[name=q]:focus").count(), 0);
    await page.locator("header input[name=q]").click();
    await page.locator(".finder-foot input").check();
    await page.keyboard.press("Escape");
    strictEqual(await page.evaluate(() => localStorage.length), 0);
  }));

  test("a screen reader hears the number of results once typing pauses, and once only", onPage(async (page) => {
    await open(page);
    await page.evaluate(() => {
      globalThis.heard = [];
      const region = document.querySelector(".finder [role=status]");
      new MutationObserver(() => heard.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    });
    await page.keyboard.type("courtis", { delay: 60 });
    await page.waitForFunction(() => heard.some((text) => text.includes("courtis")));
    await page.waitForTimeout(1000);
    const heard = (await page.evaluate(() => globalThis.heard)).filter((text) => !/Loading/.test(text));
    strictEqual(heard.length, 1, heard.join(" | "));
    match(heard[0], /^\d+ results for “courtis”$/);
  }));

  test("nothing is fetched while somebody types quickly", onPage(async (page) => {
    await open(page);
    await page.waitForLoadState("networkidle");
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    // In the page, since the debugger may be slower than a typist.
    await page.evaluate(async () => {
      const input = document.querySelector("#finder-q");
      for (const letter of "attendance") {
        input.value += letter;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((over) => setTimeout(over, 20));
      }
    });
    await page.locator("[role=option] mark").first().waitFor();
    const parts = asked.filter((path) => path.includes("/terms/"));
    strictEqual(new Set(asked).size, asked.length, `something was fetched twice: ${asked.join(" ")}`);
    ok(parts.length > 0 && parts.length <= 3, parts.join(" "));
  }));

  test("an answer that comes late does not replace a newer one", onPage(async (page) => {
    let held = 0;
    await page.route("**/search/documents/*", async (route) => {
      held += 1;
      const late = held <= 3;
      await new Promise((over) => setTimeout(over, late ? 1500 : 0));
      await route.continue();
    });
    await type(page, "courtis");
    while (held === 0) await page.waitForTimeout(20);
    await page.locator("#finder-q").fill("quadrant");
    await option(page, "Quadrant meetings").first().waitFor();
    await page.waitForTimeout(1600);
    ok(await option(page, "Quadrant meetings").first().isVisible());
    strictEqual(await option(page, "Victoria Courtis").count(), 0);
  }));

  for (const [name, text] of Object.entries(HOSTILE)) {
    test(`${name} in a query is shown as text`, onResults(`q=${encodeURIComponent(text.slice(0, 3000))}`, async (page) => {
      await said(page);
      strictEqual(await page.locator("main :is(img, script)").count(), 0);
      strictEqual(await page.title(), "Search – Milton Keynes education toolkit");
      deepStrictEqual(await page.evaluate(tooWide), []);
      await page.locator("#q").fill(text);
      await page.waitForTimeout(300);
      await page.locator("#q").fill("courtis");
      await result(page, "Victoria Courtis").waitFor();
    }, { viewport: { width: 375, height: 700 } }));
  }

  test("a missing part of the index is told, and the next key tries again", onPage(async (page) => {
    await page.route("**/search/terms/*", (route) => route.abort());
    await type(page, "courti");
    await page.locator(".finder-note", { hasText: "cannot be loaded" }).waitFor();
    match(await page.locator(".finder-note a").first().evaluate((link) => link.href), /\/search\/#a-to-z$/);
    await page.unroute("**/search/terms/*");
    await page.keyboard.type("s");
    await option(page, "Victoria Courtis").waitFor();
  }, { forgive: /search\/terms|ERR_FAILED/ }));

  test("without a network the search page says so and keeps the A to Z", onResults("", async (page) => {
    await page.route("**/search/*.json", (route) => route.abort());
    await page.locator("#q").fill("courtis");
    await page.locator("#search-status", { hasText: "cannot be loaded" }).waitFor();
    ok(await page.locator("#a-to-z").isVisible());
    await page.unroute("**/search/*.json");
    await page.locator("#q").press("Enter");
    await result(page, "Victoria Courtis").waitFor();
  }, { forgive: /search\/\w+\.json|ERR_FAILED/ }));

  test("a slow network is told after a moment", onPage(async (page) => {
    await page.route("**/search/terms/*", async (route) => {
      await new Promise((over) => setTimeout(over, 1500));
      await route.continue();
    });
    await type(page, "courtis");
    await page.locator(".finder-note", { hasText: "Loading" }).waitFor();
    await option(page, "Victoria Courtis").waitFor();
    strictEqual(await page.locator(".finder-note", { hasText: "Loading" }).count(), 0);
  }));

  test("once there are results, the search page no longer says that it is loading", onResults("", async (page) => {
    let answer;
    const held = new Promise((go) => { answer = go; });
    await page.route("**/search/terms/*", async (route) => {
      await held;
      await route.continue();
    });
    await page.locator("#q").fill("courtis");
    const status = page.locator("#search-status");
    await status.filter({ hasText: "Loading" }).waitFor();
    // In the page, and within one turn: any later look might come when the word has gone by itself.
    const said = page.evaluate(() => new Promise((told) => {
      const list = document.getElementById("search-results");
      new MutationObserver(() => setTimeout(() => told(document.getElementById("search-status").textContent)))
        .observe(list, { attributeFilter: ["hidden"] });
    }));
    answer();
    match(await said, /^\d+ results? for/);
  }));

  test("where there is no keyboard the dialog says nothing of keys, to a screen reader neither", onPage(async (page) => {
    await page.locator(".find-link").tap();
    await page.locator("#finder-q").waitFor();
    strictEqual(await page.locator(".finder-foot").isVisible(), false);
    strictEqual(await page.locator("#finder-q").getAttribute("aria-describedby"), null);
  }, { hasTouch: true, isMobile: true, viewport: { width: 375, height: 740 } }));

  test("where there is a keyboard the dialog tells the keys", onPage(async (page) => {
    await open(page);
    ok(await page.locator(".finder-foot").isVisible());
    match(await page.locator(`#${await page.locator("#finder-q").getAttribute("aria-describedby")}`).innerText(), /Arrow keys/);
  }));

  test("when the dialog cannot be loaded the box says so and is still a form", onPage(async (page) => {
    await page.route("**/search-dialog.*", (route) => route.abort());
    const box = page.locator("header input[name=q]");
    await box.click();
    await page.locator("header .find [role=status]", { hasText: "cannot be loaded" }).waitFor();
    await box.fill("courtis");
    await box.press("Enter");
    await page.waitForURL("**/search/?q=courtis");
    await result(page, "Victoria Courtis").waitFor();
  }, { forgive: /search-dialog|ERR_FAILED/ }));

  test("a type can be chosen, stands in the address, and Back and Forward go through the choices", onResults("q=send", async (page) => {
    const all = await said(page);
    const people = page.locator("#search-filters a", { hasText: "People" });
    const count = Number(await people.locator("span").innerText());
    await people.click();
    await page.waitForURL("**/search/?q=send&type=person");
    await page.waitForFunction((before) => document.querySelector("#search-status").textContent !== before, all);
    match(await said(page), new RegExp(`^${count} results? `));
    strictEqual(await page.locator("#search-filters [aria-current]").evaluate((link) => link === document.activeElement), true);
    for (const link of await page.locator("#search-results .result-title").all()) {
      match(await link.evaluate((element) => element.href), /\/people\//);
    }
    await page.goBack();
    await page.waitForFunction((before) => document.querySelector("#search-status").textContent === before, all);
    await page.goForward();
    await page.waitForURL("**&type=person");
    strictEqual(await page.locator("#q").inputValue(), "send");
  }));

  test("another query typed on the page gets an address of its own", onResults("q=send", async (page) => {
    await said(page);
    await page.locator("#q").fill("courtis");
    await page.waitForURL("**/search/?q=courtis");
    await page.goBack();
    await page.waitForURL("**/search/?q=send");
    strictEqual(await page.locator("#q").inputValue(), "send");
  }));

  test("more results follow below, and the focus goes to the first of them", onResults("q=school", async (page) => {
    await said(page);
    const results = page.locator("#search-results > li");
    strictEqual(await results.count(), 10);
    await page.locator("#search-more").click();
    await results.nth(20).waitFor();
    ok(await results.nth(10).locator("a").first().evaluate((link) => link === document.activeElement));
  }));

  test("a misspelt query is corrected, says so, and can be had as it was typed", onResults("q=safegarding", async (page) => {
    await page.locator("#search-note", { hasText: "Showing results for “safeguarding”" }).waitFor();
    await page.locator("#search-note a", { hasText: "safegarding" }).click();
    await page.waitForURL("**/search/?q=safegarding&as=typed");
    await page.locator("#search-status", { hasText: "Nothing found" }).waitFor();
    strictEqual(await page.locator("#search-results a").count(), 0);
    ok(await page.locator("#a-to-z").isVisible());
  }));

  test("a search that finds nothing leads elsewhere", onPage(async (page) => {
    await type(page, "zzqxv");
    await page.locator(".finder-none", { hasText: "Nothing found for “zzqxv”" }).waitFor();
    ok(await page.locator(".finder-note a", { hasText: "A to Z" }).isVisible());
    strictEqual(await page.locator("#finder-q").getAttribute("aria-expanded"), "false");
  }));

  test("mail and phone can be used from a result, and a title has no marks", onResults("q=courtis", async (page) => {
    await result(page, "Victoria Courtis").waitFor();
    const first = page.locator("#search-results > li").first();
    match(await first.locator("a.reach").first().getAttribute("href"), /^mailto:victoria\.courtis@/i);
    strictEqual(await first.locator(".result-title mark").count(), 0);
    strictEqual(await first.locator(".reach mark").first().innerText(), "Courtis");
  }));

  test("a series shows its next date as of today", ({ open: visit }) => visit("/", "search/", {}, async (page) => {
    await page.clock.setFixedTime(new Date("2026-03-01T12:00:00Z"));
    await page.locator("#q").fill("quadrant meetings");
    await result(page, "Quadrant meetings").waitFor();
    const dates = page.locator("#search-results > li", { hasText: "Quadrant meetings" }).first().locator(".result-dates");
    strictEqual(await dates.textContent(), "Next: Tuesday 10 March 2026, 10am to midday");
    match(await dates.locator("a").evaluate((link) => link.href), /\/meetings\/quadrant\/#on-/);
  }));

  test("a record of the past says so and stands apart", onResults("q=inclusion+forum&type=record", async (page) => {
    await page.locator(".result-record").first().waitFor();
    match(await page.locator(".result-record .tag").first().innerText(), /^Record of .*20\d\d/);
  }));

  test("searching stores nothing", onPage(async (page) => {
    await type(page, "courtis");
    await option(page, "Victoria Courtis").waitFor();
    deepStrictEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ""]);
  }));

  for (const [query, what] of [["send", "results"], ["zzqxv", "nothing"], ["safegarding", "a correction"]]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [375, 1280]) {
        test(`axe finds nothing on the dialog with ${what}, ${colorScheme}, ${width} px`, onPage(async (page) => {
          await type(page, query);
          await page.locator(query === "zzqxv" ? ".finder-none" : "#finder-list [role=option]").first().waitFor();
          if (query === "send") await page.keyboard.press("ArrowDown");
          await expectAccessible(page);
        }, { colorScheme, viewport: { width, height: 800 } }));
      }
    }
  }

  for (const path of ["dialog", "page"]) {
    test(`the ${path} of results does not scroll sideways at 320 px`, path === "page"
      ? onResults("q=send", async (page) => {
        await said(page);
        deepStrictEqual(await page.evaluate(tooWide), []);
      }, { viewport: { width: 320, height: 640 } })
      : onPage(async (page) => {
        await type(page, "courtis");
        await option(page, "Victoria Courtis").waitFor();
        deepStrictEqual(await page.evaluate(tooWide), []);
        const wide = await page.evaluate(() => [...document.querySelectorAll(".finder *")]
          // The row of kinds scrolls by itself.
          .filter((part) => !part.closest(".chips") && part.getBoundingClientRect().right > 320.5).map((part) => part.className));
        deepStrictEqual(wide, []);
      }, { viewport: { width: 320, height: 640 } }));
  }

  test("with forced colours the chosen result is outlined", onPage(async (page) => {
    await type(page, "courtis");
    await option(page, "Victoria Courtis").waitFor();
    await page.keyboard.press("ArrowDown");
    strictEqual(await page.locator("[aria-selected=true]").evaluate((chosen) => getComputedStyle(chosen).outlineStyle), "solid");
  }, { forcedColors: "active" }));
}

/** Opens the dialog by its key. */
async function open(page) {
  await page.keyboard.press("/");
  await page.locator("#finder-q:focus").waitFor();
}

async function type(page, text) {
  await open(page);
  await page.keyboard.type(text, { delay: 20 });
}

function option(page, title) {
  return page.locator("[role=option]").filter({ has: page.locator(".finder-title", { hasText: title }) });
}

function result(page, title) {
  return page.locator("#search-results .result-title", { hasText: title }).first();
}

/** What the search page says when it has answered. */
async function said(page) {
  await page.waitForFunction(() => /result|Nothing/.test(document.querySelector("#search-status").textContent)
    || !document.querySelector("#q").value.trim());
  return page.locator("#search-status").innerText();
}

async function attributes(box) {
  return box.evaluate((input) => Object.fromEntries(["role", "aria-expanded", "aria-controls", "aria-autocomplete", "aria-activedescendant"]
    .map((name) => [name, input.getAttribute(name)])));
}

/** The place of the chosen result, -1 for none; what the box says and what is marked must agree. */
async function chosenPlace(page) {
  const [active, selected] = await page.evaluate(() => {
    const options = [...document.querySelectorAll("[role=option]")];
    const id = document.querySelector("#finder-q").getAttribute("aria-activedescendant");
    return [options.findIndex((one) => one.id === id), options.findIndex((one) => one.ariaSelected === "true")];
  });
  strictEqual(active, selected);
  return active;
}

function labelOf(group) {
  return document.getElementById(group.getAttribute("aria-labelledby")).textContent;
}
