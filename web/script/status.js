// Runs once for the state in the head: looked at again until there is nothing left to wait for.

const page = window.taskPage;
const PAUSE = 1000;

(async () => {
  for (;;) {
    try {
      const drawn = await page.reach(() => server.look());
      const place = element.querySelector("[role=status]");
      if (place.innerHTML !== drawn) place.innerHTML = drawn; // escaped by the server (web/warmup.py)
    } catch {
      return;
    }
    if (!element.querySelector(".preparing")) return;
    await page.pause(PAUSE);
  }
})();
