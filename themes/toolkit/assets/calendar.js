// The calendar page: marks what is past and today, and narrows the list to a role or an area.

import { isPast, keep, mark, now } from "./redway.js";

const board = document.querySelector(".board");
const agenda = document.querySelector(".agenda");
const card = document.querySelector(".no-next");
const meetings = [...document.querySelectorAll(".meeting")];
const form = document.querySelector(".filter");
const status = document.querySelector(".filter-status");
const earlier = document.querySelector(".past-months");
const years = [...document.querySelectorAll(".years a")];
const today = () => now().slice(0, 10);

/** Marks today and what is over in the months, and what is over in the list. */
function markTime() {
  const day = today();
  const month = document.querySelector(`[data-month="${day.slice(0, 7)}"].month`);
  if (month) {
    const number = [...month.querySelectorAll(".day-number")][Number(day.slice(8)) - 1];
    number.setAttribute("aria-current", "date");
    const word = document.createElement("span");
    word.className = "visually-hidden";
    word.textContent = `, ${month.dataset.today}`;
    number.append(word);
  }
  for (const day of agenda.querySelectorAll(".day")) {
    const all = [...day.querySelectorAll(".meeting")];
    const past = all.filter(({ dataset }) => isPast(dataset.until));
    const over = past.length === all.length;
    day.classList.toggle("date-past", over);
    // Days that are over are told by the line that they go behind, or once above when all of them are.
    for (const meeting of past) mark(meeting, true, !over && agenda.dataset.over, meeting.firstElementChild);
  }
  foldPast();
}

/** The link to the year to look in: the first with meetings to come, or the last. */
const current = () => years.find((link) => today() <= link.dataset.last) ?? years.at(-1);

/** Whether this page is of that year. */
const isCurrent = () => current()?.hasAttribute("aria-current") ?? true;

/** Says of a year that is over as a whole what is to be done, before there is anything to choose from. */
function tellOver() {
  agenda.prepend(card);
  if (form) form.parentElement.hidden = true;
  board.append(document.querySelector(".subscribe"));
  board.classList.add("is-over");
  earlier.dataset.words = earlier.dataset.all;
}

/** Puts the days that are over behind one line. A year that is over as a whole is left as it is on the page of that year. */
function foldPast() {
  const over = [...agenda.querySelectorAll(".day.date-past")];
  const all = over.length === agenda.querySelectorAll(".day").length;
  if (over.length && all && card.dataset.passed) card.querySelector(".what").textContent = card.dataset.passed;
  if (!over.length || (all && !(isCurrent() && board.dataset.page === "calendar"))) return;
  if (all) tellOver();
  for (const month of agenda.querySelectorAll(":scope > section")) {
    const past = over.filter((day) => month.contains(day));
    if (!past.length) continue;
    if (month.querySelector(".day:not(.date-past)")) {
      const part = month.cloneNode();
      part.removeAttribute("aria-labelledby");
      const [head, list] = [month.querySelector("h3").cloneNode(true), month.querySelector("ol").cloneNode()];
      head.removeAttribute("id");
      list.append(...past);
      part.append(head, list);
      earlier.append(part);
    } else {
      earlier.append(month);
    }
  }
  earlier.hidden = false;
}

/** The words of a list, such as the ids in an attribute. */
const words = (text) => (text ? text.split(" ") : []);

/** Whether a meeting is for this role and in this area; a meeting of no area is for all of them. */
function fits(meeting, { role, area }) {
  const areas = words(meeting.dataset.areas);
  return (!role || words(meeting.dataset.for).includes(role)) && (!area || !areas.length || areas.includes(area));
}

/** Shows the meetings that fit, here and in the months, and says how many. */
function narrow(choice) {
  let shown = 0;
  for (const meeting of meetings) {
    meeting.hidden = !fits(meeting, choice);
    if (!meeting.hidden) shown += 1;
    narrowFiles(meeting, choice.area);
  }
  // A day or month without anything left would be a heading over nothing.
  for (const group of agenda.querySelectorAll(".day, section")) group.hidden = !group.querySelector(".meeting:not([hidden])");
  for (const month of document.querySelectorAll(".month")) narrowMonth(month);
  const { count: forms, none, total } = form.dataset;
  const text = shown === 0 ? none : counted(forms, shown);
  status.textContent = text.replace("{total}", total);
  tellNext();
  countPast();
}

/** Adds to how many meetings are shown how many of them are over, unless all or none are. */
function countPast() {
  const shown = meetings.filter(({ hidden }) => !hidden);
  const past = shown.filter(({ dataset }) => isPast(dataset.until)).length;
  if (past && past < shown.length) status.textContent += ` · ${agenda.dataset.over}: ${past}`;
}

/** Leaves of the files that hold a meeting in one area each, which stand in the order of its areas, that of the chosen area. */
function narrowFiles(meeting, area) {
  const chosen = words(meeting.dataset.areas).indexOf(area);
  meeting.querySelectorAll(".add").forEach((link, index) => { link.hidden = chosen >= 0 && index !== chosen; });
}

/** Marks the next day in list and months, or tells that there is none: on the page of the year to look in. */
function tellNext() {
  for (const old of document.querySelectorAll(".agenda .date-next, .is-next")) old.classList.remove("date-next", "is-next");
  const here = isCurrent();
  const coming = meetings.filter(({ hidden, classList, dataset }) => !hidden && !classList.contains("date-cancelled") && !isPast(dataset.until));
  // The first whose day is known comes before a month.
  const next = here && (coming.find(({ classList }) => !classList.contains("date-month")) ?? coming[0]);
  card.hidden = !here || Boolean(next);
  if (next) next.closest(".day").classList.add("date-next");
  for (const day of document.querySelectorAll(".day-number[data-of]")) {
    const all = ofDay(day);
    day.classList.toggle("is-next", all.includes(next));
    day.classList.toggle("is-past", all.every(({ classList }) => classList.contains("date-past")));
  }
  for (const line of document.querySelectorAll(".key [data-of]")) line.hidden = !document.querySelector(`.months ${line.dataset.of}`);
  const past = earlier.querySelectorAll(".meeting:not([hidden])").length;
  earlier.firstElementChild.textContent = `${earlier.dataset.words} (${counted(agenda.dataset.count, past)})`;
  if (earlier.querySelector(".day")) earlier.hidden = !past;
}

/** The meetings of a day of a month that are shown in the list. */
const ofDay = (day) => words(day.dataset.of).map((id) => document.getElementById(id)).filter(({ hidden }) => !hidden);

/** Takes from a month what the list does not show. A day without a meeting is no link. */
function narrowMonth(month) {
  const { name, count: forms } = month.dataset;
  for (const day of month.querySelectorAll("[data-of]")) {
    const left = ofDay(day);
    day.dataset.href ??= day.getAttribute("href");
    if (left.length) day.setAttribute("href", seen(day.dataset.href) ? day.dataset.href : `#${left[0].id}`);
    else day.removeAttribute("href");
    // With all its meetings the day says what the page says; "cancelled" is true of all of them or not said.
    const count = day.firstElementChild;
    count.dataset.all ??= count.textContent;
    if (left.length === words(day.dataset.of).length) count.textContent = count.dataset.all;
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
  keep(address);
  for (const link of years) link.search = address.search;
}

function startFilter() {
  const asked = new URL(location.href).searchParams;
  for (const field of fields()) {
    const value = asked.get(field.name);
    if ([...field.options].some((option) => option.value === value)) field.value = value;
  }
  const apply = () => {
    narrow(chosen());
    remember();
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  const { role, area } = chosen();
  if (!role && !area) return;
  form.parentElement.hidden = false;
  form.parentElement.open = true;
  apply();
}

// Built for the latest year, the calendar is that of the year to look in; each year has a page of its own beside it.
if (board.dataset.page === "calendar" && !isCurrent()) {
  const { search, hash } = location;
  location.replace(Object.assign(new URL(current().href), { search, hash }));
}
earlier.dataset.words = earlier.firstElementChild.textContent;
markTime();
tellNext();
countPast();
if (form) startFilter();
