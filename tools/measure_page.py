"""Measure a running page in Chromium and print it as JSON: ``python -m tools.measure_page ADDRESS QUESTION...``.

``paint_ms``: from asking for the page to its first contentful paint; ``answer_ms``: from Enter to the answer in the
page, once for each question. Needs Playwright and a Chromium (CHROMIUM names it).
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# In the page itself: what Playwright adds to each call would be measured, too.
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
WATCH = """() => {
  window.measured = [];
  let pressed = 0;
  let seen = '';
  addEventListener('keydown', (event) => { if (event.key === 'Enter') pressed = performance.now(); }, true);
  new MutationObserver(() => {
    // By its id: a long conversation keeps only its latest turns, so their number stops growing.
    const latest = [...document.querySelectorAll('.turn')].pop();
    if (!pressed || !latest || latest.dataset.state === 'pending' || latest.id === seen) return;
    seen = latest.id;
    window.measured.push(performance.now() - pressed);
  }).observe(document.querySelector('#log'), {childList: true, subtree: true});
}"""


def measure(page: Page, address: str, questions: list[str]) -> dict[str, object]:
    """Open ``address``, ask every question in one conversation."""
    page.goto(address)
    box = page.locator("#question textarea")
    box.wait_for()
    page.evaluate(WATCH)
    for number, question in enumerate(questions, 1):
        box.fill(question)
        box.press("Enter")
        page.wait_for_function("number => window.measured.length >= number", arg=number)
    return {"paint_ms": page.evaluate(PAINT), "answer_ms": page.evaluate("window.measured")}


def main(address: str, questions: list[str]) -> int:
    """Print the figures; 1 with the reason where there is no browser."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        print("Playwright is not installed: run `make test` once", file=sys.stderr)
        return 1
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            print(json.dumps(measure(browser.new_page(locale="zh-CN"), address, questions)))
            browser.close()
    except Error as error:
        print(str(error).splitlines()[0], file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
