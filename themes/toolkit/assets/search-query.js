// Answers a query from the index: its words become clauses, and documents are scored by those.

import { stem } from "./search-stem.js";
import { SearchIndex, placesOf } from "./search-index.js";
import { completed, phrase, plain, wordsOf } from "./search-words.js";

export { marks } from "./search-words.js";

const MOST_LETTERS = 1000;
const MOST_WORDS = 16;
const MOST_OFFERED = 3;
const WORD_BLOCKS = 4;
// Each name stands for itself, so that many do not make each count for less.
const LONGEST_NAME = 4;

const MONTHS = (
  "january february march april may june july august september october november december"
).split(" ");
// `2026-06-18`, `18/6/2026`, `18th of June 2026`, `June 18`
const DATE = new RegExp(
  "\\b(?:(20\\d\\d)-(\\d\\d?)(?:-(\\d\\d?))?|(\\d\\d?)/(\\d\\d?)/(?:20)?(\\d\\d)"
  + "|(?:(\\d\\d?)(?:st|nd|rd|th)?\\s+(?:of\\s+)?)?"
  + `((?:${MONTHS.map((name) => name.slice(0, 3)).join("|")})[a-z]*)(?:\\s+(\\d\\d?)(?:st|nd|rd|th)?)?(?:\\s+(20\\d\\d))?)\\b`,
  "g",
);

/** The search of a site. @param {string} base where the folder `search/` is, with a slash at its end */
export const openSearch = (base, { fetch } = {}) => new Search(new SearchIndex(base, fetch));

/** The dates of a series that a query names, else those that are not over at `now`, by start. */
export function datesFor({ dates }, found, now) {
  const asked = dates.filter(({ start }) => found.dates.some((date) => (
    start.startsWith(date) || start.slice(4).startsWith(date[0] === "-" ? date : `-${date}`))));
  // A date without a time lasts all day, one without a day all month.
  return (asked.length ? asked : dates.filter(({ end }) => end >= now.slice(0, end.length)))
    .sort((a, b) => (a.start < b.start ? -1 : 1));
}

class Search {
  #index;

  constructor(index) {
    this.#index = index;
  }

  async warm() {
    await this.#index.manifest();
  }

  async find(text, { signal, limit = 50, kinds, page, correct = true } = {}) {
    const manifest = await this.#index.manifest();
    const asked = plain(text).slice(0, MOST_LETTERS);
    let answer = await this.#answer(manifest, asked, signal);
    let corrected = "";
    let suggestions = [];
    const lost = answer.clauses.filter(({ missing, word }) => missing && word?.typed.length > 2).slice(0, MOST_OFFERED);
    const some = answer.hits.length > 0;
    const near = await Promise.all(lost.map(({ word }) => this.#near(manifest, word, some)));
    let better = asked;
    // From the end, so that places before it stay true.
    lost.forEach((_, at) => {
      const { start, end } = lost.at(-1 - at).word;
      const [by] = near.at(-1 - at);
      if (by?.near) better = better.slice(0, start) + by.word + better.slice(end);
    });
    if (better !== asked) {
      const other = await this.#answer(manifest, better, signal);
      better = better.trim();
      if (correct && (other.full || !some)) {
        answer = other;
        corrected = better;
      } else {
        suggestions = [better];
      }
    }
    if (!answer.hits.length) {
      const known = answer.clauses.filter(({ missing, word }) => word && !missing).map(({ word }) => word.typed).join(" ");
      suggestions = [...known ? [known] : [], ...near.flat().map(({ word }) => word)].slice(0, MOST_OFFERED);
    }
    const phrases = { asked: answer.phrases.length, checked: 0, left: 0 };
    if (page && phrases.asked) await this.#check(manifest, answer, phrases, page, signal);
    const counts = manifest.kinds.map(({ id, label }) => ({ id, label, count: 0 }));
    for (const hit of answer.hits) {
      counts[hit.kind].count += 1;
      hit.kind = counts[hit.kind].id;
    }
    const hits = answer.hits.filter(({ kind }) => !kinds || kinds.includes(kind));
    return {
      text,
      hits: best(hits, limit),
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
    const chunks = await Promise.all(numbers.map((number) => this.#index.records(Math.floor(number / chunk))));
    signal?.throwIfAborted();
    return numbers.map((number, at) => {
      const { t = "", a = "", c = "", s = "", w = "", r = [], d = [], o = "" } = chunks[at][number % chunk];
      const dates = d.map(([start, end, status = "", anchor = "", area = ""]) => (
        { start, end: end || start.slice(0, 10), status, anchor, area }));
      return { number, title: t, address: a, context: c, summary: s, answer: w, reach: r, dates, asOf: o };
    });
  }

  async #answer(manifest, text, signal) {
    const { clauses, hinted, phrases } = clausesOf(text, manifest);
    const typed = clauses.flatMap(({ optional, forms }) => (optional ? [] : forms[0].words.map((word) => word.stem)));
    // A whole name is a term too: it ends with a space, and so stands beside its first word.
    const name = { stem: `${typed.join(" ")} `, typed: "" };
    const words = [name, ...new Set(clauses.flatMap(({ forms }) => forms.flatMap((form) => form.words)))];
    signal?.throwIfAborted();
    await Promise.all(words.map((word) => this.#terms(manifest, word)));
    const blocks = await this.#lengths(manifest, words);
    signal?.throwIfAborted();
    for (const word of words) scoreWord(manifest, word, blocks);
    for (const clause of clauses) scoreClause(manifest, clause);
    const named = new Set(name.terms.flatMap(({ lists }) => lists.flatMap(({ documents }) => [...documents])));
    return { clauses, words: words.slice(1), phrases, ...rank(manifest, clauses, hinted, named, typed.length, blocks) };
  }

  /** Finds the terms that a word stands for: how like it each is, and how much of it was typed. */
  async #terms({ terms: borders, fields, ranking }, word) {
    const { typed, stem: own, open, date, helps } = word;
    const most = ranking.prefix_shards;
    const begins = [own];
    // The stem of `poly` is `poli`, which is not how `polytechnic` begins.
    if (open && !typed.startsWith(own)) begins.push(typed);
    if (date) begins[0] = date[0] === "-" ? "@2" : `@${date}`;
    word.also = open ? completed(word) : new Set();
    const isOne = (term) => (date
      ? term === begins[0] || (date[0] === "-" && term[0] === "@" && term.slice(5) === date)
      : word.also.has(term) || (!term.endsWith(" ") && begins.some((one) => term.startsWith(one))));
    const places = new Set(begins.flatMap((one) => placesOf(one, borders, open || date ? most : 1)));
    for (const term of word.also) if (places.size < 2 * most) places.add(placesOf(term, borders)[0]);
    const shards = await Promise.all([...places].map((place) => this.#index.terms(place, fields)));
    word.terms = shards.flatMap(({ terms, postings }) => (open || date ? terms.filter(isOne) : [own])
      .map((term) => ({ term, lists: postings(term) })).filter(({ lists }) => lists));
    for (const one of word.terms) {
      const { length } = one.term;
      const whole = date || one.term === own;
      one.likeness = whole ? 1 : (1 - (length - own.length) / length) * ranking.expansion;
      // What began like a stop word and goes on is a word of the title, or nothing.
      one.share = helps ? 1 : date ? 0 : Math.min(1, own.length / length);
      one.holders = one.term === own ? Infinity : one.lists.reduce((sum, { documents }) => sum + documents.length, 0);
    }
    word.terms.sort((a, b) => b.holders - a.holders || (a.term < b.term ? -1 : 1)).splice(ranking.expansions + 1);
  }

  /** The blocks of lengths that have documents with any of the words. */
  async #lengths({ documents: all, lengths_block: size, fields }, words) {
    const needed = new Set();
    for (const { terms } of words) {
      for (const { lists } of terms) {
        for (const { documents } of lists) for (const document of documents) needed.add(Math.floor(document / size));
      }
    }
    const blocks = [];
    await Promise.all([...needed].map(async (block) => {
      blocks[block] = await this.#index.lengths(block, Math.min(size, all - block * size), fields);
    }));
    return blocks;
  }

  /**
   * Words of the vocabulary that are written almost alike, the nearest first. `near` are near enough
   * to be meant: of short words only the nearest, if there is `some` answer already.
   */
  async #near({ words: borders, asides }, { typed, open }, some) {
    const most = 1 + (typed.length > 4) + (typed.length > 10);
    const least = some ? most - (typed.length > 4 && typed.length < 8) : most;
    const [first, second] = typed;
    // Of swapped letters, the second was to be the first.
    const places = new Set([typed, second + first].flatMap((word) => {
      const [around] = placesOf(word, borders);
      return placesOf(word[0], borders, Infinity).sort((a, b) => Math.abs(a - around) - Math.abs(b - around)).slice(0, WORD_BLOCKS);
    }));
    const blocks = await Promise.all([...places].map((place) => this.#index.words(place)));
    const found = [];
    for (const entry of blocks.flat()) {
      if (entry.word[0] !== first && entry.word[0] !== second) continue;
      const distance = distanceOf(typed, entry.word, most + 1, open && typed.length > 4);
      if (distance <= most + 1) found.push({ ...entry, distance, near: distance <= least && !asides.has(stem(entry.word)) });
    }
    return found.sort((a, b) => (
      a.distance - b.distance || b.title - a.title || b.weight - a.weight || (a.word < b.word ? -1 : 1)));
  }

  /** Keeps those of the best documents whose text has the phrases. */
  async #check(manifest, answer, phrases, page, signal) {
    const first = best(answer.hits, manifest.ranking.phrase_pages);
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
  const scores = new Float64Array(hits.length);
  hits.forEach(({ score }, at) => { scores[at] = score; });
  const least = scores.sort().at(-limit) ?? 0;
  return hits.filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || a.number - b.number).slice(0, limit);
}

/**
 * Adds the scores of a term in a field, as elasticlunr.js reckons them to the last bit, times `boost`.
 * @param {(document: number) => number} length how many words the field has in a document
 */
export function addScores(scores, { documents, counts }, all, length, likeness, boost) {
  const rarity = 1 + Math.log(all / (documents.length + 1));
  for (let at = 0; at < documents.length; at += 1) {
    const document = documents[at];
    const words = length(document);
    scores[document] += Math.sqrt(counts[at]) * rarity * (words ? 1 / Math.sqrt(words) : 1) * likeness * boost;
  }
}

/** Scores a word in every document, and says how much of it the title has. */
function scoreWord({ fields, documents: all, lengths_block: size }, word, blocks) {
  word.scores = new Float64Array(all);
  word.titles = new Float64Array(all);
  for (const { lists, likeness, share } of word.terms) {
    lists.forEach((list, field) => {
      const { name, boost } = fields[field];
      const most = name === "names" ? LONGEST_NAME : Infinity;
      const length = (document) => Math.min(most, blocks[Math.floor(document / size)].lengths[field][document % size]);
      addScores(word.scores, list, all, length, likeness, boost);
      if (name !== "title") return;
      for (const document of list.documents) word.titles[document] = Math.max(word.titles[document], share);
    });
  }
}

/** A document has the score of the best form that it has all words of. */
function scoreClause({ documents: all }, clause) {
  const scores = new Float64Array(all);
  const titles = new Float64Array(all);
  for (const { words, weight, joins } of clause.forms) {
    for (let document = 0; document < all; document += 1) {
      let score = 0;
      let title = 0;
      let titled = true;
      for (let at = 0; at < words.length; at += 1) {
        const own = words[at].scores[document];
        if (!own) {
          score = 0;
          break;
        }
        score += own;
        title += words[at].titles[document];
        titled &&= words[at].titles[document] > 0;
      }
      if (!score) continue;
      scores[document] = Math.max(scores[document], weight * score / words.length);
      if (titled) titles[document] += title / joins;
    }
    clause.typed ??= titles.slice();
  }
  const holders = scores.reduce((sum, score) => sum + (score > 0), 0);
  Object.assign(clause, { scores, titles, missing: !holders, rarity: 1 + Math.log(all / (holders + 1)) });
}

/** The documents with enough of the clauses; `full` says whether any has all. */
function rank({ documents: all, lengths_block: size, fields, kinds, ranking }, clauses, hinted, named, many, blocks) {
  const titleField = fields.findIndex(({ name }) => name === "title");
  const required = clauses.filter(({ optional }) => !optional);
  const whole = required.reduce((sum, { rarity }) => sum + rarity, 0);
  const boosts = kinds.map(({ id, weight }) => weight * (hinted.has(id) ? ranking.hint : 1));
  let hits = [];
  for (let number = 0; number < all; number += 1) {
    let found = 0;
    let has = 0;
    let score = 0;
    let inTitle = 0;
    let titled = 0;
    let typed = 0;
    for (let at = 0; at < clauses.length; at += 1) {
      const clause = clauses[at];
      const own = clause.scores[number];
      score += own;
      inTitle += clause.titles[number];
      if (clause.optional) continue;
      if (own) {
        found += 1;
        has += clause.rarity;
        if (clause.titles[number]) titled += 1;
        if (clause.typed[number]) typed += 1;
      } else if (clause.quoted) {
        has = -Infinity;
      }
    }
    const coverage = found === required.length ? 1 : has / whole;
    if (!(has > 0 && coverage >= ranking.coverage_floor)) continue;
    const block = blocks[Math.floor(number / size)];
    const at = number % size;
    const kind = block.kinds[at] & 127;
    const record = block.kinds[at] > 127;
    const share = Math.min(1, inTitle / (block.lengths[titleField][at] || Infinity));
    const whollyTitled = titled === required.length;
    const exact = share === 1 && typed === required.length;
    score *= coverage ** 2 * boosts[kind] * (1 + ranking.title * titled / required.length * (0.5 + 0.5 * share ** 2));
    if (exact) score *= 1 + ranking.exact * many;
    else if (named.has(number)) score *= 1 + ranking.named * many;
    // Who types the title of a record asks for it.
    if (record) score *= ranking.record + (whollyTitled ? (1 - ranking.record) * share : 0);
    hits.push({ number, score, kind, record, exact, coverage });
  }
  const full = hits.some(({ coverage }) => coverage === 1);
  if (full) hits = hits.filter(({ coverage }) => coverage >= ranking.coverage_full_floor);
  return { full, hits };
}

/** What a query asks for. A clause has forms, any of which will do; a form needs all its words. */
export function clausesOf(text, { hints, asides, forms: synonyms, ranking }) {
  const { words: all, phrases } = tokensOf(text, hints);
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
    const forms = [{ words: words.splice(0, taken), weight: 1, joins: 1 }];
    const clause = { quoted, forms };
    if (parts?.length) {
      forms.push({ words: parts, weight: 1, joins: 1 });
    } else if (taken === 1 && !date) {
      [clause.word] = forms[0].words;
      clause.optional = helps || (!quoted && asides.has(clause.word.stem));
      if (bare !== typed) others.push([bare]);
    }
    for (const other of others) {
      forms.push({ words: other.map((one) => ({ typed: one, stem: stem(one) })), weight: ranking.synonym, joins: 1 });
    }
    clauses.push(clause);
  }
  join(clauses, ranking.synonym);
  // Of a word that is there twice, the later one counts.
  clauses = clauses.filter(({ word }, at) => !word
    || clauses.findLastIndex((later) => later.word?.stem === word.stem) === at);
  if (clauses.every(({ optional }) => optional)) for (const clause of clauses) clause.optional = false;
  return { clauses, hinted, phrases };
}

/** Neighbours may be one word: `safe guarding`, `cyp 07`, and however many pieces of a phone number. */
function join(clauses, weight) {
  clauses.forEach((_, from) => {
    let typed = "";
    for (let to = from; to < clauses.length; to += 1) {
      const { word, quoted } = clauses[to];
      if (!word || quoted || (to > from + 1 && /\D/.test(typed + word.typed))) return;
      typed += word.typed;
      if (to === from) continue;
      const form = { words: [{ typed, stem: stem(typed), open: word.open }], weight, joins: to - from + 1 };
      for (const clause of clauses.slice(from, to + 1)) clause.forms.push(form);
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
    const from = at;
    if (place % 2 && place < pieces.length - 1) {
      read(piece, true);
      if (phrase(piece).trim()) phrases.push(phrase(piece));
    } else {
      for (const match of piece.matchAll(DATE)) {
        const date = dateOf(match, meetings || /\bin\s+$/.test(piece.slice(0, match.index)));
        if (!date) continue;
        read(piece.slice(at - from, match.index));
        at += match[0].length;
        words.push({ date, parts: wordsOf(match[0]).filter(({ stop }) => !stop), stem: "" });
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
function dateOf([, y1, m1, d1, d2, m2, y2, d3, name, d4, y3], mayIsMonth) {
  const day = d1 ?? d2 ?? d3 ?? d4;
  const year = y1 ?? y3 ?? (y2 && `20${y2}`);
  const named = MONTHS.findIndex((month) => month.startsWith(name === "sept" ? "sep" : name));
  const month = name ? named + 1 : m1 ?? m2;
  const alone = name && !day && !year;
  if (!(month > 0 && month < 13) || day > 31 || (alone && (name !== MONTHS[named] || (named === 4 && !mayIsMonth)))) return "";
  const two = (number) => String(number).padStart(2, "0");
  return `${year ?? ""}${year || day ? "-" : ""}${two(month)}${day ? `-${two(day)}` : ""}`;
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
