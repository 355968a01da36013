"""What a document notes beside its tasks (备注, 推广范围, 适用范围): tasks by what is noted, and the note asked for.

The names are the document's own: a note that is printed as “推广范围：全国” has the name 推广范围; others are 备注.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.conditions import Not, Noted
from assistant.understand.sections.references import as_read
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
_LACKING = (
    "(?:没有?|未)(?:填写|填|写明|写|标明|标注|标|注明|列出|列|明确|确定|安排|指定|登记|落实)"
    "(?:的?(?:是谁|清楚|出来?|到))?|没有"
)
_COLUMN = re.compile(r"(?P<name>[^\s:;,。]{2,12}):(?P<value>.*)", re.DOTALL)
_LEADER = (
    r"(?:由|归)?(?:哪|那)?(?:一?[位个]|几位|些)?(?:的)?[校市县区院局州省镇乡]?领导(?:同志)?(?:来|在|去)*(?:牵头负责|分管|主管|主抓|包联|牵头|负责|管|抓)(?![\u4e00-\u9fff]*(?:几|哪|最|多少))"
    r"|(?:由|归)?谁(?:来|在)?(?:分管|主管|主抓|包联)|(?:分管|主管|包联|联系)的?(?:[校市县区院局州省镇乡]?领导|负责人|同志)(?:是|叫|为)?(?:谁|哪位|哪个人?)?"
)
_UP_TO = r"[^,。?;]{0,12}?"
_OPEN, _CLOSE = "[“\"「『']?", "[”\"」』']?"


_QUOTE = "[“\"「『'](?P<value>[^”\"」』']{1,30})[”\"」』']"


def find_notes(text: str, context: Context) -> Iterator[Token]:
    """COND tokens for what is noted of tasks, FIELD tokens for the note itself; none where nothing is noted."""
    noted = [as_read(task.note) for task in context.document.tasks if task.note]
    if not noted:
        return
    columns = list(dict.fromkeys(pair for note in noted for pair in _columns(note)))
    names = {name for name, _ in columns if name}
    named = "|".join([*map(re.escape, sorted(names, key=len, reverse=True)), *_REMARK])
    stems = "|".join({re.escape(name[:2]) for name in names})
    for m in re.finditer(rf"(?:{named})(?:的内容|内容|栏)?(?:(?:分别|都)?(?:是|叫|为)(?:谁|哪位|哪个人?))?", text):
        # 责任人 is no wording of 责任单位 where the document has a column of that name.
        cost = 0.03 if any(m[0].startswith(name) for name in names if column_role(name) == "person") else 0.15
        yield Token("FIELD", "note", m.start(), m.end(), cost)
    yield from _written(text, named)
    yield from _in_columns(text, columns)
    texts = as_read("".join(task.text for task in context.document.tasks))
    people = {value for name, said in columns if column_role(name) == "person" for value in _values(said)}
    for value in dict.fromkeys(value for _, said in columns for value in _values(said)):
        told = len(value) >= _LONG or value in people
        yield from _valued(text, value, named, stems, alone=told and value not in texts)
    yield from _led_by_whom(text, names)
    yield from _together(text, sorted(people, key=len, reverse=True))
    for value in people:
        # 何县长分管的: the person is noted, whatever the column is called.
        for m in re.finditer(rf"{re.escape(value)}{_OFFICE}(?:{_SEES_TO})", text):
            yield Token("COND", Noted((value,)), m.start(), m.end(), 0.08)
    if stems:
        yield from _partly(text, stems, noted)


def _led_by_whom(text: str, names: set[str]) -> Iterator[Token]:
    """由哪位领导负责, 谁分管, 分管的校领导是哪位: the note itself, where a column names people by another word."""
    if any(column_role(name) == "person" for name in names):
        for m in re.finditer(_LEADER, text):
            yield Token("FIELD", "note", m.start(), m.end(), 0.03)


def _together(text: str, people: Sequence[str]) -> Iterator[Token]:
    """郑文涛和何敏分管的: one column holds either of them."""
    one = "|".join(map(re.escape, people))
    if len(people) < 2 or "共同" in text:
        return
    for m in re.finditer(
        rf"(?:{one}){_OFFICE}(?:(?:[、,和与跟及或]|还有|以及)(?:{one}){_OFFICE})+(?:两人|两位|几位)?(?:{_SEES_TO})?",
        text,
    ):
        yield Token("COND", Noted(tuple(re.findall(one, m[0]))), m.start(), m.end(), 0.02)


def _columns(note: str) -> Iterator[tuple[str, str]]:
    """Name and value of each thing noted of one task; the name is "" for a plain remark."""
    pieces = [_COLUMN.fullmatch(piece.strip()) or piece.strip() for piece in note.split(";")]
    if len(pieces) > 1 and not any(isinstance(piece, re.Match) for piece in pieces[1:]):
        yield (pieces[0]["name"] if isinstance(pieces[0], re.Match) else "", note.split(":", 1)[-1].strip())
    yield from (("", piece) if isinstance(piece, str) else (piece["name"], piece["value"].strip()) for piece in pieces)


def _in_columns(text: str, columns: Sequence[tuple[str, str]]) -> Iterator[Token]:
    """优先级为高, 高优先级, 沈平是哪些任务的责任人: tasks by the value that one column has."""
    for name, said in columns:
        for value in _values(said, least=1) if name and name in text else ():
            whole = Noted((f"{name}:{value}",)) if said.startswith(value) else Noted((value,))
            quoted = rf"{_OPEN}{re.escape(value)}{_CLOSE}"
            short = r"(?![\u4e00-\u9fff]*于)" if len(value) == 1 else ""
            for m in re.finditer(rf"{re.escape(name)}{_STANDS}{quoted}{short}(?:的|级别?)?", text):
                yield Token("COND", whole, m.start(), m.end(), 0.02)
            for m in re.finditer(rf"{re.escape(name)}(?:栏)?(?:不是|不为|并非|非|没有?写){quoted}{short}", text):
                yield Token("COND", Not(whole), m.start(), m.end(), 0.02)
            for m in re.finditer(rf"{quoted}(?:级别?)?的?{re.escape(name)}", text):
                yield Token("COND", whole, m.start(), m.end(), 0.03)
            for m in re.finditer(rf"{quoted}{_OFFICE}(?=(?:是|当|任|担任|做|作为){_UP_TO}的?{re.escape(name)})", text):
                yield Token("COND", whole, m.start(), m.end(), 0.02)
                yield from _office(text, m.end(), name)


def _office(text: str, at: int, name: str) -> Iterator[Token]:
    """What only says again which column the value stands in: 是, and 的责任人 behind the tasks asked for."""
    verb = re.compile("是|当|任|担任|做|作为").match(text, at)
    place = text.index(name, at)
    if verb:
        yield Token("FILL", None, verb.start(), verb.end(), 0.01)
    yield Token("FILL", None, place - (text[place - 1] == "的"), place + len(name), 0.01)


def _values(said: str, least: int = 2) -> Sequence[str]:
    """What is noted and its parts."""
    return tuple(dict.fromkeys(piece for piece in (said, *re.split("[、,;。]", said)) if len(piece) >= least))


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
    blank = rf"{column}(?:里|上|中)?(?:为|是)?(?:都|还)?(?:空[白着缺]?|缺失?|{_LACKING})"
    empty = rf"(?<!有)(?:{_LACKING}|不带|无)(?:{named})|{blank}"
    full = rf"(?<!没)(?:写有|填有|带有?|含有?|写了|填了|有)(?:{named})(?=的|$|[,?])|{column}(?:有内容|不为空|非空)"
    for pattern, condition in ((empty, Not(there)), (full, there)):
        for m in re.finditer(pattern, text):
            yield Token("COND", condition, m.start(), m.end(), 0.05)
    for m in re.finditer(rf"(?:{named}){_STANDS}{_QUOTE}", text):
        yield Token("COND", Noted((m["value"],)), m.start(), m.end(), 0.04)
