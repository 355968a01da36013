// Runs once for the table of tasks and the card of one.

const page = window.taskPage;
let focusAfter = "";
let asked = 0;

page.drawTasks = async (query) => {
  const mine = ++asked;
  let drawn;
  try {
    drawn = await page.reach(() => server.draw_table(query));
  } catch {
    page.say(element.querySelector(".files")?.dataset.failed ?? "");
    return;
  }
  if (mine !== asked) return; // a later question overtook this one
  element.querySelector(".task-view").outerHTML = drawn;
  const target = focusAfter && element.querySelector(focusAfter);
  focusAfter = "";
  if (!target) return;
  target.focus({ preventScroll: true });
  const { top } = target.getBoundingClientRect();
  if (top < 0 || top > innerHeight - 100) target.scrollIntoView({ block: "start" });
};

const save = async (path, body, line) => {
  try {
    await page.saveFile(path, body);
  } catch {
    page.say(line.dataset.failed);
  }
};

const kinds = {
  sort: ({ sort }) => {
    const now = page.taskQuery();
    focusAfter = `[data-sort="${sort}"]`;
    page.findTasks({ sort, descending: String(now.sort === sort && now.descending !== "true") });
  },
  page: ({ page: target }) => {
    focusAfter = "[data-open]";
    page.findTasks({ page: target });
  },
  open: ({ open }) => {
    focusAfter = ".open-task";
    page.findTasks({ page: page.taskQuery().page }, { open: Number(open) });
  },
  close: () => {
    focusAfter = "[data-open]";
    page.findTasks({ page: page.taskQuery().page });
  },
  save: ({ save: format }, button) => save(`/export/tasks.${format}`, page.taskQuery(), button.parentElement),
  duty: ({ duty }, button) => save("/export/duty.docx", { ...page.taskQuery(), unit: duty }, button.parentElement),
  source: (_, button) => {
    const card = button.closest(".card");
    const open = card.querySelector(".source");
    if (!open) page.showSource(card, element);
    else {
      open.remove();
      button.setAttribute("aria-expanded", "false");
    }
  },
};

element.addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (!pressed || pressed.disabled) return;
  const kind = Object.keys(kinds).find((one) => one in pressed.dataset);
  if (kind) kinds[kind](pressed.dataset, pressed);
});
