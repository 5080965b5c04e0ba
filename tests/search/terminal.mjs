// Asks the terminal and the script the same: `redway search` must give what a browser would.
//
//     node tests/search/terminal.mjs path/to/redway path/to/toolkit path/to/site path/to/strangers path/to/their/sites
//
// The queries are those of the quality set, each as it is, unfinished, and finished by a space.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Search } from "../../themes/toolkit/assets/search-query.js";
import { check, finish } from "./check.mjs";
import { diskFetch } from "./disk.mjs";
import { readQueries } from "./queries.mjs";

const [, , program, toolkit, built, strangers, theirs] = process.argv;
if (!theirs) {
  console.error("usage: node terminal.mjs path/to/redway path/to/toolkit path/to/site path/to/strangers path/to/their/sites");
  process.exit(2);
}

// For a phrase in quotation marks the terminal reads the source and a browser the finished page.
const all = readQueries(fileURLToPath(new URL("queries.yaml", import.meta.url))).filter(({ q }) => !q.includes('"'));
/** More ways to type: signs, letters and numbers that nobody is asked about in the queries. */
const FORMS = [
  "+44 (0)1908 253169 now", "(01908) 253", "0044 19", "+44", "01908-253169", "S.E.N.D", "q&a", "a & e & b", "is it safe", "it is", "to be", "of the",
  "ÅNGSTRÖM", "l’école d'été", "x-ray a/b", "c#", "50+ ", "24/7 help", "7-9", "o'neill's", "ŁÓDŹ ß ﬃ", "Ａ＆Ｅ", "मंत्री", "が", "Straße", "ίσως", "co‑ordinator",
  "a.b@c.example", "https://example.org/a/b?c=d", "18/6/2026 01/02/03", "june june", "the the the", "may june will", "qx7 4", "12 / 34", "A and",
  "s", "7", "x y", "q ", "李明 王", "abc王1", "王小明的房间在3号楼", "あ", "ｶﾅ", "น้ำ", "한국", "2125550100", "441908253169", "1908 253169 now", "2025 2026", "1-1", "1.1.1",
];

/** Asks both for each query as it is, unfinished, and finished. */
async function compare(source, site, asked) {
  const unfinished = asked.map((q) => q.slice(0, -2)).filter((q) => q.trim());
  const queries = [...asked, ...unfinished, ...[...asked, ...FORMS].map((q) => `${q} `), ...FORMS];
  const { stdout, status } = spawnSync(
    program,
    ["search", "--root", source, "--format", "json", "--most", "20"],
    { input: `${queries.join("\n")}\n`, encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  check(`the exit code for ${source}`, status, 0);
  const answers = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  check(`an answer for each query to ${source}`, answers.map(({ query }) => query), queries);
  const search = new Search("", diskFetch(join(site, "search")));
  for (const { query, found, corrected, suggestions, hits } of answers) {
    const ours = await search.find(query);
    const records = await search.documents(ours.hits.slice(0, 20).map(({ number }) => number), ours.clauses);
    check(query, { found, corrected, suggestions, hits: hits.map((hit) => [hit.address, rounded(hit.score)]) }, {
      found: ours.total,
      corrected: ours.corrected,
      suggestions: ours.suggestions,
      hits: records.map(({ address }, at) => [address, rounded(ours.hits[at].score)]),
    });
  }
}

/** The two add up in different orders, and their logarithms differ in the last bits. */
function rounded(score) {
  return Number(score.toPrecision(9));
}

for (const name of new Set(all.map(({ site }) => site))) {
  const asked = all.filter(({ site }) => site === name).map(({ q }) => q);
  if (name) await compare(join(strangers, name), join(theirs, name), asked);
  else await compare(toolkit, built, asked);
}

finish();
