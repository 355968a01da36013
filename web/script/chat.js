// Runs once for the conversation (Gradio hands over `element`, `trigger` and `watch`).

const page = window.taskPage;
let keep = null; // what to look at after the next redraw, where that is not the newest turn

page.send = (data) => {
  if (data.turn === undefined) keep = null;
  trigger("submit", data);
};

const say = (turn, text) => {
  const line = turn.querySelector(".said-line");
  if (line) line.textContent = text;
  page.say(text);
};

// The conversation up to and with this turn: what an export, a copy, a link or a verdict is about.
const upTo = (turn) => {
  const kept = JSON.parse(page.turns() || "{}");
  return JSON.stringify({ turns: (kept.turns ?? []).slice(0, Number(turn.dataset.index) + 1) });
};

const linkTo = (turn) => {
  const kept = JSON.parse(upTo(turn)).turns;
  const address = new URL(location.pathname, location.origin);
  if (kept.some((one) => one.edits)) address.searchParams.set("turns", JSON.stringify({ turns: kept }));
  else kept.forEach((one) => address.searchParams.append("q", one.q));
  return address.href;
};

// --- evidence: the card of a cited task, and its place in the document

const light = (card) => {
  const folded = card.closest("details");
  if (folded) folded.open = true;
  element.querySelectorAll(".card.lit").forEach((lit) => lit.classList.remove("lit"));
  card.classList.add("lit");
  card.focus({ preventScroll: true });
  page.showSource(card, element).finally(() => card.scrollIntoView({ block: "nearest" }));
  card.scrollIntoView({ block: "nearest" });
};

// --- clicks

const actions = {
  ask: (button) => page.send({ question: button.dataset.ask }),
  drop: (button, turn) => change(turn, button.dataset.drop, ""),
  undo: (_, turn) => { keep = turn.id; page.send({ turn: Number(turn.dataset.index), undo: true }); },
  save: (button, turn) => working(turn, button, () => page.saveFile(`/export/answer.${button.dataset.save}`, { turns: upTo(turn) })),
  copy: (button, turn) => working(turn, button, async () => {
    const answer = await page.post("/export/answer.md", { turns: upTo(turn) });
    await page.copy(await answer.text());
  }),
  link: (button, turn) => working(turn, button, () => page.copy(linkTo(turn))),
  verdict: (button, turn) => {
    const form = turn.querySelector(".verdict");
    form.hidden = false;
    form.dataset.chosen = button.dataset.verdict;
    form.querySelector(".chosen").textContent = button.textContent;
    form.querySelector("textarea").focus();
  },
  cancel: (_, turn) => {
    turn.querySelector(".verdict").hidden = true;
    turn.querySelector("[data-verdict]").focus();
  },
  send: async (_, turn) => {
    const form = turn.querySelector(".verdict");
    const body = { turns: upTo(turn), verdict: form.dataset.chosen, correction: form.querySelector("textarea").value };
    try {
      await page.post("/feedback", body);
      actions.cancel(null, turn);
      say(turn, form.dataset.done);
    } catch {
      say(turn, form.dataset.failed);
    }
  },
  source: (button) => {
    const card = button.closest(".card");
    const open = card.querySelector(".source");
    if (!open) return page.showSource(card, element);
    open.remove();
    button.setAttribute("aria-expanded", "false");
  },
};

const working = async (turn, button, job) => {
  try {
    await job();
    say(turn, button.dataset.done ?? "");
  } catch {
    say(turn, button.dataset.failed ?? turn.querySelector(".actions").dataset.failed);
  }
};

const change = (turn, place, to) => {
  const [plan, part] = place.split(".").map(Number);
  keep = turn.id;
  page.send({ turn: Number(turn.dataset.index), edit: { plan, part, to } });
};

element.addEventListener("click", (event) => {
  const link = event.target.closest("[data-card]");
  if (link && element.contains(link)) {
    // Gradio's <base> would turn "#id" into another address, and the page would load anew.
    event.preventDefault();
    const card = document.getElementById(link.dataset.card);
    if (card) light(card);
    return;
  }
  const button = event.target.closest("button");
  if (!button || !element.contains(button)) return;
  const name = Object.keys(actions).find((one) => one in button.dataset);
  if (name) actions[name](button, button.closest(".turn"));
});

element.addEventListener("change", (event) => {
  const select = event.target.closest("[data-edit]");
  if (select && select.value) change(select.closest(".turn"), select.dataset.edit, select.value);
});

// --- after a redraw

watch("value", () => {
  const turn = keep ? document.getElementById(keep) : element.querySelector(".turn:last-of-type");
  if (keep) turn?.querySelector(".chips select, .chips button, [data-undo]")?.focus({ preventScroll: true });
  else turn?.scrollIntoView({ block: "start" });
  if (turn && turn.dataset.state !== "pending") {
    keep = null;
    const said = [...turn.querySelectorAll(".outcome, .text")].map((part) => part.innerText).join("。");
    const log = document.getElementById("announce");
    if (log && said) {
      const entry = document.createElement("p");
      entry.textContent = said.slice(0, 600);
      log.replaceChildren(...[...log.children].slice(-4), entry);
    }
  }
});
