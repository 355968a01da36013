"""What every test may rely on: no network, no home folder, no telemetry, and the shipped document indexed once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.offline import sitecustomize as offline
from tests.pages import browser as browser
from tests.pages import fake as fake
from tests.pages import fake_page as fake_page
from tests.pages import kept as kept
from tests.pages import real as real
from tests.pages import real_page as real_page
from tests.pages import visitors as visitors

if TYPE_CHECKING:
    from assistant import Assistant

HOME = pytest.StashKey[Path]()
_OWN_SETTINGS = ("ASSISTANT_", "CHROMA_")
_QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_OFFLINE": "1",
}
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "FTP_PROXY")


def _isolate(home: Path) -> None:
    """Point this process and the ones it starts at an empty home, without the developer's own settings and keys."""
    for name in list(os.environ):
        if name.startswith(_OWN_SETTINGS) or name.endswith("_API_KEY") or name.upper() in _PROXIES:
            del os.environ[name]
    os.environ.update(_QUIET)
    os.environ["HOME"] = os.environ["USERPROFILE"] = str(home)
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(home / name.lower())
    for name in ("HF_HOME", "TRANSFORMERS_CACHE", "SENTENCE_TRANSFORMERS_HOME", "MPLCONFIGDIR"):
        os.environ.pop(name, None)
    os.environ[offline.RECORD] = str(home / "refused.txt")
    (home / "refused.txt").touch()
    guard = str(Path(offline.__file__).parent)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (guard, os.environ.get("PYTHONPATH"))))


def pytest_configure(config: pytest.Config) -> None:
    """Before any test module is imported: libraries read the home folder while they are imported."""
    home = Path(tempfile.mkdtemp(prefix="task-assistant-"))
    config.stash[HOME] = home
    _isolate(home)


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[HOME], ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fail a test that reached for another machine, also where the library that did so kept the error to itself."""
    record = Path(os.environ[offline.RECORD])
    before = record.stat().st_size
    yield
    with record.open(encoding="utf-8") as file:
        file.seek(before)
        reached = file.read().splitlines()
    assert not reached, f"reached for another machine: {'; '.join(reached)}"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium to open the page with, found by ``make test`` or on the PATH; never skipped silently."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("no Chromium: run `make test`, which finds or gets one, or set CHROMIUM to its path")
    return path


@pytest.fixture(scope="session")
def shipped_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the shipped documents, built once. Tests only read it; copy it to change it."""
    from assistant.settings import load_settings
    from index.build import build_index, shipped_documents

    folder = tmp_path_factory.mktemp("shipped") / "index"
    build_index(shipped_documents(load_settings().data), folder)
    return folder


@pytest.fixture(scope="session")
def assistant(shipped_index: Path) -> Assistant:
    """The assistant over the shipped documents."""
    from assistant import open_assistant
    from assistant.settings import load_settings

    return open_assistant(load_settings(index=shipped_index))
