// The list of roles with their meetings: shows the role that is chosen. Without it each can be opened.

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

select.addEventListener("change", show);
select.form.addEventListener("submit", (event) => event.preventDefault());
// What was chosen before this was here holds.
if (select.value) show();
