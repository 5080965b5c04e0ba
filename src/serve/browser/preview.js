// The bar at the foot of every page in the preview, and what happens there when a file is saved: the page is loaded again
// and stays where it was, styles are changed in place, and mistakes are laid over the page until they are mended.
//
// All of it stands in a shadow root, so that neither the theme's styles nor the preview's reach the other.

const AS_OF = "redway-as-of";
const SCROLL = "redway-scroll";
const CLOSED = "redway-mistakes-closed";

let version = new URL(import.meta.url).searchParams.get("version");

/** Whether the preview shows something newer than this page, or was started anew. */
function isNewer(other) {
  const [run, number] = version.split(".");
  const [otherRun, otherNumber] = other.split(".");
  return run !== otherRun || Number(otherNumber) > Number(number);
}

const own = async (file) => {
  const answer = await fetch(`/_redway/${file}`);
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return answer.json();
};
const here = () => `path=${encodeURIComponent(location.pathname)}`;

/** An element with attributes and what stands in it. Texts stay texts. */
function element(name, attributes, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

// --- The page stays where it is ---

function reload() {
  sessionStorage.setItem(SCROLL, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
  location.reload();
}

function scrollBack() {
  const kept = sessionStorage.getItem(SCROLL);
  if (!kept) return;
  sessionStorage.removeItem(SCROLL);
  const { path, x, y } = JSON.parse(kept);
  if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
}

if (document.readyState === "complete") scrollBack();
else addEventListener("load", scrollBack, { once: true });

// --- Styles are changed in place ---

/** Puts each stylesheet as it is now beside the old one, which goes when the new one is there: nothing is seen unstyled. */
async function changeStyles(to) {
  const old = [...document.querySelectorAll('link[rel="stylesheet"]')];
  const now = await own(`styles.json?${here()}`);
  if (old.length !== now.length) return reload();
  old.forEach((link, index) => {
    const fresh = link.cloneNode();
    const address = new URL(now[index], location.href);
    // A file of the site keeps its name.
    if (address.pathname === new URL(link.href).pathname) address.searchParams.set("redway", to);
    else address.search = "";
    fresh.addEventListener("load", () => link.remove(), { once: true });
    fresh.href = address.href;
    link.after(fresh);
  });
  version = to;
}

// --- The bar ---

const host = element("redway-preview", { lang: "en", dir: "ltr" });
const root = host.attachShadow({ mode: "open" });
const bar = element("aside", { "aria-label": "Preview" });
const wrong = element("button", { type: "button", class: "wrong", hidden: "" });
const source = element("span", { class: "source" });
const found = element("details", { class: "found", hidden: "" });
const day = element("input", { type: "date", "aria-label": "Show the page as of this day" });
const today = element("button", { type: "button", hidden: "" }, "Today");
const dialog = element("dialog", { "aria-labelledby": "title" });

/** One finding: where it is, with what opens the file, and its words as on the command line. */
function finding({ severity, text, place, open }) {
  const where = open ? element("a", { href: open }, `Open ${place}`) : place ?? "";
  return element("li", { class: severity }, element("pre", { tabindex: "0" }, text), element("p", {}, where));
}

const list = ({ shown, more }) => [
  element("ul", {}, ...shown.map(finding)),
  ...(more ? [element("p", {}, `… and ${more} more; mend these first.`)] : []),
];
const many = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

async function fillBar() {
  const page = await own(`page.json?${here()}`);
  if (page.source) {
    source.replaceChildren(page.open ? element("a", { href: page.open, title: "Open in the editor" }, page.source) : page.source);
  } else {
    source.replaceChildren("made by Redway");
  }
  const findings = page.findings ?? { shown: [], more: 0 };
  const here_ = findings.shown.length + findings.more;
  const elsewhere = (page.all ?? 0) - here_;
  found.hidden = false;
  const rest = elsewhere ? `, ${elsewhere} elsewhere` : "";
  found.replaceChildren(
    element("summary", {}, `${here_ ? many(here_, "finding") : "no findings"}${rest}`),
    element("div", { class: "list" }, ...(here_ ? list(findings) : [element("p", {}, "Nothing was found on this page.")])),
  );
}

function fillDay() {
  const asOf = sessionStorage.getItem(AS_OF);
  day.value = asOf ?? "";
  today.hidden = !asOf;
  bar.classList.toggle("other-day", Boolean(asOf));
}

/** Shows the page anew as of a day, or as of today. A day in the address would come back. */
function asOf(value) {
  if (value) sessionStorage.setItem(AS_OF, value);
  else sessionStorage.removeItem(AS_OF);
  const address = new URL(location.href);
  address.searchParams.delete("as-of");
  sessionStorage.setItem(SCROLL, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
  if (address.href === location.href) location.reload();
  else location.replace(address.href);
}

day.addEventListener("change", () => asOf(day.value));
today.addEventListener("click", () => asOf(""));

// --- Mistakes ---

async function showMistakes({ again = false } = {}) {
  const mistakes = await own("mistakes.json");
  const count = mistakes.shown.length + mistakes.more;
  wrong.hidden = count === 0;
  if (!count) return dialog.close();
  wrong.textContent = many(count, "mistake");
  const close = element("button", { type: "button", class: "close" }, "Look at the page");
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(
    element("h2", { id: "title", tabindex: "-1", autofocus: "" }, `${many(count, "mistake")} to mend`),
    element("p", {}, "The page below is as it was before. It is shown anew as soon as this is mended."),
    ...list(mistakes),
    close,
  );
  // What somebody has closed does not come back on the next page.
  if (!again && sessionStorage.getItem(CLOSED) === mistakes.version) return;
  dialog.dataset.version = mistakes.version;
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

dialog.addEventListener("close", () => sessionStorage.setItem(CLOSED, dialog.dataset.version ?? ""));
wrong.addEventListener("click", () => showMistakes({ again: true }));

// --- News ---

let news = null;

function listen() {
  news?.close();
  news = new EventSource("/_redway/events");
  const on = (name, act) => news.addEventListener(name, ({ data }) => act(JSON.parse(data)));
  on("hello", ({ version: now, mistakes }) => {
    bar.classList.remove("away");
    host.dataset.listening = "yes";
    if (mistakes) showMistakes();
    else if (isNewer(now)) reload();
  });
  on("reload", reload);
  on("styles", ({ version: now }) => changeStyles(now));
  on("mistakes", () => showMistakes());
  news.addEventListener("error", () => {
    bar.classList.add("away");
    delete host.dataset.listening;
  });
}

// A browser has few connections to one host, and each page that listens holds one: those that nobody sees let go.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    news?.close();
    news = null;
    delete host.dataset.listening;
  } else if (!news) {
    listen();
  }
});

const label = element("label", {}, "As of ", day);
bar.append(element("strong", {}, "Preview"), wrong, source, found, element("span", { class: "day" }, label, today));
const style = element("link", { rel: "stylesheet", href: "/_redway/preview.css" });
// Without its styles the bar would stand in the page for a moment.
host.hidden = true;
const show = () => {
  host.hidden = false;
};
style.addEventListener("load", show, { once: true });
style.addEventListener("error", show, { once: true });
root.append(style, bar, dialog);
document.body.append(host);
fillDay();
fillBar().catch(() => {});
if (!document.hidden) listen();
