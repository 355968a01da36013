// Runs once for the evaluation: the newest report is looked for whenever the view is shown.

const page = window.taskPage;
let drawn = "";

const draw = async () => {
  try {
    const now = await page.reach(() => server.report());
    if (now === drawn) return;
    drawn = now;
    element.querySelector(".evaluation").innerHTML = now; // escaped by the server (web/evaluation.py)
  } catch {
    // What is shown stays.
  }
};

document.addEventListener("task-view", ({ detail }) => {
  if (detail === "evaluation") draw();
});
if (document.documentElement.dataset.view === "evaluation") draw();
