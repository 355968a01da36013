"""What a first `make run` tells about pip's work, read from what pip writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.set_up import Progress, progress_style

COLLECTED = ["Collecting torch==2.13.0", "  Downloading torch-2.13.0-cp311-cp311-linux.whl.metadata (30 kB)"]
DOWNLOADED = ["Downloading torch-2.13.0-cp311-cp311-linux.whl (191.8 MB)", "Progress 90000000 of 191800000"]
NEXT = ["Progress 191800000 of 191800000", "Downloading rich-15.0.0-py3-none-any.whl (0.3 MB)"]


def after(lines: list[str], folder: Path) -> str:
    progress = Progress(folder)
    for line in lines:
        progress.read(line)
    return str(progress)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (COLLECTED, "1 个软件包 packages, 0 MB"),
        (COLLECTED + DOWNLOADED, "90 MB (torch)"),
        (COLLECTED + DOWNLOADED + NEXT, "191 MB (rich)"),
        (["Requirement already satisfied: rich in .venv"], "0 个软件包 packages, 0 MB"),
        (["Installing collected packages: a, b, c"], "0/3 个软件包"),
    ],
)
def test_progress_says_what_is_downloaded_and_how_much(lines: list[str], said: str, tmp_path: Path) -> None:
    assert said in after(lines, tmp_path)


def test_progress_counts_what_is_installed_since(tmp_path: Path) -> None:
    (tmp_path / "pip-26.3.dist-info").mkdir()
    progress = Progress(tmp_path)
    progress.read("Installing collected packages: a, b, c")
    (tmp_path / "a-1.dist-info").mkdir()
    assert "1/3" in str(progress)


@pytest.mark.parametrize(
    ("version", "style"), [("23.2.1", "off"), ("24.0", "off"), ("24.1", "raw"), ("24.1.2", "raw"), ("26.3", "raw")]
)
def test_an_older_pip_is_not_asked_for_what_it_does_not_know(version: str, style: str, tmp_path: Path) -> None:
    (tmp_path / f"pip-{version}.dist-info").mkdir()
    assert progress_style(tmp_path) == style
