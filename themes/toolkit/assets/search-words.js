// Text to words and their stems, as the index has them. `language` is that of the manifest: words of English become
// terms as elasticlunr makes them, and those of any other count as they are written.

// Plain letters for those that Unicode does not take apart; marks that a word is found without, in other scripts they are
// vowels; the letters of scripts that put no space between words: each counts with the one behind it; and codes of countries,
// which have three digits unless they are listed. All is in the manifest.
const PLAIN = {};
let MARKS, UNSPACED, PART, PAIR, COUNTRY;

export function learn({ letters, marks, unspaced, countries }) {
  for (const group of letters.split(" ")) for (const one of group.split(":")[1]) [PLAIN[one]] = group.split(":");
  const one = `[${unspaced}]`;
  MARKS = RegExp(`[${marks}]`, "g");
  COUNTRY = RegExp(`^00(${countries}|...)0*`);
  UNSPACED = RegExp(one, "u");
  PART = RegExp(`${one}|(?:(?!${one})[\\p{Alphabetic}\\p{N}])+`, "gu");
  PAIR = RegExp(`${one}(?=(${one}))|(?<!${one})${PART.source}`, "gu");
}

/** A text as search compares it: in small plain letters, without accents and what shows nothing. */
export const fold = (text) => text.replace(/[\p{DI}™℠]/gu, "").normalize("NFKD").replace(MARKS, "").toLowerCase()
  .replace(/[^\0-\x7f]/gu, (one) => PLAIN[one] ?? one).normalize("NFC");

/** A text as words are made of it: `A & E` and `A and E` are one, as `A&E` is. */
export const plain = (text) => fold(text).replace(/\b([a-z])(?: ?& ?| and )(?=[a-z]\b)/g, "$1&");

const isLong = ([part]) => /../u.test(part) || UNSPACED.test(part);
const LONGEST_JOINED = 32;

/**
 * The words of a text, stop words too; `start` and `end` are places in `plain(text)`. Signs within a word part it, and lone
 * letters go with their neighbours: `S.E.N.D.`, `Q&A`, `x-ray`, `24/7` are words, and what they are made of is `other`.
 * @returns {{typed, stem, stop: boolean, glued, whole, other: object[][], start, end}[]} `glued` to the word before; two letters of
 *   a run that no space parts are `whole`: no part of other words
 */
export function wordsOf(text, language) {
  const words = [];
  for (const { 0: chunk, index } of plain(text).matchAll(/\S+/g)) {
    const parts = [...chunk.matchAll(PAIR)];
    for (const part of parts) part[0] += part[1] ?? "";
    const add = (some, glued, other = [], signs = "") => {
      const word = wordOf(some.map(([part]) => part).join("") + signs, language);
      const last = some.at(-1);
      words.push({
        ...word, stop: !!language?.stops.has(word.typed), glued, other: [other.map(([part]) => wordOf(part, language))],
        whole: more && UNSPACED.test(word.typed), start: index + some[0].index, end: index + last.index + last[0].length + signs.length,
      });
    };
    // An apostrophe leaves lone letters behind: `children's`, `l'école`.
    const kept = parts.filter((part) => isLong(part) || (chunk[part.index - 1] !== "'" && chunk[part.index + part[0].length] !== "'"));
    const long = kept.filter(isLong);
    const pieces = kept.filter((part) => isLong(part) || part[0] < ":");
    const apart = UNSPACED.test(chunk) ? pieces : long.length === kept.length || chunk.length > LONGEST_JOINED ? long : [];
    const [first, more] = parts;
    if (more && apart.length) apart.forEach((one, at) => add([one], at));
    else if (first) {
      const [signs] = more ? [""] : /^[+#]*/.exec(chunk.slice(first.index + first[0].length));
      add(parts, 0, more || signs ? pieces : [], signs);
    }
  }
  return words;
}

const wordOf = (typed, language) => ({ typed, stem: stem(typed, language) });

/** Stems that an unfinished word may get: `educatio` may become `education`, which is `educ`. */
export function completed({ typed, stem: own, open }, language) {
  const found = new Set();
  for (const ending of (open && typed.length > 2 && language.endings?.split(" ")) || []) {
    for (let shared = 0; shared < ending.length; shared += 1) {
      if (!typed.endsWith(ending.slice(0, shared))) continue;
      const whole = stem(typed + ending.slice(shared));
      if (!whole.startsWith(own) && !whole.startsWith(typed)) found.add(whole);
    }
  }
  return found;
}

/** A text as phrases are looked for in it. */
export const phrase = (text) => ` ${fold(text).match(PART)?.join(" ") ?? ""} `;

/**
 * Cuts a text into pieces, to mark those that a query found; of several words that mean the same as one, only all together.
 * @param {object[]} words those that `find` gave
 * @param language that of the manifest
 * @returns {{text: string, found: boolean}[]} together the text
 */
export function marks(text, words, language) {
  const pieces = [];
  // What stands between words, and words, in turn.
  const all = text.split(/((?<!\w)\w(?:[&.]\w(?!\w))+|[\p{Alphabetic}\p{N}\p{M}\p{DI}]+)/u);
  all.forEach((whole, at) => {
    // Letters that no space parts are marked one by one.
    for (const text of UNSPACED.test(whole) ? whole : [whole]) {
      all[at] = text;
      const found = words.some((word) => (word.of ?? [word]).every(({ typed, stem: own, open, is }, place, of) => (
        (UNSPACED.test(text) && typed.includes(text))
        || wordsOf(all[at + 2 * (place - of.indexOf(word))] ?? "", language).some((one) => (
          one.stem === own || (open && (is(one.stem) || is(one.typed))))))));
      const last = pieces.at(-1);
      if (last?.found === found) last.text += text;
      else if (text) pieces.push({ text, found });
    }
  });
  return pieces;
}

/** Words as a name has them: digits that signs part stay so, since `1-1` is not 11. */
export const nameOf = (words) => words.map(({ stem: own, other: [parts] = [] }) => (
  `${/^\d+$/.test(own) && parts?.[0] ? parts.map(({ stem }) => stem).join(" ") : own} `)).join("");

// --- Queries

const MOST_WORDS = 16;
const MONTHS = "january february march april may june july august september october november december".split(" ");
// A telephone number; `2026-06-18`, `18/6/2026`; `18th of June 2026`, `June 18`
export const NUMBERS = "((?:\\+\\d|\\(?0)(?:[ ().-]*\\d){6,})|(20\\d\\d)-(\\d\\d?)(?:-(\\d\\d?))?\\b|(\\d\\d?)/(\\d\\d?)/(?:20)?(\\d\\d)\\b";
const DATE = RegExp(
  `(?<!\\w)(?:${NUMBERS}`
  + "|(?:(\\d\\d?)(?:st|nd|rd|th)?\\s+(?:of\\s+)?)?"
  + `((?:${MONTHS.map((name) => name.slice(0, 3)).join("|")})[a-z]*)(?:\\s+(\\d\\d?)(?:st|nd|rd|th)?)?(?:\\s+(20\\d\\d))?\\b)`,
  "g",
);

/** What a query asks for. A clause has forms, any of which will do; a form needs all its words. */
export function clausesOf(text, { hints, asides, forms: synonyms, commons, ranking, language }) {
  const { words: all, phrases } = tokensOf(text, hints, language);
  const hinted = new Set(all.flatMap((word) => hints.get(word.stem) ?? []));
  const words = [];
  const isPlain = all.some(({ stop }) => !stop);
  const keyOf = (some, quoted) => some.map((word) => (word.quoted === quoted ? word.stem : "")).join(" ");
  for (let at = 0; at < all.length && words.length < MOST_WORDS; at += 1) {
    const word = all[at];
    const { stop, open, typed } = word;
    let end = at;
    while (all[end]?.stop) end += 1;
    while (end > at && !commons.has(keyOf(all.slice(at, end)))) end -= 1;
    if (end > at) {
      // The name of something, of stop words alone. Amid others it may be just a word: `is it safe`.
      const name = all.slice(at, end);
      words.push({ typed: "", stem: `${keyOf(name)} `, whole: true, other: [name], helps: at > 0 && isPlain });
      at = end - 1;
    } else if (!stop || !isPlain) {
      words.push(word);
    } else if (open && typed.length > 2) {
      // A stop word at the end may be the beginning of another: `for` of `forum`.
      words.push({ ...word, helps: true });
    }
  }
  // One letter stands for itself: it begins too many words. After others it is about to become one, and is no reason to find less.
  const last = words.at(-1);
  const many = words.length > 1;
  if (/^.$/u.test(last?.typed) && !(many && last.typed < ":")) Object.assign(last, { open: false, helps: many && !UNSPACED.test(last.typed) });
  let clauses = [];
  while (words.length) {
    const { quoted, date, whole, other = [], helps } = words[0];
    let taken = words.length;
    while (taken > 1 && !synonyms.has(keyOf(words.slice(0, taken), quoted))) taken -= 1;
    const key = keyOf(words.slice(0, taken), quoted).trim();
    const forms = [{ words: words.splice(0, taken) }];
    const clause = { quoted, forms };
    if (taken === 1) {
      const [word] = forms[0].words;
      if (!date && !whole) clause.word = word;
      clause.optional = helps || (!quoted && asides.has(word.stem));
      for (const words of other) if (words.length) forms.push({ words, weight: ranking.synonym });
    }
    for (const form of (!quoted && synonyms.get(key)) || []) {
      const words = form.map((one) => wordOf(one, language));
      for (const word of words) word.of = words;
      forms.push({ words, weight: ranking.synonym });
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

/** Neighbours may be one word: `safe guarding`, `cyp 07`, what signs join, and however many pieces of a number. */
function join(clauses, weight, language) {
  clauses.forEach((_, from) => {
    let typed = "";
    for (let to = from; to < clauses.length; to += 1) {
      const { word, quoted } = clauses[to];
      if (!word || quoted || (to > from + 1 && !word.glued && /\D/.test(typed + word.typed))) return;
      typed += word.typed;
      const all = to > from ? [typed] : [];
      // Digits without what is dialled first: within the country, or with its code.
      if (/^[1-9]\d{7,}$/.test(typed)) all.push(`0${typed}`, dialled(`+${typed}`));
      for (const one of all) {
        const form = { words: [{ ...wordOf(one, language), open: word.open }], weight, joins: to - from + 1 };
        for (const clause of clauses.slice(from, to + 1)) clause.forms.push(form);
      }
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
      for (const match of piece.matchAll(language.date ?? DATE)) {
        const [whole, number] = match;
        const date = number ? "" : dateOf(match, meetings || /\bin\s+$/.test(piece.slice(0, match.index)), language);
        if (!date && !number) continue;
        read(piece.slice(at - from, match.index));
        at += whole.length;
        const parts = wordsOf(whole, language).filter(({ stop }) => !stop);
        words.push(number ? numberOf(whole, parts, at) : { date, other: meetings ? [] : [parts], stem: "" });
      }
      read(piece.slice(at - from));
    }
    at += 1;
  });
  const last = words.at(-1);
  if (last?.end === text.length) last.open = !last.quoted;
  return { words, phrases };
}

const dialled = (written) => written.replace("+", "00").replace(/\D/g, "").replace(COUNTRY, "0");

/** A telephone number however it is written: as it is dialled within its country. */
function numberOf(written, parts, end) {
  const typed = dialled(written);
  return { typed, stem: typed, whole: true, end, other: [parts] };
}

/** A date as terms have it, without "@": `06`, `2026-06`, `2026-06-18`, and `-06-18` of any year. */
function dateOf([, , y1, m1, d1, d2, m2, y2, d3, name, d4, y3], mayIsMonth, language) {
  const day = d1 ?? d2 ?? d3 ?? d4;
  const year = y1 ?? y3 ?? (y2 && `20${y2}`);
  const alone = !day && !year;
  const month = name ? (language.monthOf ?? monthOf)(name, alone, mayIsMonth) : m1 ?? m2;
  if (!(month > 0 && month < 13) || day > 31) return "";
  const two = (number) => `${number}`.padStart(2, "0");
  return `${year ?? ""}${year || day ? "-" : ""}${two(month)}${day ? `-${two(day)}` : ""}`;
}

/** The number of a month; 0 if it is none. Alone, `may` may be none, and it must be the whole name. */
function monthOf(name, alone, mayIsMonth) {
  const named = MONTHS.findIndex((month) => month.startsWith(name));
  return alone && (name !== MONTHS[named] || (named === 4 && !mayIsMonth)) ? 0 : named + 1;
}

/**
 * How many letters to add, leave out, change or swap with a neighbour; of more than `most` only that it is more.
 * An open word may be the beginning of the other, which counts half more.
 */
export function distanceOf(a, b, most, open) {
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
  return open ? Math.min(last.at(-1), least + 0.5) : last.at(-1);
}

// --- Stems: M. F. Porter, "An algorithm for suffix stripping", Program 14 (3), 1980, with the small
// departures of elasticlunr.js 0.9.5, so that words meet those of the index.

// Steps 2 to 4: suffixes, each with what takes its place. The first that fits decides.
const [STEP_2, STEP_3, STEP_4] = [
  "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble logi:log",
  "icate:ic ative alize:al iciti:ic ical:ic ful ness",
  "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize",
].map((step) => step.split(" ").map((pair) => pair.split(":")));

/** The stem of a word in lower case. */
export function stem(word, language) {
  if (language?.isWhole || word.length < 3) return word;
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
  return /ll$/.test(w) && measure(w) > 1 ? w.slice(0, -1) : w;
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
