// Runs once for the conversation (Gradio hands over `element` and `server`).

const page = window.taskPage;
const { early } = page; // asked before this script ran
const BUSY_PAUSE = 1500;
const DRAWN = 20; // turns that stay drawn; the others are drawn when they are asked for
const list = () => element.querySelector(".turns");
const labels = () => element.querySelector(".transcript").dataset;
const shown = () => [...list().children];
const serialOf = (turn) => Number(turn.id.slice(1));
let dropped = 0; // turns at the beginning of the conversation that are no longer kept
const placeOf = (turn) => serialOf(turn) - dropped;
let latest = 0; // counts what was asked of the server
let waiting = false;
let changes = []; // of conditions, pressed while an answer is on its way

// --- asking

// Text is only ever set as text; a pattern is the server's own (web/transcript.py).
const drawPattern = (state, question) => {
  shown().filter((turn) => !turn.id).forEach((turn) => turn.remove());
  const turn = element.querySelector(`template[data-state=${state}]`).content.firstElementChild.cloneNode(true);
  turn.removeAttribute("id");
  if (question.trim()) turn.querySelector(".asked").textContent = question.trim().slice(0, 600);
  list().append(turn);
  turn.scrollIntoView({ block: "start" });
  return turn;
};
const hint = (text) => {
  const line = list().querySelector("[data-state=pending] .hint");
  if (line) line.textContent = text;
};
const drawPending = (question) => {
  drawPattern("pending", question);
  if (document.querySelector(".warm.preparing")) hint(labels().cold);
};

const parsed = (html) => {
  const made = document.createElement("template");
  made.innerHTML = html; // escaped by the server (web/transcript.py)
  return made.content;
};
const offerEarlier = () => {
  const count = shown()[0]?.id ? placeOf(shown()[0]) : 0;
  const button = element.querySelector(".earlier");
  button.hidden = count <= 0;
  button.textContent = labels().earlier.replace("{count}", String(Math.min(count, DRAWN)));
  element.querySelector(".dropped").hidden = !dropped;
};

// Takes away what is drawn anew or no longer kept, and adds the rest; everything else stays as it is.
const draw = (drawn) => {
  dropped = drawn.dropped;
  for (const turn of shown()) {
    if (!turn.id || serialOf(turn) >= drawn.first || placeOf(turn) < 0) turn.remove();
  }
  list().append(parsed(drawn.html));
  if (drawn.asked) shown().slice(0, -DRAWN).forEach((turn) => turn.remove());
  offerEarlier();
};

const drawEarlier = async () => {
  const [first] = shown();
  try {
    const drawn = await answered({ turns: page.turns(), before: placeOf(first) }, () => false);
    if (!first.isConnected) return; // another conversation
    list().prepend(parsed(drawn.html));
    offerEarlier();
    first.scrollIntoView({ block: "start" });
    shown()[0].querySelector("a, button, [tabindex]")?.focus({ preventScroll: true });
  } catch {
    page.say(labels().failed);
  }
};

const clearBox = (asked) => {
  const box = document.querySelector("#question textarea");
  if (!box || box.value !== asked) return; // a new text, begun meanwhile
  box.value = "";
  box.dispatchEvent(new Event("input", { bubbles: true }));
};

const answered = async (wanted, overtaken) => {
  for (;;) {
    const drawn = await page.reach(() => server.talk(wanted));
    if (!drawn.busy || overtaken()) return drawn;
    hint(labels().busy);
    await page.pause(BUSY_PAUSE);
  }
};

// {question} asks, {turn, edit} and {turn, undo} change, {turns} shows another conversation and overtakes the others.
page.send = async (wanted) => {
  if (wanted.turns !== undefined) changes = [];
  else if (waiting) {
    if (wanted.turn !== undefined) changes.push(wanted);
    return; // a question stays in its box
  }
  const mine = (latest += 1);
  const { question } = wanted;
  waiting = true;
  if (question !== undefined) {
    page.unsent.keep(question);
    drawPending(question);
  }
  let drawn = null;
  try {
    if (wanted.turns === "") drawn = { html: "", first: 0, dropped: 0, turns: "" };
    else drawn = await answered({ ...wanted, turns: wanted.turns ?? page.turns() }, () => mine !== latest);
  } catch {
    // Told below: nothing came, though the server is there.
  }
  if (mine !== latest) return;
  waiting = false;
  page.unsent.take();
  if (!drawn) {
    changes = [];
    if (question !== undefined) tell(drawPattern("failed", question));
    else page.say(labels().failed);
    return;
  }
  draw({ ...drawn, asked: question !== undefined });
  if (drawn.turns) page.remember(drawn.turns);
  if (question !== undefined && !drawn.failed) clearBox(question);
  const turn = wanted.turn === undefined ? list().lastElementChild : shown().find((one) => placeOf(one) === wanted.turn);
  if (wanted.turn === undefined) turn?.scrollIntoView({ block: "start" });
  else turn?.querySelector(".chips select, .chips button, [data-undo]")?.focus({ preventScroll: true });
  if (turn) tell(turn);
  if (changes.length) await page.send(changes.shift());
};

// Read aloud: how it came out and the beginning of the answer.
const tell = (turn) => {
  const said = [...turn.querySelectorAll(".outcome, .text")].map((part) => part.innerText).join("。");
  const log = document.getElementById("announce");
  if (!log || !said) return;
  const entry = document.createElement("p");
  entry.textContent = said.slice(0, 600);
  log.replaceChildren(...[...log.children].slice(-4), entry);
};

document.addEventListener("task-connection", ({ detail }) => {
  if (detail.lost) hint(labels().lost);
});

const say = (turn, text) => {
  const line = turn.querySelector(".said-line");
  if (line) line.textContent = text;
  page.say(text);
};

// The conversation up to and with this turn: what an export, a copy, a link or a verdict is about.
const upTo = (turn) => {
  const kept = JSON.parse(page.turns() || "{}");
  return JSON.stringify({ turns: (kept.turns ?? []).slice(0, placeOf(turn) + 1) });
};

const linkTo = (turn) => {
  const kept = JSON.parse(upTo(turn)).turns.slice(-DRAWN);
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
  undo: (_, turn) => page.send({ turn: placeOf(turn), undo: true }),
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
  page.send({ turn: placeOf(turn), edit: { plan, part, to } });
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
  if (button.classList.contains("earlier")) return drawEarlier();
  const name = Object.keys(actions).find((one) => one in button.dataset);
  if (name) actions[name](button, button.closest(".turn"));
});

element.addEventListener("change", (event) => {
  const select = event.target.closest("[data-edit]");
  if (select && select.value) change(select.closest(".turn"), select.dataset.edit, select.value);
});

// --- as the page appears: the question of its address or the conversation that was open, then what was on its way

(async () => {
  const unsent = page.unsent.take();
  const kept = page.recall();
  if (kept) await page.send({ turns: kept });
  for (const question of [unsent, ...early.map((one) => one.question)]) if (question) await page.send({ question });
})();
