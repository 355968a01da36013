"""Units of which only the last is named in full: 财政、民政、审计三个局, 财政和审计局, 教育、卫生两个部门."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.understand.numbers.numerals import parse_numeral
from assistant.understand.tokens import Context, Token, Units
from index.units import UnitName

_COST, _FIELD_COST = 0.05, 0.2
_COUNT = "[两俩二三四五六七八九十几各这那]+"
# With a number any noun for units ends the row; without one only a letter that a name itself ends in.
_END = re.compile(
    rf"(?P<n>{_COUNT})(?:个|家|大)?(?P<kind>委办局|局|委|办|厅|部门|单位|机构|部|(?<=[两俩二三四]家)(?=之间|[,、里中的都各谁哪共联一]))(?!门)|(?P<plain>[局委办厅])"
)
# 信访牵头、文旅配合: in an office a department goes by its field alone; 统计牵头任务数 asks to count.
_ACTS = re.compile("(?<!政府)(?<!统计)(?<!组织)(?<!管理)(?<!规划)(?<!协调)(?:来|去)?(?:牵头|挑头|配合|主办|协办)(?!人)")
_JOINT = re.compile(r"(?:、|,|和|跟|与|及|以及|还有|加上|加)$")
_LETTERS = ("局", "委", "办", "厅", "部")
_LONGEST = 6


def shared_endings(text: str, context: Context) -> Iterator[Token]:
    """A UNIT token for each unit of such a row; the last one takes the ending with it."""
    for m in _END.finditer(text):
        row = _row(text, m, context)
        stated = parse_numeral(m["n"].strip("这那各")) if m["n"] else None
        # 市政府各部门 is a name as it stands, not 市政府办 with an ending that a row shares.
        whole = context.registry.forms.get(text[row[0][0] : m.end()]) if row else None
        another = whole is not None and whole.names != row[0][2].names
        if len(row) > 1 and not another and stated in (None, len(row)):
            for at, (start, end, name) in enumerate(row):
                yield Token("UNIT", Units((name,)), start, m.end() if at == 0 else end, _COST)


def fields_that_act(text: str, context: Context) -> Iterator[Token]:
    """A UNIT token for a field of work that leads or joins in by itself."""
    for m in _ACTS.finditer(text):
        named = _named(text, m.start(), _LETTERS, context)
        if named is not None and named[1].kind == "unit" and not _ends_a_name(text, named[0], m.start(), context):
            yield Token("UNIT", Units((named[1],)), named[0], m.start(), _FIELD_COST)


def _ends_a_name(text: str, start: int, end: int, context: Context) -> bool:
    """区|政府来牵头: what would be a field is the end of a name that stands there whole."""
    return any(text[at:end] in context.registry.forms for at in range(max(0, end - _LONGEST), start))


def _row(text: str, m: re.Match[str], context: Context) -> list[tuple[int, int, UnitName]]:
    """The units named before an ending, the last one first."""
    endings = (m["plain"],) if m["plain"] else _LETTERS if m["kind"] not in _LETTERS else (m["kind"],)
    found: list[tuple[int, int, UnitName]] = []
    end = m.start()
    while (named := _named(text, end, endings, context)) is not None:
        found.append((named[0], end, named[1]))
        joint = _JOINT.search(text, 0, named[0])
        if joint is None:
            break
        end = joint.start()
    return found


def _named(text: str, end: int, endings: tuple[str, ...], context: Context) -> tuple[int, UnitName] | None:
    """The longest name that ends at ``end``, once the ending is added to it: where it begins, and its unit."""
    forms = context.registry.forms
    for size in range(min(_LONGEST, end), 1, -1):
        said = text[end - size : end]
        spelt = (forms.get(f"{said}{ending}") for ending in endings)
        if (unit := next((name for name in spelt if name is not None and name.kind != "ambiguous"), None)) is not None:
            return end - size, unit
    return None
