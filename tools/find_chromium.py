"""Print the Chromium that opens the page in tests, getting one where the machine has none.

The order: the one named by CHROMIUM, one on the PATH, the one Playwright keeps; then Playwright's download, and
as root on Debian or Ubuntu the package. Exits with one sentence where nothing helped, so that no test of the page is
left out unnoticed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def starts(path: str) -> bool:
    """Whether this browser runs here: one without its system libraries, or a snap's stand-in, does not."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def of_playwright() -> str | None:
    """Where Playwright keeps, or would keep, its own Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def find() -> str | None:
    """The path of a Chromium that starts, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named) if starts(named) else None
    candidates = [shutil.which(name) for name in NAMES] + [path for path in APPLICATIONS if Path(path).is_file()]
    for path in candidates:
        if path and starts(path):
            return path
    own = of_playwright()
    return own if own and starts(own) else None


def run(*command: str) -> None:
    """Run an installer with its output on the error stream: standard output is the path alone."""
    print("$", *command, file=sys.stderr, flush=True)
    subprocess.run(command, stdout=sys.stderr, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def install() -> None:
    """Try the ways to get a Chromium, the ones that leave the system alone first."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    print("没有找到 Chromium,正在下载(约 170 MB)/ no Chromium found, downloading one", file=sys.stderr)
    run(sys.executable, "-m", "playwright", "install", "chromium")
    if find() is None and root and shutil.which("apt-get"):
        run("apt-get", "update", "-q")
        run("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium")
        if find() is None:  # Ubuntu's package is a stand-in for a snap; the downloaded one lacks only libraries
            run(sys.executable, "-m", "playwright", "install-deps", "chromium")


def main() -> int:
    """Print the path; 1 with the way out where there is none."""
    path = find()
    if path is None and not os.environ.get("CHROMIUM"):
        install()
        path = find()
    if path is None:
        print(
            "测试网页需要 Chromium:请安装它(Debian:apt-get install chromium),或用 CHROMIUM=/路径/chromium 指明。\n"
            "Testing the page needs Chromium: install it, or name one with CHROMIUM=/path/to/chromium.",
            file=sys.stderr,
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
