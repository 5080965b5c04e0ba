// Opens built sites in Chromium as readers do: at the root of an address and below a prefix, wide
// and narrow, light and dark, by mouse and keyboard, with and without script.
//
//     node run.mjs SITE [NAME=FOLDER ...] [WORDS]
//
// SITE is the built toolkit; the others are those of SITES below, by their names. With WORDS only the tests whose names hold them.
//
// REDWAY_NODE_MODULES and REDWAY_CHROMIUM are told in chromium.mjs.
//
// Ends with "N passed, N failed".

import { stripVTControlCharacters } from "node:util";

import { calendarTests } from "./calendar.mjs";
import { launch } from "./chromium.mjs";
import { homeTests } from "./home.mjs";
import { kindsTests } from "./kinds.mjs";
import { meetingsTests } from "./meetings.mjs";
import { openingTests } from "./opening.mjs";
import { peopleTests } from "./people.mjs";
import { printTests } from "./print.mjs";
import { qualityTests } from "./quality.mjs";
import { registersTests } from "./registers.mjs";
import { searchTests } from "./search.mjs";
import { seenTests } from "./seen.mjs";
import { serve } from "./server.mjs";
import { visit } from "./visit.mjs";

/** What is known of the sites that can be given. */
const SITES = {
  toolkit: { now: "2026-03-09T09:00:00Z", query: "courtis" },
  // A charity's handbook in Hebrew, in its own shades: tests/strangers/amuta.
  amuta: { now: "2026-11-20T09:00:00Z", query: "דנה", seen: true },
  // All kinds from left to right, in content that changes with the tests alone: tests/golden/site-in-welsh.
  welsh: { now: "2026-11-20T09:00:00Z", seen: true, walked: false },
  // A preview with drafts of the golden case of the style guide.
  styleguide: { now: "2026-11-20T09:00:00Z", kinds: ["styleguide"], seen: true },
};
const PREFIXES = ["/", "/any/prefix/"];
const SIDE_BY_SIDE = 4;

const [, , toolkit, ...more] = process.argv;
const only = more.filter((word) => !word.includes("=")).join(" ");
const folders = { toolkit, ...Object.fromEntries(more.filter((word) => word.includes("=")).map((word) => word.split("="))) };
if (!toolkit || Object.keys(folders).some((name) => !SITES[name])) {
  console.error(`usage: node run.mjs SITE [NAME=FOLDER ...] [WORDS]; names are ${Object.keys(SITES).join(", ")}`);
  process.exit(2);
}
const sites = Object.entries(folders).map(([name, folder]) => ({ name, folder, ...SITES[name] }));

const tests = [];
const test = (name, run) => tests.push({ name, run });
const wanted = ({ name }) => name.includes(only);

// The longest first, so that none is left alone at the end.
kindsTests({ test, sites: sites.filter(({ walked = true }) => walked) });
seenTests({ test, sites });
qualityTests({ test });
openingTests({ test });
meetingsTests({ test });
homeTests({ test });
calendarTests({ test });
peopleTests({ test });
searchTests({ test });
registersTests({ test });
printTests({ test });

/** Runs one test and gives what went wrong, or null. */
async function outcome(run, openers) {
  try {
    await run(openers);
    return null;
  } catch (error) {
    return stripVTControlCharacters(error.message).replace(/^/gm, "         ");
  }
}

/** Runs the tests, a few side by side since most of their time is waiting. Gives the number that failed. */
async function runAll(openers, list, sideBySide) {
  const waiting = list.values();
  let failed = 0;
  const worker = async () => {
    for (const { name, run } of waiting) {
      const wrong = await outcome(run, openers);
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
    for (const prefix of PREFIXES) servers.set(prefix, await serve(toolkit, prefix));
    for (const { name, folder } of sites) servers.set(name, await serve(folder, "/"));
    browser = await launch();
    const open = (at, path, settings, look) => visit(browser, servers.get(at).address + path, settings, look);
    // `open` opens a page of the toolkit at a prefix, `openSite` one of a site at the root.
    const failed = await runAll({ open, openSite: open }, tests.filter(wanted), SIDE_BY_SIDE);
    console.log(`${tests.filter(wanted).length - failed} passed, ${failed} failed`);
    process.exitCode = failed ? 1 : 0;
  } finally {
    await browser?.close();
    for (const server of servers.values()) await server.close();
  }
}

await main();
