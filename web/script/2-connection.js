// Runs once, after 1-page.js: what happens where the server cannot be reached. The page says so in its own words, waits
// until it answers again, and goes on where it was; a server with another edition of the page is met by loading it anew.

Object.assign(window.taskPage, (() => {
  const PAUSES = [300, 600, 1000, 2000];
  const UNSENT = "task-assistant.unsent";
  const GATEWAY = [502, 504]; // of a proxy whose server is gone
  const banner = () => document.getElementById("lost");
  let back = null; // the promise that the server answers again

  const pause = (milliseconds) =>
    new Promise((done) => {
      setTimeout(done, milliseconds);
      addEventListener("online", done, { once: true });
    });

  // The edition of the page that the server has, "" where it does not answer.
  const edition = async () => {
    try {
      const answer = await fetch(new URL("/alive", location.origin), { cache: "no-store" });
      return answer.ok ? String((await answer.json()).edition) : "";
    } catch {
      return "";
    }
  };
  const tell = (lost) => {
    if (banner()) banner().textContent = lost ? banner().dataset.lost : "";
    if (!lost) window.taskPage.say(banner()?.dataset.back ?? "");
    document.dispatchEvent(new CustomEvent("task-connection", { detail: { lost } }));
  };
  const wait = async () => {
    tell(true);
    let found = "";
    for (let count = 0; !found; count += 1) {
      await pause(PAUSES[Math.min(count, PAUSES.length - 1)]);
      found = await edition();
    }
    back = null;
    if (banner() && found !== banner().dataset.edition) {
      location.reload();
      return new Promise(() => {}); // nothing of this page goes on
    }
    return tell(false);
  };
  const restored = () => (back ??= wait());

  // What `job` gives, however long the server is away. Throws where the server is there and yet gives nothing, twice.
  const reach = async (job) => {
    for (let failures = 0; ; ) {
      try {
        const done = await job();
        if (done !== undefined) return done;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error; // fetch's own, for a lost connection
      }
      if (!(await edition())) await restored();
      else if ((failures += 1) > 1) throw new Error("server");
    }
  };

  const post = (path, body) =>
    reach(async () => {
      const answer = await fetch(new URL(path, location.origin), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...body, lang: document.documentElement.lang }),
      });
      if (GATEWAY.includes(answer.status)) return undefined;
      if (!answer.ok) throw new Error(String(answer.status));
      return answer;
    });

  // A question that is on its way outlives the page, too.
  const unsent = {
    keep: (text) => { try { sessionStorage.setItem(UNSENT, text); } catch { /* not kept */ } },
    take: () => {
      try {
        const text = sessionStorage.getItem(UNSENT) ?? "";
        sessionStorage.removeItem(UNSENT);
        return text;
      } catch {
        return "";
      }
    },
  };

  addEventListener("offline", restored);

  // A question that is typed before the conversation is there waits for it (chat.js puts its own in this place).
  const early = [];
  const send = (wanted) => early.push(wanted);

  return { pause, reach, post, unsent, early, send };
})());
