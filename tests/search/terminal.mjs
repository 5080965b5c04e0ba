// Asks the terminal and the script the same: `redway search` must give what a browser would.
//
//     node tests/search/terminal.mjs path/to/redway path/to/source path/to/site
//
// The queries are those of the quality set, each as it is, unfinished, and finished by a space.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Search } from "../../themes/toolkit/assets/search-query.js";
import { check, finish } from "./check.mjs";
import { diskFetch } from "./disk.mjs";
import { readQueries } from "./queries.mjs";

const [, , program, source, site] = process.argv;
if (!site) {
  console.error("usage: node terminal.mjs path/to/redway path/to/source path/to/site");
  process.exit(2);
}

// For a phrase in quotation marks the terminal reads the source and a browser the finished page.
const asked = readQueries(fileURLToPath(new URL("queries.yaml", import.meta.url))).map(({ q }) => q).filter((q) => !q.includes('"'));
// One letter begins more terms than a browser fetches; the search box answers from the second on.
const unfinished = asked.map((q) => q.slice(0, -2)).filter((q) => q.trim().length > 1);
const queries = [...asked, ...unfinished, ...asked.map((q) => `${q} `)];

const { stdout, status } = spawnSync(
  program,
  ["search", "--root", source, "--format", "json", "--most", "20"],
  { input: `${queries.join("\n")}\n`, encoding: "utf8", maxBuffer: 2 ** 28 },
);
check("the exit code", status, 0);
const answers = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
check("an answer for each query", answers.map(({ query }) => query), queries);

const search = new Search("", diskFetch(join(site, "search")));
// The two add up in different orders, and their logarithms differ in the last bits.
const rounded = (score) => Number(score.toPrecision(9));

for (const { query, found, corrected, suggestions, hits } of answers) {
  const theirs = await search.find(query);
  const records = await search.documents(theirs.hits.slice(0, 20).map(({ number }) => number), { words: theirs.words });
  check(query, { found, corrected, suggestions, hits: hits.map((hit) => [hit.address, rounded(hit.score)]) }, {
    found: theirs.total,
    corrected: theirs.corrected,
    suggestions: theirs.suggestions,
    hits: records.map(({ address }, at) => [address, rounded(theirs.hits[at].score)]),
  });
}

finish();
