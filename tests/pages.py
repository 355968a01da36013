"""Fixtures of the tests that open the page in Chromium: one browser and one server of each kind for the whole run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import Open, Server, Visitors, open_chromium, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OPERATOR_PASSWORD = "correct horse"


def violations(page: Page, but: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds on the page as it is, without the rules ``but``."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}).response
    assert found["passes"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"] if v["id"] not in but]


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with open_chromium(chromium) as opened:
        yield opened


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the servers keep what they are sent."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="session")
def real_page(shipped_index: Path, kept: Path) -> Iterator[Server]:
    """The page as `make run` starts it, over the shipped document."""
    places = {"ASSISTANT_FEEDBACK": str(kept / "real.sqlite3"), "ASSISTANT_RUNS": str(kept / "no-runs")}
    with running("app.py", ASSISTANT_INDEX=str(shipped_index), **places) as server:
        yield server


@pytest.fixture(scope="session")
def fake_page(kept: Path) -> Iterator[Server]:
    """The page over the fake assistant, with an operator, a report, and evaluation open to everybody."""
    report = kept / "runs" / "99990101-000000" / "report.html"
    report.parent.mkdir(parents=True)
    script = "try { parent.document.title = 'reached'; } catch { document.querySelector('h1').append('(隔离)'); }"
    report.write_text(f"<!doctype html><title>r</title><h1>正确率报告</h1><script>{script}</script>", "utf-8")
    settings = {
        "ASSISTANT_FEEDBACK": str(kept / "fake.sqlite3"), "ASSISTANT_RUNS": str(kept / "runs"),
        "ASSISTANT_OPERATOR_PASSWORD": OPERATOR_PASSWORD, "ASSISTANT_OPEN_EVALUATION": "1",
    }  # fmt: skip
    with running("-m", "tests.fake_page", **settings) as server:
        yield server


@pytest.fixture(scope="session")
def visitors(browser: Browser) -> Visitors:
    return Visitors(browser)


@pytest.fixture
def real(visitors: Visitors, real_page: Server) -> Iterator[Open]:
    yield from visitors.opener(real_page)


@pytest.fixture
def fake(visitors: Visitors, fake_page: Server) -> Iterator[Open]:
    yield from visitors.opener(fake_page)
