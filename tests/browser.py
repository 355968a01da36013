"""Starts the page as a process and opens it in Chromium, as a visitor would."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Error, Locator, Page, Request, WebSocket

ROOT = Path(__file__).resolve().parent.parent
READY_SECONDS = 120
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Size:
    """Of a window, in CSS pixels."""

    width: int
    height: int


DESKTOP = Size(1280, 860)
PHONE = Size(390, 844)


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A running page: where it answers, and its process."""

    address: str
    process: subprocess.Popen[str]

    def stop(self) -> None:
        """End the process and wait for it."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def running(*command: str, **environment: str) -> Iterator[Server]:
    """Run ``python *command`` from the checkout until the block ends; entered when it says its address.

    ``environment`` is added to this process's; the port is a free one unless it names one. Raises
    AssertionError with what the process said where it ends, or says nothing for READY_SECONDS.
    """
    port = int(environment.setdefault("ASSISTANT_PORT", str(free_port())))
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    server = Server(f"http://127.0.0.1:{port}/", process)
    try:
        _wait_until_ready(server)
        yield server
    finally:
        server.stop()
        assert process.stdout is not None
        process.stdout.close()


def run_to_the_end(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``python *command`` from the checkout and return when it ended; for starts that have to fail."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=READY_SECONDS,
    )


def _wait_until_ready(server: Server) -> None:
    assert server.process.stdout is not None
    # Ends the reading below where the process neither speaks nor dies.
    deadline = threading.Timer(READY_SECONDS, server.process.kill)
    deadline.start()
    said: list[str] = []
    try:
        for line in server.process.stdout:
            said.append(line)
            if server.address in line:
                return
    finally:
        deadline.cancel()
    raise AssertionError(f"the page did not start:\n{''.join(said)}")


@dataclass
class Visit:
    """A page that is open in Chromium, with everything it asked for and everything that went wrong in it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def box(self) -> Locator:
        return self.page.locator("#question textarea")

    @property
    def latest(self) -> Locator:
        """The newest turn."""
        return self.page.locator(".turn").last

    @property
    def foreign_hosts(self) -> set[str]:
        """Hosts other than this machine that the page asked anything of."""
        hosts = {
            urlsplit(url).hostname for url in self.requests if urlsplit(url).scheme in {"http", "https", "ws", "wss"}
        }
        return {host for host in hosts if host and host != "127.0.0.1"}

    def go(self, address: str, size: Size) -> Visit:
        """Open ``address`` in a window of ``size`` and wait until it can be typed into."""
        self.page.set_viewport_size({"width": size.width, "height": size.height})
        for event, listener in self._listeners:
            self.page.on(event, listener)  # type: ignore[call-overload]
        self.page.goto(address)
        self.box.wait_for(state="attached")
        return self

    def leave(self) -> None:
        """Forget this visitor: listeners, storage, cookies, and the page itself."""
        for event, listener in self._listeners:
            self.page.remove_listener(event, listener)
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.context.clear_cookies()
        self.page.goto("about:blank")

    @property
    def _listeners(self) -> tuple[tuple[str, Callable[..., None]], ...]:
        return (
            ("request", self._note_request), ("websocket", self._note_request),
            ("pageerror", self._note_problem), ("dialog", self.refuse),
        )  # fmt: skip

    def _note_request(self, request: Request | WebSocket) -> None:
        self.requests.append(request.url)

    def _note_problem(self, error: Error) -> None:
        self.problems.append(str(error))

    def refuse(self, dialog: Dialog) -> None:
        """A dialog is something that ran: the page opens none."""
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def show(self, view: str) -> Locator:
        """Go to a view by its link in the head."""
        self.page.locator(f"[data-view-link={view}]").click()
        shown = self.page.locator(f"#view-{view}")
        shown.wait_for()
        return shown

    def ask(self, question: str) -> Locator:
        """Type a question, press Enter, and wait for the turn with its answer."""
        count = self.page.locator(".turn").count()
        self.box.fill(question)
        self.box.press("Enter")
        return self.answered(count)

    def answered(self, before: int) -> Locator:
        """The turn after the first ``before`` ones, once it is answered."""
        turn = self.page.locator(".turn").nth(before)
        turn.and_(self.page.locator(':not([data-state="pending"])')).wait_for()
        return turn


@contextmanager
def open_chromium(path: str) -> Iterator[Browser]:
    """The Chromium at ``path`` with a fresh profile, which Playwright makes and removes."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


def visit(browser: Browser, address: str, size: Size = DESKTOP, *, dark: bool = False, locale: str = "zh-CN") -> Visit:
    """Open the page as a new visitor with a window of ``size`` and wait until it can be typed into.

    Close it with ``page.context.close()``; the browser closes what is left.
    """
    return Visit(_new_page(browser, dark, locale)).go(address, size)


def _new_page(browser: Browser, dark: bool, locale: str) -> Page:
    context = browser.new_context(
        locale=locale,
        permissions=["clipboard-read", "clipboard-write"],
        color_scheme="dark" if dark else "light",
    )
    return context.new_page()


Open = Callable[..., Visit]


class Visitors:
    """Pages of one browser that are used again by the next test, as new visitors: what the page is made of is then in
    the cache, and opening it takes a quarter of the time."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[tuple[str, bool, str], list[Page]] = {}

    def opener(self, server: Server) -> Iterator[Open]:
        """Opens visits; at the end none of them may have run into an error or asked another host for anything."""
        visits: list[tuple[Visit, list[Page]]] = []

        def open_visit(size: Size = DESKTOP, *, path: str = "", dark: bool = False, locale: str = "zh-CN") -> Visit:
            free = self._free.setdefault((server.address, dark, locale), [])
            opened = Visit(free.pop() if free else _new_page(self._browser, dark, locale))
            visits.append((opened, free))
            return opened.go(server.address + path, size)

        yield open_visit
        for opened, free in visits:
            opened.leave()
            free.append(opened.page)
        for opened, _ in visits:
            assert opened.requests and not opened.foreign_hosts
            assert opened.problems == []
