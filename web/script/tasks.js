// Runs once for the form of the task view. The server finds and draws; this only says what is wanted.

const page = window.taskPage;
const form = () => element.querySelector("form.filters");
const EVERYTHING = {
  unit: "", role: "either", with_lead: "", section: "-1", deadline: "", ongoing: "", text: "",
  sort: "number", descending: "false", page: "1",
};
let timer = 0;

page.taskQuery = () => Object.fromEntries(new FormData(form()));
page.findTasks = (changes = {}, more = {}) => {
  for (const [name, value] of Object.entries({ page: "1", ...changes })) form().elements[name].value = value;
  return page.drawTasks({ ...page.taskQuery(), ...more });
};
const draw = async (query) => {
  const drawn = await page.reach(() => server.draw_form(query));
  form().outerHTML = drawn;
  return page.drawTasks(page.taskQuery());
};
// What somebody else wants to see: a mark of a chart, another document, everything.
page.showTasks = (wanted) => {
  const elements = form().elements;
  const own = elements.document?.value ?? "";
  const query = { ...EVERYTHING, document: own, ...wanted };
  page.show("tasks", true);
  if (own !== "" && query.document !== own) return draw(query); // another document has other units and sections
  for (const [name, value] of Object.entries(query)) if (elements[name]) elements[name].value = String(value);
  return page.drawTasks(page.taskQuery());
};

element.addEventListener("submit", (event) => {
  event.preventDefault();
  page.findTasks();
});
element.addEventListener("change", (event) => {
  if (!event.target.matches("select")) return;
  if (event.target.name === "document") draw({ document: event.target.value });
  else page.findTasks(event.target.name === "unit" || event.target.name === "role" ? { with_lead: "" } : {});
});
element.addEventListener("input", (event) => {
  if (!event.target.matches("[name=text]")) return;
  clearTimeout(timer);
  timer = setTimeout(() => page.findTasks(), 200);
});
element.addEventListener("click", (event) => {
  if (event.target.closest(".reset")) page.showTasks({});
});
