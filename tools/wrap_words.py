"""Wrap the word lists of TOML files to short lines, each word once: changes to them then show, and merge, as they are.

Usage: python -m tools.wrap_words
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("assistant", "index", "data")
WIDTH = 110
_STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'"
_LIST = re.compile(rf"^(?P<key>[^\n#=\[]+?) = \[(?P<items>(?:\s|,|{_STRING})*)\]$", re.MULTILINE)


def wrapped(text: str) -> str:
    """``text`` with each list of strings that is too long for its line on lines of its own."""
    return _LIST.sub(lambda found: _list(found["key"], re.findall(_STRING, found["items"])), text)


def _list(key: str, items: list[str]) -> str:
    unique = list(dict.fromkeys(items))
    if len(line := f"{key} = [{', '.join(unique)}]") <= WIDTH:
        return line
    lines = [""]
    for item in unique:
        if lines[-1] and len(lines[-1]) + len(item) + 2 > WIDTH:
            lines.append("")
        lines[-1] += f" {item}," if lines[-1] else f"  {item},"
    return f"{key} = [\n" + "\n".join(lines) + "\n]"


def word_files() -> list[Path]:
    """The files of the product that hold such lists."""
    return [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.toml"))]


def main() -> None:
    """Wrap the files in place. A file that would no longer be the same data is left as it is."""
    for path in word_files():
        before = path.read_text(encoding="utf-8")
        after = wrapped(before)
        if _data(before) == _data(after):
            path.write_text(after, encoding="utf-8")


def _data(text: str) -> object:
    def unique(value: object) -> object:
        if isinstance(value, dict):
            return {key: unique(one) for key, one in value.items()}
        return list(dict.fromkeys(value)) if isinstance(value, list) and value and isinstance(value[0], str) else value

    return unique(tomllib.loads(text))


if __name__ == "__main__":
    main()
