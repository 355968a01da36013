"""What a document notes beside its tasks (备注, 推广范围, 适用范围): tasks by what is noted, and the note asked for.

The names are the document's own: a note that is printed as “推广范围：全国” has the name 推广范围; others are 备注.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.conditions import Not, Noted
from assistant.understand.section_references import as_read
from assistant.understand.tokens import Context, Token
from index.reading.vocabulary import column_role

_REMARK = ("备注", "附注", "注释", "remarks?", "notes? column")
_STANDS = (
    r"(?:那|这|一)*(?:栏目?|列|格)?(?:里面?|中|上|内)*(?:都|只|仅)?"
    r"(?:写着|写的是|写的|写有|写明|写了|写为|注明|注着|注有|标着|标明|标注|标为|填着|填的是|填了|含有?|包含|包括|提到|是|为|:|saying|says)*"
)
_LONG = 4  # a note of so many characters that no task's text holds is known wherever it stands
_OFFICE = r"(?:同志|领导|(?:副|常务副)?(?:书记|市长|区长|县长|镇长|乡长|校长|院长|主任|局长|部长|处长))?"
_SEES_TO = "牵头负责|(?:负责)?(?:牵头|分管|主管|主抓|包联|包保|挂帅|挂钩|联系|督办)|负责|管着?"
_OPEN, _CLOSE = "[“\"「『']?", "[”\"」』']?"


_QUOTE = "[“\"「『'](?P<value>[^”\"」』']{1,30})[”\"」』']"


def find_notes(text: str, context: Context) -> Iterator[Token]:
    """COND tokens for what is noted of tasks, FIELD tokens for the note itself; none where nothing is noted."""
    noted = [as_read(task.note) for task in context.document.tasks if task.note]
    if not noted:
        return
    names = {note.split(":")[0] for note in noted if ":" in note}
    named = "|".join([*map(re.escape, sorted(names, key=len, reverse=True)), *_REMARK])
    stems = "|".join({re.escape(name[:2]) for name in names})
    for m in re.finditer(rf"(?:{named})(?:的内容|内容|栏)?(?:(?:分别|都)?(?:是|叫|为)(?:谁|哪位|哪个人?))?", text):
        yield Token("FIELD", "note", m.start(), m.end(), 0.15)
    yield from _written(text, named)
    texts = as_read("".join(task.text for task in context.document.tasks))
    people = {value for note in noted if column_role(note.split(":")[0]) == "person" for value in _values(note)}
    for value in dict.fromkeys(value for note in noted for value in _values(note)):
        told = len(value) >= _LONG or value in people
        yield from _valued(text, value, named, stems, alone=told and value not in texts)
    for value in people:
        # 何县长分管的: the person is noted, whatever the column is called.
        for m in re.finditer(rf"{re.escape(value)}{_OFFICE}(?:{_SEES_TO})", text):
            yield Token("COND", Noted((value,)), m.start(), m.end(), 0.08)
    if stems:
        yield from _partly(text, stems, noted)


def _values(note: str) -> Sequence[str]:
    """What a note says without its name: all of it and its parts."""
    said = note.split(":", 1)[-1].strip()
    return tuple(dict.fromkeys(piece for piece in (said, *re.split("[、,;。]", said)) if len(piece) > 1))


def _valued(text: str, value: str, named: str, stems: str, *, alone: bool) -> Iterator[Token]:
    said = rf"{_OPEN}(?P<value>{re.escape(value)}){_CLOSE}"
    for m in re.finditer(rf"(?:{named})(?:栏)?(?:不是|不为|没有?写|不含|未写|不在|非){said}", text):
        yield Token("COND", Not(Noted((value,))), m.start(), m.end(), 0.02)
    patterns = [(rf"(?:{named}){_STANDS}{said}", 0.03)]
    if stems:
        patterns.append((rf"(?:在|向|面向)?{said}(?:范围内?|内|里|进行)*(?:{stems})", 0.05))
        patterns.append((rf"(?:{stems})(?:到|至|于|在|向){said}", 0.05))
    if alone:
        patterns.append((said, 0.1))
    for pattern, cost in patterns:
        for m in re.finditer(pattern, text):
            yield Token("COND", Noted((value,)), m.start(), m.end(), cost)


def _partly(text: str, stems: str, noted: Sequence[str]) -> Iterator[Token]:
    """适用于浙江的: part of what a note says."""
    part = r"(?P<value>[\u4e00-\u9fff]{2,8}?)(?=的|有|,|$)"
    for m in re.finditer(rf"(?:{stems})(?:范围)?(?:到|至|于|在|向|是|为|包括|含)+{part}", text):
        if any(m["value"] in note for note in noted):
            yield Token("COND", Noted((m["value"],)), m.start(), m.end(), 0.06)


def _written(text: str, named: str) -> Iterator[Token]:
    """有备注的, 没写备注的, 备注里写着“…”."""
    column, there = rf"(?:{named})(?:栏)?", Noted(())
    empty = rf"(?<!有)(?:没有|没写|没填|未写|未填|不带|无)(?:{named})|{column}(?:为|是)?(?:空白?|没写|没填)"
    full = rf"(?<!没)(?:写有|填有|带有?|含有?|写了|填了|有)(?:{named})(?=的|$|[,?])|{column}(?:有内容|不为空|非空)"
    for pattern, condition in ((empty, Not(there)), (full, there)):
        for m in re.finditer(pattern, text):
            yield Token("COND", condition, m.start(), m.end(), 0.05)
    for m in re.finditer(rf"(?:{named}){_STANDS}{_QUOTE}", text):
        yield Token("COND", Noted((m["value"],)), m.start(), m.end(), 0.04)
