// The files of the index: fetched when needed, unpacked, decoded and kept.

import { stem } from "./search-stem.js";

// A page may stay open while the site is built anew.
const FRESH_FOR = 600_000;

/** `code` is "network", "missing", "broken" or "version"; `file` is what could not be read. */
export class SearchError extends Error {
  constructor(code, file, cause) {
    super(`search: ${file}: ${code}`, { cause });
    this.code = code;
    this.file = file;
  }
}

export class SearchIndex {
  #base;
  #fetch;
  #manifest;
  #since;
  #build;
  #kept = new Map();

  constructor(base, fetch = (...asked) => globalThis.fetch(...asked)) {
    this.#base = base;
    this.#fetch = fetch;
  }

  manifest() {
    if (this.#manifest && Date.now() - this.#since < FRESH_FOR) return this.#manifest;
    this.#since = Date.now();
    this.#manifest = this.#load("manifest.json", (bytes) => {
      const manifest = json(bytes);
      if (manifest.version !== 1) throw new SearchError("version", "manifest.json");
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
      const starts = readTerms(bytes, true);
      const known = new Map();
      const postings = (term) => {
        if (starts.has(term) && !known.has(term)) known.set(term, readPostings(bytes, starts.get(term), fields));
        return known.get(term);
      };
      return { terms: [...starts.keys()], postings };
    });
  }

  /** A part of the vocabulary, with how many documents have each word. */
  words(number) {
    return this.#file(`words/${number}`, (bytes) => (
      [...readTerms(bytes)].map(([word, weight]) => ({ word, weight: weight & 127, title: weight > 127 }))));
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
        if (cause?.name !== "AbortError") this.#manifest = null;
      });
    }
    return this.#kept.get(name);
  }

  async #load(file, decode, version, options) {
    let code = "network";
    try {
      const response = await this.#fetch(this.#base + file + version, options);
      code = "missing";
      if (!response.ok) throw response.status;
      code = "network";
      const bytes = new Uint8Array(await response.arrayBuffer());
      code = "broken";
      return decode(await unpacked(bytes));
    } catch (cause) {
      throw cause instanceof SearchError ? cause : new SearchError(code, file, cause);
    }
  }
}

/** Takes off gzip, unless a host has done so. */
async function unpacked(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** Synonyms, hints and asides by stems. */
function prepared(manifest) {
  const forms = new Map();
  for (const group of manifest.synonyms) {
    for (const form of group) {
      const key = form.map(stem).join(" ");
      forms.set(key, [...forms.get(key) ?? [], ...group.filter((other) => other !== form)]);
    }
  }
  const hints = new Map(Object.entries(manifest.hints).map(([word, kinds]) => [stem(word), kinds]));
  return { ...manifest, forms, hints, asides: new Set(manifest.asides.map(stem)) };
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

/** For each field the numbers of the documents that have a term, and how often. */
function readPostings(bytes, start, fields) {
  const reader = new Reader(bytes, start);
  return fields.map(() => {
    const count = reader.number();
    let before = -1;
    const documents = reader.numbers(count).map((gap) => { before += gap + 1; return before; });
    return { documents, counts: reader.numbers(count) };
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
