"""Create .venv and install the product into it with its pinned dependencies, saying what is going on.

    python tools/set_up.py EXTRA[,EXTRA...] [PIP ARGUMENT ...]

Runs before anything is installed, so it uses the standard library only.
"""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
SECONDS_BETWEEN_LINES = 15  # where output is a file rather than a terminal

_DOWNLOAD = re.compile(r"^\s*Downloading (?:\S*/)?(?P<file>[^\s/]+\.(?:whl|zip|tar\.gz)) \(")
_PROGRESS = re.compile(r"^Progress (?P<done>\d+) of (?P<size>\d+)")
_COLLECTING = re.compile(r"^Collecting ")
_INSTALLING = re.compile(r"^Installing collected packages: (?P<names>.+)")
_VERSION = re.compile(r"-\d.*$")


class Progress:
    """What pip has done so far, read from its output line by line, and as one line for people."""

    def __init__(self, site_packages: Path) -> None:
        self._site_packages = site_packages
        self._found = 0
        self._file = ""
        self._finished_bytes = 0
        self._file_bytes = 0
        self._installing = 0
        self._installed_before = 0

    def read(self, line: str) -> None:
        """Take in one line of pip's output."""
        if match := _PROGRESS.match(line):
            self._file_bytes = int(match["done"])
        elif match := _DOWNLOAD.match(line):
            self._finished_bytes += self._file_bytes
            self._file, self._file_bytes = _VERSION.sub("", match["file"]), 0
        elif match := _INSTALLING.match(line):
            self._installing = match["names"].count(",") + 1
            self._installed_before = self._installed()
        elif _COLLECTING.match(line):
            self._found += 1

    def _installed(self) -> int:
        return sum(1 for _ in self._site_packages.glob("*.dist-info"))

    @property
    def downloaded_megabytes(self) -> int:
        return (self._finished_bytes + self._file_bytes) // 1_000_000

    def __str__(self) -> str:
        if self._installing:
            done = min(max(self._installed() - self._installed_before, 0), self._installing)
            return f"安装 installing: {done}/{self._installing} 个软件包 packages"
        text = f"下载 downloading: {self._found} 个软件包 packages, {self.downloaded_megabytes} MB"
        return f"{text} ({self._file})" if self._file else text


def say(text: str) -> None:
    """One message on the error stream, where make's own messages go."""
    print(text, file=sys.stderr, flush=True)


def create_environment() -> None:
    """Make .venv with this Python. Exits with one sentence where the system lacks venv."""
    if PYTHON.exists():
        return
    say(f"建立 .venv / creating .venv: Python {sys.version.split()[0]}")
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if made.returncode:
        sys.exit(
            f"无法建立 .venv,请先安装 Python 的 venv 模块(Debian、Ubuntu:apt-get install python3-venv)。"
            f"\nCannot create .venv: install Python's venv module first.\n{made.stdout}{made.stderr}"
        )
    # The pip that comes with an older Python cannot report its progress; where this fails, the old one has to do.
    subprocess.run([str(PYTHON), "-m", "pip", "install", "--quiet", "--upgrade", "pip"], capture_output=True)


def site_packages() -> Path:
    """The folder of .venv that packages are installed into."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(subprocess.run([str(PYTHON), "-c", code], capture_output=True, text=True, check=True).stdout.strip())


def progress_style(folder: Path) -> str:
    """The way pip is asked to report: "raw" is known from version 24.1 on."""
    versions = [path.name.split("-")[1].split(".") for path in folder.glob("pip-*.dist-info")]
    return "raw" if any((int(version[0]), int(version[1])) >= (24, 1) for version in versions) else "off"


def show(progress: Progress, finished: threading.Event) -> None:
    """Keep the user informed until ``finished``: one changing line on a terminal, a line now and then elsewhere."""
    terminal = sys.stderr.isatty()
    last = ""
    while not finished.wait(0.3 if terminal else SECONDS_BETWEEN_LINES):
        text = str(progress)
        if terminal:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
        elif text != last:
            say(text)
        last = text
    if terminal:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def pip_install(arguments: Iterable[str], progress: Progress) -> tuple[int, list[str]]:
    """Run ``pip install``; returns its exit status and the last lines it wrote that are not progress."""
    command = [str(PYTHON), "-m", "pip", "install", *arguments]
    kept: deque[str] = deque(maxlen=30)
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    assert process.stdout is not None
    for line in process.stdout:
        progress.read(line)
        if not _PROGRESS.match(line):
            kept.append(line.rstrip())
    return process.wait(), list(kept)


def main(extras: str, pip_arguments: list[str]) -> int:
    """Set everything up; 0 when the product can be run, 1 with the reason when not."""
    started = time.monotonic()
    create_environment()
    folder = site_packages()
    progress = Progress(folder)
    say("安装依赖 / installing the pinned packages of constraints.txt")
    if sys.platform == "linux" and not pip_arguments and not any(folder.glob("torch-*.dist-info")):
        say(
            "  下载约 0.3 GB,另有 torch:Linux 上默认的版本连同 CUDA 库约 3 GB;\n"
            "  只用 CPU 的版本就够了(约 0.2 GB),取得方法见 README。\n"
            "  To download: about 0.3 GB, and torch: 3 GB with its CUDA libraries by default on Linux.\n"
            "  The CPU build (0.2 GB) suffices; README tells how to get it."
        )
    finished = threading.Event()
    display = threading.Thread(target=show, args=(progress, finished), daemon=True)
    display.start()
    options = ["--progress-bar", progress_style(folder), "-c", "constraints.txt", *pip_arguments]
    status, lines = pip_install([*options, "-e", f".[{extras}]"], progress)
    finished.set()
    display.join()
    if status:
        say("\n".join(lines))
        say(
            "安装没有完成,原因见上面 pip 的最后几行;网络或磁盘恢复后再次运行同一条命令即可继续。\n"
            "The installation did not finish, see pip's last lines above; run the same command again to continue."
        )
        return 1
    say(f"安装完成 / installed: {progress.downloaded_megabytes} MB, {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
