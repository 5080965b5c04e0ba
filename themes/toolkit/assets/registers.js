// Shows of a register only the entries that a link asks for. The address says which, so that it can be kept and sent.

const links = [...document.querySelectorAll("a[data-filter]")];
const entries = [...document.querySelectorAll("[data-entry]")];
const heads = [...document.querySelectorAll(".shown")];
const parts = [...document.querySelectorAll("details.part")];
const keys = new Set(links.flatMap((link) => [...new URLSearchParams(link.dataset.filter).keys()]));

/** Shows what a query asks for, and tells how much of all that is; what has no such entry is hidden with the others. */
function apply(query) {
  const asked = [...new URLSearchParams(query)].filter(([key]) => keys.has(key));
  const some = asked.length > 0;
  for (const entry of entries) {
    entry.hidden = !asked.every(([key, value]) => (entry.dataset[key] ?? "").split(" ").includes(value));
  }
  for (const part of document.querySelectorAll("[data-part]")) {
    part.hidden = some && !part.querySelector("[data-entry]:not([hidden])");
  }
  for (const count of document.querySelectorAll(".part [data-all]")) {
    const left = count.closest(".part").querySelectorAll("[data-entry]:not([hidden])").length;
    count.textContent = some ? `(${left}/${count.dataset.all})` : `(${count.dataset.all})`;
  }
  for (const part of parts) part.open ||= some && Boolean(part.querySelector("[data-entry]:not([hidden])"));
  const now = new URLSearchParams(asked).toString();
  for (const link of links) {
    if (new URLSearchParams(link.dataset.filter).toString() === now) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const shown = entries.filter((entry) => !entry.hidden).length;
  for (const head of heads) {
    const [told, all] = head.children;
    told.textContent = some ? told.dataset.shown.replace("{n}", shown).replace("{all}", entries.length) : "";
    all.hidden = !some;
  }
}

/** Puts a filter into the address, in place of the entry of the history or as a new one, and applies it. */
function choose(query, hash = "", how = "pushState") {
  const address = new URL(location.href);
  address.search = query;
  address.hash = hash;
  try {
    history[how](null, "", address);
  } catch {
    // A copy opened from a folder: some browsers keep its address as it is.
  }
  apply(query);
}

/** A link to an entry that is hidden asks for all, and one into a closed part opens it. */
function reveal() {
  const target = document.querySelector(":target");
  const part = target?.closest("details.part:not([open])");
  if (!part && !target?.closest("[hidden]")) return;
  if (part) part.open = true;
  if (target.closest("[hidden]")) choose("", location.hash, "replaceState");
  target.scrollIntoView();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-filter]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  // Who asks for all sees all.
  for (const part of parts) part.open ||= !link.dataset.filter;
  choose(link.dataset.filter);
  const head = heads[0];
  const { top, bottom } = head.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) head.scrollIntoView({ block: "center" });
});
// The parts of a long register are to be chosen from: all of them where little is seen at once, else those after the first.
// Long talk stands closed beside what came of it.
const narrow = matchMedia("(max-width: 47.99rem)").matches;
const isTalk = (part) => !part.querySelector("[data-entry]");
const listed = parts.filter((part) => !isTalk(part));
const choice = narrow ? parts : [...parts.filter(isTalk), ...(entries.length > 12 ? listed.slice(1) : [])];
if (parts.length > 1) for (const part of choice) part.open = false;
addEventListener("popstate", () => apply(location.search));
addEventListener("hashchange", reveal);
apply(location.search);
reveal();
