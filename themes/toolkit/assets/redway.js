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

/** Puts the key "/" to work: it goes to the search box. */
function searchKey() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const boxes = [...document.querySelectorAll("input[name=q]")];
    const box = boxes.find((input) => input.checkVisibility());
    if (!box) return;
    event.preventDefault();
    box.focus();
  });
}

/**
 * The time on the clocks of the site's zone, such as "2026-03-10T09:41": meetings are there, wherever
 * the reader is. Cut to the length of a day or a month it compares with one.
 */
export function now() {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const format = (timeZone) => new Intl.DateTimeFormat("en-GB", { ...parts, timeZone });
  let clock;
  try {
    clock = format(document.body.dataset.zone);
  } catch {
    // This browser does not know the zone: the reader's own will do.
    clock = format(undefined);
  }
  const is = Object.fromEntries(clock.formatToParts(new Date()).map(({ type, value }) => [type, value]));
  return `${is.year}-${is.month}-${is.day}T${is.hour}:${is.minute}`;
}

/** Whether what ends at a minute, day or month is over. */
export const isPast = (until) => until < now().slice(0, until.length);

/** Marks dates that are past, and the next one of each list. Worked out here, so that a page built long ago never misleads. */
function markDates() {
  for (const list of document.querySelectorAll("[data-dates]")) {
    let next = null;
    for (const date of list.querySelectorAll("[data-until]")) {
      const past = isPast(date.dataset.until);
      const isNext = !past && !next && !date.classList.contains("date-cancelled");
      if (isNext) next = date;
      if (!past && !isNext) continue;
      date.classList.add(past ? "date-past" : "date-next");
      const tag = document.createElement("span");
      tag.className = past ? "tag" : "tag tag-go";
      tag.textContent = past ? list.dataset.past : list.dataset.next;
      date.querySelector(".date-when").append(" ", tag);
      if (past) date.querySelector(".singles")?.remove();
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

copyButtons();
searchKey();
markDates();
