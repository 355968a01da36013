// Runs once for the evaluation: the newest report is looked for whenever the view is shown.

const page = window.taskPage;

const draw = async () => {
  try {
    const made = document.createElement("div");
    made.innerHTML = await page.reach(() => server.report()); // escaped by the server (web/evaluation.py)
    const box = element.querySelector(".evaluation");
    // The same report is not loaded again: what is below it would move under the visitor's finger.
    if (made.innerHTML !== box.innerHTML) box.replaceChildren(...made.childNodes);
  } catch {
    // What is shown stays.
  }
};

document.addEventListener("task-view", ({ detail }) => {
  if (detail === "evaluation") draw();
});
if (document.documentElement.dataset.view === "evaluation") draw();
