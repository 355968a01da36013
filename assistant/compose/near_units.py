"""The unit of a document whose name is nearest to one that it does not name: 国家发改委 -> 市发展改革委."""

from __future__ import annotations

import re
from collections.abc import Collection

from index.units import UnitRegistry

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_ENDING = re.compile(r"(?:委员会|办公室|办公厅|总局|总署|[局委办厅部院署府会])$")
_BEFORE = re.compile(r"^(?:国家|中央|全国|中国|国务院|[\u4e00-\u9fff]{1,3}?(?=[省市区县])|[省市区县])+")
_LEAST = 2


def near_unit(label: str, registry: UnitRegistry, named: Collection[str]) -> str | None:
    """The one of ``named`` that has a wording inside ``label``, or the subject of ``label`` in a wording; None if none.

    Where several fit, the longest piece of the name in common decides, then the shorter wording.
    """
    placed = sorted((place for place in registry.places if label.startswith(place)), key=len)
    core = _ENDING.sub("", _BEFORE.sub("", label.removeprefix(placed[-1]) if placed else label))
    found: list[tuple[int, int, str]] = []
    for form, name in registry.forms.items():
        if name.kind != "unit" or len(name.names) != 1 or name.names[0] not in named or not _HAN.fullmatch(form):
            continue
        shared = _shared(form, label, core)
        if shared:
            found.append((shared, -len(form), name.names[0]))
    return max(found)[2] if found else None


def _shared(form: str, label: str, core: str) -> int:
    if label.endswith(form) or (len(form) > _LEAST and form in label):
        return len(form)
    if len(core) >= _LEAST and core in form:
        return len(core)
    return 0
