// The search page: answers while somebody types. Without it the page is a plain form and an A to Z.

import { find, marks, openIndex } from "./search-query.js";

const LEAST_LETTERS = 2;
const FIRST_SHOWN = 20;
const TYPING_PAUSE = 120;
// Safari allows a page a hundred changes of its address in half a minute.
const ADDRESS_PAUSE = 500;

const page = document.querySelector("[data-words]");
const input = document.getElementById("q");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const letters = document.getElementById("a-to-z");

if (page && input && status && list && letters) start();

function start() {
  const words = JSON.parse(page.dataset.words);
  const root = page.dataset.root || "./";
  let loading = null;
  let turn = 0;

  /** The index, fetched once; a failure is forgotten, so that the next key tries again. */
  function load() {
    loading ??= fetchIndex(page.dataset.searchIndex).catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  async function answer() {
    turn += 1;
    const mine = turn;
    const text = input.value.trim();
    if ([...text].length < LEAST_LETTERS) {
      clear("");
      return;
    }
    if (!loading) status.textContent = words.loading;
    try {
      const index = await load();
      if (mine === turn) show(find(index, text), mine);
    } catch {
      if (mine === turn) clear(words.failed);
    }
  }

  function show(found, mine) {
    const count = found.hits.length;
    if (count === 0) {
      clear(words.none);
      return;
    }
    list.replaceChildren();
    append(found, 0, FIRST_SHOWN, mine);
    list.hidden = false;
    letters.hidden = true;
    status.textContent = count === 1
      ? words.one
      : words.many.replace("{n}", count.toLocaleString(document.documentElement.lang || undefined));
  }

  /** Adds some results now and the others when the page has drawn them, so that typing stays quick. */
  function append(found, from, to, mine) {
    list.append(...found.hits.slice(from, to).map((hit) => result(hit.document, found.words, root)));
    if (to >= found.hits.length) return;
    setTimeout(() => {
      if (mine === turn) append(found, to, to * 2, mine);
    });
  }

  function clear(message) {
    list.hidden = true;
    list.replaceChildren();
    letters.hidden = false;
    status.textContent = message;
  }

  const answerSoon = later(TYPING_PAUSE, answer);
  const rememberSoon = later(ADDRESS_PAUSE, remember);

  input.addEventListener("input", () => {
    answerSoon.wait();
    rememberSoon.wait();
  });
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    answerSoon.now();
    rememberSoon.now();
  });
  // Before a result is opened, so that Back returns to these results.
  list.addEventListener("click", () => rememberSoon.now());
  input.addEventListener("keydown", moveByKey);
  list.addEventListener("keydown", moveByKey);

  const asked = new URLSearchParams(location.search).get("q");
  if (asked !== null) input.value = asked;
  if (input.value) answer();
}

async function fetchIndex(address) {
  if (!address) throw new Error("this site has no index");
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return openIndex(await response.json());
}

/** One result. Every text goes in as text, whatever it holds. */
function result(entry, words, root) {
  const item = document.createElement("li");
  const link = element("a", marked(entry.title, words));
  link.href = root + entry.address;
  item.append(link);
  if (entry.kind) item.append(" ", element("span", [entry.kind], "result-kind"));
  for (const part of ["answer", "summary"]) {
    if (entry[part]) item.append(element("p", marked(entry[part], words), `result-${part}`));
  }
  return item;
}

/** A text with the words of the query marked, as nodes and strings. */
function marked(text, words) {
  return marks(text, words).map((piece) => (
    piece.found ? element("mark", [piece.text]) : piece.text
  ));
}

function element(name, content, className = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** Puts the query in the address, so that it can be copied and comes back with Back. */
function remember() {
  const address = new URL(location.href);
  const text = document.getElementById("q").value.trim();
  if (text) address.searchParams.set("q", text);
  else address.searchParams.delete("q");
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

/** Arrow keys go from the box through the results and back; Escape returns to the box. */
function moveByKey(event) {
  const stops = [input, ...list.querySelectorAll("a")];
  const here = stops.indexOf(event.target);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Escape: 0 }[event.key];
  if (here < 0 || next === undefined || next === here || !stops[next] || list.hidden) return;
  event.preventDefault();
  stops[next].focus();
}

/** An action that waits until nothing has happened for a while, or that is done at once. */
function later(pause, action) {
  let timer = 0;
  return {
    wait() {
      clearTimeout(timer);
      timer = setTimeout(action, pause);
    },
    now() {
      clearTimeout(timer);
      action();
    },
  };
}
