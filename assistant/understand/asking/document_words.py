"""Words that mean something of the document itself: the facts it prints, and the year that it calls this year."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.conditions import Condition, DueIn, SectionIn
from assistant.understand.algebra import kind_of
from assistant.understand.days.home_dates import home_year
from assistant.understand.findings import Findings, has_topic
from assistant.understand.tokens import Context

# What falls due this year is said of the year it is now, whatever the document calls so.
_END = re.compile("年底|年末|年内|年终|到期|截止|完成|办结|收官|due|deadline|end of|complete|finish")
_THIS_YEAR = ("今年", "本年", "当年", "this year")
# So many characters of a longer word name a thing that a task writes: 政务服务|电子地图.
_PIECE = 4
_DATES = ("成文日期", "发布日期")
_DAY = re.compile("日期|时间|年月日|日子")
# When something came or comes out: 什么时候印发, 何时开始实施.
_COMES_OUT = {*_DATES, "实施日期"}
_WHEN = re.compile("什么时[候间]|何时|啥时候?|几时|哪[天年月日]|几月")
# How far the two days of a document lie apart: 从成文到发出来过了几天.
_BETWEEN = re.compile(
    "间隔|相隔|相差|[隔差过]了?(?:几|多少)|(?:几|多少)天(?!内)|天数|多久才|how (?:many days|long)|same day"
)
_SHORTENED, _GAP = 3, ".{0,8}?"
_CALLED = re.compile("叫|名字|名称")
# Words for a fact of the document that are said of a task or of words as well: 这句的出处, 归类到哪儿, 原设定作废.
_SAID_OF_ALL = re.compile("(?:出处|归类|分类|作废|失效) *")
_SAID_OF_TASKS = {"标题", "主题分类", "期间", "发文机构", *_DATES, "实施日期"}
_OF_TASKS = {"text", "due", "ongoing", "unit lead", "unit responsible", "missing"}
# 标题为“…”的那块, “…”这个标题: which section is meant.
_TITLED = re.compile(
    '(?:标题|题目|名称|名字|名)(?:为|是|叫做?|写的是)[“"《]|[”"》](?:为|作)?(?:[这那]一?个?|的|这样的?|一个?)?(?:标题|题目|名)'
)
# Words for the issuer that are no verb: 印发 and 出台 may ask for the day.
_ISSUER = re.compile("单位|机构|机关|谁|by whom|who ")


def dated_fact(facts: tuple[str, ...]) -> bool:
    """Whether one of the header's facts asked for is a day."""
    return bool({*_DATES, "实施日期", "废止日期", "有效期", "制表日期"} & {*facts})


def facts_asked(f: Findings) -> tuple[str, ...]:
    """ "什么时候出台的" asks for the dates, "谁出台的" for the issuer, "谁在什么时候出台的" for both, and
    "头部哪几项是空的" for the lines left blank."""
    if "文件信息" in f.facts:
        named = tuple(name for name in f.facts if name != "文件信息")
        return named or (("空白项",) if {"EMPTY", "NOT"} & f.flags else ())
    dated = dated_fact(f.facts)
    if {*f.facts} & {*_DATES} and _BETWEEN.search(f.text):
        return tuple(dict.fromkeys((*f.facts, *_DATES)))
    if f.facts and {*f.facts} <= {*_DATES} and "WHO" in f.flags:
        return ("发文机构", *f.facts)
    if f.facts and not dated_fact(f.facts) and _DAY.search(f.cues.get("WORD", "")):
        return (*f.facts, *_DATES)
    if "制表单位" in f.facts and "WHEN" in f.flags:
        return (*f.facts, *(name for name in ("制表日期",) if name not in f.facts))
    if "发文机构" not in f.facts or "WHEN" not in f.flags or dated:
        return f.facts
    issuer = ("发文机构",) if {"WHO", "UNITN"} & f.flags or _ISSUER.search(f.text) else ()
    return (*issuer, *(name for name in f.facts if name != "发文机构"), *_DATES)


def of_the_document(f: Findings, context: Context) -> Findings:
    """Without its title where the name of something else is asked, and without its days where another thing's are."""
    if f.facts and (_of_something_else(f) or _of_tasks(f)):
        return replace(f, facts=(), flags=f.flags - {"DOCFACT"})
    if "标题" in f.facts and _names_the_section(f):
        return replace(f, facts=(), flags=f.flags - {"DOCFACT", "NAMED", "SECTIONN"})
    if _names_another(f, context):
        return replace(f, facts=(), flags=f.flags - {"DOCFACT", "NAMED"})
    if _dates_another(f, context):
        return replace(f, facts=(), flags=(f.flags - {"DOCFACT"}) | {"WHEN"}, fields=(*f.fields, "deadline"))
    return f


def _of_something_else(f: Findings) -> bool:
    """ "“第一责任人”的出处是哪条": where words stand that are named, not where the document comes from."""
    named = has_topic(f) or bool(f.conditions) or {"number", "section"} & {*f.fields}
    return bool(named) and "DOCUMENTN" not in f.flags and _SAID_OF_ALL.fullmatch(f.cues.get("DOCFACT", "")) is not None


def _of_tasks(f: Findings) -> bool:
    """ "the tasks dated 2018", "带“信用”字样的任务,全名单": tasks are asked for by what they hold, no fact is."""
    kinds = {kind_of(c) for c in f.conditions if not (isinstance(c, DueIn) and c.start == c.end)}  # 6月13日成文
    asked = bool({"LIST", "COUNT", "DUE", "TASKN"} & f.flags) and "DOCUMENTN" not in f.flags
    asked = asked and {*f.facts} <= _SAID_OF_TASKS
    return asked and bool(kinds & _OF_TASKS) and "section" not in kinds


def _names_the_section(f: Findings) -> bool:
    """ "标题为“…”的这块,条数是多少": the title is told to say which section is meant."""
    asked = bool({"COUNT", "LIST"} & f.flags or f.fields)
    return asked and any(isinstance(c, SectionIn) for c in f.conditions) and _TITLED.search(f.text) is not None


def _dates_another(f: Findings, context: Context) -> bool:
    """ "长护险什么时候开始实施": the day of a thing that a task speaks of, its name maybe cut short."""
    asked = f.cues.get("DOCFACT", "")
    if not f.facts or not {*f.facts} <= _COMES_OUT or "DOCUMENTN" in f.flags or not _WHEN.search(asked):
        return False
    words = [word for word in f.cues.get("WORD", "").split() if len(word) >= _SHORTENED]
    title = context.document.title
    named = (re.compile(_GAP.join(map(re.escape, word))) for word in words if word[:_PIECE] not in title)
    return any(name.search(task.text) for name in named for task in context.document.tasks)


def _names_another(f: Findings, context: Context) -> bool:
    """ "政府公报的数据库叫什么名字": the name of a thing that the tasks speak of, not the document's."""
    called = "标题" in f.facts and _CALLED.search(f.cues.get("DOCFACT", "") + f.cues.get("NAMED", ""))
    if not called or "DOCUMENTN" in f.flags or "section" in f.fields or not has_topic(f):
        return False
    pieces = (word[at : at + _PIECE] for word in f.cues.get("WORD", "").split() for at in range(_starts(word)))
    return any(piece in task.text for piece in pieces for task in context.document.tasks)


def _starts(word: str) -> int:
    return max(len(word) - _PIECE, 0) + 1


def in_the_documents_years(f: Findings, context: Context) -> tuple[Condition, ...]:
    """今年 in a question of content is the document's word: where its tasks fall due in other years it selects none."""
    due = {t.deadline.due.year for t in context.document.tasks if t.deadline and t.deadline.due}
    others = tuple(c for c in f.conditions if not (isinstance(c, DueIn) and c.words.startswith(_THIS_YEAR)))
    of_one_year = home_year(context.document) is not None and not _END.search(f.text)
    if of_one_year and (has_topic(f) or (others and not f.as_of)):
        # The plan of one year speaks of that year as a whole: 教务处今年牵头哪几项, 今年改多少间.
        return others
    if not has_topic(f) or f.flags & {"DUE", "LIST"} or not due or context.as_of.year in due:
        return f.conditions
    return others
