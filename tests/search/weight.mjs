// Holds what a first visit loads to how much it may weigh, on a built site:
//
//   node tests/search/weight.mjs path/to/site
//
// Files are counted as a server sends them, each compressed on its own; a script with all that it
// imports, however deep.

import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";

import { check, finish } from "./check.mjs";

const [, , site] = process.argv;
if (!site) {
  console.error("usage: node weight.mjs path/to/site");
  process.exit(2);
}

const SCRIPTS = 15_000;
const STYLES = 14_000;
// Every page has it, for more than search.
const ON_EVERY_PAGE = "redway.js";

// A file is published under a name that tells what is in it: `search.1f2e3d4c.js`.
const published = readdirSync(join(site, "assets"));
const plain = (file) => file.replace(/\.[0-9a-f]{8}(?=\.\w+$)/, "");
const named = (file) => published.find((name) => plain(name) === file);

const weightOf = (file) => gzipSync(readFileSync(join(site, "assets", file)), { level: 9 }).length;

/** A script and all that it imports. */
function filesOf(script, files = new Set()) {
  if (plain(script) === ON_EVERY_PAGE || files.has(script)) return files;
  files.add(script);
  const code = readFileSync(join(site, "assets", script), "utf8");
  for (const [, address] of code.matchAll(/\b(?:from|import) ?"(\.\/[^"]+)";/g)) filesOf(basename(address), files);
  return files;
}

/** Whether files together are lighter than so many bytes; says how heavy they are. */
function lighter(name, files, most) {
  const bytes = [...files].reduce((sum, file) => sum + weightOf(file), 0);
  console.log(`${name}: ${bytes} bytes (${[...files].join(", ")})`);
  check(`${name} weigh less than ${most} bytes`, bytes < most, true);
}

for (const script of ["search-dialog.js", "search.js"].map(named)) {
  const files = filesOf(script);
  // Were imports no longer found, any weight would do.
  check(`${script} imports the engine`, files.has(named("search-query.js")), true);
  check(`${script} names what it needs, to fetch it at once`, [...files].filter((file) => (
    file !== script && !readFileSync(join(site, "assets", script), "utf8").includes(`"./${file}"`))), []);
  lighter(`scripts of ${script}`, files, SCRIPTS);
}
lighter("styles", [named("redway.css")], STYLES);

finish();
