// Finds documents in an index that elasticlunr.js 0.9.5 could load, and scores them as it does.
// Needs no page, so that tests run it without a browser.

import { stem } from "./search-stem.js";

/** How much a word counts in each part of a document, in the order in which scores are added. */
export const BOOSTS = { title: 4, keywords: 4, headings: 2, body: 1 };

/** The words that elasticlunr leaves out of an index. */
const STOP_WORDS = new Set((
  "a able about across after all almost also am among an and any are as at be because been but by "
  + "can cannot could dear did do does either else ever every for from get got had has have he her "
  + "hers him his how however i if in into is it its just least let like likely may me might most "
  + "must my neither no nor not of off often on only or other our own rather said say says she "
  + "should since so some than that the their them then there these they this tis to too twas us "
  + "wants was we were what when where which while who whom why will with would yet you your"
).split(" "));

/** Endings that the stemmer takes off, for words that are still being typed. */
const ENDINGS = (
  "able ible bilities bility ally als al ances ance ences ence ated ates ate ating ational ations "
  + "ation atives ative ators ator ed ements ement ments ment ers er es ful ications ication ics ic "
  + "ings ing ional ions ion ised isers ising ism isms ists ities ity ives ive ized izers izing ly "
  + "ness ous"
).split(" ");

// What joins two words in one, as in `parents/carers`. The index holds the parts as well.
const JOINT = /[^\p{Alphabetic}\p{N}_]+/u;

/**
 * Makes an index ready for queries.
 * @param {object} data the parsed JSON of an elasticlunr index
 */
export function openIndex(data) {
  const { docs, docInfo, length } = data.documentStore;
  const roots = {};
  for (const field of Object.keys(BOOSTS)) roots[field] = data.index[field].root;
  const titles = new Map();
  for (const ref of Object.keys(docs)) {
    const title = phrase(docs[ref].title);
    if (!titles.has(title)) titles.set(title, []);
    titles.get(title).push(ref);
  }
  return { docs, lengths: docInfo, count: length, roots, titles };
}

/**
 * The documents for what somebody typed, best first.
 *
 * A document must have every word, in whichever part; when none has, those with any are found. The
 * last word may be unfinished. Titles that are the very words that were typed come first.
 * @returns {{hits: {document: object, ref: string, score: number, exact: boolean}[], words: object[]}}
 */
export function find(index, text) {
  const words = wordsOf(text);
  const last = words.at(-1) ?? unfinishedStopWord(text);
  if (words.length === 0 && last) words.push(last);
  if (last) {
    last.open = true;
    last.also = completed(last);
  }
  const { scores, holders } = rank(index, words);
  let refs = [...scores.keys()].filter((ref) => holders.every((holder) => holder.has(ref)));
  if (refs.length === 0) refs = [...scores.keys()];
  const exact = new Set(index.titles.get(phrase(text)));
  const hits = [...new Set([...exact, ...refs])].map((ref) => (
    { document: index.docs[ref], ref, score: scores.get(ref) ?? 0, exact: exact.has(ref) }
  ));
  hits.sort((a, b) => b.exact - a.exact || b.score - a.score || a.ref - b.ref);
  return { hits, words };
}

/**
 * The words of a query as the index spells them: in lower case, trimmed, without stop words, with
 * their stems.
 * @returns {{typed: string, stem: string}[]}
 */
export function wordsOf(text) {
  const words = [];
  for (const token of text.replaceAll("\u2019", "'").toLowerCase().split(/[\s-]+/)) {
    const parts = token.split(JOINT).filter(Boolean);
    // A lone letter is what an apostrophe leaves behind: `children's`, `can't`.
    const long = parts.length > 1 ? parts.filter((part) => [...part].length > 1) : [];
    for (const part of long.length > 0 ? long : [token]) {
      const typed = trim(part);
      if (typed && !STOP_WORDS.has(typed)) words.push({ typed, stem: stem(typed) });
    }
  }
  return words;
}

/**
 * Scores documents as elasticlunr.js does with `bool: "OR"` and the boosts above. A word that is
 * `open` stands for every term that begins like it too, and for the terms that it has as `also`.
 * @returns {{scores: Map<string, number>, holders: Set<string>[]}} the score of each document that
 * has any word, and for each word the documents that have it
 */
export function rank(index, words) {
  const scores = new Map();
  const holders = words.map(() => new Set());
  for (const [field, boost] of Object.entries(BOOSTS)) {
    for (const [ref, score] of fieldScores(index, field, words, holders)) {
      scores.set(ref, (scores.get(ref) ?? 0) + score * boost);
    }
  }
  return { scores, holders };
}

/**
 * Cuts a text into pieces, so that those can be marked which a query found.
 * @returns {{text: string, found: boolean}[]}
 */
export function marks(text, words) {
  const pieces = [];
  const add = (piece, found) => {
    if (!piece) return;
    if (pieces.at(-1)?.found === found) pieces.at(-1).text += piece;
    else pieces.push({ text: piece, found });
  };
  let end = 0;
  for (const match of text.matchAll(/[\p{Alphabetic}\p{N}_]+/gu)) {
    add(text.slice(end, match.index), false);
    add(match[0], isFound(match[0], words));
    end = match.index + match[0].length;
  }
  add(text.slice(end), false);
  return pieces;
}

/** The scores of one part of the documents. Sums are made in elasticlunr's order, to the last bit. */
function fieldScores(index, field, words, holders) {
  const scores = new Map();
  const whole = new Map();
  words.forEach((word, place) => {
    const wordScores = new Map();
    for (const { term, node } of termsOf(index.roots[field], word)) {
      const rarity = 1 + Math.log(index.count / (node.df + 1));
      // Terms that only begin like the word count for less, the longer they are.
      const likeness = term === word.stem
        ? 1
        : (1 - (term.length - word.stem.length) / term.length) * 0.15;
      for (const ref of Object.keys(node.docs)) {
        const length = index.lengths[ref][field];
        const norm = length ? 1 / Math.sqrt(length) : 1;
        const score = node.docs[ref].tf * rarity * norm * likeness;
        wordScores.set(ref, (wordScores.get(ref) ?? 0) + score);
        if (term === word.stem) whole.set(ref, (whole.get(ref) ?? 0) + 1);
      }
    }
    for (const [ref, score] of wordScores) {
      scores.set(ref, (scores.get(ref) ?? 0) + score);
      holders[place].add(ref);
    }
  });
  // Documents with more of the words count for more.
  for (const [ref, count] of whole) scores.set(ref, scores.get(ref) * count / words.length);
  return scores;
}

/** The terms of a part that a word stands for, with their nodes in the trie. */
function termsOf(root, word) {
  const found = [];
  if (!word.open) {
    const node = nodeAt(root, word.stem);
    return node?.df > 0 ? [{ term: word.stem, node }] : found;
  }
  collect(nodeAt(root, word.stem), word.stem, found);
  // The stem of `poly` is `poli`, which is not how `polytechnic` begins.
  if (!word.typed.startsWith(word.stem)) collect(nodeAt(root, word.typed), word.typed, found);
  for (const term of word.also ?? []) {
    const node = nodeAt(root, term);
    if (node?.df > 0) found.push({ term, node });
  }
  return found;
}

function nodeAt(root, term) {
  let node = root;
  for (const character of term) node = node?.[character];
  return node;
}

function collect(node, term, found) {
  if (!node) return;
  if (node.df > 0) found.push({ term, node });
  for (const key of Object.keys(node)) {
    if (key !== "docs" && key !== "df") collect(node[key], term + key, found);
  }
}

/**
 * What a word that is being typed may become, where that has a shorter stem: no term begins with
 * `educatio`, but `education` has the stem `educ`.
 */
function completed({ typed, stem: own }) {
  const found = new Set();
  if (typed.length < 3) return found;
  for (const ending of ENDINGS) {
    for (let shared = 0; shared < ending.length; shared += 1) {
      if (!typed.endsWith(ending.slice(0, shared))) continue;
      const whole = stem(typed + ending.slice(shared));
      if (!whole.startsWith(own) && !whole.startsWith(typed)) found.add(whole);
    }
  }
  return found;
}

/** A stop word alone may be the beginning of another: `in` of `inclusion`. */
function unfinishedStopWord(text) {
  const [typed, ...others] = text.toLowerCase().split(JOINT).filter(Boolean);
  return typed && others.length === 0 ? { typed, stem: typed } : null;
}

function isFound(piece, words) {
  const typed = trim(piece.toLowerCase());
  const own = stem(typed);
  return words.some((word) => own === word.stem || (word.open
    && (typed.startsWith(word.typed) || own.startsWith(word.stem) || word.also?.has(own))));
}

/** Takes off what elasticlunr takes off both ends of a word. */
function trim(word) {
  return word.replace(/^\W+|\W+$/g, "");
}

/** A text as it is compared with a title: without regard to case and punctuation. */
function phrase(text) {
  return text.toLowerCase().split(JOINT).filter(Boolean).join(" ");
}
