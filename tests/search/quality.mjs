// Asks built sites what people ask, and prints what they do not answer with the five best:
//
//   node tests/search/quality.mjs path/to/toolkit path/to/strangers [queries.yaml]
//
// The folder of strangers holds the built site of each folder of tests/strangers/.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Search } from "../../themes/toolkit/assets/search-query.js";
import { check, fail, finish } from "./check.mjs";
import { diskFetch } from "./disk.mjs";
import { meets, readQueries } from "./queries.mjs";

const [, , toolkit, strangers, list = fileURLToPath(new URL("queries.yaml", import.meta.url))] = process.argv;
if (!strangers) {
  console.error("usage: node quality.mjs path/to/toolkit path/to/strangers [queries.yaml]");
  process.exit(2);
}

/** The text of a page, as the browser reads it to verify a quoted phrase. */
async function page(site, address) {
  const html = await readFile(join(site, address.replace(/#.*/, ""), "index.html"), "utf8");
  const [, main = ""] = /<main\b[^>]*>([^]*)<\/main>/.exec(html) ?? [];
  return main.replace(/<[^>]*>/g, " ").replace(/&#39;|&quot;|&lt;|&gt;/g, " ").replaceAll("&amp;", "&");
}

const searches = new Map();
const queries = readQueries(list);
check("there are queries", queries.length >= 300, true);

for (const wanted of queries) {
  const site = wanted.site ? join(strangers, wanted.site) : toolkit;
  if (!searches.has(site)) searches.set(site, new Search("", diskFetch(join(site, "search"))));
  const search = searches.get(site);
  const found = await search.find(wanted.q, { page: (address) => page(site, address) });
  const records = await search.documents(found.hits.slice(0, 5).map(({ number }) => number), found.clauses);
  const best = records.slice(0, 3).map(({ address }) => address);
  const wrong = [];
  if (wanted.none && found.total > 0) wrong.push(`expected nothing, ${found.total} found`);
  if (wanted.first !== undefined && !meets(best[0] ?? "#", wanted.first)) wrong.push(`first should be ${wanted.first}`);
  if (wanted.top3 && !wanted.top3.some((asked) => best.some((address) => meets(address, asked)))) {
    wrong.push(`among three should be ${wanted.top3.join(" or ")}`);
  }
  if (wanted.corrected !== undefined && found.corrected !== wanted.corrected) {
    wrong.push(`should be corrected to ${wanted.corrected}, was ${found.corrected || "not corrected"}`);
  }
  if (wrong.length === 0) {
    check(wanted.q, true, true);
    continue;
  }
  fail(`line ${wanted.line}: ${wanted.site ?? ""} ${wanted.q}${wanted.why ? ` (${wanted.why})` : ""}`, [
    ...wrong,
    ...(found.corrected ? [`corrected to ${found.corrected}`] : []),
    ...records.map((record, at) => (
      `${at + 1}. ${found.hits[at].score.toFixed(2)} ${found.hits[at].kind} ${record.title} <${record.address}>`)),
  ]);
}

finish();
