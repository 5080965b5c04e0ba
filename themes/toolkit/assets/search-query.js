// Answers a query from the index: its words become clauses, and documents are scored by those.

import { stem } from "./search-stem.js";
import { SearchIndex, placesOf } from "./search-index.js";
import { completed, phrase, plain, wordsOf } from "./search-words.js";

export { SearchError } from "./search-index.js";
export { marks } from "./search-words.js";

const MOST_WORDS = 16;
const MOST_OFFERED = 3;
const WORD_BLOCKS = 4;

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH_NAMES = (
  "january february march april may june july august september october november december"
).split(" ");
// `2026-06-18`, `18/6/2026`, `18th of June 2026`, `June 18`
const DATE = new RegExp(
  "\\b(?<y>20\\d\\d)-(?<m>\\d\\d?)(?:-(?<d>\\d\\d?))?\\b|\\b(?<d2>\\d\\d?)/(?<m2>\\d\\d?)/(?:20)?(?<y2>\\d\\d)\\b"
  + "|\\b(?:(?<d3>\\d\\d?)(?:st|nd|rd|th)?\\s+(?:of\\s+)?)?"
  + `(?<name>(?:${MONTHS.join("|")})[a-z]*)(?:\\s+(?<d4>\\d\\d?)(?:st|nd|rd|th)?)?(?:\\s+(?<y3>20\\d\\d))?\\b`,
  "g",
);

/** The search of a site. @param {string} base where the folder `search/` is, with a slash at its end */
export const openSearch = (base, { fetch } = {}) => new Search(new SearchIndex(base, fetch));

/** The dates of a series that a query names, else those that are not over at `now`, by start. */
export function datesFor(record, found, now) {
  const dates = [...record.dates].sort((a, b) => (a.start < b.start ? -1 : 1));
  const asked = dates.filter(({ start }) => found.dates.some((date) => (
    start.startsWith(date) || start.slice(4).startsWith(date[0] === "-" ? date : `-${date}`))));
  // A date without a time lasts all day, one without a day all month.
  return asked.length ? asked : dates.filter(({ end }) => end >= now.slice(0, end.length));
}

class Search {
  #index;

  constructor(index) {
    this.#index = index;
  }

  async warm() {
    await this.#index.manifest();
  }

  async find(text, { signal, limit = 50, kinds, page } = {}) {
    const manifest = await this.#index.manifest();
    let answer = await this.#answer(manifest, plain(text), signal);
    let corrected = "";
    let suggestions = [];
    const lost = answer.clauses.filter(({ missing, word }) => missing && word?.typed.length > 2).slice(0, MOST_OFFERED);
    const near = await Promise.all(lost.map(({ word }) => this.#near(manifest, word)));
    signal?.throwIfAborted();
    if (near.some(([first]) => first?.near)) {
      let better = plain(text);
      // From the end, so that places before it stay true.
      lost.map(({ word }, at) => [word, near[at][0]]).reverse().forEach(([{ start, end }, by]) => {
        if (by?.near) better = better.slice(0, start) + by.word + better.slice(end);
      });
      const other = await this.#answer(manifest, better, signal);
      if (other.full || !answer.hits.length) {
        answer = other;
        corrected = better.trim();
      } else {
        suggestions = [better.trim()];
      }
    }
    if (!answer.hits.length) suggestions = near.flat().map(({ word }) => word).slice(0, MOST_OFFERED);
    const phrases = { asked: answer.phrases.length, checked: 0, left: 0 };
    if (page && phrases.asked) await this.#check(answer, phrases, page, signal);
    const counts = manifest.kinds.map(({ id, label }) => ({ id, label, count: 0 }));
    for (const { kind } of answer.hits) counts[kind].count += 1;
    const hits = answer.hits.filter(({ kind }) => !kinds || kinds.includes(counts[kind].id));
    return {
      text,
      hits: best(hits, limit).map((hit) => ({ ...hit, kind: counts[hit.kind].id })),
      total: hits.length,
      kinds: counts.filter(({ count }) => count),
      words: answer.words.filter(({ date }) => !date)
        .map(({ typed, stem: own, open, also }) => ({ typed, stem: own, open, also })),
      corrected,
      suggestions,
      phrases,
      dates: answer.words.flatMap(({ date }) => date ?? []),
    };
  }

  async documents(numbers, { signal } = {}) {
    const { chunk } = await this.#index.manifest();
    signal?.throwIfAborted();
    const found = await Promise.all(numbers.map((number) => this.#index.records(Math.floor(number / chunk))));
    signal?.throwIfAborted();
    return found.map((records, at) => {
      const { t = "", a = "", c = "", s = "", w = "", r = [], d = [], o = "" } = records[numbers[at] % chunk];
      const dates = d.map(([start, end = "", status = "", anchor = "", area = ""]) => (
        { start, end: end || start.slice(0, 10), status, anchor, area }));
      return { number: numbers[at], title: t, address: a, context: c, summary: s, answer: w, reach: r, dates, asOf: o };
    });
  }

  async #answer(manifest, text, signal) {
    const { clauses, hinted, phrases } = clausesOf(text, manifest);
    const words = [...new Set(clauses.flatMap(({ forms }) => forms.flatMap((form) => form.words)))];
    signal?.throwIfAborted();
    await Promise.all(words.map(async (word) => {
      word.terms = await this.#terms(manifest, word);
    }));
    const blocks = await this.#lengths(manifest, words);
    signal?.throwIfAborted();
    for (const word of words) scoreWord(manifest, word, blocks);
    for (const clause of clauses) scoreClause(manifest, clause);
    return { clauses, words, phrases, ...rank(manifest, clauses, hinted, blocks) };
  }

  /** What a word stands for: postings, how like the word their term is, and how much of it was typed. */
  async #terms({ terms: borders, fields, ranking }, word) {
    const { typed, stem: own, open, date } = word;
    const begins = date ? [date.startsWith("-") ? "@2" : `@${date}`] : [own];
    // The stem of `poly` is `poli`, which is not how `polytechnic` begins.
    if (open && !typed.startsWith(own)) begins.push(typed);
    const places = new Set(begins.flatMap((one) => placesOf(one, borders, open || date ? ranking.prefix_shards : 1)));
    word.also = open ? completed(word) : new Set();
    for (const term of word.also) if (places.size < 2 * ranking.prefix_shards) places.add(placesOf(term, borders)[0]);
    const shards = await Promise.all([...places].map((place) => this.#index.terms(place, fields)));
    const found = [];
    for (const { terms, postings } of shards) {
      const whole = !date && postings(own);
      if (whole) found.push({ whole: true, term: own, likeness: 1, share: 1, lists: whole });
      if (!open && !date) continue;
      for (const term of terms) {
        if (date ? !(term[0] === "@" && (term === `@${date}` || (date[0] === "-" && term.slice(5) === date)))
          : term === own || !(word.also.has(term) || begins.some((one) => term.startsWith(one)))) continue;
        const lists = postings(term);
        found.push({
          term,
          lists,
          likeness: date ? 1 : (1 - (term.length - own.length) / term.length) * ranking.expansion,
          share: date ? 0 : Math.min(1, own.length / term.length),
          holders: lists.reduce((sum, { documents }) => sum + documents.length, 0),
        });
      }
    }
    found.sort((a, b) => !!b.whole - !!a.whole || b.holders - a.holders || (a.term < b.term ? -1 : 1));
    return found.slice(0, ranking.expansions + 1);
  }

  /** The blocks of lengths that have documents with any of the words. */
  async #lengths({ documents: all, lengths_block: size, fields }, words) {
    const blocks = [];
    for (const { terms } of words) {
      for (const { lists } of terms) {
        for (const { documents } of lists) for (const document of documents) blocks[Math.floor(document / size)] = 0;
      }
    }
    await Promise.all(blocks.map(async (_, block) => {
      blocks[block] = await this.#index.lengths(block, Math.min(size, all - block * size), fields);
    }));
    return blocks;
  }

  /** Words of the vocabulary that are written almost alike, the nearest first; `near` are near enough. */
  async #near({ words: borders }, { typed, open }) {
    const most = 1 + (typed.length > 4) + (typed.length > 10);
    const places = new Set();
    // Of swapped letters, the second was to be the first.
    for (const word of [typed, typed[1] + typed[0]]) {
      const [around] = placesOf(word, borders);
      placesOf(word[0], borders, Infinity).sort((a, b) => Math.abs(a - around) - Math.abs(b - around))
        .slice(0, WORD_BLOCKS).forEach((place) => places.add(place));
    }
    const blocks = await Promise.all([...places].map((place) => this.#index.words(place)));
    return blocks.flat().map((entry) => ({ ...entry, distance: distanceOf(typed, entry.word, most + 1, open && typed.length > 4) }))
      .filter(({ distance }) => distance <= most + 1)
      .map((entry) => ({ ...entry, near: entry.distance <= most }))
      .sort((a, b) => (
        a.distance - b.distance || b.title - a.title || b.weight - a.weight || (a.word < b.word ? -1 : 1)));
  }

  /** Keeps those of the best documents whose text has the phrases. */
  async #check(answer, phrases, page, signal) {
    const first = best(answer.hits, (await this.#index.manifest()).ranking.phrase_pages);
    const records = await this.documents(first.map(({ number }) => number), { signal });
    const kept = await Promise.all(records.map(async ({ title, answer: own, summary, address }) => {
      const has = (text) => answer.phrases.every((wanted) => phrase(text).includes(wanted));
      return has([title, own, summary].join("\n")) || has(await page(address, signal));
    }));
    signal?.throwIfAborted();
    phrases.checked = first.length;
    phrases.left = answer.hits.length - first.length;
    answer.hits = first.filter((_, at) => kept[at]);
  }
}

/** The best hits in order. Only those are sorted, for two letters may find every document. */
function best(hits, limit) {
  const least = Float64Array.from(hits, ({ score }) => score).sort().at(-limit) ?? 0;
  return hits.filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || a.number - b.number).slice(0, limit);
}

/**
 * Adds the scores of a term in a field, as elasticlunr.js reckons them to the last bit, times `boost`.
 * @param {(document: number) => number} length how many words the field has in a document
 */
export function addScores(scores, { documents, counts }, all, length, likeness, boost) {
  const rarity = 1 + Math.log(all / (documents.length + 1));
  documents.forEach((document, at) => {
    const words = length(document);
    scores[document] += Math.sqrt(counts[at]) * rarity * (words ? 1 / Math.sqrt(words) : 1) * likeness * boost;
  });
}

/** Scores a word in every document, and says how much of it the title has. */
function scoreWord({ fields, documents: all, lengths_block: size }, word, blocks) {
  word.scores = new Float64Array(all);
  word.titles = new Float64Array(all);
  for (const { lists, likeness, share } of word.terms) {
    lists.forEach((list, field) => {
      const length = (document) => blocks[Math.floor(document / size)].lengths[field][document % size];
      addScores(word.scores, list, all, length, likeness, fields[field].boost);
      if (fields[field].name !== "title") return;
      for (const document of list.documents) word.titles[document] = Math.max(word.titles[document], share);
    });
  }
}

/** Each document has the score of the best form that it has all words of. */
function scoreClause({ documents: all }, clause) {
  clause.scores = new Float64Array(all);
  clause.titles = new Float64Array(all);
  let holders = 0;
  for (let document = 0; document < all; document += 1) {
    for (const { words, weight, joins } of clause.forms) {
      if (!words[0].scores[document] || !words.every(({ scores }) => scores[document])) continue;
      let sum = 0;
      let titles = 0;
      for (const word of words) {
        sum += word.scores[document];
        titles += word.titles[document];
      }
      clause.scores[document] = Math.max(clause.scores[document], weight * sum / words.length);
      if (words.every((word) => word.titles[document])) {
        clause.titles[document] = Math.max(clause.titles[document], titles / (joins ?? 1));
      }
    }
    if (clause.scores[document]) holders += 1;
  }
  clause.missing = !holders;
  clause.rarity = 1 + Math.log(all / (holders + 1));
}

/** The documents with enough of the clauses. */
function rank({ documents: all, lengths_block: size, fields, kinds, ranking }, clauses, hinted, blocks) {
  const titleField = fields.findIndex(({ name }) => name === "title");
  const required = clauses.filter(({ optional }) => !optional);
  const whole = required.reduce((sum, { rarity }) => sum + rarity, 0);
  const hits = [];
  let full = false;
  for (let number = 0; number < all; number += 1) {
    let found = 0;
    let has = 0;
    let score = 0;
    let inTitle = 0;
    let titled = 0;
    for (const { scores, titles, optional, quoted, rarity } of clauses) {
      score += scores[number];
      if (optional) continue;
      if (scores[number]) {
        found += 1;
        has += rarity;
      } else if (quoted) {
        has = -Infinity;
      }
      inTitle += titles[number];
      if (titles[number]) titled += 1;
    }
    const coverage = found === required.length ? 1 : has / whole;
    if (!(has > 0 && coverage >= ranking.coverage_floor)) continue;
    full ||= coverage === 1;
    const block = blocks[Math.floor(number / size)];
    const kind = block.kinds[number % size] & 127;
    const record = block.kinds[number % size] > 127;
    const share = Math.min(1, inTitle / (block.lengths[titleField][number % size] || Infinity));
    const exact = share === 1 && titled === required.length;
    score *= coverage ** 2 * (1 + ranking.title * share ** 2 * titled / required.length) * (exact ? ranking.exact : 1)
      * kinds[kind].weight * (record ? ranking.record : 1) * (hinted.has(kinds[kind].id) ? ranking.hint : 1);
    hits.push({ number, score, kind, record, exact, coverage });
  }
  return { full, hits: full ? hits.filter(({ coverage }) => coverage >= ranking.coverage_full_floor) : hits };
}

/** What a query asks for. A clause has forms, any of which will do; a form needs all its words. */
export function clausesOf(text, { hints, asides, forms: synonyms, ranking }) {
  const { words: all, phrases } = tokensOf(text, hints);
  const hinted = new Set(all.flatMap((word) => hints.get(word.stem) ?? []));
  let words = all.filter(({ stop }) => !stop);
  // A stop word alone may be the beginning of another: `in` of `inclusion`.
  if (!words.length) words = all.slice(-1).map((word) => ({ ...word, stem: word.typed, open: !word.quoted }));
  words.splice(MOST_WORDS);
  const clauses = [];
  while (words.length) {
    const { quoted, date, bare } = words[0];
    const key = (count) => words.slice(0, count).map((word) => (word.quoted === quoted ? word.stem : "")).join(" ");
    let taken = Math.min(words.length, 8);
    while (taken > 1 && !synonyms.has(key(taken))) taken -= 1;
    const others = synonyms.get(key(taken));
    const own = words.splice(0, taken);
    const clause = { quoted, forms: [{ words: own, weight: 1 }] };
    const add = (...typed) => clause.forms.push({
      weight: ranking.synonym, words: typed.map((one) => ({ typed: one, stem: stem(one) })),
    });
    if (date) {
      if (own[0].parts.length) clause.forms.push({ words: own[0].parts, weight: 1 });
    } else if (taken === 1) {
      [clause.word] = own;
      clause.optional = asides.has(own[0].stem) && !quoted;
      if (bare !== own[0].typed) add(bare);
    }
    if (!quoted) others?.forEach((other) => add(...other));
    clauses.push(clause);
  }
  join(clauses, ranking.synonym);
  // Of a word that is there twice, the later one counts.
  const found = clauses.filter(({ word }, at) => !word
    || clauses.findLastIndex((later) => later.word?.stem === word.stem) === at);
  if (found.every(({ optional }) => optional)) for (const clause of found) clause.optional = false;
  return { clauses: found, hinted, phrases };
}

/** Neighbours may be one word: `safe guarding`, `cyp 07`, and however many pieces of a phone number. */
function join(clauses, weight) {
  clauses.forEach((first, from) => {
    let typed = "";
    for (let to = from; to < clauses.length; to += 1) {
      const { word, quoted } = clauses[to];
      if (!word || quoted || (to > from + 1 && /\D/.test(typed + word.typed))) return;
      typed += word.typed;
      if (to === from) continue;
      const one = { typed, stem: stem(typed), open: word.open };
      for (const clause of clauses.slice(from, to + 1)) clause.forms.push({ words: [one], weight, joins: to - from + 1 });
    }
  });
}

/** The words of a query; the last is open if it may go on. */
function tokensOf(text, hints) {
  const words = [];
  const phrases = [];
  let at = 0;
  const read = (piece, quoted) => {
    for (const word of wordsOf(piece)) words.push({ ...word, quoted, start: at + word.start, end: at + word.end });
    at += piece.length;
  };
  const pieces = text.split(/["\u201c\u201d]/);
  const meetings = wordsOf(text).some((word) => hints.get(word.stem)?.includes("series"));
  pieces.forEach((piece, place) => {
    const quoted = place % 2 === 1 && place < pieces.length - 1;
    const from = at;
    if (quoted && phrase(piece).trim()) phrases.push(phrase(piece));
    for (const match of quoted ? [] : piece.matchAll(DATE)) {
      const date = dateOf(match.groups, meetings || /\bin\s+$/.test(piece.slice(0, match.index)));
      if (!date) continue;
      read(piece.slice(at - from, match.index));
      const parts = wordsOf(match[0]).filter(({ stop }) => !stop);
      words.push({ date, parts, typed: "", stem: "", end: at + match[0].length });
      at += match[0].length;
    }
    read(piece.slice(at - from), quoted);
    at += 1;
  });
  const last = words.at(-1);
  if (last?.end === text.length && !last.quoted) last.open = !last.date;
  return { words, phrases };
}

/** A date as terms have it, without "@": `06`, `2026-06`, `2026-06-18`, and `-06-18` of any year. */
function dateOf({ name, y, y2, y3, m, m2, d, d2, d3, d4 }, mayIsMonth) {
  const day = d ?? d2 ?? d3 ?? d4;
  const year = y ?? y3 ?? (y2 && `20${y2}`);
  const named = name && MONTHS.indexOf(name.slice(0, 3));
  const full = name === MONTH_NAMES[named];
  if (name && !(MONTH_NAMES[named].startsWith(name) || name === "sept")) return "";
  if (name && !day && !year && !(full && (name !== "may" || mayIsMonth))) return "";
  const month = name ? named + 1 : Number(m ?? m2);
  if (!month || month > 12 || day > 31) return "";
  const two = (number) => String(number).padStart(2, "0");
  return `${year ?? ""}${year || day ? "-" : ""}${two(month)}${day ? `-${two(day)}` : ""}`;
}

/**
 * How many letters to add, leave out, change or swap with a neighbour; above `most` it is not
 * reckoned. An open word may be the beginning of the other, which counts half more.
 */
export function distanceOf(a, b, most, open) {
  if (a.length - b.length > most || (!open && b.length - a.length > most)) return Infinity;
  let before;
  let last = [...b, ""].map((_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (j > 1 && i > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return Infinity;
    [before, last] = [last, row];
  }
  return open ? Math.min(last.at(-1), Math.min(...last) + 0.5) : last.at(-1);
}
