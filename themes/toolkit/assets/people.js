// The A to Z of people, and lists like it: a box that leaves what has every word that is typed. Without it all of it is there.

import { markRead } from "./redway.js";

const form = document.getElementById("people-filter");

/** A text without capitals and accents. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// A site's own template may have no such box.
if (form) {
  const [input, status, none, all, site] = ["input", "[role=status]", ".acts", "button", "a"].map((part) => form.querySelector(part));
  const letters = document.getElementById("letters");
  const entries = [...document.querySelectorAll(".people > li, .terms > div")].map((line) => (
    { line, text: plain(line.textContent), name: plain((line.querySelector("a, dt") ?? line).textContent.trim()) }));
  const sections = document.querySelectorAll(".letter");
  // What is found stands in one list, whatever letters it has.
  const found = entries[0]?.line.parentElement.cloneNode(false) ?? document.createElement("ul");
  found.removeAttribute("id");
  sections[0]?.before(found);
  // Told once typing pauses.
  const PAUSE = 300;
  let timer = 0;

  /** How near an entry is to a text: its name, the beginning of it, within it, the text within what is told, its words alone. */
  const rank = ({ name, text }, asked) => [name === asked, name.startsWith(asked), name.includes(asked), text.includes(asked), true].indexOf(true);

  const filter = () => {
    const asked = plain(input.value.trim());
    const words = asked.split(/\s+/u);
    const hits = entries.filter(({ text }) => words.every((word) => text.includes(word)));
    const shown = hits.length;
    const some = shown < entries.length;
    for (const section of sections) section.hidden = some;
    hits.sort((a, b) => rank(a, asked) - rank(b, asked));
    found.replaceChildren(...(some ? hits : []).map(({ line }) => {
      const copy = line.cloneNode(true);
      for (const named of [copy, ...copy.querySelectorAll("[id]")]) named.removeAttribute("id");
      return copy;
    }));
    if (letters) letters.hidden = some;
    if (none) none.hidden = shown > 0;
    if (site && !shown) site.search = new URLSearchParams({ q: input.value });
    clearTimeout(timer);
    timer = setTimeout(() => {
      const count = { n: shown, all: entries.length };
      status.textContent = input.value.trim() && status.dataset.shown.replace(/\{(\w+)\}/g, (_, name) => count[name].toLocaleString(document.documentElement.lang));
    }, shown && PAUSE);
  };

  // The letter that is being read is marked, and stays in sight where the letters are wider than the screen.
  const links = new Map([...(letters?.querySelectorAll("a") ?? [])].map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
  markRead([...links.keys()].filter(Boolean), (heading) => links.get(heading), undefined, (link) => {
    const strip = link.closest("ul");
    strip.scrollTo({ left: link.offsetLeft - strip.offsetLeft - (strip.clientWidth - link.offsetWidth) / 2 });
  });

  input.addEventListener("input", filter);
  all?.addEventListener("click", () => {
    input.value = "";
    filter();
    input.focus();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  if (input.value) filter();
}
