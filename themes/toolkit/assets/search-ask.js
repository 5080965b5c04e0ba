// When to ask the index, and what to do while it is slow or cannot be had. Needs no element of a page.

import { openSearch } from "./search-query.js";

/** Where the site begins, whatever page this runs on. */
export const root = new URL("../", import.meta.url);

const LEAST_LETTERS = 2;
const LONGEST_TEXT = 200;
// A fast typist is quicker than this from key to key.
const PAUSE = 120;
const SLOW = 400;

let mayFetch = true;

const search = openSearch(new URL("search/", root), {
  async fetch(address, options) {
    if (!mayFetch) throw new DOMException("somebody is typing", "AbortError");
    return fetch(address, options);
  },
});

let saying = null;

/** What search says and where it leads; fetched once. */
export function words() {
  saying ??= fetch(new URL("search/interface.json", root), { cache: "no-cache" })
    .then((response) => response.json())
    .catch((error) => {
      saying = null;
      throw error;
    });
  return saying;
}

/** Fetches what every query needs. A failure shows at the first query. */
export function warm() {
  words().catch(() => {});
  search.warm().catch(() => {});
}

/** Whether a text is long enough to look for. */
export function isQuery(text) {
  return [...text.trim()].length >= LEAST_LETTERS;
}

/**
 * Answers one query after the other. What is cached answers at once; before something is fetched
 * there must be a pause in typing. Only the answer to the last query is heard of.
 * @param {object} hear `pick(found)` gives the hits whose records are needed; then one of `answer({found,
 *   records, say})` and `fail()` is called, and before it `slow()` if it takes long
 */
export function asker({ pick, answer, slow, fail }) {
  let turn = 0;
  let abort = new AbortController();

  async function find(text, options, fetching) {
    mayFetch = fetching;
    const found = await search.find(text.slice(0, LONGEST_TEXT), options);
    const numbers = pick(found).map((hit) => hit.number);
    const list = await search.documents(numbers, options);
    return { found, say: await words(), records: new Map(list.map((record) => [record.number, record])) };
  }

  return {
    /** Forgets the query that is being answered. */
    stop() {
      turn += 1;
      abort.abort();
      mayFetch = true;
    },
    /** `options`: `pause: 0` when nobody is typing, `correct: false` to take a text as it is typed. */
    async ask(text, { pause = PAUSE, correct = true } = {}) {
      this.stop();
      abort = new AbortController();
      const mine = turn;
      const pausing = new Promise((over) => setTimeout(over, pause));
      const waiting = setTimeout(() => mine === turn && slow(), SLOW);
      const options = { correct, limit: Infinity, page, signal: abort.signal };
      let told;
      try {
        told = await find(text, options, false).catch(async () => {
          await pausing;
          return mine === turn ? find(text, options, true) : null;
        });
      } catch {
        told = null;
      }
      clearTimeout(waiting);
      if (mine !== turn) return;
      mayFetch = true;
      if (told) answer(told);
      else fail();
    },
  };
}

const pages = new Map();

/** The text of where an address leads, to look for quoted words in it. */
async function page(address, signal) {
  const url = new URL(address, root);
  const [file] = url.href.split("#");
  if (!pages.has(file)) {
    if (!mayFetch) throw new DOMException("somebody is typing", "AbortError");
    const response = await fetch(file, { signal });
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    pages.set(file, new DOMParser().parseFromString(await response.text(), "text/html"));
  }
  const whole = pages.get(file);
  const part = url.hash && whole.getElementById(decodeURIComponent(url.hash.slice(1)));
  return (part || whole.querySelector("main") || whole.body).textContent;
}
