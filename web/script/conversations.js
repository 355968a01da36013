// Runs once for the list of conversations. Titles are questions, set as text.

const page = window.taskPage;
const list = element.querySelector("ul");
const count = element.querySelector(".count");
const labels = element.querySelector(".conversations").dataset;

const button = (text, kind, id, label) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.dataset[kind] = id;
  if (label) made.setAttribute("aria-label", label);
  return made;
};

const draw = () => {
  const { current, list: kept } = page.all();
  count.textContent = kept.length ? String(kept.length) : "";
  list.replaceChildren(
    ...kept.map((one) => {
      const item = document.createElement("li");
      const title = String(one.title || labels.blank);
      const open = button(title, "open", one.id);
      if (one.id === current) open.setAttribute("aria-current", "true");
      item.append(open, button("×", "remove", one.id, `${labels.remove}${title}`));
      return item;
    }),
  );
};

const reopen = (id) => {
  page.open(id);
  page.send({ turns: page.turns() });
};

element.addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (!pressed) return;
  const { open, remove } = pressed.dataset;
  if (open) reopen(open);
  else if (remove) {
    const shown = page.all().current === remove;
    page.remove(remove);
    if (shown) page.send({ turns: "" });
  } else if (pressed.classList.contains("fresh")) reopen("");
  else if (pressed.id === "clear") {
    page.remove(page.all().current);
    page.send({ turns: "" });
  } else if (pressed.classList.contains("clear-all") && pressed.dataset.armed) {
    delete pressed.dataset.armed;
    pressed.textContent = labels.clearAll;
    page.clear();
    page.send({ turns: "" });
  } else if (pressed.classList.contains("clear-all")) {
    // The second press does it: nothing brings conversations back.
    pressed.dataset.armed = "1";
    pressed.textContent = labels.sure;
  }
});

document.addEventListener("task-conversations", draw);
draw();

document.addEventListener("input", (event) => {
  if (event.target.closest?.("#question")) page.draft.keep(event.target.value);
});
