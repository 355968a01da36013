"""Units of the document under a shorter or longer name: 运服司 of 运输服务司, 区城市运行管理中心 of 区城运中心.

The shorter name keeps the first and the last character of the longer one and has the others in the same order; or it
is the end of the longer one (通信信息中心 of 中国交通通信信息中心). A level before one has to stand before the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.understand.kept import kept
from assistant.understand.tokens import Context, Token, Units
from index.group_units import group_kind
from index.types import Document
from index.units import UnitName, UnitRegistry

# Between a name that the registry knows and one that only its form tells.
_COST = 0.23
_LEAST, _LEAST_ENDING, _LONGEST = 3, 4, 16
# How many times as long the unit's own name may be as what is said of it, and the other way round.
_CUT, _STRETCH = 4, 2.5
_LEVEL = re.compile(r"^(?:国家|中国|全国|[省市州区县镇乡](?!场))")
_PLACED = re.compile(r"^[\u4e00-\u9fff]{2,5}?(?P<level>[省市州区县镇乡])(?P<rest>[\u4e00-\u9fff]{3,})$")
_COMPANY = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|集团公司|分公司|公司|集团)$")
# 消保委 of 消费者权益保护委员会.
_CALLED = re.compile("(委)员会$|(?<=办)公室$")
_PARTY = re.compile("^(?P<level>自治区|[省市州区县旗])(?:党委|委)(?=[\u4e00-\u9fff]{2,}[部办室局]$)")
# 县区医保局 of 各县(市、区)医疗保障局: the offices of one kind in every district, never the city's own.
_DISTRICTS = "县区"
_TERRITORIAL = re.compile(
    r"^各(?:县[(〔](?:市、)?区[)〕]|县区|区县|县市区)(?P<rest>(?!人民政府|政府)[\u4e00-\u9fff]{3,})$"
)
_IN_DISTRICTS = re.compile(r"^各?(?:县市区|县区|区县)(?=[\u4e00-\u9fff]{3})")
# No name goes over one of these; 和 and 与 stand inside names.
_NAME = re.compile(r"[\u4e00-\u9fff和与]+")
_JOINED = re.compile("[和与]")
_BREAK = re.compile("[的了吗呢吧哪谁几什么是由归让问找跟]|牵头|责任|负责|配合|任务")


@dataclass(frozen=True, slots=True)
class _Name:
    """A unit's name as it is compared: pairs of the level before it and the rest, with and without place and form."""

    unit: str
    parts: tuple[tuple[str, str], ...]


@kept
def _names(document: Document, registry: UnitRegistry) -> tuple[_Name, ...]:
    units = dict.fromkeys(unit for task in document.tasks for unit in task.units)
    places = tuple(place for place in registry.places if not place.isascii())
    single = tuple(_parted(unit, places) for unit in units if not group_kind(unit))
    groups = ((unit, _TERRITORIAL.match(unicodedata.normalize("NFKC", unit))) for unit in units)
    return (*single, *(_Name(unit, ((_DISTRICTS, said["rest"]),)) for unit, said in groups if said))


def _parted(unit: str, places: Sequence[str]) -> _Name:
    plain = unicodedata.normalize("NFKC", unit)
    level = _LEVEL.match(plain)
    parts = [(level[0], plain[level.end() :]) if level else ("", plain)]
    if level is None and (placed := _PLACED.match(plain)):
        parts.append((placed["level"], placed["rest"]))
    parts += [("", plain.removeprefix(place)) for place in places if plain.startswith(place)]
    parts += [("", plain[1:])] if plain.startswith("第") else []  # 二分公司 of 第二分公司
    if party := _PARTY.match(plain):  # 网信办 of 自治区党委网信办
        parts.append((party["level"], plain[party.end() :]))
    bare = [(at, _COMPANY.sub("", core)) for at, core in parts]
    bare += [(at, _CALLED.sub(r"\1", core)) for at, core in parts]
    return _Name(unit, tuple(dict.fromkeys((at, core) for at, core in (*parts, *bare) if len(core) >= _LEAST)))


def short_names(text: str, context: Context) -> Iterator[Token]:
    """UNIT tokens for wordings that no registry has and that fit one unit of the document."""
    names = _names(context.document, context.registry)
    ends = {core[-1] for name in names for _, core in name.parts}
    for run in _NAME.finditer(text):
        for end in range(run.start() + _LEAST, run.end() + 1):
            if text[end - 1] in ends:
                yield from _ending_at(text, run.start(), end, names, context)


def _ending_at(text: str, first: int, end: int, names: Sequence[_Name], context: Context) -> Iterator[Token]:
    for start in range(max(first, end - _LONGEST), end - _LEAST + 1):
        said = text[start:end]
        if said in context.registry.forms or _BREAK.search(said):
            continue
        meant = [name.unit for name in names if _fits(said, name)]
        if len(meant) == 1 and not _holds_another(said, meant[0], context):
            unit = context.registry.forms.get(meant[0].lower()) or UnitName(said, (meant[0],), meant[0], "unit")
            yield Token("UNIT", Units((unit,)), start, end, _COST)


def _holds_another(said: str, meant: str, context: Context) -> bool:
    """甲局和乙局 are two units, not a longer name of one; nor is 甲办和编办. 县区医保局 holds no 医保局 of the city."""
    if _IN_DISTRICTS.match(said):
        return False
    parts = [piece for piece in _JOINED.split(said) if piece != said]
    if any(piece in context.registry.forms and meant not in context.registry.forms[piece].names for piece in parts):
        return True
    sizes = range(_LEAST, len(said) - 1)
    pieces = (context.registry.forms.get(piece) for size in sizes for piece in (said[:size], said[-size:]))
    return any(name is not None and meant not in name.names for name in pieces)


def _fits(said: str, name: _Name) -> bool:
    level = _IN_DISTRICTS.match(said) or _LEVEL.match(said)
    before, bare = (level[0], said[level.end() :]) if level else ("", said)
    before = _DISTRICTS if _IN_DISTRICTS.match(said) else before
    return any(_same(bare, core) for at, core in name.parts if before in ("", at))


def _same(said: str, core: str) -> bool:
    """Whether the one is made of the other's characters, in order, from the first to the last."""
    if len(said) < _LEAST or len(core) < _LEAST or said[-1] != core[-1]:
        return False
    if said[0] != core[0]:
        return _LEAST_ENDING <= len(said) < len(core) and core.endswith(said)
    if sorted(said) == sorted(core):
        return True
    short, long = sorted((said, core), key=len)
    return len(long) <= (_CUT if short is said else _STRETCH) * len(short) and _in_order(short, long)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
