// The A to Z of people, and lists like it: a box that leaves what has every word that is typed. Without it all of it is there.

const form = document.getElementById("people-filter");

/** A text without capitals and accents. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// A site's own template may have no such box.
if (form) {
  const [input, status, none, all, site] = ["input", "[role=status]", ".acts", "button", "a"].map((part) => form.querySelector(part));
  const letters = document.getElementById("letters");
  const entries = [...document.querySelectorAll(".people > li, .terms > div")].map((line) => ({ line, text: plain(line.textContent) }));
  const sections = document.querySelectorAll(".letter");
  // Told once typing pauses.
  const PAUSE = 300;
  let timer = 0;

  const filter = () => {
    const words = plain(input.value).split(/\s+/u);
    let shown = 0;
    for (const { line, text } of entries) {
      line.hidden = !words.every((word) => text.includes(word));
      if (!line.hidden) shown += 1;
    }
    for (const section of sections) section.hidden = !section.querySelector(":is(.people, .terms) > :not([hidden])");
    if (letters) letters.hidden = shown < entries.length;
    if (none) none.hidden = shown > 0;
    if (site && !shown) site.search = new URLSearchParams({ q: input.value });
    clearTimeout(timer);
    timer = setTimeout(() => {
      const count = { n: shown, all: entries.length };
      status.textContent = input.value.trim() && status.dataset.shown.replace(/\{(\w+)\}/g, (_, name) => count[name].toLocaleString(document.documentElement.lang));
    }, shown && PAUSE);
  };

  // The letter that is being read is marked, and stays in sight where the letters are wider than the screen.
  const links = letters ? [...letters.querySelectorAll("a")] : [];
  const heads = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let read = -1;
  const mark = () => {
    const at = heads.findLastIndex((head) => head?.getBoundingClientRect().top < innerHeight / 3);
    if (at === read) return;
    links[read]?.removeAttribute("aria-current");
    read = at;
    const link = links[at];
    link?.setAttribute("aria-current", "location");
    const strip = link?.closest("ul");
    strip?.scrollTo({ left: link.offsetLeft - strip.offsetLeft - (strip.clientWidth - link.offsetWidth) / 2 });
  };
  addEventListener("scroll", mark, { passive: true });

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
