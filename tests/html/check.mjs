// Reads every page of built sites with the Nu HTML checker, as the W3C's validator does. It runs on this machine and asks nobody.
//
//     node check.mjs SITE...
//
// REDWAY_NODE_MODULES names the folder of vnu-jar; `java` must be there.
//
// Ends with "N passed, N failed": a site each.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";

const { REDWAY_NODE_MODULES: modules } = process.env;
const sites = process.argv.slice(2);
if (!modules || sites.length === 0) {
  console.error("usage: REDWAY_NODE_MODULES=FOLDER node check.mjs SITE...");
  process.exit(2);
}
const jar = createRequire(join(resolve(modules), "from-here.js"))("vnu-jar");

// Safari drops the role of lists without markers, so that the theme says it again.
const MEANT = ["The “list” role is unnecessary for element “[uo]l”\\."];

let failed = 0;
for (const site of sites) {
  const { status, stderr, error } = spawnSync(
    "java",
    // The stack holds the expressions that the checker compares content models with.
    ["-Xss8m", "-jar", jar, "--skip-non-html", "--Werror", "--format", "gnu", "--filterpattern", `.*(${MEANT.join("|")}).*`, site],
    { encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  if (error) throw error;
  const findings = stderr.split("\n").filter((line) => line.startsWith('"file:'));
  const good = status === 0 && findings.length === 0;
  console.log(`${good ? "ok    " : "FAILED"} ${basename(site)}`);
  for (const line of good ? [] : findings.slice(0, 40)) console.log(`         ${line.replaceAll(`file:${resolve(site)}/`, "")}`);
  if (!good) failed += 1;
}
console.log(`${sites.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
