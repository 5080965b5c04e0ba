// Answers a query from the files of the index: documents are scored by its clauses.

import { clausesOf, completed, distanceOf, fold, learn, nameOf, phrase, plain, stem, wordsOf } from "./search-words.js";

const MOST_LETTERS = 1000;
const MOST_OFFERED = 3;
const WORD_BLOCKS = 4;
// Each name stands for itself, so that many do not make each count for less.
const LONGEST_NAME = 4;
// A posting has its count and the number of a heading in one number; 0 is above all headings.
const SECTIONS = 41;
// A page may stay open while the site is built anew.
const FRESH_FOR = 600_000;

/** The dates of a series that a query names, else those that are not over at `now`, by start. */
export function datesFor({ dates }, found, now) {
  const asked = dates.filter(({ start }) => found.dates.some((date) => (
    start.startsWith(date) || start.slice(4).startsWith(date[0] === "-" ? date : `-${date}`))));
  // A date without a time lasts all day, one without a day all month.
  return (asked.length ? asked : dates.filter(({ end }) => end >= now.slice(0, end.length)))
    .sort((a, b) => (a.start < b.start ? -1 : 1));
}

/**
 * The search of a site. `base` is where the folder `search/` is, with a slash at its end. Files of the index
 * are fetched when needed, unpacked, decoded and kept. An error names the file, and has the cause.
 */
export class Search {
  #base;
  #fetch;
  #manifest;
  #since;
  #build;
  #kept = new Map();

  constructor(base, { fetch }) {
    this.#base = base;
    this.#fetch = fetch;
  }

  manifest() {
    if (this.#manifest && Date.now() - this.#since < FRESH_FOR) return this.#manifest;
    this.#since = Date.now();
    this.#manifest = this.#load("manifest.json", (bytes) => {
      const manifest = json(bytes);
      if (manifest.version !== 2) throw new Error("of another version");
      // Files of two builds do not fit together.
      if (manifest.build !== this.#build) this.#kept.clear();
      this.#build = manifest.build;
      return prepared(manifest);
    }, "", { cache: "no-cache" });
    this.#manifest.catch(() => { this.#manifest = null; });
    return this.#manifest;
  }

  /** A part of the terms, sorted, and a function from a term to its postings. */
  terms(number, fields) {
    return this.#file(`terms/${number}`, (bytes) => {
      // Of each term where its postings begin, and once they have been read those.
      const known = readTerms(bytes, true);
      const postings = (term) => {
        const start = known.get(term);
        if (start > 0) known.set(term, readPostings(bytes, start, fields));
        return known.get(term);
      };
      return { terms: [...known.keys()], postings };
    });
  }

  /** A part of the vocabulary: each word with how many documents have it, and 128 more if a title does. */
  words(number) {
    return this.#file(`words/${number}`, (bytes) => [...readTerms(bytes)]);
  }

  /** How many words each field of the documents of a block has; and their kinds. */
  lengths(number, documents, fields) {
    return this.#file(`lengths/${number}`, (bytes) => {
      const reader = new Reader(bytes);
      return { lengths: fields.map(() => reader.numbers(documents)), kinds: reader.take(documents) };
    });
  }

  records(number) {
    return this.#file(`documents/${number}`, json);
  }

  /** A failure is forgotten, and the manifest with it, so that the next query tries again. */
  #file(name, decode) {
    if (!this.#kept.has(name)) {
      const loading = this.#load(`${name}.bin`, decode, `?v=${this.#build}`);
      this.#kept.set(name, loading);
      loading.catch(({ cause }) => {
        this.#kept.delete(name);
        // Somebody who only waits with fetching has not failed.
        if (cause.name !== "AbortError") this.#manifest = null;
      });
    }
    return this.#kept.get(name);
  }

  async #load(file, decode, version, options) {
    try {
      const response = await this.#fetch(this.#base + file + version, options);
      if (!response.ok) throw new Error(response.status);
      return decode(await unpacked(new Uint8Array(await response.arrayBuffer())));
    } catch (cause) {
      throw new Error(`search: ${file}`, { cause });
    }
  }

  /**
   * Answers a text as it is typed, with a space at its end if the last word is finished.
   * @param options `page(address, signal)` gives the text of where an address leads, to verify quoted phrases;
   *   `correct: false` answers what was typed
   * @returns `hits`, the best first; `clauses` for `documents`, `words` and `language` for `marks`, `dates` for `datesFor`; `corrected`,
   *   the text that was answered instead, or ""; `suggestions`, other texts; `phrases`, how many pages were looked through for them
   */
  async find(text, { signal, page, correct = true } = {}) {
    const manifest = await this.manifest();
    const asked = plain(text).slice(0, MOST_LETTERS);
    let answer = await this.#answer(manifest, asked, signal);
    let corrected = "";
    let suggestions = [];
    const lost = answer.clauses.filter(({ missing, word }) => missing && !word?.stop && word?.typed.length > 2).slice(0, MOST_OFFERED);
    const some = answer.hits.length;
    const near = await Promise.all(lost.map(({ word }) => this.#near(manifest, word, some)));
    // From the end, so that places before it stay true.
    const better = lost.reduceRight((before, { word: { start, end } }, at) => {
      const [by] = near[at];
      return by?.near ? before.slice(0, start) + by.word + before.slice(end) : before;
    }, asked);
    const other = better !== asked && await this.#answer(manifest, plain(better), signal);
    if (other.hits?.length) {
      if (correct && (other.full || !some)) {
        answer = other;
        corrected = better.trim();
      } else {
        suggestions = [better.trim()];
      }
    }
    if (!answer.hits.length) suggestions = near.flat().map(({ word }) => word).slice(0, MOST_OFFERED);
    const phrases = { asked: answer.phrases.length, checked: 0, left: 0 };
    if (page && phrases.asked) await this.#check(manifest, answer, phrases, page, signal);
    return {
      ...answer,
      text,
      total: answer.hits.length,
      corrected,
      suggestions,
      phrases,
      dates: answer.words.flatMap(({ date }) => date ?? []),
      language: manifest.language,
    };
  }

  /** The records to show, in the order of the numbers; each leads to the section that most of the clauses are met in. */
  async documents(numbers, clauses = []) {
    const { chunk } = await this.manifest();
    const chunks = await Promise.all(numbers.map((number) => this.records(Math.floor(number / chunk))));
    return numbers.map((number, at) => {
      const { t = "", a = "", c = "", s = "", w = "", r = [], d = [], o = "", h = [] } = chunks[at][number % chunk];
      const dates = d.map(([start, end, status = "", anchor = "", when = "", area = ""]) => (
        { start, end: end || start.slice(0, 10), status, anchor, when, area }));
      const place = h[sectionOf(number, clauses) - 1];
      return { number, title: t, address: place ? `${a}#${place}` : a, context: c, summary: s, answer: w, reach: r, dates, asOf: o };
    });
  }

  async #answer(manifest, text, signal) {
    const { clauses, hinted, phrases } = clausesOf(text, manifest);
    // A whole name is a term too: it ends with a space, and so stands beside its first word.
    const typed = wordsOf(text, manifest.language);
    const required = clauses.flatMap(({ optional, forms }) => (optional ? [] : forms[0].words));
    const names = [typed, required].map((all) => ({ many: all.length, stem: nameOf(all) }));
    const words = [...names, ...new Set(clauses.flatMap(({ forms }) => forms.flatMap((form) => form.words)))];
    signal?.throwIfAborted();
    await Promise.all(words.map((word) => this.#expand(manifest, word)));
    const blocks = await this.#blocks(manifest, words);
    signal?.throwIfAborted();
    for (const word of words) scoreWord(manifest, word, blocks);
    for (const clause of clauses) scoreClause(manifest, clause);
    return { clauses, words: words.slice(names.length), phrases, ...rank(manifest, clauses, hinted, names, blocks) };
  }

  /** Finds the terms that a word stands for: how like it each is, and how much of it was typed. */
  async #expand({ terms: borders, fields, ranking, language }, word) {
    const { typed, stem: own, open, date, helps } = word;
    const most = ranking.prefix_shards;
    const begins = [own];
    // The stem of `poly` is `poli`, which is not how `polytechnic` begins.
    if (open && !typed.startsWith(own)) begins.push(typed);
    if (date) begins[0] = date[0] === "-" ? "@2" : `@${date}`;
    const also = completed(word, language);
    word.is = (term) => (date
      ? term === begins[0] || (date[0] === "-" && term[0] === "@" && term.slice(5) === date)
      : also.has(term) || (!term.endsWith(" ") && begins.some((one) => term.startsWith(one))));
    const places = new Set(begins.flatMap((one) => placesOf(one, borders, open || date ? most : 1)));
    for (const term of also) if (places.size < 2 * most) places.add(placesOf(term, borders)[0]);
    const shards = await Promise.all([...places].map((place) => this.terms(place, fields)));
    word.terms = shards.flatMap(({ terms, postings }) => (open || date ? terms.filter(word.is) : [own])
      .map((term) => ({ term, lists: postings(term) })).filter(({ lists }) => lists));
    for (const one of word.terms) {
      const { length } = one.term;
      const whole = date || one.term === own;
      one.likeness = whole ? 1 : (1 - (length - own.length) / length) * ranking.expansion;
      // What began like a stop word and goes on is a word of the title, or nothing.
      one.share = helps ? 1 : Math.min(1, own.length / length);
      one.holders = one.term === own ? Infinity : one.lists.reduce((sum, { documents }) => sum + documents.length, 0);
    }
    word.terms.sort((a, b) => b.holders - a.holders || (a.term < b.term ? -1 : 1)).splice(ranking.expansions + 1);
  }

  /** The blocks of lengths that have documents with any of the words. */
  async #blocks({ documents: all, lengths_block: size, fields }, words) {
    const needed = new Set(words.flatMap(documentsOf).map((document) => Math.floor(document / size)));
    const blocks = [];
    await Promise.all([...needed].map(async (block) => {
      blocks[block] = await this.lengths(block, Math.min(size, all - block * size), fields);
    }));
    return blocks;
  }

  /**
   * Words of the vocabulary that are written almost alike, the nearest first. `near` are near enough
   * to be meant: of short words only the nearest, if there is `some` answer already.
   */
  async #near({ words: borders, asides, language }, { typed, open }, some) {
    const most = 1 + (typed.length > 4) + (typed.length > 10);
    const least = some ? most - (typed.length > 4 && typed.length < 8) : most;
    const [first, second] = typed;
    // Of swapped letters, the second was to be the first.
    const places = new Set([typed, second + first].flatMap((word) => {
      const [around] = placesOf(word, borders);
      return placesOf(word[0], borders, Infinity).sort((a, b) => Math.abs(a - around) - Math.abs(b - around)).slice(0, WORD_BLOCKS);
    }));
    const blocks = await Promise.all([...places].map((place) => this.words(place)));
    const found = [];
    // Of a long word so many letters may be wrong that what is meant can only be asked.
    const offered = most + (typed.length > 7);
    for (const [entry, weight] of blocks.flat()) {
      const [plain, word = plain] = entry.split("\t");
      if (plain[0] !== first && plain[0] !== second) continue;
      const distance = distanceOf(typed, plain, offered, open && typed.length > 4);
      if (distance <= offered) found.push({ word, weight, distance, near: distance <= least && !asides.has(stem(plain, language)) });
    }
    return found.sort((a, b) => a.distance - b.distance || b.weight - a.weight || (a.word < b.word ? -1 : 1));
  }

  /** Keeps those of the best documents whose text has the phrases. */
  async #check(manifest, answer, phrases, page, signal) {
    const first = answer.hits.slice(0, manifest.ranking.phrase_pages);
    const records = await this.documents(first.map(({ number }) => number));
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

/** The documents of a word, which may be there several times. */
const documentsOf = ({ terms }) => terms.flatMap(({ lists }) => lists.flatMap(({ documents }) => [...documents]));

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

/** Scores a word in every document, and says how much of it the title has, and in which section it is. */
function scoreWord({ fields, documents: all, lengths_block: size }, word, blocks) {
  word.scores = new Float64Array(all);
  word.titles = new Float64Array(all);
  word.sections = new Uint8Array(all);
  for (const { lists, likeness, share } of word.terms) {
    lists.forEach((list, field) => {
      const { name, boost } = fields[field];
      const most = name === "names" ? LONGEST_NAME : Infinity;
      const length = (document) => Math.min(most, blocks[Math.floor(document / size)].lengths[field][document % size]);
      list.documents.forEach((document, at) => {
        if (!word.scores[document]) word.sections[document] = list.sections[at];
        // A whole title is there twice.
        if (name === "title" || (name === "extra" && list.counts[at] > 1)) word.titles[document] = Math.max(word.titles[document], share);
      });
      addScores(word.scores, list, all, length, likeness, boost);
    });
  }
}

/** A document has the score of the best form that it has all words of. */
function scoreClause({ documents: all }, clause) {
  const scores = new Float64Array(all);
  const titles = new Float64Array(all);
  for (const { words, weight = 1, joins = 1 } of clause.forms) {
    for (let document = 0; document < all; document += 1) {
      if (!words.every((word) => word.scores[document])) continue;
      const sum = (what) => words.reduce((total, word) => total + word[what][document], 0);
      scores[document] = Math.max(scores[document], weight * sum("scores") / words.length);
      if (words.every((word) => word.titles[document])) titles[document] += sum("titles") / joins;
    }
  }
  const holders = scores.reduce((sum, score) => sum + (score > 0), 0);
  Object.assign(clause, { scores, titles, missing: !holders, rarity: 1 + Math.log(all / (holders + 1)) });
}

/** Where in a document most is that was asked for, rare words counting more, and those of its title nothing. */
function sectionOf(number, clauses) {
  const weights = new Float64Array(SECTIONS);
  for (const { forms, rarity, titles } of clauses) {
    const words = forms.find(({ words }) => words.every(({ scores }) => scores[number]))?.words ?? [];
    for (const { date, sections } of words) {
      // The date of a meeting has an anchor of its own.
      if (!date && !titles[number]) weights[sections[number]] += rarity / words.length;
    }
  }
  return weights.indexOf(Math.max(...weights));
}

/** The documents with enough of the clauses, the best first; `full` says whether any has all. */
function rank({ documents: all, lengths_block: size, kinds, ranking }, clauses, hinted, names, blocks) {
  const wanted = clauses.filter(({ optional }) => !optional);
  // What no document has tells nothing of any of them, unless it stood in quotation marks.
  const required = wanted.filter(({ missing, quoted }) => quoted || !missing);
  const whole = required.reduce((sum, { rarity }) => sum + rarity, 0);
  // How much more who bears the whole name counts; a title is there twice.
  const named = new Map();
  const titled = new Set();
  for (const { many, terms } of names) {
    for (const { documents, counts } of terms.flatMap(({ lists }) => lists)) {
      documents.forEach((number, at) => {
        const by = many * (counts[at] > 1 ? ranking.exact : ranking.named);
        named.set(number, Math.max(named.get(number) ?? 0, by));
        if (counts[at] > 1) titled.add(number);
      });
    }
  }
  let hits = [];
  let best = 0;
  for (let number = 0; number < all; number += 1) {
    let has = 0;
    let score = 0;
    let inTitle = 0;
    let many = 0;
    for (const { scores, titles, rarity, optional, quoted, missing } of clauses) {
      const own = scores[number];
      score += own;
      inTitle += titles[number];
      if (optional || (missing && !quoted)) continue;
      if (own) {
        has += rarity;
        if (titles[number]) many += 1;
      } else if (quoted) {
        has = -Infinity;
      }
    }
    if (!(has > 0)) continue;
    const coverage = has / whole;
    best = Math.max(best, coverage);
    const block = blocks[Math.floor(number / size)];
    const at = number % size;
    const { id, label, weight } = kinds[block.kinds[at] & 127];
    const past = block.kinds[at] > 127;
    // The title is the first field.
    const share = Math.min(1, inTitle / (block.lengths[0][at] || 1));
    score *= coverage ** 2 * weight * (hinted.has(id) ? ranking.hint : 1) * (1 + ranking.title * many / required.length * (0.5 + 0.5 * share ** 2));
    score *= 1 + (named.get(number) ?? 0);
    // Who types the title of a record asks for it.
    if (past && !titled.has(number)) score *= ranking.record + (many === required.length ? (1 - ranking.record) * share ** 2 : 0);
    hits.push({ number, score, kind: past ? "record" : id, label, past, coverage, share });
  }
  // Who types a title and more may want that.
  hits = hits.filter(({ coverage, share }) => share > 0.99 || coverage >= best * ranking.coverage_floor);
  return { full: best === 1 && required.length === wanted.length, hits: hits.sort((a, b) => b.score - a.score || a.number - b.number) };
}

// --- Reading the files

/** Takes off gzip, unless a host has done so. */
async function unpacked(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** Synonyms, hints and asides by stems. */
async function prepared(manifest) {
  learn(manifest);
  const language = { stops: new Set(manifest.stops.split(" ")), endings: manifest.endings, ...manifest.language && (await import("./search-dates.js")).datesOf(manifest.language) };
  const stemOf = (word) => stem(fold(word), language);
  const forms = new Map();
  for (const group of manifest.synonyms) {
    for (const form of group) {
      const key = form.map(stemOf).join(" ");
      forms.set(key, [...forms.get(key) ?? [], ...group.filter((other) => other !== form)]);
    }
  }
  const hints = new Map(Object.entries(manifest.hints).map(([word, kinds]) => [stemOf(word), kinds]));
  return { ...manifest, language, terms: bordersOf(manifest.terms), forms, hints, asides: new Set(manifest.asides.map(stemOf)), commons: new Set(manifest.commons) };
}

/** Borders as a list: each begins with so many letters of the one before as a capital letter says. */
export function bordersOf(listed) {
  let border = "";
  return [...listed.matchAll(/([A-Z])([^A-Z]*)/g)].map(([, shared, rest]) => (
    border = border.slice(0, shared.charCodeAt(0) - 65) + rest));
}

/** Compares as UTF-8 does, which UTF-16 does not. */
function compare(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

/** The places among sorted borders, at most so many, where something may be that begins like this. */
export function placesOf(beginning, borders, most = 1) {
  const first = Math.max(0, borders.findLastIndex((border) => compare(border, beginning) <= 0));
  return [...borders.keys()].filter((at) => at === first || (at > first && borders[at].startsWith(beginning))).slice(0, most);
}

/** Sorted terms, each with a number, or with the place of that many bytes, which are skipped. */
function readTerms(bytes, skip) {
  const reader = new Reader(bytes);
  const decoder = new TextDecoder();
  const found = new Map();
  const term = [];
  for (let left = reader.number(); left > 0; left -= 1) {
    term.splice(reader.number());
    term.push(...reader.take(reader.number()));
    const value = reader.number();
    found.set(decoder.decode(Uint8Array.from(term)), skip ? reader.at : value);
    if (skip) reader.take(value);
  }
  return found;
}

/** For each field the numbers of the documents that have a term, how often, and below which heading first. */
function readPostings(bytes, start, fields) {
  const reader = new Reader(bytes, start);
  return fields.map(() => {
    const count = reader.number();
    let before = -1;
    const documents = reader.numbers(count).map((gap) => { before += gap + 1; return before; });
    const packed = reader.numbers(count);
    // An array of whole numbers drops what is behind the point.
    return { documents, counts: packed.map((one) => one / SECTIONS + 1), sections: packed.map((one) => one % SECTIONS) };
  });
}

class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Unsigned LEB128. */
  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new RangeError("too short");
      this.at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  numbers(count) {
    this.take(count);
    this.at -= count;
    return new Uint32Array(count).map(() => this.number());
  }

  take(length) {
    this.at += length;
    if (this.at > this.bytes.length) throw new RangeError("too short");
    return this.bytes.subarray(this.at - length, this.at);
  }
}
