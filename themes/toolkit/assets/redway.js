// Small additions to pages that already work without this file.

/** Shows each Copy button, and tells in words when the address was copied. */
function copyButtons() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    button.after(status);
    button.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = "";
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        status.textContent = button.dataset.copied;
      } catch {
        // The browser refused. The address stays selected, ready to be copied by hand.
      }
    });
  }
}

/**
 * Makes search boxes answer while somebody types, in a dialog whose files are fetched when a box is first
 * used; until they are here, and without them, a box is a plain form. The key "/" goes to search.
 */
function searchBoxes() {
  const SLOW = 400;
  const boxes = [...document.querySelectorAll("form[role=search] input[name=q]")];
  const opens = (box) => box.form.querySelector(".search-wait");
  let keyIsOn = true;
  try {
    keyIsOn = localStorage.getItem("search-key") !== "off";
  } catch {
    // A browser that lets nothing be stored.
  }
  let again = "";

  function load() {
    return import(`./search-dialog.js${again}`).catch((error) => {
      // Browsers remember a module that could not be fetched by its address.
      again = `?${Date.now()}`;
      throw error;
    });
  }

  async function open(box, before = box, wanted = () => document.activeElement === box) {
    const told = opens(box);
    const slow = setTimeout(() => { told.textContent = told.dataset.wait; }, SLOW);
    try {
      const dialog = await load();
      await dialog.open(box, before, wanted);
      told.textContent = "";
    } catch {
      told.textContent = told.dataset.failed;
      // On narrow screens the box of the header is not seen, and its link leads to the page of search.
      if (before.href) location.assign(before.href);
    }
    clearTimeout(slow);
  }

  const link = document.querySelector(".find-link");
  link?.addEventListener("click", (event) => {
    // Then it is to open somewhere else.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(boxes[0], link, () => true);
  });

  for (const box of boxes.filter(opens)) {
    box.setAttribute("aria-haspopup", "dialog");
    box.addEventListener("focus", () => load().catch(() => {}));
    box.addEventListener("click", () => open(box));
    box.addEventListener("input", () => open(box));
  }

  function showKey() {
    for (const box of boxes) {
      const cap = box.form.querySelector(".find-key");
      if (cap) cap.hidden = !keyIsOn;
      if (keyIsOn) box.setAttribute("aria-keyshortcuts", "/");
      else box.removeAttribute("aria-keyshortcuts");
    }
  }

  // Stored are this choice and the role of `keepRole`, nothing else.
  document.addEventListener("change", ({ target }) => {
    if (target.id !== "search-key") return;
    keyIsOn = target.checked;
    showKey();
    try {
      if (keyIsOn) localStorage.removeItem("search-key");
      else localStorage.setItem("search-key", "off");
    } catch {
      // Then it holds for this page.
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!keyIsOn || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = event.target.closest("input, textarea, select, [contenteditable], dialog");
    // In an empty search box it is the key once more.
    if (field && (field.name !== "q" || field.value)) return;
    const box = field ?? boxes.find((input) => input.checkVisibility());
    const shown = box ?? (link?.checkVisibility() ? link : null);
    if (!shown) return;
    event.preventDefault();
    if (shown.closest("dialog")) return;
    if (!box) {
      link.click();
      return;
    }
    const before = document.activeElement;
    box.focus({ preventScroll: Boolean(opens(box)) });
    if (opens(box)) open(box, before);
  });
  showKey();
}

// Made once: making it takes longer than using it.
let clock = null;

function clockOf(timeZone) {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone });
}

/**
 * The time on the clocks of the site's zone, such as "2026-03-10T09:41": meetings are there, wherever
 * the reader is. Cut to the length of a day or a month it compares with one.
 */
export function now() {
  try {
    clock ??= clockOf(document.body.dataset.zone);
  } catch {
    // This browser does not know the zone: the reader's own will do.
    clock = clockOf(undefined);
  }
  const is = Object.fromEntries(clock.formatToParts(new Date()).map(({ type, value }) => [type, value]));
  return `${is.year}-${is.month}-${is.day}T${is.hour}:${is.minute}`;
}

/** Puts an address in the place of that of the page, so that it can be kept or sent. */
export function keep(address) {
  try {
    history.replaceState(null, "", address);
  } catch {
    // A copy opened from a folder: some browsers keep its address as it is.
  }
}

/** Whether what ends at a minute, day or month is over. */
export const isPast = (until) => until < now().slice(0, until.length);

function word(text) {
  const line = document.createElement("p");
  line.className = "state";
  line.textContent = text;
  return line;
}

/** Shows on the plate of a date how it stands to now, and says it in a word, if there is one. A past one offers no file to add. */
export function mark(date, past, text, place) {
  date.classList.add(past ? "date-past" : "date-next");
  if (text) place.prepend(word(text));
  if (past) date.querySelector(".adds")?.remove();
}

/** Whether something is on this day; a month is not. */
const isToday = (date) => {
  const { dateTime } = date.querySelector("time");
  return dateTime.length > 7 && dateTime.slice(0, 10) <= now().slice(0, 10);
};

/** Marks dates that are over, and the next one. Worked out here, so that a page built long ago never misleads. */
function markDates() {
  const list = document.querySelector("[data-dates]");
  if (!list) return;
  const { over, next: nextWord, today, toCome } = list.dataset;
  const dates = [...list.querySelectorAll("[data-until]")];
  const past = dates.filter((date) => isPast(date.dataset.until));
  const coming = dates.filter((date) => !past.includes(date));
  const held = coming.filter((date) => !date.classList.contains("date-cancelled"));
  const card = document.querySelector(".card-next[data-next]");
  // Among the meetings of several series the first whose day is known comes before a month.
  const next = (card?.querySelector(".when") && held.find((date) => !date.classList.contains("date-month"))) ?? held[0];
  const before = list.querySelector(".past-dates");
  for (const date of dates) {
    const say = date.querySelector(".say");
    // Where all are over the card says it once, and what goes behind one line is told by that line.
    if (past.includes(date)) mark(date, true, !before && coming.length && over, say);
    else if (date === next) mark(date, false, isToday(date) ? today : nextWord, say);
    else if (toCome && date.matches(".date-confirmed")) say.prepend(word(toCome));
  }
  const later = list.querySelector(".next-year");
  if (later) later.hidden = Boolean(next);
  if (card) fillCard(card, next, past.at(-1), coming.filter((date) => date.classList.contains("date-cancelled") && dates.indexOf(date) < dates.indexOf(next)));
  // What is over of a year goes behind one line: as long as something is to come, or where a list among others says so of all.
  if (!before || !past.length || !(next || (before.dataset.all && !coming.length))) return;
  if (!next) before.firstElementChild.textContent = before.dataset.all;
  before.hidden = false;
  before.firstElementChild.append(` (${past.length})`);
  before.lastElementChild.append(...past);
}

/** Shows the next date on the card; once all are over the last one, and what there is to do. `off` are cancelled before it. */
function fillCard(card, next, last, off) {
  const date = next ?? last;
  if (!date) return;
  const [eyebrow, what, when, then] = [".eyebrow", ".what", ".when", "div.then"].map((name) => card.querySelector(name));
  const plate = date.querySelector(".plate").cloneNode(true);
  plate.classList.add("plate-big", next ? "plate-next" : "plate-past");
  card.querySelector(".plate").replaceWith(plate);
  if (when) {
    what.replaceChildren(date.querySelector(".title a").cloneNode(true));
    when.textContent = date.dataset.when;
    when.hidden = false;
  } else {
    what.textContent = next ? next.dataset.when : card.dataset.passed;
  }
  if (!next) {
    eyebrow.textContent = card.dataset.last;
    eyebrow.classList.add("eyebrow-past");
    for (const part of card.querySelectorAll(".awaited, .ask")) part.hidden = false;
    then.replaceChildren();
    return;
  }
  eyebrow.textContent = isToday(next) ? card.dataset.today : next.dataset.eyebrow ?? card.dataset.next;
  for (const date of off) {
    const line = document.createElement("p");
    line.textContent = date.dataset.when;
    then.append(line);
  }
  if (next.querySelector(".told.place")) then.querySelector(".place")?.remove();
  then.append(...[...next.querySelectorAll(".told")].map((line) => line.cloneNode(true)));
}

/** Leaves of all meetings those of the few days that come next. */
function nextMeetings() {
  const MOST = 3;
  for (const list of document.querySelectorAll(".next-meetings")) {
    for (const meeting of list.querySelectorAll("[data-until]")) if (isPast(meeting.dataset.until)) meeting.remove();
    const coming = [...list.children].filter((day) => day.querySelector("[data-until]"));
    if (coming.length > 0) {
      list.replaceChildren(...coming.slice(0, MOST));
      (coming.slice(0, MOST).find((day) => !day.querySelector(".plate-open")) ?? coming[0]).classList.add("date-next");
    } else {
      list.replaceChildren(...list.querySelectorAll(":scope > [data-none]"));
    }
    for (const shown of list.children) shown.hidden = false;
    list.hidden = false;
  }
}

/** Offers on the home page the role first whose page was read last; kept in this browser and sent nowhere. */
function keepRole() {
  try {
    if (document.querySelector("main[data-role]")) localStorage.setItem("role", location.pathname);
    const line = document.querySelector(".roles-yours");
    const role = line && localStorage.getItem("role");
    const link = role && [...document.querySelectorAll(".roles li a")].find(({ pathname }) => pathname === role);
    if (!link) return;
    line.lastElementChild.href = link.href;
    line.lastElementChild.textContent = link.textContent;
    line.hidden = false;
  } catch {
    // A browser that lets nothing be stored.
  }
}

/** A document for paper has a button that prints it. */
function offerToPrint() {
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
}

/** Shows the next of several days within a sentence. Once all are past they stay as they are, which a list says of all it has. */
function nextDays() {
  for (const days of document.querySelectorAll(".next-day")) {
    const next = [...days.querySelectorAll("[data-until]")].find((day) => !isPast(day.dataset.until));
    if (!next) continue;
    next.hidden = false;
    days.replaceChildren(next);
  }
  const none = document.querySelector(".no-next-days");
  if (none) none.hidden = document.querySelector(".next-day > [data-until]:not([hidden])") !== null;
}

/** Offers to search for what the end of an address says that leads nowhere. */
function askForLost() {
  const box = document.getElementById("lost-search");
  const end = location.pathname.split("/").findLast(Boolean);
  if (!box || box.value || !end || end === "404.html") return;
  try {
    box.value = decodeURIComponent(end).replace(/\.\w+$/, "").replace(/[-_+]+/g, " ").trim();
  } catch {
    // No text in UTF-8: there is nothing to offer.
  }
}

/**
 * Marks the link to the part of a page that is being read: that of the last heading that has come into the upper third of the
 * window, or at the top that of `first`. `linkTo` gives the link to a heading, if it has one; `marked` is told of each.
 */
export function markRead(headings, linkTo, first = () => null, marked = () => {}) {
  let current;
  const mark = () => {
    const passed = scrollY > 0 ? headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3) : [];
    const heading = passed.at(-1) ?? first();
    // A list of its own has some parts of a page; none of the contents is marked while these are read.
    const link = heading && linkTo(heading);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    if (link) marked(link);
    current = link;
  };
  let waits = false;
  addEventListener("scroll", () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      mark();
    });
  }, { passive: true });
  mark();
}

/** Marks in the contents the part of the page that is being read. */
function markContents() {
  const links = new Map([...document.querySelectorAll(".toc a")].map((link) => [link.hash.slice(1), link]));
  const headings = [...document.querySelectorAll("main h2[id]:not(.visually-hidden)")];
  if (!headings.some(({ id }) => links.has(id))) return;
  const first = () => (headings[0].getBoundingClientRect().top < innerHeight ? headings[0] : null);
  markRead(headings, ({ id }) => links.get(id), first);
}

/** Makes of each table that is wider than its frame a part of the page that the keyboard can scroll. */
function scrollingTables() {
  const look = new ResizeObserver((frames) => {
    for (const { target } of frames) {
      const label = target.dataset.label ?? target.querySelector("caption")?.textContent;
      if (target.scrollWidth > target.clientWidth) {
        target.tabIndex = 0;
        target.setAttribute("role", "region");
        if (label) target.setAttribute("aria-label", label);
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) target.removeAttribute(name);
      }
    }
  });
  for (const frame of document.querySelectorAll(".table-scroll")) look.observe(frame);
}

/** Tells of facts that nobody has confirmed for long. */
function tellStale() {
  for (const told of document.querySelectorAll("[data-fresh-until]")) told.hidden = !isPast(told.dataset.freshUntil);
}

copyButtons();
searchBoxes();
markContents();
scrollingTables();
tellStale();
markDates();
nextMeetings();
nextDays();
askForLost();
keepRole();
offerToPrint();
