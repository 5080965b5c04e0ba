// Asks the index, and shows what it answers: for the search page and the search dialog.

import { now } from "./redway.js";
import { Search, datesFor } from "./search-query.js";
import { marks } from "./search-words.js";

/** Where the site begins, whatever page this runs on. */
const root = new URL("../", import.meta.url);

let mayFetch = true;

/** Nothing is fetched while somebody types on. */
const typing = new DOMException("typing", "AbortError");

async function get(address, options) {
  if (!mayFetch) throw typing;
  return fetch(address, options);
}

const search = new Search(new URL("search/", root), { fetch: get });

let saying = null;
// What search says and where it leads: all below is shown after it has been fetched.
let say = null;

/** Fetches what search says; once. */
export async function words() {
  saying ??= fetch(new URL("search/interface.json", root), { cache: "no-cache" }).then((response) => response.json());
  saying.catch(() => { saying = null; });
  say = await saying;
  return say;
}

/** Fetches what every query needs. A failure shows at the first query. */
export function warm() {
  words().catch(() => {});
  search.manifest().catch(() => {});
}

/**
 * Answers one query after the other. What is cached answers at once; before something is fetched
 * there must be a pause in typing. Only the answer to the last query is heard of.
 * @param {object} hear `pick(found)` gives the hits that are shown, which get a `record`; then one of
 *   `answer(found, say)` and `fail()` is called, and before it `slow()` if it takes long; `none()` if there is
 *   no text to look for, or one letter that is no word
 */
export function asker({ pick, answer, slow, fail, none }) {
  let asking = new AbortController();
  let last = 0;

  async function find(text, options, fetching) {
    mayFetch = fetching;
    const found = await search.find(text, options);
    const hits = pick(found);
    const records = await search.documents(hits.map((hit) => hit.number), found.clauses);
    hits.forEach((hit, at) => { hit.record = records[at]; });
    return [found, await words()];
  }

  return {
    /** Forgets the query that is being answered. */
    stop() {
      asking.abort();
      mayFetch = true;
    },
    /** `options`: `pause: 0` when nobody is typing (a fast typist is quicker than 120 ms from key to key), `correct: false` to take a text as it is typed. */
    async ask(text, { pause = 120, correct = true } = {}) {
      this.stop();
      // Who has typed nothing for a second has not typed several letters now, but pasted a text, or opened the dialog with one. That
      // the box is empty, as it is when the dialog opens, is nothing typed.
      if (text && -last + (last = Date.now()) > 1000 && text[1]) pause = 0;
      if (!text.trim()) return none();
      asking = new AbortController();
      const { signal } = asking;
      const pausing = new Promise((over) => setTimeout(over, pause));
      const waiting = setTimeout(() => signal.aborted || slow(), 400);
      const options = { correct, page, signal };
      const told = await find(text, options, false).catch(async () => {
        await pausing;
        signal.throwIfAborted();
        return find(text, options, true);
      }).catch(() => {});
      clearTimeout(waiting);
      if (signal.aborted) return;
      mayFetch = true;
      if (!told) fail();
      // One letter is rather the beginning of a word than a word that is nowhere.
      else if (told[0].total || text[1]) answer(...told);
      else none();
    },
  };
}

let reader;

/** The text of where an address leads, to look for quoted words in it. */
async function page(address) {
  if (!mayFetch && !reader) throw typing;
  reader ??= import("./search-page.js");
  return (await reader).textAt(new URL(address, root).href, !mayFetch && typing);
}

// --- What answers look like. Every text goes in as text.

const language = document.documentElement.lang || undefined;
// Made once: making them takes longer than using them.
const plurals = new Intl.PluralRules(language);

/** Gives an element new content, which may be nested lists; what is false or "" in them is left out. */
export function put(element, ...content) {
  element.replaceChildren(...content.flat(Infinity).filter(Boolean));
  return element;
}

/** An element with attributes and content. */
export const make = (name, ...rest) => dress(document.createElement(name), ...rest);

/** A part of a drawing; the drawings stand in the head of every page. */
const draw = (name, ...rest) => dress(document.createElementNS("http://www.w3.org/2000/svg", name), ...rest);

function dress(element, attributes, ...content) {
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  return put(element, content);
}

/** Fixed words with values in their places: `{n} results for {q}`. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export const number = (count) => count.toLocaleString(language);

/** A text with the words that were found marked. */
export function marked(text, found) {
  return text && marks(text, found.words, found.language).map(({ text, found }) => (found ? make("mark", {}, text) : text));
}

/** How many results there are, or that there are none. */
export function summed(found, count = found.total) {
  const text = count ? say.words[`found.${plurals.select(count)}`] ?? say.words["found.other"] : say.words.none;
  return fill(text, { n: number(count), q: (found.corrected || found.text).trim() });
}

/** The hits of one kind; all of them, when it has none. */
export function ofKind({ hits }, kind) {
  const some = hits.filter((hit) => hit.kind === kind);
  return some[0] ? some : hits;
}

/** Links that narrow results to one kind, each with how many there are; none where all are of one. */
export function filters(found, kinds, chosen, typed, searchPage) {
  return kinds[1] && [{ id: "", label: say.words.everything, hits: found.hits }, ...kinds].map(({ id, label, hits }) => (
    make("li", {}, make(
      "a",
      { href: searchPage + queryOf(found.text, typed, id), "data-type": id, ...(id === chosen && { "aria-current": true }) },
      label,
      " ",
      make("span", {}, number(hits.length)),
    ))));
}

/** The kinds of all hits with how many there are, in the order of their best hits. */
export function kindsOf(found) {
  const all = {};
  for (const hit of found.hits) {
    (all[hit.kind] ??= { id: hit.kind, label: hit.past ? say.words.records : hit.label, hits: [] }).hits.push(hit);
  }
  return Object.values(all);
}

export const addressOf = (record) => new URL(record.address, root).href;

/** The ways to reach somebody: `{href, text, name, icon}`. */
export function waysOf({ reach, title }) {
  return reach.map((way) => {
    const [scheme, text, link = text.replaceAll(" ", "")] = way.split(":");
    const [drawing, does] = scheme === "tel" ? ["phone", "call"] : ["email", "write"];
    const icon = draw("svg", { class: "icon", "aria-hidden": true }, draw("use", { href: `#i-${drawing}` }));
    return { href: `${scheme}:${link}`, text, name: fill(say.words[does], { name: title, reach: text }), icon };
  });
}

/** That something is a record of the past, and of when. */
export function recordTag({ past, record: { asOf } }) {
  const { record, record_of: of } = say.words;
  return past && make("span", { class: "tag" }, asOf ? `${of} ${asOf}` : record);
}

/** The next date of a series, worked out now, or the dates that were asked for: elements to show. */
export function datesOf(found, record, most) {
  if (!record.dates.length) return [];
  // At the end of all days only those are left that the query names.
  const asked = datesFor(record, found, "9999-99-99T99:99");
  const today = now();
  const next = datesFor(record, found, today).filter((date) => date.status !== "cancelled").slice(0, 1);
  return (asked[0] ? asked.slice(0, most) : next).map(({ start, end, status, anchor, when, area }) => {
    const state = say.words[end < today.slice(0, end.length) ? "past_date" : status];
    return {
      href: anchor ? new URL(`#${anchor}`, addressOf(record)).href : addressOf(record),
      content: [
        !asked[0] && `${say.words.next_date}: `,
        make("time", { datetime: start }, when),
        area && ` ${area}`,
        state && [" ", make("span", { class: "tag" }, state)],
      ],
    };
  });
}

/** What follows the address of the search page. */
export function queryOf(text, typed, type) {
  const given = Object.entries({ q: text.trim(), as: typed && "typed", type }).filter(([, value]) => value);
  return given[0] ? `?${new URLSearchParams(given)}` : "";
}

/** The link that was clicked, unless it is to open somewhere else. */
export const clicked = (event) => (event.ctrlKey || event.metaKey || event.shiftKey ? null : event.target.closest("a"));

/**
 * What stands above results: that a query was corrected, what else could be meant, and when nothing was
 * found what to do.
 */
export function notes(found, searchPage) {
  const { words } = say;
  const line = (...content) => make("p", { dir: "auto" }, content);
  const link = (query, text, typed) => (
    make("a", { href: searchPage + queryOf(query, typed), "data-query": query, ...(typed && { "data-typed": "" }) }, text));
  const typed = found.text.trim();
  const between = fill(words.list_more, { a: "", b: "" });
  return [
    found.corrected && line(fill(words.corrected, { q: found.corrected })),
    found.corrected && line(link(typed, fill(words.instead, { q: typed }), true)),
    !found.total && line(words.none_help),
    found.suggestions[0] && line(words.suggested, found.suggestions.map((text, at) => [at ? between : " ", link(text, text)])),
    found.phrases.left && line(fill(words.phrases, { n: number(found.phrases.checked) })),
    !found.total && whereElse(searchPage),
  ];
}

/** Where else to look or ask. */
export function whereElse(searchPage) {
  const link = (title, href) => make("li", {}, make("a", { href }, title));
  return make(
    "ul",
    { role: "list", class: "links" },
    link(say.words.a_to_z, `${searchPage}#a-to-z`),
    say.ask.map(({ title, href }) => link(title, addressOf({ address: href }))),
  );
}

/** Tells something to screen readers once typing pauses; the same words are not told twice. */
export function announcer(element) {
  let timer;
  return (text, pause = 700) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (element.textContent !== text) element.textContent = text;
    }, pause);
  };
}
