// Runs once, before the page is drawn. What the views share: which one is shown, light or dark, the conversations that
// this browser keeps, and files to save. Everything stays in this browser; text is only ever set as text.

window.taskPage = (() => {
  const STORE = "task-assistant.conversations";
  const THEME = "task-assistant.theme";
  const DRAFT = "task-assistant.draft";
  const MAX_CONVERSATIONS = 50;
  const VIEWS = ["chat", "tasks", "charts", "evaluation", "about"];
  let unsaved = null; // stands in where the browser refuses to store anything

  const read = (key, fallback) => {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? fallback;
    } catch {
      return fallback;
    }
  };
  const write = (key, value) => {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Private windows: the conversation lasts as long as the page.
    }
  };

  // --- conversations: {current, list: [{id, title, turns}]}, newest first; turns as the server wrote them

  const all = () => {
    const kept = unsaved ?? read(STORE, null);
    const list = Array.isArray(kept?.list) ? kept.list.filter((one) => one && typeof one.turns === "string") : [];
    return { current: String(kept?.current ?? ""), list };
  };
  const save = (state) => {
    state.list = state.list.slice(0, MAX_CONVERSATIONS);
    unsaved = state;
    write(STORE, state);
    document.dispatchEvent(new CustomEvent("task-conversations"));
  };
  const current = (state) => state.list.find((one) => one.id === state.current);
  const turns = () => current(all())?.turns ?? "";
  const titleOf = (text) => {
    try {
      return String(JSON.parse(text).turns[0].q).trim().slice(0, 60);
    } catch {
      return "";
    }
  };

  const remember = (text) => {
    const state = all();
    const own = current(state);
    if (own) own.turns = text;
    else if (titleOf(text)) {
      const id = `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;
      state.list.unshift({ id, title: titleOf(text), turns: text });
      state.current = id;
    } else return;
    save(state);
  };
  const open = (id) => save({ ...all(), current: id });
  const remove = (id) => {
    const state = all();
    save({ current: state.current === id ? "" : state.current, list: state.list.filter((one) => one.id !== id) });
  };
  const clear = () => save({ current: "", list: [] });

  // What to show first: the question of the address, else the conversation that was open.
  const recall = () => {
    const query = new URLSearchParams(location.search);
    const questions = query.getAll("q").filter((text) => text.trim()).slice(0, 20);
    const given = questions.length
      ? JSON.stringify({ turns: questions.map((q) => ({ q: q.slice(0, 2000) })) })
      : query.get("turns") ?? "";
    if (!given) return turns();
    save({ ...all(), current: "" });
    query.delete("q");
    query.delete("turns");
    const rest = query.toString();
    history.replaceState(null, "", location.pathname + (rest ? `?${rest}` : "") + location.hash);
    return given;
  };

  // --- views and theme

  const show = (name, move = false) => {
    const view = VIEWS.includes(name) ? name : "chat";
    document.documentElement.dataset.view = view;
    document.querySelectorAll("[data-view-link]").forEach((link) => {
      if (link.dataset.viewLink === view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    if (move) {
      if (location.hash.slice(1) !== view) history.pushState(null, "", `${location.pathname}${location.search}#${view}`);
      scrollTo(0, 0);
    }
    document.dispatchEvent(new CustomEvent("task-view", { detail: view }));
  };
  const dark = () => document.body.classList.contains("dark");
  const setTheme = (wanted) => {
    document.body.classList.toggle("dark", wanted === "dark");
    document.documentElement.dataset.theme = wanted;
  };
  const flipTheme = () => {
    const wanted = dark() ? "light" : "dark";
    write(THEME, wanted);
    setTheme(wanted);
  };
  const applyTheme = () => {
    const wanted = read(THEME, null);
    if (wanted === "dark" || wanted === "light") setTheme(wanted);
  };

  // --- files

  const saveBlob = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  const saveFile = async (path, body) => {
    const answer = await window.taskPage.post(path, body);
    const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("content-disposition") ?? "");
    saveBlob(await answer.blob(), name ? decodeURIComponent(name[1]) : "export");
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without https the browser has no clipboard for pages; the old way still works.
      const box = document.createElement("textarea");
      box.value = text;
      document.body.append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      if (!done) throw new Error("copy");
    }
  };
  const say = (text) => {
    const status = document.getElementById("said");
    if (status) status.textContent = text;
  };

  // --- a passage in its document, opened inside the card of the task (at most one at a time in `element`)

  const texts = new Map(); // document id -> promise of its text as HTML

  const textOf = async (source) => {
    const answer = await fetch(`/source/${encodeURIComponent(source)}`);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  };

  const showSource = async (card, element) => {
    const button = card.querySelector("[data-source]");
    if (!button) return;
    const { source, start, end } = button.dataset;
    if (!texts.has(source)) texts.set(source, window.taskPage.reach(() => textOf(source)));
    let text;
    try {
      text = await texts.get(source);
    } catch {
      texts.delete(source);
      say(card.dataset.failed ?? "");
      return;
    }
    element.querySelectorAll(".source").forEach((open) => open.remove());
    element.querySelectorAll("[data-source][aria-expanded=true]").forEach((one) => one.setAttribute("aria-expanded", "false"));
    const box = document.createElement("div");
    box.className = "source";
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", button.textContent);
    box.innerHTML = text; // escaped by the server (web/source.py)
    card.append(box);
    button.setAttribute("aria-expanded", "true");
    const passage = box.querySelector(`[data-start="${Number(start)}"][data-end="${Number(end)}"]`);
    if (!passage) return;
    const mark = document.createElement("mark");
    mark.append(...passage.childNodes);
    passage.append(mark);
    box.scrollTop = mark.offsetTop - 40; // the box is what its content is placed in
  };

  addEventListener("hashchange", () => show(location.hash.slice(1)));
  addEventListener("popstate", () => show(location.hash.slice(1)));
  document.documentElement.dataset.view = VIEWS.includes(location.hash.slice(1)) ? location.hash.slice(1) : "chat";

  const draft = {
    keep: (text) => { try { sessionStorage.setItem(DRAFT, text); } catch { /* not kept */ } },
    get: () => { try { return sessionStorage.getItem(DRAFT) ?? ""; } catch { return ""; } },
  };

  return { all, turns, remember, open, remove, clear, recall, show, flipTheme, applyTheme, saveBlob, saveFile, copy, say, draft, showSource };
})();
