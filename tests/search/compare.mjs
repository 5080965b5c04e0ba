// Compares the site's own search with elasticlunr.js on one index: the same words, the same
// documents, the same scores to the last bit, in the same order.
//
//     node tests/search/compare.mjs path/to/elasticlunr.json
//
// elasticlunr 0.9.5 is taken from the folder that REDWAY_NODE_MODULES names, else from the current
// directory. Queries are made from the index itself, so any index will do.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { BOOSTS, find, marks, openIndex, rank, wordsOf } from "../../themes/toolkit/assets/search-query.js";
import { stem } from "../../themes/toolkit/assets/search-stem.js";

const path = process.argv[2];
if (!path) {
  console.error("usage: node compare.mjs path/to/elasticlunr.json");
  process.exit(2);
}
// From a folder called node_modules, or one that has such a folder, Node finds it alike.
const modules = resolve(process.env.REDWAY_NODE_MODULES ?? ".");
const elasticlunr = createRequire(join(modules, "here.js"))("elasticlunr");

const text = readFileSync(path, "utf8");
const data = JSON.parse(text);
const ours = openIndex(data);
const theirs = elasticlunr.Index.load(JSON.parse(text));
const FIELDS = Object.fromEntries(Object.entries(BOOSTS).map(([name, boost]) => [name, { boost }]));
const JOINTS = /[^\p{Alphabetic}\p{N}_\s-]+/gu;

let passed = 0;
let failed = 0;

function check(name, actual, expected) {
  if (isDeepStrictEqual(actual, expected)) {
    passed += 1;
    return;
  }
  failed += 1;
  const at = Array.isArray(expected)
    ? expected.findIndex((one, place) => !isDeepStrictEqual(actual[place], one))
    : -1;
  const [ours_, theirs_] = at < 0 ? [actual, expected] : [actual[at], expected[at]];
  console.log(`FAILED ${name}${at < 0 ? "" : ` at ${at}`}`);
  console.log(`  ours     ${JSON.stringify(ours_)?.slice(0, 400)}`);
  console.log(`  expected ${JSON.stringify(theirs_)?.slice(0, 400)}`);
}

/** Up to `most` values, spread evenly. */
function some(values, most) {
  const step = Math.max(1, values.length / most);
  const chosen = [];
  for (let at = 0; at < values.length; at += step) chosen.push(values[Math.floor(at)]);
  return chosen;
}

/** A title without regard to case and punctuation. */
function bare(title = "") {
  return title.toLowerCase().match(/[\p{Alphabetic}\p{N}_]+/gu)?.join(" ");
}

/** Every term of one part of the index. */
function termsOf(node, term = "") {
  const own = node.df > 0 ? [term] : [];
  const below = Object.keys(node).filter((key) => key !== "docs" && key !== "df");
  return [...own, ...below.flatMap((key) => termsOf(node[key], term + key))];
}

const entries = Object.values(data.documentStore.docs);
const plain = (written) => written.replace(JOINTS, " ").trim();
const terms = termsOf(data.index.body.root).filter((term) => /^\p{L}{3,}$/u.test(term));
const chosenTerms = some(terms, 60);
const titles = [...new Set(entries.map((entry) => plain(entry.title)))].filter(Boolean);
const pairs = some(terms, 30).map((term, place) => `${term} ${terms.at(-1 - place * 7) ?? term}`);
const together = some(entries, 40).map((entry) => {
  const words = plain(`${entry.title} ${entry.summary}`).split(/[\s-]+/);
  return `${words[0]} ${words[Math.floor(words.length / 2)]} ${words.at(-1)}`;
});
const queries = [...new Set([
  "school", "Schools", "school places", "head teacher", "the education of children", "safeguard",
  "send", "sen support", "virtual school", "children school", "school school", "early years",
  "meeting dates", "policy", "family", "10am", "zzzz", "school zzzz", "a", "who", "the and of",
  ...some(titles, 40), ...chosenTerms, ...pairs, ...together,
])];

check("the index holds documents and terms", entries.length > 0 && terms.length > 0, true);

// Words: every text of the store, its tokens as elasticlunr makes them.
for (const entry of some(entries, 200)) {
  for (const written of [entry.title, entry.summary, entry.answer]) {
    const query = plain(written);
    check(
      `words of ${JSON.stringify(query)}`,
      wordsOf(query).map((word) => word.stem),
      theirs.pipeline.run(elasticlunr.tokenizer(query)),
    );
  }
}
const PORTER = (
  "caresses ponies ties caress cats feed agreed disabled matting mating meeting milling messing "
  + "meetings hopping hoped falling hissing fizzed failing filing happy sky relational conditional "
  + "rational valenci hesitanci digitizer conformabli radicalli differentli vileli analogousli "
  + "vietnamization predication operator feudalism decisiveness hopefulness callousness formaliti "
  + "sensitiviti sensibiliti triplicate formative formalize electriciti electrical hopeful goodness "
  + "revival allowance inference airliner gyroscopic adjustable defensible irritant replacement "
  + "adjustment dependent adoption homologou communism activate angulariti homologous effective "
  + "bowdlerize probate rate cease controll roll youth yearly archaeology by played naïve a2b's"
).split(" ");
for (const word of new Set([...PORTER, ...entries.flatMap((entry) => plain(entry.title).toLowerCase().split(/[\s-]+/))])) {
  check(`stem of ${word}`, stem(word), elasticlunr.stemmer(word));
}
for (const word of Object.keys(elasticlunr.defaultStopWords)) check(`stop word ${word}`, wordsOf(word), []);

/** Scores as elasticlunr lists them: best first, equals by number. */
function ranked(scores) {
  return [...scores]
    .map(([ref, score]) => ({ ref, score }))
    .sort((a, b) => b.score - a.score || a.ref - b.ref);
}

// Scores: any word, in any part.
for (const query of queries) {
  check(
    `scores of ${JSON.stringify(query)}`,
    ranked(rank(ours, wordsOf(query)).scores),
    theirs.search(query, { fields: FIELDS, bool: "OR" }),
  );
}

// Scores: one word as the beginning of others.
for (const term of [...chosenTerms, ...some(terms, 40).map((one) => one.slice(0, 2))]) {
  const [word] = wordsOf(term);
  if (!word?.typed.startsWith(word.stem)) continue;
  check(
    `scores of what begins with ${term}`,
    ranked(rank(ours, [{ ...word, open: true }]).scores),
    theirs.search(term, { fields: FIELDS, bool: "OR", expand: true }),
  );
}

/**
 * The same rules made from elasticlunr's parts: its search, in which only the last word is
 * expanded, and of that only the documents that each word alone finds too. elasticlunr has no rule
 * for what an unfinished word may become, so those terms are taken from the query.
 */
function expectedHits(query, also) {
  const written = query.split(/[\s-]+/).filter(
    (word) => theirs.pipeline.run(elasticlunr.tokenizer(word)).length > 0,
  );
  if (written.length === 0) return [];
  const search = (words, open) => {
    const typed = open ? words.at(-1).toLowerCase() : "";
    theirs.fieldSearch = function fieldSearch(tokens, field, config) {
      const inverted = this.index[field];
      const expand = elasticlunr.InvertedIndex.prototype.expandToken;
      let asked = 0;
      inverted.expandToken = function expandToken(token, memo, root) {
        if (root !== undefined) return expand.call(this, token, memo, root);
        asked += 1;
        if (!open || asked < tokens.length) return [token];
        return [
          ...expand.call(this, token),
          ...(typed.startsWith(token) ? [] : expand.call(this, typed)),
          ...also,
        ];
      };
      return elasticlunr.Index.prototype.fieldSearch.call(this, tokens, field, config);
    };
    return theirs.search(words.join(" "), { fields: FIELDS, bool: "OR", expand: true });
  };
  const any = search(written, true);
  const holders = written.map((word, place) => (
    new Set(search([word], place === written.length - 1).map((hit) => hit.ref))
  ));
  const every = any.filter((hit) => holders.every((holder) => holder.has(hit.ref)));
  return every.length > 0 ? every : any;
}

for (const query of queries) {
  // A stop word alone is taken for the beginning of another word: elasticlunr has no rule for it.
  if (wordsOf(query).length === 0) continue;
  const { hits, words } = find(ours, query);
  const exact = hits.filter((hit) => hit.exact).length;
  const expected = expectedHits(query, [...words.at(-1).also]);
  check(
    `results of ${JSON.stringify(query)}`,
    hits.filter((hit) => hit.score > 0).map(({ ref, score }) => ({ ref, score }))
      .sort((a, b) => b.score - a.score || a.ref - b.ref),
    expected,
  );
  check(
    `order of ${JSON.stringify(query)}`,
    hits.slice(exact).map((hit) => hit.ref),
    expected.map((hit) => hit.ref).filter((ref) => !hits.slice(0, exact).some((hit) => hit.ref === ref)),
  );
}

// Every title finds its document first, however it is written.
for (const entry of some(entries, 100)) {
  const [first] = find(ours, `  ${entry.title.toUpperCase()}?`).hits;
  check(`first for ${JSON.stringify(entry.title)}`, bare(first?.document.title), bare(entry.title));
}

// No document is lost on the way while a word of its title is typed.
for (const [ref, entry] of some(Object.entries(data.documentStore.docs), 60)) {
  for (const word of plain(entry.title).split(/[\s-]+/)) {
    if (wordsOf(word).length === 0) continue;
    const lost = [...word].map((_, end) => word.slice(0, end + 1)).filter((typed) => (
      typed.length > 1 && !find(ours, typed).hits.some((hit) => hit.ref === ref)
    ));
    check(`typing ${word}`, lost, []);
  }
}

// A word with a joint finds what its parts find.
for (const [joined, parts] of [["parents/carers", "parents carers"], ["children's", "children"], ["children\u2019s", "children"]]) {
  check(`words of ${joined}`, wordsOf(joined), wordsOf(parts));
}

// A query that finds marks only what is in the text, and the pieces are the text.
for (const entry of some(entries, 60)) {
  const { words } = find(ours, entry.title);
  const pieces = marks(entry.summary, words);
  check(`pieces of ${JSON.stringify(entry.summary)}`, pieces.map((piece) => piece.text).join(""), entry.summary);
}
check("marks", marks("Parents & carers’ <b>meetings</b>, met", wordsOf("meeting parent")), [
  { text: "Parents", found: true },
  { text: " & carers’ <b>", found: false },
  { text: "meetings", found: true },
  { text: "</b>, met", found: false },
]);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
