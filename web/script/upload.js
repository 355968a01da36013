// Runs once for the form of questions to evaluate. The report is drawn in a frame that can reach nothing.

const page = window.taskPage;
const part = (selector) => element.querySelector(selector);
const labels = () => part(".upload").dataset;
let report = null;

const say = (text) => {
  part(".outcome-line").textContent = text;
};

const base64 = async (file) => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let place = 0; place < bytes.length; place += 32_768) text += String.fromCharCode(...bytes.subarray(place, place + 32_768));
  return btoa(text);
};

const show = () => {
  const frame = document.createElement("iframe");
  frame.className = "report";
  frame.title = labels().report;
  frame.setAttribute("sandbox", "allow-scripts");
  frame.srcdoc = report.report;
  part(".result").replaceChildren(frame);
  part(".save-report").hidden = false;
};

const evaluate = async () => {
  const button = part(".start");
  const file = part("[type=file]").files[0];
  if (!file) return say(labels().refused);
  button.disabled = true;
  report = null;
  part(".save-report").hidden = true;
  part(".result").replaceChildren();
  say(labels().running);
  try {
    const sent = { name: file.name, content: await base64(file) };
    const given = await page.reach(() => server.evaluate(sent));
    say(given.problem ?? "");
    if (given.report) {
      report = given;
      show();
    }
  } catch {
    say(labels().failed);
  } finally {
    button.disabled = false;
  }
};

element.addEventListener("click", (event) => {
  if (event.target.closest(".start")) evaluate();
  if (event.target.closest(".save-report") && report) page.saveBlob(new Blob([report.report], { type: "text/html" }), report.name);
});
part(".start").disabled = false;
