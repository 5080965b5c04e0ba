// The search dialog: answers while somebody types, on every page. A combobox with a listbox, by the ARIA
// Authoring Practices; ways to reach people stand beside their rows, since an option cannot hold links.

// All that is needed below, so that it is fetched at once and not one after the other.
import "./search-index.js";
import "./search-query.js";
import "./search-stem.js";
import "./search-words.js";
import { asker, isQuery, warm, words } from "./search-ask.js";
import {
  addressOf, announcer, clicked, datesOf, fill, make, marked, notes, number, queryOf, recordTag, summed, types, waysOf, whereElse,
} from "./search-show.js";

const MOST_SHOWN = 8;
const MOST_WAYS = 2;

let made = null;
warm();

/**
 * Opens the dialog with what stands in a search box. When it closes, the text returns to the box.
 * @param {HTMLInputElement} box
 * @param {HTMLElement} before what gets the focus in the end
 * @param wanted asked at the last moment, whether to open
 */
export async function open(box, before, wanted) {
  const say = await words();
  if (!wanted()) return;
  made ??= build(say, box.form.action);
  made.open(box, before);
}

function build(say, searchPage) {
  const { words: said } = say;
  const input = make("input", {
    id: "finder-q", name: "q", type: "search", role: "combobox", "aria-autocomplete": "list", "aria-controls": "finder-list",
    "aria-expanded": false, "aria-describedby": "finder-keys", autocomplete: "off", autocapitalize: "off", spellcheck: false, enterkeyhint: "search", autofocus: "",
  });
  const form = make(
    "form",
    { class: "search-form finder-form", role: "search", action: searchPage, method: "get" },
    make("label", { class: "visually-hidden", for: "finder-q" }, said.label),
    input,
    make("button", { type: "submit" }, said.title),
  );
  const close = make("button", { type: "button", class: "finder-close" }, said.close);
  const status = make("p", { class: "visually-hidden", role: "status" });
  const note = make("div", { class: "finder-note" });
  const list = make("div", { id: "finder-list", role: "listbox", "aria-label": said.results });
  const ways = make("ul", { class: "finder-ways", role: "list", "aria-label": said.reach });
  const rows = make("div", { class: "finder-rows" }, list, ways);
  const key = make("input", { type: "checkbox" });
  const dialog = make(
    "dialog",
    { class: "finder", "aria-label": said.label },
    make("div", { class: "finder-head" }, form, close),
    status,
    make("div", { class: "finder-body" }, note, rows),
    make(
      "div",
      { class: "finder-foot" },
      make("p", { id: "finder-keys" }, said.keys),
      make("label", {}, key, " ", said.shortcut),
    ),
  );
  document.body.append(dialog);

  const announce = announcer(status);
  let opener = null;
  let returnTo = null;
  let active = null;
  let taken = false;

  const questions = asker({
    pick: (found) => found.hits.slice(0, MOST_SHOWN),
    answer: show,
    slow: () => tell(said.loading),
    fail() {
      clear();
      tell(said.failed);
      note.append(whereElse(say, searchPage));
    },
  });

  function answer(options) {
    if (isQuery(input.value)) {
      questions.ask(input.value, { correct: !taken, ...options });
    } else {
      questions.stop();
      clear();
      note.replaceChildren(make("p", { class: "hint" }, said.hint));
      announce("", 0);
    }
  }

  function clear() {
    choose(null);
    list.replaceChildren();
    ways.replaceChildren();
    rows.hidden = true;
    input.setAttribute("aria-expanded", false);
  }

  function tell(text) {
    note.replaceChildren(make("p", {}, text));
    announce(text, 0);
  }

  function show({ found, records }) {
    clear();
    const summary = summed(say, found);
    announce(summary);
    note.replaceChildren(...[found.total === 0 && make("p", { class: "finder-none" }, summary), ...notes(say, found, searchPage)].filter(Boolean));
    if (found.total === 0) return;
    let row = 0;
    const best = new Set(found.hits.slice(0, MOST_SHOWN));
    for (const { id, label, hits } of types(say, found)) {
      const seen = hits.filter((hit) => best.has(hit));
      if (seen.length === 0) continue;
      const place = (element) => {
        element.style.gridRow = row;
        return element;
      };
      row += 1;
      const heading = make(
        "div",
        { id: `finder-group-${row}`, role: "presentation", class: "finder-group" },
        make("span", {}, label),
        " ",
        make("span", { class: "finder-count" }, number(hits.length)),
      );
      const group = make("div", { role: "group", "aria-labelledby": heading.id, class: id === "record" ? "finder-records" : "" }, place(heading));
      for (const hit of seen) {
        row += 1;
        const record = records.get(hit.number);
        group.append(place(option(found, hit, record)));
        const links = waysOf(say, record).slice(0, MOST_WAYS).map(({ href, label: name, icon }) => (
          make("a", { href, "aria-label": name, title: name }, icon())
        ));
        if (links.length === 0) continue;
        ways.append(place(make("li", {}, links)));
      }
      list.append(group);
    }
    list.append(make(
      "a",
      { role: "option", "aria-selected": false, tabindex: -1, class: "finder-option finder-all", href: searchPage + queryOf(input.value, taken) },
      fill(said.all, { n: number(found.total) }),
    ));
    list.querySelectorAll("[role=option]").forEach((each, at) => {
      each.id = `finder-option-${at}`;
    });
    rows.hidden = false;
    input.setAttribute("aria-expanded", true);
  }

  function option(found, hit, record) {
    const text = (name, ...content) => content.some(Boolean) && [make("span", { class: `finder-${name}`, dir: "auto" }, ...content), " "];
    const dates = datesOf(say, found, record, 3).map(({ content }) => text("date", content));
    const reach = waysOf(say, record).slice(0, MOST_WAYS);
    return make(
      "a",
      { role: "option", "aria-selected": false, tabindex: -1, class: `finder-option finder-ways-${reach.length}`, href: addressOf(record) },
      text("title", marked(record.title, found)),
      record.context && text("context", record.context),
      recordTag(say, hit, record),
      " ",
      text("answer", marked(record.answer || (dates.length > 0 ? "" : record.summary), found)),
      dates.flat(),
      text("reach", reach.map((way, at) => [at > 0 && " · ", make("span", {}, marked(way.text, found))])),
    );
  }

  function choose(next) {
    active?.setAttribute("aria-selected", false);
    active = next;
    if (!active) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    active.setAttribute("aria-selected", true);
    input.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  /** From the text through the options and back to the text. */
  function move(by) {
    const options = [null, ...list.querySelectorAll("[role=option]")];
    choose(options.at((options.indexOf(active) + by) % options.length));
  }

  function onKey(event) {
    if (event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && !event.altKey) {
      event.preventDefault();
      move(steps[event.key]);
    } else if (event.key === "Enter" && active) {
      event.preventDefault();
      active.click();
    } else if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      changed();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End", "Tab"].includes(event.key)) {
      choose(null);
    }
  }

  function changed() {
    taken = false;
    choose(null);
    answer();
  }

  input.addEventListener("keydown", onKey);
  input.addEventListener("input", changed);
  form.addEventListener("submit", () => opener && (opener.value = input.value));
  close.addEventListener("click", () => dialog.close());
  // What is behind the dialog.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  rows.addEventListener("click", (event) => {
    // A result may be on this very page.
    if (clicked(event)?.role === "option") dialog.close();
  });
  note.addEventListener("click", (event) => {
    const { query, typed } = clicked(event)?.dataset ?? {};
    if (query === undefined) return;
    event.preventDefault();
    input.value = query;
    taken = typed !== undefined;
    answer({ pause: 0 });
    input.focus();
  });
  dialog.addEventListener("close", () => {
    questions.stop();
    opener.value = input.value;
    returnTo.focus({ preventScroll: true });
  });
  key.addEventListener("change", () => {
    document.dispatchEvent(new CustomEvent("search-key", { detail: key.checked }));
  });
  // On a phone the keyboard covers what a page takes for its lower part.
  visualViewport?.addEventListener("resize", () => {
    dialog.style.setProperty("--seen", `${Math.round(visualViewport.height)}px`);
  });

  return {
    open(box, before) {
      if (dialog.open) return;
      opener = box;
      returnTo = before;
      key.checked = box.hasAttribute("aria-keyshortcuts");
      input.value = box.value;
      dialog.showModal();
      input.focus();
      input.setSelectionRange(input.value.length, input.value.length);
      taken = false;
      answer();
    },
  };
}
