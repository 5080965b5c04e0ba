// What people ask, asked on the results page of the toolkit: each query of tests/search/queries.yaml by its
// address, as somebody would who was sent a link to it. Called by run.mjs.

import { deepStrictEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";

import { meets, readQueries } from "../search/queries.mjs";

const QUERIES = fileURLToPath(new URL("../search/queries.yaml", import.meta.url));
// Making a browser context costs more than a query; what it fetched for one serves the next.
const TOGETHER = 25;

/** @param {(name: string, run: Function) => void} test takes a test that can run beside others */
export function qualityTests({ test }) {
  // Other sites are asked by quality.mjs and terminal.mjs.
  const queries = readQueries(QUERIES).filter(({ site }) => !site);
  for (let from = 0; from < queries.length; from += TOGETHER) {
    const some = queries.slice(from, from + TOGETHER);
    test(`search answers what people ask, ${some[0].q} to ${some.at(-1).q}`, ({ open }) =>
      // The next query may come before the icon of the site.
      open("/", "search/", { forgive: /icon\.svg/ }, async (page) => {
        const wrong = [];
        for (const wanted of some) {
          await page.goto(new URL(`?q=${encodeURIComponent(wanted.q)}`, page.url()).href);
          wrong.push(...unmet(wanted, await answered(page)).map((why) => `${wanted.q}: ${why}`));
        }
        deepStrictEqual(wrong, []);
      }));
  }
}

/** What an answer lacks. */
function unmet(wanted, { none, best, note }) {
  const wrong = [];
  if (wanted.none && !none) wrong.push(`finds ${best}`);
  if (wanted.first !== undefined && !meets(best[0] ?? "#", wanted.first)) wrong.push(`first is ${best[0]}`);
  if (wanted.top3 && !wanted.top3.some((asked) => best.some((address) => meets(address, asked)))) wrong.push(`the best are ${best}`);
  if (wanted.corrected === "") {
    if (note.includes("“")) wrong.push(`is corrected: ${note}`);
  } else if (wanted.corrected && !note.includes(`“${wanted.corrected}”`)) {
    wrong.push(`is not corrected: ${note}`);
  }
  return wrong;
}

/** What the page shows when it has answered. */
async function answered(page) {
  await page.waitForFunction(() => {
    const status = document.getElementById("search-status");
    const list = document.getElementById("search-results");
    return status.textContent !== "" && status.textContent !== status.dataset.wait && list.getAttribute("aria-busy") !== "true";
  });
  return page.evaluate(() => {
    const list = document.getElementById("search-results");
    const links = [...list.querySelectorAll(":scope > li")].slice(0, 3).map((item) => item.querySelector("a"));
    const root = new URL("../", location.href).href;
    return {
      none: list.hidden,
      best: links.map((link) => link.href.slice(root.length)),
      note: document.getElementById("search-note").textContent,
    };
  });
}
