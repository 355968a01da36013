// Runs once for the form of the task view. The server finds and draws; this only says what is wanted.

const page = window.taskPage;
const form = () => element.querySelector("form.filters");
let timer = 0;

page.taskQuery = () => Object.fromEntries(new FormData(form()));
page.findTasks = (changes = {}, more = {}) => {
  for (const [name, value] of Object.entries({ page: "1", ...changes })) form().elements[name].value = value;
  trigger("submit", { query: page.taskQuery(), ...more });
};
page.showTasks = (wanted, more = {}) => {
  trigger("submit", { query: wanted, whole: true, ...more });
  page.show("tasks", true);
};

element.addEventListener("submit", (event) => {
  event.preventDefault();
  page.findTasks();
});
element.addEventListener("change", (event) => {
  if (!event.target.matches("select")) return;
  // Units and sections are those of a document: another one begins anew.
  if (event.target.name === "document") page.showTasks({ document: event.target.value });
  else page.findTasks(event.target.name === "unit" || event.target.name === "role" ? { with_lead: "" } : {});
});
element.addEventListener("input", (event) => {
  if (!event.target.matches("[name=text]")) return;
  clearTimeout(timer);
  timer = setTimeout(() => page.findTasks(), 200);
});
element.addEventListener("click", (event) => {
  if (event.target.closest(".reset")) page.showTasks({ document: page.taskQuery().document ?? "" });
});
