// The search dialog: answers while somebody types, on every page. A combobox with a listbox, by the ARIA
// Authoring Practices; ways to reach people stand beside their rows, since an option cannot hold links.

// All that is needed below, so that it is fetched at once and not one after the other.
import "./search-query.js";
import "./search-words.js";
import {
  addressOf, announcer, asker, clicked, datesOf, fill, filters, kindsOf, make, marked, notes, number, ofKind, put, queryOf, recordTag, summed, warm, waysOf,
  whereElse, words,
} from "./search-show.js";

const MOST_SHOWN = 8;

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
  made ??= build(say.words, box.form.action);
  made.open(box, before);
}

function build(said, searchPage) {
  // Where there is no keyboard nothing is said of keys. The style sheet asks the same.
  const touch = matchMedia("(hover: none), (pointer: coarse)").matches;
  const input = make("input", {
    id: "finder-q", name: "q", type: "search", maxlength: 200, role: "combobox", "aria-autocomplete": "list", "aria-controls": "finder-list",
    "aria-expanded": false, autocomplete: "off", autocapitalize: "off", spellcheck: false, enterkeyhint: "search",
    ...(!touch && { "aria-describedby": "finder-keys" }),
  });
  const form = make(
    "form",
    { class: "search-form finder-form", role: "search", action: searchPage },
    make("label", { class: "visually-hidden", for: "finder-q" }, said.label),
    input,
    make("button", {}, said.title),
  );
  const close = make("button", {}, said.close);
  const status = make("p", { class: "visually-hidden", role: "status" });
  const note = make("div", { class: "finder-note" });
  const chips = make("ul", { role: "list", class: "chips" });
  const list = make("div", { id: "finder-list", role: "listbox", "aria-label": said.results });
  const ways = make("ul", { class: "finder-ways", role: "list", "aria-label": said.reach });
  const rows = make("div", { class: "finder-rows" }, list, ways);
  const body = make("div", { class: "finder-body" }, note, chips, rows);
  const key = make("input", { id: "search-key", type: "checkbox" });
  const dialog = make(
    "dialog",
    { class: "finder", "aria-label": said.label },
    make("div", { class: "finder-head" }, form, close),
    status,
    body,
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
  // The kind that results are narrowed to.
  let type = "";

  const questions = asker({
    pick: (found) => ofKind(found, type).slice(0, MOST_SHOWN),
    answer: show,
    slow: () => tell(said.loading),
    fail() {
      clear();
      tell(said.failed, whereElse(searchPage));
    },
    none() {
      clear();
      put(note, make("p", {}, said.hint));
      announce("", 0);
    },
  });

  const answer = (options) => questions.ask(input.value, { correct: !taken, ...options });

  function clear() {
    choose(null);
    for (const part of [list, ways, chips]) put(part);
    rows.hidden = true;
    input.setAttribute("aria-expanded", false);
  }

  function tell(text, ...more) {
    put(note, make("p", {}, text), more);
    announce(text, 0);
  }

  function show(found) {
    clear();
    const summary = summed(found);
    announce(summary);
    put(note, !found.total && make("p", { class: "finder-none" }, summary), notes(found, searchPage));
    if (!found.total) return;
    let row = 0;
    const kinds = kindsOf(found);
    put(chips, filters(found, kinds, type, taken, searchPage));
    for (const { id, label, hits } of kinds) {
      const seen = hits.filter((hit) => hit.record);
      if (!seen.length) continue;
      const place = (element) => {
        element.style.gridRow = row;
        return element;
      };
      row += 1;
      const heading = make("div", { id: `finder-group-${row}`, role: "presentation", class: "finder-group" }, label);
      const group = make("div", { role: "group", "aria-labelledby": heading.id, class: `finder-of-${id}` }, place(heading));
      for (const hit of seen) {
        row += 1;
        const reach = waysOf(hit.record).slice(0, 2);
        group.append(place(option(found, hit, reach)));
        const links = reach.map(({ href, name, icon }) => make("a", { href, title: name }, icon));
        if (links.length) ways.append(place(make("li", {}, links)));
      }
      list.append(group);
    }
    list.append(choice("all", "finder-all", searchPage + queryOf(input.value, taken, type), fill(said.all, { n: number(ofKind(found, type).length) })));
    rows.hidden = false;
    input.setAttribute("aria-expanded", true);
  }

  function option(found, hit, reach) {
    const { record } = hit;
    const text = (name, ...content) => content.some(Boolean) && [make("span", { class: `finder-${name}`, dir: "auto" }, ...content), " "];
    const dates = datesOf(found, record, 3).map(({ content }) => text("date", content));
    return choice(
      hit.number,
      `finder-ways-${reach.length}`,
      addressOf(record),
      text("title", record.title),
      text("context", record.context),
      recordTag(hit),
      " ",
      text("answer", marked(record.answer || (!dates.length && record.summary), found)),
      dates.flat(),
      text("reach", reach.map((way, at) => [at && " · ", make("span", {}, marked(way.text, found))])),
    );
  }

  const choice = (id, name, href, ...content) => (
    make("a", { role: "option", "aria-selected": false, tabindex: -1, class: `finder-option ${name}`, id: `finder-${id}`, href }, content));

  function choose(next) {
    active?.setAttribute("aria-selected", false);
    active = next;
    active?.setAttribute("aria-selected", true);
    active?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", active?.id ?? "");
  }

  /** From the text through the options and back to the text. */
  function move(by) {
    const options = [null, ...list.querySelectorAll("[role=option]")];
    choose(options.at((options.indexOf(active) + by) % options.length));
  }

  function onKey(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey) {
      event.preventDefault();
      if (rows.hidden) answer({ pause: 0 });
      else move(step);
    } else if (event.key === "Enter" && active) {
      event.preventDefault();
      active.click();
    } else if (event.key === "Escape" && input.value) {
      event.preventDefault();
      if (rows.hidden) {
        input.value = "";
        changed();
      } else {
        questions.stop();
        clear();
      }
    } else if (/^(Arrow|Home|End|Tab)/.test(event.key)) {
      choose(null);
    }
  }

  function changed() {
    taken = false;
    type = "";
    choose(null);
    answer();
  }

  input.addEventListener("keydown", onKey);
  input.addEventListener("input", changed);
  // The dialog itself is clicked on where it shows what is behind it.
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target === close) dialog.close();
  });
  body.addEventListener("click", (event) => {
    const link = clicked(event);
    // A result may be on this very page.
    if (link?.role === "option") dialog.close();
    const { query, typed, type: kind } = link?.dataset ?? {};
    if ((query ?? kind) === undefined) return;
    event.preventDefault();
    if (query) {
      input.value = query;
      taken = typed !== undefined;
    }
    type = kind ?? "";
    answer({ pause: 0 });
    input.focus();
  });
  dialog.addEventListener("close", () => {
    questions.stop();
    opener.value = input.value;
    // Where nothing had the focus, nothing gets it: the next "/" is the key again.
    opener.blur();
    returnTo.focus({ preventScroll: true });
  });
  // On a phone the keyboard covers what a page takes for its lower part.
  visualViewport?.addEventListener("resize", () => {
    dialog.style.setProperty("--seen", `${visualViewport.height}px`);
  });

  return {
    open(box, before) {
      if (dialog.open) return;
      opener = box;
      returnTo = before;
      key.checked = box.hasAttribute("aria-keyshortcuts");
      input.value = box.value;
      opener.value = "";
      dialog.showModal();
      input.focus();
      taken = false;
      answer();
    },
  };
}
