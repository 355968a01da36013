// Runs once for the charts: every mark carries the query of the tasks behind it.

element.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-tasks]");
  if (mark) window.taskPage.showTasks(JSON.parse(mark.dataset.tasks));
});
