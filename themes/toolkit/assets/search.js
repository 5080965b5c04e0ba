// The search page: answers while somebody types. Without it the page is a plain form and an A to Z.

// All that is needed below, so that it is fetched at once and not one after the other.
import "./search-query.js";
import "./search-words.js";
import {
  addressOf, announcer, asker, clicked, datesOf, filters, kindsOf, make, marked, notes, ofKind, put, queryOf, recordTag, summed, warm, waysOf,
} from "./search-show.js";

const MOST_DATES = 6;
const FIRST_SHOWN = 10;
const MORE_SHOWN = 20;
// Safari allows a page a hundred changes of its address in half a minute.
const ADDRESS_PAUSE = 500;

const [input, status, note, narrow, list, more, letters] = ["q", "search-status", "search-note", "search-filters",
  "search-results", "search-more", "a-to-z"].map((id) => document.getElementById(id));

// A site's own template may lack what is needed here.
if (input && status && note && narrow && list && more && letters) start();

function start() {
  /** What the address says: the query, the chosen type, whether the query is taken as it was typed. */
  let asked = fromAddress();
  let shown = FIRST_SHOWN;
  let remembering = 0;
  // Whether the next query gets an address of its own, so that Back leads to the one before.
  let settled = true;
  // What gets the focus when results have been drawn.
  let focusOn = null;
  const announce = announcer(status);

  const questions = asker({
    pick: (found) => chosen(found).slice(0, shown),
    answer: show,
    slow() {
      list.setAttribute("aria-busy", "true");
      announce(status.dataset.wait, 0);
    },
    fail: () => clear(status.dataset.failed),
    none: () => clear(""),
  });

  const answer = (options) => questions.ask(asked.text, { correct: !asked.typed, ...options });

  const chosen = (found) => ofKind(found, asked.type);

  function show(found, say) {
    put(note, notes(found, location.pathname));
    const kinds = kindsOf(found);
    if (!kinds.some((kind) => kind.id === asked.type)) asked.type = "";
    narrow.hidden = !kinds[1];
    narrow.querySelector("b").textContent = kinds.find((kind) => kind.id === asked.type)?.label ?? say.words.everything;
    put(narrow.querySelector("ul"), filters(found, kinds, asked.type, asked.typed, location.pathname));
    const hits = chosen(found);
    put(list, hits.slice(0, shown).map((hit) => result(found, hit)));
    list.hidden = !found.total;
    letters.hidden = !list.hidden;
    more.hidden = hits.length <= shown;
    // That search is loading is no longer true: it goes at once.
    announce(summed(found, hits.length), status.textContent && !list.hasAttribute("aria-busy") ? undefined : 0);
    list.removeAttribute("aria-busy");
    focusOn?.()?.focus();
    focusOn = null;
  }

  function clear(message) {
    for (const part of [list, note]) put(part);
    for (const part of [list, narrow, more]) part.hidden = true;
    list.removeAttribute("aria-busy");
    letters.hidden = false;
    announce(message, 0);
  }

  /** Puts the query in the address, so that it can be copied and comes back with Back. */
  function remember() {
    clearTimeout(remembering);
    const query = queryOf(asked.text, asked.typed, asked.type);
    if (query === location.search) return;
    history[settled ? "pushState" : "replaceState"](null, "", location.pathname + query);
    settled = false;
  }

  // What is asked by the address is answered at once: the list is for those who ask nothing.
  if (asked.text) letters.hidden = true;

  /** A query that somebody chose: it gets its own place among Back and Forward. */
  function go(next) {
    remember();
    settled = true;
    asked = next;
    shown = FIRST_SHOWN;
    if (input.value.trim() !== asked.text.trim()) input.value = asked.text;
    remember();
    settled = true;
    answer({ pause: 0 });
  }

  input.addEventListener("input", () => {
    asked = { ...asked, text: input.value, typed: false };
    shown = FIRST_SHOWN;
    answer();
    clearTimeout(remembering);
    remembering = setTimeout(remember, ADDRESS_PAUSE);
  });
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ ...asked, text: input.value });
  });
  // Links to other queries and types work as links do, but without loading the page again.
  for (const part of [narrow, note]) {
    part.addEventListener("click", (event) => {
      const { query, typed, type } = clicked(event)?.dataset ?? {};
      if ((query ?? type) === undefined) return;
      event.preventDefault();
      // The links are made anew; the one that was used keeps the focus.
      focusOn = () => (type === undefined ? input : narrow.querySelector(`a[data-type="${type}"]`));
      go(type === undefined ? { text: query, typed: typed !== undefined, type: "" } : { ...asked, type });
    });
  }
  more.addEventListener("click", () => {
    const first = shown;
    shown += MORE_SHOWN;
    focusOn = () => list.children[first]?.querySelector("a");
    answer({ pause: 0 });
  });
  // Before a result is opened, so that Back returns to these results.
  list.addEventListener("click", () => remember());
  input.addEventListener("keydown", moveByKey);
  list.addEventListener("keydown", moveByKey);
  addEventListener("popstate", () => {
    asked = fromAddress();
    settled = true;
    shown = FIRST_SHOWN;
    input.value = asked.text;
    answer({ pause: 0 });
  });
  input.addEventListener("focus", warm);

  // On a phone the results come first.
  narrow.firstElementChild.open = matchMedia("(min-width: 48rem)").matches;
  if (asked.text) input.value = asked.text;
  else asked.text = input.value;
  answer({ pause: 0 });

  /** Arrow keys go from the box through the results and back; Escape returns to the box. */
  function moveByKey(event) {
    const stops = [input, ...list.querySelectorAll(".result-title")];
    const here = stops.indexOf(event.target);
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Escape: 0 }[event.key];
    if (here < 0 || next === undefined || next === here || !stops[next] || list.hidden) return;
    event.preventDefault();
    stops[next].focus();
  }
}

function fromAddress() {
  const given = new URLSearchParams(location.search);
  return { text: given.get("q") ?? "", type: given.get("type") ?? "", typed: given.get("as") === "typed" };
}

function result(found, hit) {
  const { record } = hit;
  const ways = waysOf(record).map(({ href, text, icon }) => (
    make("a", { class: "reach", href }, icon, make("span", {}, marked(text, found)))
  ));
  const dates = datesOf(found, record, MOST_DATES).map(({ href, content }) => make("li", {}, make("a", { href }, content)));
  const part = (name, text) => text && make("p", { class: `result-${name}`, dir: "auto" }, marked(text, found));
  // Of a person, the summary says the same and more.
  const answer = record.answer && record.summary.startsWith(record.answer) ? record.summary : record.answer;
  return make(
    "li",
    { class: hit.past ? "result result-record" : "result" },
    make("a", { class: "result-title", href: addressOf(record), dir: "auto" }, record.title),
    make("p", { class: "result-kind" }, record.context || hit.label, " ", recordTag(hit)),
    // One fact a line.
    answer.split("; ").map((line) => part("answer", line)),
    dates.length && make("ul", { role: "list", class: "result-dates" }, dates),
    record.summary !== answer && part("summary", record.summary),
    ways.length && make("div", { class: "result-reach" }, ways),
  );
}
