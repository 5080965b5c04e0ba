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

  /** Terms to their postings. */
  terms(number, fields) {
    return this.#file(`terms/${number}`, (bytes) => {
      const starts = readTerms(bytes, true);
      const known = new Map();
      return {
        terms: [...starts.keys()],
        postings(term) {
          if (!known.has(term)) known.set(term, starts.has(term) ? readPostings(bytes, starts.get(term), fields) : null);
          return known.get(term);
        },
      };
    });
  }

  /** Words of the vocabulary, with how many documents have them. */
  words(number) {
    return this.#file(`words/${number}`, (bytes) => (
      [...readTerms(bytes)].map(([word, weight]) => ({ word, weight: weight & 127, title: weight > 127 }))));
  }

  /** How many words the documents of a block have, a list for each field; and their kinds. */
  lengths(number, documents, fields) {
    return this.#file(`lengths/${number}`, (bytes) => {
      const reader = new Reader(bytes);
      const lengths = fields.map(() => reader.numbers(documents));
      return { lengths, kinds: reader.take(documents) };
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
      loading.catch(() => {
        this.#kept.delete(name);
        this.#manifest = null;
      });
    }
    return this.#kept.get(name);
  }

  async #load(file, decode, version, options) {
    let code = "network";
    try {
      const response = await this.#fetch(this.#base + file + version, options);
      if (!response.ok) code = "missing";
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.ok) {
        code = "broken";
        return decode(await unpacked(bytes));
      }
    } catch (cause) {
      throw cause instanceof SearchError ? cause : new SearchError(code, file, cause);
    }
    throw new SearchError(code, file);
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

/** The places among sorted borders where something may be that begins like this, `most` of them. */
export function placesOf(beginning, borders, most = 1) {
  const first = Math.max(0, borders.findLastIndex((border) => compare(border, beginning) <= 0));
  const others = borders.slice(first + 1).filter((border) => border.startsWith(beginning));
  return [...borders.keys()].slice(first, first + Math.min(most, others.length + 1));
}

/** Sorted terms, each with a number, or with the place of as many bytes, which are skipped. */
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
      if (this.at >= this.bytes.length) throw new RangeError("the end is missing");
      const byte = this.bytes[this.at];
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
    if (!(this.at <= this.bytes.length)) throw new RangeError("the end is missing");
    return this.bytes.subarray(this.at - length, this.at);
  }
}
