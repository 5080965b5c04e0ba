// Text to words and their stems, as the index has them. `language` is that of the manifest: of English, which has
// none, as elasticlunr makes them; of any other a word counts as it is written.

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
const PART = /([\p{Alphabetic}\p{N}_]+)/gu;

/** A text as words are made of it: without what shows nothing, such as soft hyphens, and with the letters of ligatures. */
export const plain = (text) => text.normalize("NFC").replace(/\p{DI}/gu, "")
  .replace(/[\ufb00-\ufb06]/g, (one) => one.normalize("NFKC")).replace(/\u2019/g, "'").toLowerCase();

/** Takes off what elasticlunr takes off both ends of a word. */
export const trim = (word) => word.replace(/^\W+|\W+$/g, "");

const trimWhole = (word) => word.replace(/^[^\p{Alphabetic}\p{N}_]+|[^\p{Alphabetic}\p{N}_]+$/gu, "");

/**
 * The words of a text, stop words too; `start` and `end` are places in `plain(text)`.
 * @returns {{typed, stem, stop: boolean, bare: string, start, end}[]} `bare` has no accents
 */
export function wordsOf(text, language) {
  const words = [];
  const cut = language ? trimWhole : trim;
  for (const { 0: token, index } of plain(text).matchAll(/[^\s-]+/g)) {
    const parts = [...token.matchAll(PART)];
    // A lone letter is what an apostrophe leaves behind: `children's`, `can't`.
    const long = parts.length > 1 ? parts.filter(([part]) => /../u.test(part)) : [];
    for (const part of long.length ? long : [{ 0: token, index: 0 }]) {
      const folded = part[0].normalize("NFD").replace(/\p{M}/gu, "");
      // A word in another script is its own term; elasticlunr has nothing left of it.
      const other = trim(folded) || !/\p{Alphabetic}/u.test(folded) ? "" : trimWhole(part[0]);
      const typed = other || cut(part[0]);
      const bare = other || cut(folded);
      const start = index + part.index + part[0].indexOf(typed);
      const stop = !typed || (!language && STOP_WORDS.has(typed));
      if (bare) words.push({ typed, stem: stem(typed, language), stop, bare, start, end: start + typed.length });
    }
  }
  return words;
}

/** Stems that an unfinished word may get: `educatio` may become `education`, which is `educ`. */
export function completed({ typed, stem: own }, language) {
  const found = new Set();
  for (const ending of typed.length > 2 && !language ? ENDINGS : []) {
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
 * @param language that of the manifest
 * @returns {{text: string, found: boolean}[]} together the text
 */
export function marks(text, words, language) {
  const pieces = [];
  for (const piece of text.split(PART).filter(Boolean)) {
    const found = isFound(piece, words, language);
    if (pieces.at(-1)?.found === found) pieces.at(-1).text += piece;
    else pieces.push({ text: piece, found });
  }
  return pieces;
}

// What a piece is compared by; the same words are marked again at every key.
const known = new Map();

function isFound(piece, words, language) {
  if (!known.has(piece)) {
    known.set(piece, wordsOf(piece, language).flatMap((word) => [word.stem, stem(word.bare, language), word.typed, word.bare]).slice(0, 4));
  }
  return words.some(({ typed, stem: own, open, also }) => known.get(piece).some((one, at) => (
    (at < 2 && one === own) || (open && (one.startsWith(typed) || one.startsWith(own) || also.has(one))))));
}

// --- Queries

const MOST_WORDS = 16;
const MONTHS = (
  "january february march april may june july august september october november december"
).split(" ");
// `2026-06-18`, `18/6/2026`, `18th of June 2026`, `June 18`
export const NUMBERS = "(20\\d\\d)-(\\d\\d?)(?:-(\\d\\d?))?|(\\d\\d?)/(\\d\\d?)/(?:20)?(\\d\\d)";
const DATE = new RegExp(
  `\\b(?:${NUMBERS}`
  + "|(?:(\\d\\d?)(?:st|nd|rd|th)?\\s+(?:of\\s+)?)?"
  + `((?:${MONTHS.map((name) => name.slice(0, 3)).join("|")})[a-z]*)(?:\\s+(\\d\\d?)(?:st|nd|rd|th)?)?(?:\\s+(20\\d\\d))?)\\b`,
  "g",
);

/** What a query asks for. A clause has forms, any of which will do; a form needs all its words. */
export function clausesOf(text, { hints, asides, forms: synonyms, ranking, language }) {
  const { words: all, phrases } = tokensOf(text, hints, language);
  const hinted = new Set(all.flatMap((word) => hints.get(word.stem) ?? []));
  const words = all.filter(({ stop }) => !stop).slice(0, MOST_WORDS);
  // A stop word at the end may be the beginning of another: `in` of `inclusion`.
  const last = all.at(-1);
  if (last?.stop && (!words.length || (last.open && last.typed.length > 2))) {
    words.push({ ...last, stem: last.typed, open: !last.quoted, helps: words.length > 0 });
  }
  // One letter after other words is about to become a word: it is no reason to fetch or to find less.
  if (words.length > 1 && /^[a-z]$/.test(last.typed)) Object.assign(words.at(-1), { open: false, helps: true });
  let clauses = [];
  while (words.length) {
    const { quoted, date, bare, typed, parts, helps } = words[0];
    const key = (count) => words.slice(0, count).map((word) => (word.quoted === quoted ? word.stem : "")).join(" ");
    let taken = words.length;
    while (taken > 1 && !synonyms.has(key(taken))) taken -= 1;
    const others = quoted ? [] : [...synonyms.get(key(taken)) ?? []];
    const forms = [{ words: words.splice(0, taken) }];
    const clause = { quoted, forms };
    if (parts?.length) {
      forms.push({ words: parts });
    } else if (taken === 1 && !date) {
      [clause.word] = forms[0].words;
      clause.optional = helps || (!quoted && asides.has(clause.word.stem));
      if (bare !== typed) others.push([bare]);
    }
    for (const other of others) {
      forms.push({ words: other.map((one) => ({ typed: one, stem: stem(one, language) })), weight: ranking.synonym });
    }
    clauses.push(clause);
  }
  join(clauses, ranking.synonym, language);
  // Of a word that is there twice, the later one counts.
  clauses = clauses.filter(({ word }, at) => !word
    || clauses.findLastIndex((later) => later.word?.stem === word.stem) === at);
  if (clauses.every(({ optional }) => optional)) for (const clause of clauses) clause.optional = false;
  return { clauses, hinted, phrases };
}

/** Neighbours may be one word: `safe guarding`, `cyp 07`, and however many pieces of a phone number. */
function join(clauses, weight, language) {
  clauses.forEach((_, from) => {
    let typed = "";
    for (let to = from; to < clauses.length; to += 1) {
      const { word, quoted } = clauses[to];
      if (!word || quoted || (to > from + 1 && /\D/.test(typed + word.typed))) return;
      typed += word.typed;
      if (to === from) continue;
      const form = { words: [{ typed, stem: stem(typed, language), open: word.open }], weight, joins: to - from + 1 };
      for (const clause of clauses.slice(from, to + 1)) clause.forms.push(form);
    }
  });
}

/** The words of a query; the last is open if it may go on. */
function tokensOf(text, hints, language) {
  const words = [];
  const phrases = [];
  let at = 0;
  const read = (piece, quoted) => {
    for (const word of wordsOf(piece, language)) words.push({ ...word, quoted, start: at + word.start, end: at + word.end });
    at += piece.length;
  };
  const pieces = text.split(/["\u201c\u201d]/);
  const meetings = wordsOf(text, language).some((word) => hints.get(word.stem)?.includes("series"));
  pieces.forEach((piece, place) => {
    const from = at;
    if (place % 2 && place < pieces.length - 1) {
      read(piece, true);
      if (phrase(piece).trim()) phrases.push(phrase(piece));
    } else {
      for (const match of piece.matchAll(language?.date ?? DATE)) {
        const date = dateOf(match, meetings || /\bin\s+$/.test(piece.slice(0, match.index)), language);
        if (!date) continue;
        read(piece.slice(at - from, match.index));
        at += match[0].length;
        words.push({ date, parts: wordsOf(match[0], language).filter(({ stop }) => !stop), stem: "" });
      }
      read(piece.slice(at - from));
    }
    at += 1;
  });
  const last = words.at(-1);
  if (last?.end === text.length && !last.quoted) last.open = true;
  return { words, phrases };
}

/** A date as terms have it, without "@": `06`, `2026-06`, `2026-06-18`, and `-06-18` of any year. */
function dateOf([, y1, m1, d1, d2, m2, y2, d3, name, d4, y3], mayIsMonth, language) {
  const day = d1 ?? d2 ?? d3 ?? d4;
  const year = y1 ?? y3 ?? (y2 && `20${y2}`);
  const alone = !day && !year;
  const month = name ? (language?.monthOf ?? monthOf)(name, alone, mayIsMonth) : m1 ?? m2;
  if (!(month > 0 && month < 13) || day > 31) return "";
  const two = (number) => String(number).padStart(2, "0");
  return `${year ?? ""}${year || day ? "-" : ""}${two(month)}${day ? `-${two(day)}` : ""}`;
}

/** The number of a month; 0 if it is none. Alone, `may` may be none, and it must be the whole name. */
function monthOf(name, alone, mayIsMonth) {
  const named = MONTHS.findIndex((month) => month.startsWith(name === "sept" ? "sep" : name));
  return alone && (name !== MONTHS[named] || (named === 4 && !mayIsMonth)) ? 0 : named + 1;
}

/**
 * How many letters to add, leave out, change or swap with a neighbour; Infinity if more than `most`.
 * An open word may be the beginning of the other, which counts half more.
 */
export function distanceOf(a, b, most, open) {
  if (a.length - b.length > most || (!open && b.length - a.length > most)) return Infinity;
  let before;
  let last = [...b, ""].map((_, at) => at);
  let least = 0;
  for (let i = 1; i <= a.length && least <= most; i += 1) {
    const row = [i];
    least = i;
    for (let j = 1; j <= b.length; j += 1) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    [before, last] = [last, row];
  }
  if (least > most) return Infinity;
  return open ? Math.min(last.at(-1), least + 0.5) : last.at(-1);
}

// --- Stems: M. F. Porter, "An algorithm for suffix stripping", Program 14 (3), 1980, with the small
// departures of elasticlunr.js 0.9.5, so that words meet those of the index.

// Steps 2 to 4: suffixes, each with what takes its place. The first that fits decides.
const [STEP_2, STEP_3, STEP_4] = [
  "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous "
  + "ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive "
  + "biliti:ble logi:log",
  "icate:ic ative alize:al iciti:ic ical:ic ful ness",
  "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize",
].map((step) => step.split(" ").map((pair) => pair.split(":")));

/** The stem of a word in lower case. */
export function stem(word, language) {
  if (language || word.length < 3) return word;
  let w = word;
  if (/.(ss|i)es$/.test(w)) w = w.slice(0, -2);
  else if (/.[^s]s$/.test(w)) w = w.slice(0, -1);
  w = withoutPast(w);
  if (/.[^aeiou]y$/.test(w)) w = `${w.slice(0, -1)}i`;
  w = replaced(replaced(w, STEP_2, 1), STEP_3, 1);
  if (!/.[st]ion$/.test(w)) w = replaced(w, STEP_4, 2);
  else if (measure(w.slice(0, -3)) > 1) w = w.slice(0, -3);
  if (/.e$/.test(w)) {
    const rest = w.slice(0, -1);
    const m = measure(rest);
    if (m > 1 || (m === 1 && !isShort(rest))) w = rest;
  }
  return w.endsWith("ll") && measure(w) > 1 ? w.slice(0, -1) : w;
}

/** Step 1b: agreed to agree, matting to mat, filing to file. */
function withoutPast(w) {
  if (/.eed$/.test(w)) return measure(w.slice(0, -3)) > 0 ? w.slice(0, -1) : w;
  const rest = w.replace(/(.)(ed|ing)$/, "$1");
  if (rest === w || !shape(rest).includes("v")) return w;
  if (/(at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/([^aeiouylsz])\1$/.test(rest)) return rest.slice(0, -1);
  return isShort(rest) ? `${rest}e` : rest;
}

function replaced(w, step, least) {
  const [suffix, by = ""] = step.find(([end]) => w.length > end.length && w.endsWith(end)) ?? [""];
  const rest = w.slice(0, w.length - suffix.length);
  return suffix && measure(rest) >= least ? rest + by : w;
}

/** A letter for each letter: v for a vowel, which y is after a consonant, else c. */
function shape(w) {
  let letters = "";
  for (let i = 0; i < w.length; i += 1) {
    letters += "aeiou".includes(w[i]) || (w[i] === "y" && letters.endsWith("c")) ? "v" : "c";
  }
  return letters;
}

/** Porter's m: how often a consonant follows a vowel. */
const measure = (w) => shape(w).split("vc").length - 1;

/** One syllable that takes an e back: fil(e), hop(e), but not snow, box, fail. */
const isShort = (w) => /^c+vc$/.test(shape(w)) && !/[wxy]$/.test(w);
