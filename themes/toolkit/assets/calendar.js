// The calendar page: marks what is past and today, and narrows the list to a role or an area.

import { isPast, mark, now } from "./redway.js";

const meetings = [...document.querySelectorAll(".meeting")];
const form = document.querySelector(".filter");
const years = [...document.querySelectorAll(".calendar-years a")];
const today = () => now().slice(0, 10);

/** Marks today in its grid, and the meetings that are over in the list. */
function markTime() {
  const day = today();
  const month = document.querySelector(`[data-month="${day.slice(0, 7)}"].month`);
  if (month) {
    const cell = [...month.querySelectorAll(".day")].find((element) => parseInt(element.textContent, 10) === Number(day.slice(8)));
    cell.setAttribute("aria-current", "date");
    const word = document.createElement("span");
    word.className = "today";
    word.textContent = month.dataset.today;
    cell.after(" ", word);
    leadTo(`#${month.id}`);
  }
  for (const meeting of meetings) {
    if (!isPast(meeting.dataset.until)) continue;
    mark(meeting, true, meeting.closest("[data-past]").dataset.past, meeting.querySelector(".meeting-when"));
  }
}

/** Shows the link to the current month: here, or on the page of the year that today is in. */
function leadToNow() {
  const day = today();
  const year = years.find((link) => link.dataset.first <= day && day <= link.dataset.last);
  if (year && !year.hasAttribute("aria-current")) leadTo(`${year.getAttribute("href")}#month-${day.slice(0, 7)}`);
}

function leadTo(href) {
  const link = document.querySelector(".to-now");
  link.setAttribute("href", href);
  link.hidden = false;
}

/** The words of a list, such as the ids in an attribute. */
const words = (text) => (text ? text.split(" ") : []);

/** Whether a meeting is for this role and in this area; a meeting of no area is for all of them. */
function fits(meeting, { role, area }) {
  const areas = words(meeting.dataset.areas);
  return (!role || words(meeting.dataset.for).includes(role)) && (!area || !areas.length || areas.includes(area));
}

/** Shows the meetings that fit, here and in the grids, and says how many. */
function narrow(choice) {
  let shown = 0;
  for (const meeting of meetings) {
    meeting.hidden = !fits(meeting, choice);
    if (!meeting.hidden) shown += 1;
    narrowFiles(meeting, choice.area);
  }
  // A day or month without anything left would be a heading over nothing.
  for (const group of document.querySelectorAll(".agenda-day, .agenda > section")) {
    group.hidden = !group.querySelector(".meeting:not([hidden])");
  }
  for (const month of document.querySelectorAll(".month")) narrowGrid(month);
  const { count: forms, none, total } = form.dataset;
  const text = shown === 0 ? none : counted(forms, shown);
  form.querySelector("[role=status]").textContent = text.replace("{total}", total);
  tellNext();
}

/** Leaves of the files that hold a meeting in one area each, which stand in the order of its areas, that of the chosen area. */
function narrowFiles(meeting, area) {
  const chosen = words(meeting.dataset.areas).indexOf(area);
  meeting.querySelectorAll(".singles a").forEach((link, index) => { link.hidden = chosen >= 0 && index !== chosen; });
}

/** Tells the first meeting to come of those that are shown, or that there is none: on the page of the year to look in. */
function tellNext() {
  const year = years.find((link) => today() <= link.dataset.last) ?? years.at(-1);
  if (year && !year.hasAttribute("aria-current")) return;
  const [line, none] = document.querySelectorAll(".next-meeting, .no-next");
  const next = meetings.find(({ hidden, classList, dataset }) => !hidden && !classList.contains("date-cancelled") && !isPast(dataset.until));
  line.hidden = !next;
  none.hidden = Boolean(next);
  if (!next) return;
  const day = next.closest(".agenda-day").querySelector("h4");
  // Of some only the month is known, which stands above.
  const month = day.querySelector("time") ? null : next.closest("section").querySelector("h3");
  const link = line.querySelector("a");
  link.href = `#${next.id}`;
  link.textContent = [month, day, ...next.querySelectorAll(".meeting-when, .meeting-title")]
    .map((part) => part?.textContent.trim()).filter(Boolean).join(", ");
}

/** Takes from a grid what the list does not show. A day without a meeting is no link. */
function narrowGrid(month) {
  const { name, count: forms } = month.dataset;
  for (const cell of month.querySelectorAll("td:has(li)")) {
    const left = [...cell.querySelectorAll("li")].filter((item) => {
      const meeting = document.getElementById(item.firstElementChild.getAttribute("href").slice(1));
      item.hidden = meeting.hidden;
      return !item.hidden;
    });
    const day = cell.querySelector(".day");
    day.dataset.href ??= day.getAttribute("href");
    if (left.length) day.setAttribute("href", seen(day.dataset.href) ? day.dataset.href : left[0].firstElementChild.getAttribute("href"));
    else day.removeAttribute("href");
    // With all its meetings the day says what the page says; "cancelled" is true of all of them or not said.
    const count = day.lastElementChild;
    count.dataset.all ??= count.textContent;
    if (left.length === cell.querySelectorAll("li").length) count.textContent = count.dataset.all;
    else count.textContent = left.length ? ` ${name}, ${counted(forms, left.length)}` : "";
  }
}

/** Words beside a number, in the form of the page's language that the number asks for: `forms` has them by category. */
function counted(forms, number) {
  const words = JSON.parse(forms);
  const category = new Intl.PluralRules(document.documentElement.lang || undefined).select(number);
  return (words[category] ?? words.other).replace("{n}", number);
}

/** Whether what an address on this page leads to is shown. */
const seen = (href) => !document.getElementById(href.slice(1)).closest("[hidden]");

/** The fields that there are: a site without areas has no choice of them. */
const fields = () => [...form.querySelectorAll("select")];

function chosen() {
  const values = Object.fromEntries(fields().map((field) => [field.name, field.value]));
  return { role: values.for ?? "", area: values.area ?? "" };
}

/** Puts the choice into the address, so that it can be kept or sent, and into the links to other years. */
function remember() {
  const address = new URL(location.href);
  for (const { name, value } of fields()) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  try {
    history.replaceState(null, "", address);
  } catch {
    // A copy opened from a folder: some browsers keep its address as it is.
  }
  for (const link of years) link.search = address.search;
}

function startFilter() {
  const asked = new URL(location.href).searchParams;
  for (const field of fields()) {
    const value = asked.get(field.name);
    if ([...field.options].some((option) => option.value === value)) field.value = value;
  }
  form.hidden = false;
  const apply = () => {
    narrow(chosen());
    remember();
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  const { role, area } = chosen();
  if (role || area) apply();
}

leadToNow();
markTime();
tellNext();
if (form) startFilter();
