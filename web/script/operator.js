// Runs once for the feedback on the operator's page.

const page = window.taskPage;
const labels = () => element.querySelector(".feedback-view").dataset;

const look = async () => {
  try {
    element.querySelector(".listed").innerHTML = await page.reach(() => server.listed()); // escaped by the server
  } catch {
    page.say(labels().failed);
  }
};

const save = async () => {
  try {
    const lines = await page.reach(() => server.lines());
    page.saveBlob(new Blob([lines], { type: "application/jsonl" }), "feedback.jsonl");
  } catch {
    page.say(labels().failed);
  }
};

element.addEventListener("click", (event) => {
  if (event.target.closest(".reload")) look();
  if (event.target.closest(".save-lines")) save();
});

page.applyTheme();
look();
