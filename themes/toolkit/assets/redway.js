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

  async function open(box, before = box) {
    const told = opens(box);
    const slow = setTimeout(() => { told.textContent = told.dataset.wait; }, SLOW);
    try {
      const dialog = await load();
      await dialog.open(box, before, () => document.activeElement === box);
      told.textContent = "";
    } catch {
      told.textContent = told.dataset.failed;
    }
    clearTimeout(slow);
  }

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

  // The choice in the dialog is all that is ever stored.
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
    if (!box) return;
    event.preventDefault();
    if (box.closest("dialog")) return;
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

/** Whether what ends at a minute, day or month is over. */
export const isPast = (until) => until < now().slice(0, until.length);

/** Marks a date as past or as the next one, in a word behind its day. A past one offers no file to add. */
export function mark(date, past, word, day) {
  date.classList.add(past ? "date-past" : "date-next");
  const tag = document.createElement("span");
  tag.className = past ? "tag" : "tag tag-go";
  tag.textContent = word;
  day.append(" ", tag);
  if (past) date.querySelector(".singles")?.remove();
}

/** Marks dates that are past, and the next one of each list. Worked out here, so that a page built long ago never misleads. */
function markDates() {
  for (const list of document.querySelectorAll("[data-dates]")) {
    let next = null;
    for (const date of list.querySelectorAll("[data-until]")) {
      const past = isPast(date.dataset.until);
      const isNext = !past && !next && !date.classList.contains("date-cancelled");
      if (isNext) next = date;
      if (!past && !isNext) continue;
      mark(date, past, past ? list.dataset.past : list.dataset.next, date.querySelector(".date-when"));
    }
    tellNext(next);
  }
}

/** Puts the next date of a series at the top of its page. */
function tellNext(date) {
  const line = document.querySelector(".next-meeting");
  if (!line) return;
  // Where no date will follow, the page says so already.
  line.hidden = !date && !line.dataset.none;
  if (!date) {
    line.textContent = line.dataset.none ?? "";
    return;
  }
  const link = line.querySelector("a");
  const when = [...date.querySelectorAll("time, .date-time, .tag-wait")].map((part) => part.textContent);
  link.href = `#${date.id}`;
  link.textContent = when.join(", ");
}

/** Leaves of all meetings the few that come next. */
function nextMeetings() {
  const MOST = 3;
  for (const list of document.querySelectorAll(".next-meetings")) {
    const coming = [...list.children].filter((meeting) => !isPast(meeting.dataset.until));
    if (coming.length > 0) {
      list.replaceChildren(...coming.slice(0, MOST));
      list.hidden = false;
    } else {
      const none = document.createElement("p");
      none.textContent = list.dataset.none;
      list.replaceWith(none);
    }
  }
}

/** Shows the next of several days within a sentence. Once all are past they stay as they are. */
function nextDays() {
  for (const days of document.querySelectorAll(".next-day")) {
    const next = [...days.querySelectorAll("[data-until]")].find((day) => !isPast(day.dataset.until));
    if (!next) continue;
    next.hidden = false;
    days.replaceChildren(next);
  }
}

/** Marks in the contents the part of the page that is being read. */
function markContents() {
  const links = new Map([...document.querySelectorAll(".toc a")].map((link) => [link.hash.slice(1), link]));
  const headings = [...document.querySelectorAll("main h2[id]")].filter(({ id }) => links.has(id));
  if (!headings.length) return;
  let current = null;
  const mark = () => {
    // The last heading that has come into the upper third of the window.
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    const link = links.get((passed.at(-1) ?? headings[0]).id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "location");
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
