"""Retake the pictures of the page in docs/screenshots, at the widths of a desktop and of a phone.

Needs a Chromium (CHROMIUM names it) and a font with Chinese characters (Debian: fonts-noto-cjk).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.page import free_port, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screenshots"
QUESTION = "市政府办公厅牵头哪些任务"
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
PATIENCE_MILLISECONDS = 120_000


def build_index(folder: Path) -> None:
    """An index of the shipped documents, apart from the one in use."""
    command = [sys.executable, "-m", "assistant", "index", "--index", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def pictures(browser: Browser, address: str, size: str) -> list[Path]:
    """Every view at one size of the window."""
    width, height = SIZES[size]
    page = browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=1 if size == "desktop" else 1.5, locale="zh-CN"
    )
    page.set_default_timeout(PATIENCE_MILLISECONDS)
    _open(page, address)
    page.locator(".warm.ready").wait_for()
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#send").click()
    page.locator('.turn:not([data-state="pending"])').wait_for()
    _say_nothing_of_today(page)
    taken = [_taken(page, f"chat-{size}")]
    page.locator(".cite").first.click()
    page.locator(".source mark").wait_for()
    taken.append(_taken(page, f"evidence-{size}"))
    for view in ("tasks", "charts", "evaluation", "about"):
        page.locator(f"[data-view-link={view}]").click()
        if view == "tasks":
            page.locator("#filter-unit").select_option(label="市编办")
            page.locator("#task-list tbody tr[data-task='22'], #task-list [data-duty]").first.wait_for()
            page.locator("#task-list [data-open]").nth(1).click()
            page.locator(".open-task").wait_for()
            page.evaluate("scrollTo(0, 0)")
        taken.append(_taken(page, f"{view}-{size}"))
    page.close()
    return taken


def _open(page: Page, address: str) -> None:
    deadline = time.monotonic() + PATIENCE_MILLISECONDS / 1000
    while True:
        try:
            page.goto(address)
            return
        except Exception:
            # The page is still starting.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _say_nothing_of_today(page: Page) -> None:
    """The time an answer took is this machine's, not the page's."""
    page.evaluate("document.querySelectorAll('.when').forEach((when) => when.remove())")


def _taken(page: Page, name: str) -> Path:
    page.evaluate("document.activeElement?.blur()")
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)
    path = TARGET / f"{name}.png"
    page.screenshot(path=path)
    return path


def main() -> int:
    """Take every picture and name it."""
    from playwright.sync_api import sync_playwright

    TARGET.mkdir(parents=True, exist_ok=True)
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        index = Path(folder, "index")
        build_index(index)
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
        with served(index, port):
            for name in SIZES:
                for path in pictures(browser, f"http://127.0.0.1:{port}/", name):
                    print(path.relative_to(ROOT))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
