// Reads `queries.yaml`: what people ask, and what must be found. Of YAML it knows what that file
// needs, and refuses everything else:
//
//   - {q: "who leads SEND", first: services/send/, top3: [a/, b/#c], none: true, why: "a comment"}
//
// An entry may also stand on lines of its own, `- q: …` and then `  first: …`.

import { readFileSync } from "node:fs";

const KEYS = ["site", "q", "first", "top3", "none", "corrected", "why"];

/** @returns {{site?: string, q: string, first?: string, top3?: string[], none?: boolean, corrected?: string, why?: string, line: number}[]} */
export function readQueries(path) {
  const entries = [];
  readFileSync(path, "utf8").split("\n").forEach((text, at) => {
    if (/^\s*(#.*)?$/.test(text)) return;
    const line = at + 1;
    const [, dash, rest] = /^(- |  )(.*)$/.exec(text) ?? refuse(path, line, text);
    if (dash === "- ") entries.push({ line });
    const entry = entries.at(-1) ?? refuse(path, line, text);
    const reader = new Reader(rest, () => refuse(path, line, text));
    Object.assign(entry, reader.at("{") ? reader.map() : reader.pair());
    reader.end();
  });
  for (const entry of entries) {
    const asked = ["first", "top3", "none"].some((key) => key in entry);
    if (!entry.q || !asked) refuse(path, entry.line, "an entry has `q` and one of `first`, `top3` and `none`");
    if (typeof entry.top3 === "string") entry.top3 = [entry.top3];
  }
  return entries;
}

/** An address without an anchor is met by the page and by anything on it. */
export const meets = (address, asked) => address === asked || (!asked.includes("#") && address.replace(/#.*/, "") === asked);

function refuse(path, line, text) {
  throw new Error(`${path}:${line}: not understood: ${text}`);
}

class Reader {
  constructor(text, refused) {
    this.rest = text;
    this.refused = refused;
  }

  at(sign) {
    return this.rest.startsWith(sign);
  }

  take(pattern) {
    const found = pattern.exec(this.rest) ?? this.refused();
    this.rest = this.rest.slice(found[0].length);
    return found;
  }

  pair() {
    const [, key] = this.take(/^\s*(\w+):\s+/);
    if (!KEYS.includes(key)) this.refused();
    return { [key]: this.value() };
  }

  map() {
    const found = {};
    this.take(/^\{/);
    do Object.assign(found, this.pair()); while (this.take(/^\s*([,}])/)[1] === ",");
    return found;
  }

  value() {
    if (this.at("[")) {
      const found = [];
      this.take(/^\[\s*/);
      do found.push(this.value()); while (this.take(/^\s*([,\]])\s*/)[1] === ",");
      return found;
    }
    if (this.at('"')) return JSON.parse(this.take(/^"(?:[^"\\]|\\.)*"/)[0]);
    if (this.at("'")) return this.take(/^'((?:[^']|'')*)'/)[1].replaceAll("''", "'");
    const plain = this.take(/^(?:[^,\]}:#]|:(?! )|(?<! )#)+/)[0].trim();
    return plain === "true" ? true : plain;
  }

  end() {
    this.take(/^\s*(#.*)?$/);
  }
}
