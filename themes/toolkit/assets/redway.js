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
      if (opens(box) && matchMedia("(hover: hover)").matches) box.placeholder = keyIsOn ? opens(box).dataset.key : "";
      if (keyIsOn) box.setAttribute("aria-keyshortcuts", "/");
      else box.removeAttribute("aria-keyshortcuts");
    }
  }

  // The choice in the dialog is all that is ever stored.
  document.addEventListener("search-key", (event) => {
    keyIsOn = event.detail;
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
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    const box = boxes.find((input) => input.checkVisibility());
    if (!box) return;
    event.preventDefault();
    const before = document.activeElement;
    box.focus({ preventScroll: Boolean(opens(box)) });
    if (opens(box)) open(box, before === document.body ? box : before);
  });
  showKey();
}

/** Marks dates that are past, and the next one. Worked out here, so that a page built long ago never misleads. */
function markDates() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  let nextFound = false;
  for (const date of document.querySelectorAll(".dates > .date")) {
    const words = date.parentElement.dataset;
    const day = (date.dataset.until || date.querySelector("time").dateTime).slice(0, 10);
    const past = day < today.slice(0, day.length);
    const next = !past && !nextFound && !date.classList.contains("date-cancelled");
    if (next) nextFound = true;
    if (!past && !next) continue;
    date.classList.add(past ? "date-past" : "date-next");
    const tag = document.createElement("span");
    tag.className = past ? "tag" : "tag tag-go";
    tag.textContent = past ? words.past : words.next;
    date.querySelector(".date-when").append(" ", tag);
  }
}

copyButtons();
searchBoxes();
markDates();
