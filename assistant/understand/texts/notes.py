"""What a document notes beside its tasks (备注, 推广范围, 适用范围): tasks by what is noted, and the note asked for.

The names are the document's own: a note that is printed as “推广范围：全国” has the name 推广范围; others are 备注.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.conditions import Not, Noted
from assistant.understand.sections.references import as_read
from assistant.understand.texts.column_names import REMARK, Columns, columns_of, fills, values_of, ways_of_value
from assistant.understand.tokens import Context, Token
from index.reading.vocabulary import column_role

_STANDS = (
    r"(?:那|这|一)*(?:栏目?|列|格)?(?:里面?|中|上|内)*(?:都|只|仅)?"
    r"(?:=+|等于|写着|写的是|写的|写有|写明|写了|写为|注明|注着|注有|标着|标明|标注|标为|填着|填的是|填了|含有?|包含|包括|提到|是|为|:"
    r"|saying|says|is|of|as|equals?|set to|given|marked|\s)*"
)
# What leads up to a column and says nothing more: 标记为 Priority L 的, marked priority = l.
_MARKED = (
    r"(?:(?:标记|标注|标明|标|列|定|注明)(?:为|成|着|了)?\s*"
    r"|(?:are |is )?(?:marked|tagged|flagged|rated|labell?ed|listed)(?: as| with)? )?"
)
_LONG = 4  # a note of so many characters that no task's text holds is known wherever it stands
_OFFICE = r"(?:同志|领导|(?:副|常务副)?(?:书记|市长|区长|县长|镇长|乡长|校长|院长|主任|局长|部长|处长))?"
_SEES_TO = "牵头负责|(?:负责)?(?:牵头|分管|主管|主抓|包联|包保|挂帅|挂钩|联系|督办)|负责|管着?"
_LACKING = (
    "(?:没有?|未)(?:填写|填|写明|写|标明|标注|标|注明|列出|列|明确|确定|安排|指定|登记|落实)"
    "(?:的?(?:是谁|清楚|出来?|到))?|没有"
)
_LEADER = (
    r"(?:由|归)?(?:哪|那)?(?:一?[位个]|几位|些)?(?:的)?[校市县区院局州省镇乡]?领导(?:同志)?(?:来|在|去)*(?:牵头负责|分管|主管|主抓|包联|牵头|负责|管|抓)(?![\u4e00-\u9fff]*(?:几|哪|最|多少))"
    r"|(?:由|归)?谁(?:来|在)?(?:分管|主管|主抓|包联)|(?:分管|主管|包联|联系)的?(?:[校市县区院局州省镇乡]?领导|负责人|同志)(?:是|叫|为)?(?:谁|哪位|哪个人?)?"
)
_HOLDING = (
    "(?:写着|写的是|写了|写有|写到|写明|注明|标明|标着|提到|提及"
    "|说到?|讲到?|含有?|包含|包括|出现|(?:\\s(?:mentions?|contains?|includes?|says?)\\s))(?:了|过|的是)?"
)
_UP_TO = r"[^,。?;]{0,12}?"
_OPEN, _CLOSE = "[“\"「『']?", "[”\"」』']?"


_QUOTE = "[“\"「『'](?P<value>[^”\"」』']{1,30})[”\"」』']"


def find_notes(text: str, context: Context) -> Iterator[Token]:
    """COND tokens for what is noted of tasks, FIELD tokens for the note itself; none where nothing is noted."""
    columns = columns_of(context.document)
    if not columns.notes:
        return
    stems = "|".join({re.escape(name[:2]) for name in columns.names})
    yield from _asked(text, columns)
    yield from _written(text, columns)
    yield from _in_columns(text, columns)
    texts = as_read("".join(task.text for task in context.document.tasks))
    for value in dict.fromkeys(value for _, said in columns.said for value in values_of(said)):
        alone = len(value) >= _LONG and value not in texts
        yield from _valued(text, value, columns.named, stems, alone=alone)
    yield from _led_by_whom(text, columns.names)
    yield from _of_people(text, columns, texts)
    yield from _within(text, columns)
    if stems:
        yield from _partly(text, stems, columns.notes)


def _within(text: str, columns: Columns) -> Iterator[Token]:
    """工作标准里写了“100%”的, 备注提到医院的: words that one column holds."""
    for called, column in _by_column(columns):
        holds = rf"(?:{called})\s*(?:那|这|一)*(?:栏目?|列)?(?:里面?|中|上)?(?:都|有)?{_HOLDING}"
        value = rf"{_OPEN}(?P<value>[^\s,。?;“”\"]{{1,20}}?){_CLOSE}"
        for m in re.finditer(rf"{holds}{value}(?=的|字样|这|$|[,?])(?:字样|[这一个几俩两三四词字]+)?", text):
            said = (m["value"],)
            if any(fills(note, column or "", said) for note in columns.notes):
                yield Token("COND", Noted(said, column), m.start(), m.end(), 0.025)


def _asked(text: str, columns: Columns) -> Iterator[Token]:
    """A column by any of its names: what it says is asked for."""
    people = [ways for name, ways in columns.spoken.items() if column_role(name) == "person"]
    what = "(?:的内容|内容|栏)?(?:(?:分别|都)?(?:是|叫|为)(?:谁|哪位|哪个人?))?"
    for m in re.finditer(rf"(?:{columns.named}){what}", text):
        # 责任人 is no wording of 责任单位 where the document has a column of that name.
        cost = 0.03 if any(re.match(ways, m[0]) for ways in people) else 0.15
        yield Token("FIELD", "note", m.start(), m.end(), cost)


def _of_people(text: str, columns: Columns, texts: str) -> Iterator[Token]:
    """陈凯, 李鸿副院长分管的, 总会计师分管的: the person is noted, whatever the column is called."""
    one = columns.people
    yield from _together(text, one)
    for said, condition in one.items():
        if said in text:
            for m in re.finditer(rf"{re.escape(said)}{_OFFICE}(?:{_SEES_TO})", text):
                yield Token("COND", condition, m.start(), m.end(), 0.08)
            if said not in texts and not any(said in other for other in one if other != said and other in text):
                for m in re.finditer(rf"{_OPEN}{re.escape(said)}{_CLOSE}{_OFFICE}", text):
                    yield Token("COND", condition, m.start(), m.end(), 0.1)


def _led_by_whom(text: str, names: set[str]) -> Iterator[Token]:
    """由哪位领导负责, 谁分管, 分管的校领导是哪位: the note itself, where a column names people by another word."""
    if any(column_role(name) == "person" for name in names):
        for m in re.finditer(_LEADER, text):
            yield Token("FIELD", "note", m.start(), m.end(), 0.03)


def _together(text: str, people: Mapping[str, Noted]) -> Iterator[Token]:
    """郑文涛和何敏分管的: one column holds either of them."""
    one = "|".join(map(re.escape, sorted(people, key=len, reverse=True)))
    if len(people) < 2 or "共同" in text:
        return
    for m in re.finditer(
        rf"(?:{one}){_OFFICE}(?:(?:[、,和与跟及或]|还有|以及)(?:{one}){_OFFICE})+(?:两人|两位|几位)?(?:{_SEES_TO})?",
        text,
    ):
        meant = [people[said] for said in re.findall(one, m[0])]
        words, columns = tuple(word for noted in meant for word in noted.words), {noted.column for noted in meant}
        yield Token("COND", Noted(words, columns.pop() if len(columns) == 1 else None), m.start(), m.end(), 0.02)


def _in_columns(text: str, columns: Columns) -> Iterator[Token]:
    """优先级为高, 高优先级, 沈平是哪些任务的责任人: tasks by the value that one column has."""
    for name, said in columns.said:
        called = columns.spoken.get(name)
        if called is None or not re.search(called, text):
            continue
        for value in values_of(said, least=1):
            whole = Noted((f"{name}:{value}",)) if said.startswith(value) else Noted((value,))
            for way in ways_of_value(name, value, columns):
                yield from _valued_in(text, way, f"(?:{called})", whole)


def _valued_in(text: str, value: str, name: str, whole: Noted) -> Iterator[Token]:
    """A value beside the name of its column, on either side."""
    ends = r"(?![a-z0-9])" if value.isascii() else ""
    begins = r"(?<![a-z0-9])" if value.isascii() else ""
    quoted = rf"{_OPEN}{begins}{re.escape(value)}{ends}{_CLOSE}"
    short = r"(?![\u4e00-\u9fff]*于)" if len(value) == 1 else ""
    for m in re.finditer(rf"{_MARKED}{name}{_STANDS}{quoted}{_OFFICE}{short}(?:的|级别?|档)?", text):
        yield Token("COND", whole, m.start(), m.end(), 0.02)
    for m in re.finditer(
        rf"{name}(?:栏)?(?:不是|不为|不等于|并非|非|没有?写|!=| is not | not )\s*{quoted}{short}", text
    ):
        yield Token("COND", Not(whole), m.start(), m.end(), 0.02)
    for m in re.finditer(rf"{_MARKED}{quoted}(?:级别?|档)?的?[ -]?{name}", text):
        yield Token("COND", whole, m.start(), m.end(), 0.03)
    for m in re.finditer(rf"{quoted}{_OFFICE}(?=(?:是|当|任|担任|做|作为){_UP_TO}的?{name})", text):
        yield Token("COND", whole, m.start(), m.end(), 0.02)
        yield from _office(text, m.end(), name)


def _office(text: str, at: int, name: str) -> Iterator[Token]:
    """What only says again which column the value stands in: 是, and 的责任人 behind the tasks asked for."""
    verb = re.compile("是|当|任|担任|做|作为").match(text, at)
    place = re.compile(rf"的?{name}").search(text, at)
    if verb:
        yield Token("FILL", None, verb.start(), verb.end(), 0.01)
    if place:
        yield Token("FILL", None, place.start(), place.end(), 0.01)


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


def _written(text: str, columns: Columns) -> Iterator[Token]:
    """有备注的, 没写备注的, 工作标准空着的, 备注里写着“…”."""
    named = columns.named
    if not re.search(named, text):
        return
    for called, column in _by_column(columns):
        yield from _filled(text, f"(?:{called})", Noted((), column))
    for m in re.finditer(rf"(?:{named}){_STANDS}{_QUOTE}", text):
        yield Token("COND", Noted((m["value"],)), m.start(), m.end(), 0.04)


def _by_column(columns: Columns) -> Iterator[tuple[str, str | None]]:
    """The ways to call each column; the plain remark is one of several where others have names."""
    yield "|".join(REMARK), "" if columns.names else None
    yield from ((called, name) for name, called in columns.spoken.items())


def _filled(text: str, named: str, there: Noted) -> Iterator[Token]:
    """Whether the column says anything of the task."""
    column = rf"{named}\s*(?:那|这|一)*(?:栏目?|列|格)?\s*(?:里面?|中|上|内)?"
    blank = (
        rf"{column}(?:为|是)?(?:都|还)?(?:空[白着缺]?|缺失?|{_LACKING})"
        rf"|{column} ?(?:is |are |was )?(?:left )?(?:empty|blank|missing|not filled(?: in)?|not given)"
    )
    empty = (
        rf"(?<!有)(?:{_LACKING}|不带|无){named}|{blank}"
        rf"|(?:no|without(?: an?)?|lack(?:s|ing)?(?: an?)?|empty|blank) {named}"
    )
    full = (
        rf"(?<!没)(?:写有|填有|带有?|含有?|写了|填了|有){named}(?=的|$|[,?])"
        rf"|{column}(?:还|都|也)?(?:有内容|不为空|不是空的?|非空|(?:写|填|注|标)(?:了|有)(?:内容|东西|字|话|说明)?(?=的|$|[,?]))"
        rf"|(?:have|has|with) an? {named}(?! (?:of|saying|that))"
        rf"|{column} ?(?:is |are )?(?:filled(?: in)?|not empty|not blank)"
    )
    for pattern, condition in ((empty, Not(there)), (full, there)):
        for m in re.finditer(pattern, text):
            yield Token("COND", condition, m.start(), m.end(), 0.05)
