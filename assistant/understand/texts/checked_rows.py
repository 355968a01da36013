"""Rows of a ledger that are to be checked: "7→2017年 17→2018年,有写错的指出来", cells of a table with a unit each.

Each row is read as a claim about the task of its number.
"""

from __future__ import annotations

import re

from assistant.understand.kept import kept
from assistant.understand.tokens import Context
from index.units import UnitRegistry

_CHECKED = re.compile(
    r"核对|核实|校对|核查|对不对|对吗|正确|错|有误|不对|准不准|把[把个]?关|对得上|检查|查证|check|wrong|correct"
)
# The message asks more than whether its rows are right.
_ASKS_MORE = re.compile(r"谁|(?<![这那])几|多少|什么(?!问题|错|毛病)|啥(?!问题|错)|何时|怎么")
_ROLES = (("责任", "责任单位"), ("配合", "责任单位"), ("牵头", "牵头单位"))
_YEAR = r"20\d\d年?(?:底|末)?(?:前完成并持续落实|前完成|底前)?"
_FEWEST = 2


@kept
def _row(registry: UnitRegistry) -> re.Pattern[str]:
    units = "|".join(map(re.escape, sorted(registry.forms, key=len, reverse=True)))
    return re.compile(
        r"(?:^|(?<=[\s,;、。:?(]))(?:任务|第|\|)?\s*(?P<n>\d{1,3})\s*(?:号|项|条)?(?:任务)?\s*(?:→|->|=>|-+|=|:|\||,|是|为|归|由)?\s*"
        rf"(?:[^|\n\d→=:;。]{{1,24}}[|→=:]\s*)?(?:(?P<year>{_YEAR})(?!\d)|(?P<units>(?:{units})(?:[、和](?:{units}))*))"
        r"(?:牵头|负责|到期|完成)?\s*\|?(?=$|[\s,;、。?!)])"
    )


def with_rows_as_claims(text: str, context: Context) -> str:
    """``text`` with a claim for each of its rows; unchanged where it does not ask whether they are right."""
    if not _CHECKED.search(text):
        return text
    pattern = _row(context.registry)
    rows = list(pattern.finditer(text))
    rest = pattern.sub("", text)
    numbered = [row for row in rows if int(row["n"]) in context.numbers]
    if len(numbered) < _FEWEST or len(numbered) < len(rows) or _ASKS_MORE.search(rest):
        return text
    role = next((field for cue, field in _ROLES if cue in rest), "牵头单位")
    return "".join(f"任务{row['n']}{_claimed(row, role)},对吗?" for row in rows)


def _claimed(row: re.Match[str], role: str) -> str:
    """What a row says of its task; 底 in a ledger leaves open whether the work goes on."""
    if row["units"]:
        return f"的{role}是{row['units']}"
    return f"的完成时限是{row['year'] if '持续' in row['year'] else row['year'][:4] + '年'}"
