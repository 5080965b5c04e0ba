// The A to Z of people: a box that leaves those whose line has every word that is typed. Without it all of them are there.

const form = document.getElementById("people-filter");

/** A text without capitals and accents. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// A site's own template may have no such box.
if (form) {
  const [input, status, letters] = [form.querySelector("input"), form.querySelector("[role=status]"), document.getElementById("letters")];
  const people = [...document.querySelectorAll(".people > li")].map((line) => ({ line, text: plain(line.textContent) }));
  const sections = document.querySelectorAll(".letter");
  // Told once typing pauses.
  const PAUSE = 700;
  let timer = 0;

  const filter = () => {
    const words = plain(input.value).split(/\s+/u);
    let shown = 0;
    for (const { line, text } of people) {
      line.hidden = !words.every((word) => text.includes(word));
      if (!line.hidden) shown += 1;
    }
    for (const section of sections) section.hidden = !section.querySelector("li:not([hidden])");
    letters.hidden = shown < people.length;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const count = { n: shown, all: people.length };
      status.textContent = input.value.trim() && status.dataset.shown.replace(/\{(\w+)\}/g, (_, name) => count[name].toLocaleString(document.documentElement.lang));
    }, PAUSE);
  };

  input.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  if (input.value) filter();
}
