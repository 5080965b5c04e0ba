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
searchKey();
markDates();
