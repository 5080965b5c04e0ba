// Holds the index of a site and the script that reads it against npm's elasticlunr 0.9.5:
//
//   node tests/search/compare.mjs path/to/site/search
//
// The shards must hold what elasticlunr.json holds, and give the scores that elasticlunr gives;
// words, stop words and stems must be its own. elasticlunr is taken from the folder that
// REDWAY_NODE_MODULES names, else from the current directory. Queries are made from the index
// itself, so any index will do.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

import { Search, addScores, placesOf } from "../../themes/toolkit/assets/search-query.js";
import { fold, marks, stem, wordsOf } from "../../themes/toolkit/assets/search-words.js";
import { check, finish } from "./check.mjs";
import { diskFetch } from "./disk.mjs";

const folder = process.argv[2];
if (!folder) {
  console.error("usage: node compare.mjs path/to/site/search");
  process.exit(2);
}
// From a folder called node_modules, or one that has such a folder, Node finds it alike.
const modules = resolve(process.env.REDWAY_NODE_MODULES ?? ".");
const elasticlunr = createRequire(join(modules, "here.js"))("elasticlunr");

const text = readFileSync(join(folder, "elasticlunr.json"), "utf8");
const data = JSON.parse(text);
const theirs = elasticlunr.Index.load(JSON.parse(text));

const index = new Search("", diskFetch(folder));
const manifest = await index.manifest();
// What elasticlunr.json calls the fields that it has.
const NAMES = { names: "keywords" };
const FIELDS = manifest.fields.slice(0, 4).map(({ name, boost }) => ({ name: NAMES[name] ?? name, boost }));
const shards = await Promise.all(manifest.terms.map((_, place) => index.terms(place, manifest.fields)));
const blocks = [];
for (let from = 0; from < manifest.documents; from += manifest.lengths_block) {
  const documents = Math.min(manifest.lengths_block, manifest.documents - from);
  blocks.push(await index.lengths(blocks.length, documents, manifest.fields));
}

const lengthOf = (field, document) => (
  blocks[Math.floor(document / manifest.lengths_block)].lengths[field][document % manifest.lengths_block]);
const postingsOf = (term) => shards[placesOf(term, manifest.terms)[0]].postings(term);

/** Up to `most` values, spread evenly. */
function some(values, most) {
  const step = Math.max(1, values.length / most);
  const chosen = [];
  for (let at = 0; at < values.length; at += step) chosen.push(values[Math.floor(at)]);
  return chosen;
}

/** Every term of one part of elasticlunr's index, with its documents. */
function nodesOf(node, term = "") {
  const own = node.df > 0 ? [[term, node.docs]] : [];
  const below = Object.keys(node).filter((key) => key !== "docs" && key !== "df");
  return [...own, ...below.flatMap((key) => nodesOf(node[key], term + key))];
}

// --- The same postings and lengths in both ---

const terms = new Set();
FIELDS.forEach(({ name }, field) => {
  const expected = new Map(nodesOf(data.index[name].root));
  const held = shards.flatMap((shard) => shard.terms.filter((term) => shard.postings(term)[field].documents.length > 0));
  check(`terms of ${name}`, held.sort(), [...expected.keys()].sort());
  const different = [...expected].filter(([term, docs]) => {
    terms.add(term);
    const list = postingsOf(term)?.[field];
    return !list || list.documents.length !== Object.keys(docs).length
      || list.documents.some((document, at) => Math.sqrt(list.counts[at]) !== docs[document]?.tf);
  });
  check(`postings of ${name}`, different.map(([term]) => term), []);
  const lengths = Object.entries(data.documentStore.docInfo)
    .filter(([ref, info]) => info[name] !== lengthOf(field, ref));
  check(`lengths of ${name}`, lengths.map(([ref]) => ref), []);
});
check("documents", manifest.documents, data.documentStore.length);
check("the index holds documents and terms", manifest.documents > 0 && terms.size > 0, true);
check(
  "terms are in the shards whose borders say so",
  shards.flatMap((shard, place) => shard.terms.filter((term) => placesOf(term, manifest.terms)[0] !== place)),
  [],
);

// --- Letters: the same in the program and in a browser ---

const listed = new Map(readFileSync(new URL("folds.txt", import.meta.url), "utf8").trimEnd().split("\n").map((line) => {
  const [from, ...to] = line.split(" ").map((code) => String.fromCodePoint(parseInt(code, 16)));
  return [from, to.join("")];
}));
const unlikeFolds = [];
for (let code = 0; code <= 0x10ffff; code += 1) {
  const one = String.fromCodePoint(code);
  // What this version of Unicode does not know, and halves of characters, nobody can write.
  if (/\p{Cn}|\p{Cs}/u.test(one) || fold(one) === (listed.get(one) ?? one)) continue;
  unlikeFolds.push(`${code.toString(16)}: ${JSON.stringify(fold(one))}, ${JSON.stringify(listed.get(one) ?? one)}`);
}
check("letters that the program folds", listed.size > 1000, true);
check("every character is folded alike", unlikeFolds, []);

// --- Words, stop words and stems ---

// Without signs and accents, which our own rules read otherwise: lone letters beside signs are one word.
const JOINTS = /[^\p{Alphabetic}\p{N}\s]+/gu;
const entries = Object.values(data.documentStore.docs);
const plain = (written) => fold(written ?? "").replace(JOINTS, " ").replace(/ and (?=\w\b)/g, " ").trim();
const stems = (query) => wordsOf(query, manifest.language).filter(({ stop }) => !stop).map((word) => word.stem);
const theirStems = (query) => theirs.pipeline.run(elasticlunr.tokenizer(query));

for (const entry of entries) {
  const query = plain(Object.values(entry).join(" "));
  check(`words of ${JSON.stringify(query)}`, stems(query), theirStems(query));
}
const blocksOfWords = await Promise.all(manifest.words.map((_, place) => index.words(place)));
const vocabulary = blocksOfWords.flat().map(([word]) => word.split("\t")[0]);
check("the vocabulary holds words", vocabulary.length > 0, true);
const unlike = (words) => words.filter((word) => stem(word) !== elasticlunr.stemmer(word));
check("stems of the vocabulary", unlike(vocabulary), []);
check("stems of all terms", unlike([...terms]), []);
check("words of the vocabulary are in the index", vocabulary.filter((word) => (
  wordsOf(word).every((one) => !postingsOf(one.stem)))), []);
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
check("stems of Porter's examples", unlike(PORTER), []);
check("stop words", manifest.stops.split(" ").sort(), Object.keys(elasticlunr.defaultStopWords).filter(Boolean).sort());

// --- Scores ---

/** The scores that elasticlunr gives, made from the shards: any word, in any part. */
function plainScores(query) {
  const all = manifest.documents;
  const words = stems(query);
  const total = new Map();
  FIELDS.forEach(({ boost }, field) => {
    const scores = new Float64Array(all);
    const whole = new Uint32Array(all);
    for (const word of words) {
      const list = postingsOf(word)?.[field];
      if (!list) continue;
      addScores(scores, list, all, (document) => lengthOf(field, document), 1, 1);
      for (const document of list.documents) whole[document] += 1;
    }
    scores.forEach((score, document) => {
      if (score) total.set(document, (total.get(document) ?? 0) + (score * whole[document] / words.length) * boost);
    });
  });
  return [...total].map(([document, score]) => ({ ref: String(document), score }))
    .sort((a, b) => b.score - a.score || a.ref - b.ref);
}

const chosen = some([...terms].filter((term) => /^\p{L}{3,}$/u.test(term)), 80);
const titles = some([...new Set(entries.map((entry) => plain(entry.title)))].filter(Boolean), 60);
const pairs = chosen.map((term, place) => `${term} ${chosen.at(-1 - place * 7 % chosen.length)}`);
const together = some(entries, 60).map((entry) => {
  const words = plain(`${entry.title} ${entry.summary}`).split(/[\s-]+/);
  return `${words[0]} ${words[Math.floor(words.length / 2)]} ${words.at(-1)}`;
});
const queries = [...new Set([
  "school", "Schools", "school places", "head teacher", "the education of children", "safeguard",
  "send", "sen support", "virtual school", "children school", "school school", "early years",
  "meeting dates", "policy", "family", "10am", "zzzz", "school zzzz", "a", "who", "the and of",
  ...titles, ...chosen, ...pairs, ...together,
])];
const config = { fields: Object.fromEntries(FIELDS.map(({ name, boost }) => [name, { boost }])), bool: "OR" };
check("enough queries", queries.length >= 200 || terms.size < 500, true);
for (const query of queries) {
  check(`scores of ${JSON.stringify(query)}`, plainScores(query), theirs.search(query, config));
}

// --- What people see ---

const bare = (title = "") => title.toLowerCase().match(/[\p{Alphabetic}\p{N}_]+/gu)?.join(" ");

// Every title of today finds a document of that title first, however it is written.
const current = entries.filter((entry) => stems(entry.title).length > 1);
for (const entry of some(current, 100)) {
  const { hits } = await index.find(`  ${entry.title.toUpperCase()}?`);
  const records = await index.documents(hits.slice(0, 3).map(({ number }) => number));
  check(`found by title: ${entry.title}`, records.some((record) => bare(record.title) === bare(entry.title)), true);
}

// What a query finds is marked, and the pieces are the text.
for (const entry of some(entries.filter((one) => stems(one.title).length > 0), 60)) {
  const { words } = await index.find(entry.title);
  const pieces = marks(entry.title, words, manifest.language);
  check(`pieces of ${JSON.stringify(entry.title)}`, pieces.map((piece) => piece.text).join(""), entry.title);
  check(`marks in ${JSON.stringify(entry.title)}`, pieces.some((piece) => piece.found), true);
}

finish();
