// Text to words, as elasticlunr makes them for the index.

import { stem } from "./search-stem.js";

/** The words that elasticlunr leaves out of an index. */
export const STOP_WORDS = new Set((
  "a able about across after all almost also am among an and any are as at be because been but by "
  + "can cannot could dear did do does either else ever every for from get got had has have he her "
  + "hers him his how however i if in into is it its just least let like likely may me might most "
  + "must my neither no nor not of off often on only or other our own rather said say says she "
  + "should since so some than that the their them then there these they this tis to too twas us "
  + "wants was we were what when where which while who whom why will with would yet you your"
).split(" "));

// Endings that the stemmer takes off, for words that are still being typed.
const ENDINGS = (
  "able ible bility ally al ance ence ating ate ational ative ator ed ement ment er es ful ication ic "
  + "ing ional ion iser ism ist ity ive ized izer ly ness ous"
).split(" ");

// The index also holds the parts of words that something joins, as in `parents/carers`.
const PART = /[\p{Alphabetic}\p{N}_]+/gu;

/** A text as words are made of it. */
export const plain = (text) => text.normalize("NFC").replaceAll("\u2019", "'").toLowerCase();

/** Takes off what elasticlunr takes off both ends of a word. */
export const trim = (word) => word.replace(/^\W+/, "").replace(/\W+$/, "");

/**
 * The words of a text, stop words too; `start` and `end` are places in `plain(text)`.
 * @returns {{typed, stem, stop: boolean, bare: string, start, end}[]} `bare` has no accents
 */
export function wordsOf(text) {
  const words = [];
  for (const { 0: token, index } of plain(text).matchAll(/[^\s-]+/g)) {
    const parts = [...token.matchAll(PART)];
    // A lone letter is what an apostrophe leaves behind: `children's`, `can't`.
    const long = parts.length > 1 ? parts.filter(([part]) => /../u.test(part)) : [];
    for (const part of long.length ? long : [{ 0: token, index: 0 }]) {
      const folded = part[0].normalize("NFD").replace(/\p{M}/gu, "");
      // A word in another script is its own term; elasticlunr has nothing left of it.
      const other = trim(folded) || !/\p{Alphabetic}/u.test(folded) ? "" : part[0].match(PART)[0];
      const typed = other || trim(part[0]);
      const bare = other || trim(folded);
      const start = index + part.index + part[0].indexOf(typed);
      const stop = !typed || STOP_WORDS.has(typed);
      if (bare) words.push({ typed, stem: stem(typed), stop, bare, start, end: start + typed.length });
    }
  }
  return words;
}

/** Stems that an unfinished word may get: `educatio` may become `education`, which is `educ`. */
export function completed({ typed, stem: own }) {
  const found = new Set();
  for (const ending of typed.length > 2 ? ENDINGS : []) {
    for (let shared = 0; shared < ending.length; shared += 1) {
      if (!typed.endsWith(ending.slice(0, shared))) continue;
      const whole = stem(typed + ending.slice(shared));
      if (!whole.startsWith(own) && !whole.startsWith(typed)) found.add(whole);
    }
  }
  return found;
}

/** A text as phrases are looked for in it. */
export const phrase = (text) => ` ${plain(text).match(PART)?.join(" ") ?? ""} `;

/**
 * Cuts a text into pieces, to mark those that a query found.
 * @param {object[]} words those that `find` gave
 * @returns {{text: string, found: boolean}[]} together the text
 */
export function marks(text, words) {
  const pieces = [];
  for (const [piece] of text.matchAll(/[\p{Alphabetic}\p{N}_]+|[^\p{Alphabetic}\p{N}_]+/gu)) {
    const found = isFound(piece, words);
    if (pieces.at(-1)?.found === found) pieces.at(-1).text += piece;
    else pieces.push({ text: piece, found });
  }
  return pieces;
}

// What a piece is compared by; the same words are marked again at every key.
const known = new Map();

function isFound(piece, words) {
  if (!known.has(piece)) {
    known.set(piece, wordsOf(piece).flatMap((word) => [word.stem, stem(word.bare), word.typed, word.bare]).slice(0, 4));
  }
  return words.some(({ typed, stem: own, open, also }) => known.get(piece).some((one, at) => (
    (at < 2 && one === own) || (open && (one.startsWith(typed) || one.startsWith(own) || also.has(one))))));
}
