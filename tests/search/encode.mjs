// Writes an index as Redway does, from documents of a test: so that a test can make up its own site.

import { gzipSync } from "node:zlib";

import { fold, learn, nameOf as inName, stem as stemOf, wordsOf } from "../../themes/toolkit/assets/search-words.js";

export const RANKING = {
  synonym: 0.9, title: 1.5, exact: 2, named: 2, record: 0.35, hint: 1.4, coverage_floor: 0.6,
  expansion: 0.15, expansions: 40, prefix_shards: 2,
  phrase_pages: 20,
};

const FIELDS = [["title", 4], ["names", 4], ["headings", 2], ["body", 1], ["extra", 4]];

const SECTIONS = 41;

export const STOPS = "a about am and be for i if in is it may of on or so the this to us what who will";
// What words are read by: of scripts without spaces Thai, kana and Chinese.
export const READ = { letters: "l:ł o:ø ss:ß ':’ -:‐‑–", marks: "\u0300-\u036f", unspaced: "\u0e01-\u0e4e\u3040-\u30ff\u3400-\u9fff",
  countries: "[17]|4[4]" };
const UNSPACED = RegExp(`[${READ.unspaced}]+`, "g");
const NO_SPACE = RegExp(`(?<=[${READ.unspaced}]) (?=[${READ.unspaced}])`, "g");
export const ENDINGS = "able ible ality ance ence ation ment ing ion ity ive ized";

/** What the manifest makes of a language. */
const readBy = (language) => ({ isWhole: !!language, stops: new Set(language ? [] : STOPS.split(" ")) });

const stem = (word, language) => stemOf(word, readBy(language));

/** The terms of a text, those of joined words apart, and how many words elasticlunr counts in it. */
function termsOf(text, language) {
  const terms = [];
  const extra = [];
  let length = 0;
  const { stops } = language ? {} : { stops: STOPS.split(" ") };
  for (const chunk of fold(text).replace(NO_SPACE, "").split(/\s+/).filter(Boolean)) {
    // Of letters that no space parts each, and each with the one behind it.
    for (const [run] of chunk.matchAll(UNSPACED)) {
      [...run].forEach((letter, at, all) => terms.push(letter, ...(all[at + 1] ? [letter + all[at + 1]] : [])));
    }
    const parts = chunk.replace(UNSPACED, " ").match(/[\p{Alphabetic}\p{N}]+/gu) ?? [];
    const counted = chunk.split("-").filter((token) => /[\p{Alphabetic}\p{N}]/u.test(token) && !stops?.includes(token.replace(/^\W+|\W+$/g, "")));
    length += counted.length;
    for (const part of parts) {
      if (!stops?.includes(part) && (parts.length === 1 || /../u.test(part))) terms.push(stem(part, language));
    }
    if (parts.length > 1) extra.push(stem(parts.join(""), language));
  }
  return { terms, extra, length };
}

/** The term of a whole name. */
const nameOf = (name, language) => inName(wordsOf(name.replace(NO_SPACE, ""), readBy(language)));

function varint(out, value) {
  let rest = value;
  while (rest > 127) {
    out.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

function prefixed(entries) {
  const out = [];
  varint(out, entries.length);
  let before = Buffer.alloc(0);
  for (const [term, tail] of entries) {
    const bytes = Buffer.from(term);
    let shared = 0;
    while (shared < bytes.length && shared < before.length && bytes[shared] === before[shared]) shared += 1;
    varint(out, shared);
    varint(out, bytes.length - shared);
    out.push(...bytes.subarray(shared), ...tail);
    before = bytes;
  }
  return gzipSync(Buffer.from(out));
}

/**
 * @param {{title, names?, headings?: string[], body?: string|string[], kind?, record?, terms?: string[], shown?: object}[]} documents
 * a body of several texts has the first above all headings, and then one below each; `terms` are special ones such as `@06`; `language` is for one that is not English
 * @returns {Map<string, Buffer>} file to bytes, relative to `search/`
 */
export function encode(documents, { kinds = [{ id: "page", label: "Pages", weight: 1 }], synonyms = [], hints = {},
  asides = [], ranking = {}, termsPerShard = 40, wordsPerBlock = 60, lengthsBlock = 8192, build = "00000000", language } = {}) {
  learn(READ);
  const commons = new Set();
  const postings = new Map();
  const vocabulary = new Map();
  const lengths = [];
  // A count and a section are one number.
  const put = (term, field, number, section) => {
    if (!postings.has(term)) postings.set(term, FIELDS.map(() => new Map()));
    const list = postings.get(term)[field];
    list.set(number, list.has(number) ? list.get(number) + SECTIONS : section);
  };
  const putNamed = (text, number, times) => {
    const name = nameOf(text, language);
    for (let time = 0; name && time < times; time += 1) put(name, FIELDS.length - 1, number, 0);
    const words = wordsOf(text, readBy(language));
    for (const { stop, stem: own } of words) if (stop) put(own, FIELDS.length - 1, number, 0);
    if (name && words.every(({ stop }) => stop)) commons.add(name.trim());
  };
  documents.forEach((document, number) => {
    const parts = (name) => (name === "headings" ? ["", ...document.headings ?? []] : [document[name] ?? ""].flat());
    // A heading has its words, else the section where they stand first.
    const sections = new Map();
    for (const name of ["headings", "body"]) {
      parts(name).forEach((part, section) => {
        const { terms, extra } = termsOf(part, language);
        for (const term of [...terms, ...extra]) if (!sections.has(term)) sections.set(term, section);
      });
    }
    putNamed(document.title, number, 2);
    lengths.push(FIELDS.map(([name], field) => {
      const text = parts(name).join(" ");
      const { terms, extra, length } = termsOf(text, language);
      for (const term of terms) put(term, field, number, sections.get(term) ?? 0);
      for (const term of [...extra, ...(name === "extra" ? document.terms ?? [] : [])]) put(term, FIELDS.length - 1, number, sections.get(term) ?? 0);
      for (const { typed, stop } of wordsOf(text, readBy(language))) {
        if (stop || !/^\p{L}{3,}$/u.test(typed)) continue;
        if (!vocabulary.has(typed)) vocabulary.set(typed, { holders: new Set(), title: 0 });
        const entry = vocabulary.get(typed);
        entry.holders.add(number);
        if (field < 2) entry.title = 128;
      }
      return length;
    }));
  });
  const files = new Map();
  const sorted = (map) => [...map].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const cut = (folder, entries, size) => {
    const borders = [];
    for (let at = 0; at < entries.length; at += size) {
      files.set(`${folder}/${borders.length}.bin`, prefixed(entries.slice(at, at + size)));
      borders.push(at ? entries[at][0] : "");
    }
    return borders;
  };
  const terms = cut("terms", sorted(postings).map(([term, lists]) => {
    const out = [];
    for (const list of lists) {
      varint(out, list.size);
      let before = -1;
      for (const number of list.keys()) {
        varint(out, number - before - 1);
        before = number;
      }
      for (const packed of list.values()) varint(out, packed);
    }
    const size = [];
    varint(size, out.length);
    return [term, [...size, ...out]];
  }), termsPerShard);
  const words = cut("words", sorted(vocabulary).map(([word, { holders, title }]) => {
    const out = [];
    varint(out, Math.min(holders.size, 127) + title);
    return [word, out];
  }), wordsPerBlock);
  for (let block = 0; block * lengthsBlock < documents.length; block += 1) {
    const own = lengths.slice(block * lengthsBlock, (block + 1) * lengthsBlock);
    const out = [];
    FIELDS.forEach((_, field) => own.forEach((one) => varint(out, one[field])));
    own.forEach((_, at) => {
      const { kind = kinds[0].id, record } = documents[block * lengthsBlock + at];
      out.push(kinds.findIndex(({ id }) => id === kind) + (record ? 128 : 0));
    });
    files.set(`lengths/${block}.bin`, gzipSync(Buffer.from(out)));
  }
  for (let at = 0; at < documents.length; at += 10) {
    files.set(`documents/${at / 10}.bin`, gzipSync(JSON.stringify(documents.slice(at, at + 10).map(({ title, shown }) => ({ t: title, ...shown })))));
  }
  files.set("manifest.json", Buffer.from(JSON.stringify({
    version: 2, build, documents: documents.length, chunk: 10, lengths_block: lengthsBlock,
    fields: FIELDS.map(([name, boost]) => ({ name, boost })), terms: listed(terms), words, kinds, synonyms, hints, asides, language,
    commons: [...commons], ...READ, stops: language ? "" : STOPS, endings: language ? "" : ENDINGS,
    ranking: { ...RANKING, ...ranking },
  })));
  return files;
}

/** Borders in one text: what each shares with the one before as a capital letter, then the rest. */
function listed(borders) {
  return borders.map((border, at) => {
    const before = borders[at - 1] ?? "";
    let shared = 0;
    while (shared < 25 && shared < before.length && border[shared] === before[shared]) shared += 1;
    return String.fromCharCode(65 + shared) + border.slice(shared);
  }).join("");
}
