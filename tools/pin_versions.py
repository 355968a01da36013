"""Write constraints.txt: one version of every package, all extras resolved together.

    python tools/pin_versions.py [PIP ARGUMENT ...]

Asks pip what it would install into an empty environment; nothing is installed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "constraints.txt"
EXTRAS = "mcp,train,test"
# Newer releases of torch may bring other CUDA libraries and other numbers; it is moved by hand, here.
TORCH = "2.13.0"
HEADER = """\
# One version of every package, all extras resolved together. Written by `make constraints`; not to be edited.
# torch is without its local version, so that its CPU and its CUDA build both satisfy the pin; the CUDA libraries
# are pinned by torch itself.
"""
_OF_TORCH = re.compile(r"^(nvidia-|cuda-|triton$)")


def resolve(pip_arguments: list[str]) -> dict[str, str]:
    """Name -> version of everything pip would install. Raises CalledProcessError where pip finds no solution."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "-qq", "--report", "-"]
    wanted = [f"torch=={TORCH}", "-e", f".[{EXTRAS}]"]
    report = subprocess.run([*command, *pip_arguments, *wanted], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    found = (item["metadata"] for item in json.loads(report.stdout)["install"])
    return {package["name"].lower().replace("_", "-"): package["version"].partition("+")[0] for package in found}


def main() -> int:
    """Write the file and say what changed in number."""
    versions = resolve(sys.argv[1:])
    pins = [f"{name}=={version}" for name, version in sorted(versions.items())
            if name != "task-assistant" and not _OF_TORCH.match(name)]  # fmt: skip
    before = set(TARGET.read_text(encoding="utf-8").splitlines()) if TARGET.exists() else set()
    TARGET.write_text(HEADER + "\n".join(pins) + "\n", encoding="utf-8")
    print(f"constraints.txt: {len(pins)} packages, {len(set(pins) - before)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
