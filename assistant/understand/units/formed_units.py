"""Units told by their form alone, before the role they are asked for: 国际合作处牵头哪些任务, 校医院负责的有几项.

A name may hold words that mean something else elsewhere (合作, 参与), so that it is seen as a whole before those are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.understand.tokens import Context, Token, Units
from assistant.understand.units.strangers import name_endings, plain_endings
from index.units import UnitName

_COST = 0.6
_ASKED = (
    "(?:今年|一共|总共|都|共|单独|独立)*(?:牵头|主责|主办|负责|配合|协办|协同|参与|参加)"
    "(?:了|着|过)?(?:的|哪|几|多少|什么|啥)"
)
_NAME = re.compile(rf"(?:^|(?<=[,。;?!:、和与跟]))(?P<name>[\u4e00-\u9fff]{{3,12}}?)(?={_ASKED})")
_BREAK = re.compile("[的了吗呢吧哪谁几什么是由归让问找由被把在对给有没不就也都将各]|任务|工作|牵头|负责|单位|部门")


def formed_units(text: str, cues: Sequence[Token], context: Context) -> Iterator[Token]:
    """UNIT tokens for names around one of ``cues`` that end as units do; the registry and the tasks know none."""
    for m in _NAME.finditer(text):
        name = m["name"]
        if not name.endswith(name_endings()) or name.endswith(plain_endings()) or _BREAK.search(name):
            continue
        if not any(m.start("name") < cue.start and cue.end < m.end("name") for cue in cues if len(cue) > 1):
            continue  # an ordinary name, which may be a mistyped one
        if name in context.registry.forms or any(known in name for known in _known(name, context)):
            continue
        if not any(name in task.text for task in context.document.tasks):
            unit = UnitName(name, (name,), name, "department")
            yield Token("UNIT", Units((unit,)), m.start("name"), m.end("name"), _COST)


def _known(name: str, context: Context) -> list[str]:
    """Units of the document inside the name: their tokens tell more than its form does."""
    forms = context.registry.forms
    return [name[at:] for at in range(1, len(name) - 1) if name[at:] in forms]
