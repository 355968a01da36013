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
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screenshots"
QUESTIONS = ("市政府办公厅牵头哪些任务",)
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
PATIENCE_MILLISECONDS = 120_000


def build_index(folder: Path) -> None:
    """An index of the shipped documents, apart from the one in use."""
    command = [sys.executable, "-m", "assistant", "index", "--index", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def picture(browser: Browser, address: str, name: str) -> Path:
    """A conversation of two questions at one size of the window."""
    width, height = SIZES[name]
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=2)
    deadline = time.monotonic() + PATIENCE_MILLISECONDS / 1000
    while True:
        try:
            page.goto(address)
            break
        except Exception:
            # The page is still starting.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
    for number, question in enumerate(QUESTIONS, 1):
        page.locator("#question textarea").fill(question)
        page.locator("#send").click()
        answered = """number => document.querySelectorAll('.turn:not([data-state="pending"])').length === number"""
        page.wait_for_function(answered, arg=number, timeout=PATIENCE_MILLISECONDS)
    page.wait_for_timeout(500)
    path = TARGET / f"chat-{name}.png"
    page.screenshot(path=path)
    page.close()
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
                print(picture(browser, f"http://127.0.0.1:{port}/", name).relative_to(ROOT))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
