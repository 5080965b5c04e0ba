// The list of roles with their meetings: shows the role that is chosen. Without it each can be opened.

import { keep } from "./redway.js";

const select = document.getElementById("matrix-role");
const roles = [...document.querySelectorAll(".matrix [data-role]")];

/** Shows the chosen role with its meetings, or all of them closed. */
function show() {
  for (const role of roles) {
    role.hidden = select.value !== "" && role.dataset.role !== select.value;
    role.open = role.dataset.role === select.value;
  }
  // A group without the chosen role would be a heading over nothing.
  for (const group of document.querySelectorAll(".roles-of")) group.hidden = !group.querySelector("[data-role]:not([hidden])");
}

/** Puts the choice into the address, so that it can be kept or sent. */
function remember() {
  const address = new URL(location.href);
  if (select.value) address.searchParams.set("for", select.value);
  else address.searchParams.delete("for");
  keep(address);
}

const asked = new URL(location.href).searchParams.get("for");
if (roles.some((role) => role.dataset.role === asked)) select.value = asked;
select.addEventListener("change", () => {
  show();
  remember();
});
select.form.addEventListener("submit", (event) => event.preventDefault());
// What was chosen before this was here holds.
if (select.value) show();
