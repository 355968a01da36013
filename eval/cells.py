"""What the cells of a spreadsheet mean: numbers that became dates, lists in one cell, outcomes in everyday words."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from eval.schema import ALTERNATIVE

LONGEST_RANGE = 1000

_SEPARATORS = re.compile(r"[\s,、;]+")
_NUMBER = re.compile(r"\[?(?:任务|第)?(\d+)(?:项|号|条)?\]?")
_RANGE = re.compile(r"\[?(?:任务|第)?(\d+)(?:-|–|—|~|至|到)(?:任务|第)?(\d+)(?:项|号|条)?\]?")
_AFTER_WORD = re.compile(r"(?<=任务)\s+(?=\d)")
# The full-width forms of what separates facts and their alternatives.
_HALF_WIDTH = str.maketrans({"\uff1b": ";", "\uff5c": "|"})
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


class CellFault(Exception):
    """A cell that cannot be meant as it stands; the message says what to write instead."""


@cache
def words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The tables of columns.toml."""
    data = tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
    return {table: {name: tuple(names) for name, names in rows.items()} for table, rows in data.items()}


def blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def nothing(cell: object) -> bool:
    """Whether a cell says that there is nothing: 无, —, N/A."""
    return blank(cell) or narrow(cell).casefold() in words()["nothing"]["words"]


def text(cell: object) -> str:
    """A cell as words; whole numbers without their ``.0``."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def narrow(cell: object) -> str:
    """A cell as words in half width: 3,5 typed in a Chinese input method is 3,5."""
    return unicodedata.normalize("NFKC", text(cell))


def tasks(cell: object) -> list[int | str]:
    """Task numbers: ``3、5``, ``任务3,任务5``, ``3-7``, ``[3, "一/2"]``. Raises CellFault."""
    if isinstance(cell, datetime | date):
        raise CellFault(f"{_day(cell)} 像是被表格软件改成了日期,请把这一列设为文本后重填")
    if isinstance(cell, bool) or (isinstance(cell, float) and not cell.is_integer()):
        raise CellFault(f"{cell} 不是任务编号,请写成 3、5 的样子,并把这一列设为文本")
    listed = _json_list(cell)
    if listed is not None:
        return listed
    if nothing(cell):
        return []
    pieces = _SEPARATORS.split(_AFTER_WORD.sub("", narrow(cell)))
    return [number for piece in pieces if piece for number in _task(piece)]


def _task(piece: str) -> list[int | str]:
    bounds = _RANGE.fullmatch(piece)
    if bounds:
        low, high = int(bounds[1]), int(bounds[2])
        if not low <= high < low + LONGEST_RANGE:
            raise CellFault(f"{piece} 不是从小到大的范围")
        return list(range(low, high + 1))
    alone = _NUMBER.fullmatch(piece)
    return [int(alone[1]) if alone else piece]


def lines(cell: object) -> list[Any]:
    """Turns: one a line of the cell, or a JSON list as in a JSONL file."""
    listed = _json_list(cell)
    if listed is not None:
        return listed
    return [line.strip() for line in text(cell).splitlines() if line.strip()]


def facts(cell: object) -> list[str]:
    """Facts: one a line or between ``;``, or a JSON list."""
    listed = _json_list(cell)
    if listed is not None:
        return [str(item) for item in listed]
    return [piece.strip() for piece in re.split(r"[\n;]", text(cell).translate(_HALF_WIDTH)) if piece.strip()]


def outcome(cell: object) -> str:
    """Outcomes between ``|``, by name or in everyday words; what is not known is left for the schema to refuse."""
    meant = {word: name for name, aliases in words()["outcomes"].items() for word in aliases}
    pieces = (piece.strip().casefold() for piece in narrow(cell).split(ALTERNATIVE))
    return ALTERNATIVE.join(meant.get(piece, piece) for piece in pieces)


def day(cell: object) -> str:
    """A date as 2017-03-01, from a date cell or the usual ways to write one."""
    if isinstance(cell, datetime | date):
        return _day(cell)
    found = _DAY.fullmatch(narrow(cell))
    return f"{int(found[1]):04}-{int(found[2]):02}-{int(found[3]):02}" if found else text(cell)


def _day(cell: datetime | date) -> str:
    return (cell.date() if isinstance(cell, datetime) else cell).isoformat()


def _json_list(cell: object) -> list[Any] | None:
    if not isinstance(cell, str) or not cell.strip().startswith("["):
        return None
    try:
        listed = json.loads(cell)
    except json.JSONDecodeError:
        return None
    return listed if isinstance(listed, list) else None
