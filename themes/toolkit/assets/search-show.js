// What answers look like, for the search page and the search dialog. Every text goes in as text.

import { datesFor, marks } from "./search-query.js";
import { root } from "./search-ask.js";

const DRAWINGS = {
  mailto: "M3 6h18v12H3zM3 7l9 6 9-6",
  tel: "M6 3h3l2 5-2.5 1.8a12 12 0 0 0 5.700 5.700L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z",
};
const SVG = "http://www.w3.org/2000/svg";
const MOST_DATES = 6;

// Made once: making them takes longer than using them.
const language = document.documentElement.lang || undefined;
const numbers = new Intl.NumberFormat(language);
const [weekdays, days, months] = [{ weekday: "long" }, { day: "numeric", month: "long", year: "numeric" }, { month: "long", year: "numeric" }]
  .map((parts) => new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC" }));
let clock = null;

/** An element with attributes; content may be nested lists, and what is false or "" in it is left out. */
export function make(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content.flat(Infinity).filter(Boolean));
  return made;
}

/** Fixed words with values in their places: `{n} results for {q}`. */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export const number = (count) => numbers.format(count);

/** A text with the words that were found marked. */
export function marked(text, found) {
  return text && marks(text, found.words).map((piece) => (piece.found ? make("mark", {}, piece.text) : piece.text));
}

/** How many results there are, or that there are none. */
export function summed(say, found, count = found.total) {
  const { none, one, many } = say.words;
  return fill([none, one][count] ?? many, { n: number(count), q: (found.corrected || found.text).trim() });
}

/** What a hit counts as: its kind, or a record of the past. */
export function typeOf(hit) {
  return hit.record ? "record" : hit.kind;
}

/** The types of all hits with how many there are, in the order of their best hits. */
export function types(say, found) {
  const labels = new Map(found.kinds.map(({ id, label }) => [id, label]));
  labels.set("record", say.words.records);
  const all = new Map();
  for (const hit of found.hits) {
    const id = typeOf(hit);
    if (!all.has(id)) all.set(id, { id, label: labels.get(id) ?? id, hits: [] });
    all.get(id).hits.push(hit);
  }
  return [...all.values()];
}

export function addressOf(record) {
  return new URL(record.address, root).href;
}

/** The ways to reach somebody: `{href, text, label, icon}`. */
export function waysOf(say, record) {
  return record.reach.map((way) => {
    const [, scheme, text] = /^(mailto|tel):(.*)$/.exec(way) ?? [];
    if (!text) return null;
    return {
      href: scheme === "tel" ? `tel:${text.replace(/[^\d+]/g, "")}` : way,
      text,
      label: fill(scheme === "tel" ? say.words.call : say.words.write, { name: record.title, reach: text }),
      icon: () => drawing(DRAWINGS[scheme]),
    };
  }).filter(Boolean);
}

function drawing(path) {
  const icon = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ class: "icon", viewBox: "0 0 24 24", width: 22, height: 22, "aria-hidden": true })) {
    icon.setAttribute(key, value);
  }
  line.setAttribute("d", path);
  icon.append(line);
  return icon;
}

/** That something is a record of the past, and of when. */
export function recordTag(say, hit, record) {
  if (!hit.record) return "";
  const { record: plain, record_of: of } = say.words;
  return make("span", { class: "tag tag-record" }, record.asOf ? `${of} ${record.asOf}` : plain);
}

/** The next date of a series, worked out now, or the dates that were asked for: elements to show. */
export function datesOf(say, found, record, most = MOST_DATES) {
  if (record.dates.length === 0) return [];
  // At the end of all days only those are left that the query names.
  const asked = datesFor(record, found, "9999-99-99T99:99").length > 0;
  const now = nowIn(say.time_zone);
  const dates = datesFor(record, found, now);
  const next = dates.filter((date) => date.status !== "cancelled");
  const told = (asked ? dates : next.slice(0, 1)).slice(0, most);
  return told.map((date) => {
    const isPast = date.end < now.slice(0, date.end.length);
    const state = isPast ? say.words.past_date : { cancelled: say.words.cancelled, tentative: say.words.to_be_confirmed }[date.status];
    return {
      href: addressOf({ address: date.anchor ? `${record.address.split("#")[0]}#${date.anchor}` : record.address }),
      content: [
        !asked && `${say.words.next_date}: `,
        make("time", { datetime: date.start }, whenOf(date)),
        date.area && ` ${date.area}`,
        state && [" ", make("span", { class: "tag" }, state)],
      ],
    };
  });
}

/** The local time of the site: `2026-11-22T09:30`. */
function nowIn(timeZone) {
  // Sweden writes dates as ISO 8601 does.
  clock ??= new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone });
  return clock.format(new Date()).replace(" ", "T");
}

/** A meeting's day and times as the pages tell them: `Thursday 25 September 2025, 10am to midday`. */
function whenOf({ start, end }) {
  const [day, time] = start.split("T");
  const [lastDay, until] = (end || start).split("T");
  const days = lastDay > day && !time ? `${dayOf(day)} to ${dayOf(lastDay)}` : dayOf(day);
  if (!time) return days;
  return `${days}, ${timeOf(time)}${until && until !== time ? ` to ${timeOf(until)}` : ""}`;
}

function dayOf(day) {
  const whole = day.length > 7;
  const moment = new Date(`${whole ? day : `${day}-01`}T00:00Z`);
  // In one format, some browsers would put a comma after the weekday.
  return whole ? `${weekdays.format(moment)} ${days.format(moment)}` : months.format(moment);
}

function timeOf(time) {
  const [hour, minute] = time.split(":").map(Number);
  if (minute === 0 && hour % 12 === 0) return hour ? "midday" : "midnight";
  return `${hour % 12 || 12}${minute ? `:${time.slice(3, 5)}` : ""}${hour < 12 ? "am" : "pm"}`;
}

/** What follows the address of the search page. */
export function queryOf(text, typed = false, type = "") {
  const given = new URLSearchParams();
  if (text.trim()) given.set("q", text.trim());
  if (typed) given.set("as", "typed");
  if (type) given.set("type", type);
  return given.size > 0 ? `?${given}` : "";
}

/** The link that was clicked, unless it is to open somewhere else. */
export function clicked(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey ? null : event.target.closest("a");
}

/**
 * What stands above results: that a query was corrected, what else could be meant, and when nothing was
 * found what to do.
 */
export function notes(say, found, searchPage) {
  const { words } = say;
  const line = (...content) => make("p", { dir: "auto" }, content);
  const link = (query, text, typed) => (
    make("a", { href: searchPage + queryOf(query, typed), "data-query": query, ...(typed && { "data-typed": "" }) }, text));
  const typed = found.text.trim();
  return [
    found.corrected && line(fill(words.corrected, { q: `“${found.corrected}”` })),
    found.corrected && line(link(typed, fill(words.instead, { q: `“${typed}”` }), true)),
    found.total === 0 && line(words.none_help),
    found.suggestions.length > 0
      && line(words.suggested, found.suggestions.map((text, at) => [at > 0 ? ", " : " ", link(text, text)])),
    found.phrases.left > 0 && line(fill(words.phrases, { n: number(found.phrases.checked) })),
    found.total === 0 && whereElse(say, searchPage),
  ].filter(Boolean);
}

/** Where else to look or ask. */
export function whereElse({ words, ask }, searchPage) {
  const link = (title, href) => make("li", {}, make("a", { href }, title));
  return make(
    "ul",
    { role: "list", class: "links" },
    link(words.a_to_z, `${searchPage}#a-to-z`),
    ask.map(({ title, href }) => link(title, new URL(href, root).href)),
  );
}

/** Tells something to screen readers once typing pauses; the same words are not told twice. */
export function announcer(element) {
  const PAUSE = 700;
  let timer = 0;
  return (text, pause = PAUSE) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (element.textContent !== text) element.textContent = text;
    }, pause);
  };
}
