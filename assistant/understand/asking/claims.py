"""What a message takes for granted, apart from what it asks: claims about one task, a count, every task of a set."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from assistant.types import And, Condition, Measure, Mentions, Not, NumberIn, Plan, Premise, Role, SectionIn, UnitIs
from assistant.understand.algebra import all_of, kind_of
from assistant.understand.asking.binding import bind_units
from assistant.understand.findings import ASSERTING, Findings, has_topic
from assistant.understand.numbers.stated_figures import figures_in

# The document itself, whose tasks a count may be claimed of.
_FEW = 3
_WHOLE = frozenset({"TASKN", "DOCUMENTN", "ALLTASKS"})
_OPEN = frozenset({"LIST", "WHO", "WHEN", "SUMMARISE", "COMPARE", "MOST", "LEAST", "SHARE", "DISTRIBUTION"})

# A quotation that something is said of: “渡改桥”工程是……, “渡改桥”归……
_QUOTED_IS = re.compile(
    r"[”\"」』][^,。;“有里中的]{0,6}(?:的?(?:完成)?(?:时限|期限|时间|截止|牵头单位|牵头方|责任单位))?"
    r"(?:应该|应当|好像|似乎|大概|就|也|都)?(?:是|由|归|为)"
    r"|[”\"](?P<noun> (?:job|task|item|one|work|project|assignment|measure))? (?:is|was|has been|belongs|goes|went)\b"
)
# What can be said of it.
_SAID_OF_IT = frozenset({"unit lead", "unit responsible", "due", "ongoing", "section"})
_HELD = frozenset({"unit lead", "unit responsible", "section"})
_DIGIT = re.compile(r"\d")
_HOW_MANY = re.compile("几|多少|how many")
_ABOUT = re.compile(r"关于|主题|\babout\b")
_RHETORICAL = re.compile(r"(?<!是)不是[^,。;]{1,16}?(?:吗|嘛|么|\?)")
# A clause that begins with what it holds: 甲不是牵头了几条嘛; 哪些不是甲牵头的 asks.
_HELD_AGAINST = re.compile(r"(?:^|[,。;?])[^,。;?哪谁几]*(?<!是)不是[^,。;?]{1,16}?(?:吗|嘛|么)")


def split_claims(
    f: Findings, conditions: tuple[Condition, ...], measure: Measure | None
) -> tuple[tuple[Condition, ...], tuple[Premise, ...]]:
    """Split what is taken for granted from what selects: beside one task's number every other condition is a claim."""
    number = next((c for c in conditions if isinstance(c, NumberIn)), None)
    asking = bool(ASSERTING & f.flags) or ("STATES" in f.flags and number is not None and bool(_figures(f)))
    others = tuple(c for c in conditions if c is not number)
    if number is not None and asking:
        others = tuple(dict.fromkeys((*map(partial(_meant, f), others), *_figures(f))))
    if number is not None and len(number.numbers) == 1 and others:
        if "ONLY" in f.flags and asking and not any("unit" in kind_of(c) for c in others):
            return others, (Premise(all_of(others), count=1, words=f.text),)
        return (number,), (Premise(number, claim=all_of(others), words=f.text),)
    if number is not None and asking and others and "LIST" not in f.flags:
        one_by_one = number.numbers if len(number.numbers) <= _FEW else ()
        of = [NumberIn((n,)) for n in one_by_one] or [number]
        return (number,), tuple(Premise(named, claim=all_of(others), words=f.text) for named in of)
    if measure in ("exists", "describe") and (quoted := _of_the_quoted(f, conditions)):
        return quoted[:1], (Premise(quoted[0], claim=all_of(quoted[1:]), words=f.text),)
    if measure == "content" and (claims := figure_claims(f, conditions)):
        return tuple(c for c in conditions if kind_of(c) == "text"), claims
    counts = [b.low for b in f.bounds if b.of == "tasks" and b.low == b.high and not has_topic(f)]
    if counts and f.counted and measure not in ("units", "rank"):
        return conditions, (Premise(all_of(f.counted), count=counts[0], words=f.text, aside=True),)
    if counts and measure not in ("units", "rank") and (conditions or f.flags & _WHOLE):
        return conditions, (Premise(all_of(conditions), count=counts[0], words=f.text),)
    return conditions, ()


def _of_the_quoted(f: Findings, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """ "“渡改桥”工程是市财政局牵头吧": of what is quoted it is claimed who does it (the subject, then the claims)."""
    subject = tuple(c for c in conditions if isinstance(c, Mentions))
    others = tuple(c for c in conditions if c not in subject)
    dated = any(kind_of(c) == "due" for c in others)
    told = _QUOTED_IS.search(f.text)
    others_asked = f.flags & (_WHOLE | _OPEN | {"HAS", "MENTION", "COUNT"}) - (
        {"TASKN"} if told and told["noun"] else set()
    )
    pointed = "POINTER" in f.flags and conditions[:1] == subject  # 每年10课时那条,2016年底就得做到
    plain = (told or pointed) and not others_asked
    if len(subject) != 1 or not others or not plain or ("DUE" in f.flags and not dated) or not ASSERTING & f.flags:
        return ()
    if not all(kind_of(c) in _SAID_OF_IT for c in others):
        return ()
    return (*subject, *others)


def figure_claims(f: Findings, conditions: tuple[Condition, ...]) -> tuple[Premise, ...]:
    """The figures that a yes/no question of content states, with the date beside them."""
    dated = tuple(c for c in conditions if kind_of(c) == "due")
    plain = all(kind_of(c) in ("due", "text", "unit either") for c in conditions)
    figures = _figures(f) if plain and (ASSERTING & f.flags or _doubts(f)) else ()
    return (Premise(None, claim=all_of((*figures, *dated)), words=f.text),) if figures else ()


def _doubts(f: Findings) -> bool:
    """ "突发事件要48小时内开发布会?": a statement with nothing but a question mark to it."""
    return "QUESTION" in f.flags and not (_OPEN | {"COUNT", "RELATIVE", "FIELD", "HOW"}) & f.flags and not f.fields


def _figures(f: Findings) -> tuple[Condition, ...]:
    """Figures that a claim about a task states, which its text has to write; 一年多少课时 asks and states none."""
    stated = (w for w in figures_in(f.text) if w.number is not None or not _HOW_MANY.search(f.text))
    return tuple(dict.fromkeys(Mentions((w.figure,)) for w in stated))


def _meant(f: Findings, condition: Condition) -> Condition:
    """ "不是市发展改革委吗" holds that it is."""
    rhetorical = isinstance(condition, Not) and isinstance(condition.part, UnitIs) and _RHETORICAL.search(f.text)
    return condition.part if rhetorical and isinstance(condition, Not) else condition


def of_nothing_else(f: Findings) -> bool:
    """Whether a stated count is all there is to answer: nothing is asked beside yes or no."""
    counted = f.counted and _HOW_MANY.search(f.cues.get("COUNT", ""))  # 不是有14条嘛,里头几条是甲牵头的
    return bool(ASSERTING & f.flags) and not (_OPEN & f.flags or f.fields or counted)


def which_task(f: Findings, conditions: tuple[Condition, ...]) -> Premise | None:
    """ "第三方评估是第13项吧": the task that the words find is claimed to have this number."""
    number = conditions[0] if len(conditions) == 1 else None
    if not isinstance(number, NumberIn) or len(number.numbers) > 1 or not (has_topic(f) and ASSERTING & f.flags):
        return None
    words_first = f.text.find(f.words[0]) < f.text.find(f.cues.get("NUM", ""))
    return Premise(None, claim=number, words=f.text) if words_first and not _OPEN & f.flags and not f.fields else None


def of_the_extreme(f: Findings) -> Findings:
    """ "最晚的任务是2018年到期,对吧": the date is claimed of the latest tasks, and selects none of them."""
    if f.extreme is None or not ASSERTING & f.flags or {"LIST", "WHO", "MORE"} & f.flags:
        return f
    return replace(f, conditions=tuple(c for c in f.conditions if kind_of(c) != "due"))


def most_of_sections(f: Findings) -> Findings:
    """ "第七部分任务最多吧": the section is claimed to be the fullest, and bounds no ranking."""
    if not {"MOST", "LEAST"} & f.flags or not ASSERTING & f.flags or f.roles or {"WHO", "UNITN"} & f.flags:
        return f
    others = tuple(c for c in f.conditions if kind_of(c) != "section")
    return f if len(others) == len(f.conditions) else replace(f, conditions=others, flags=f.flags | {"SECTIONN"})


def most_of_units(f: Findings) -> Findings:
    """ "市委宣传部牵头的活最多吧": the unit is claimed to lead the ranking, and bounds none."""
    ranked = {"MOST", "LEAST"} & f.flags and ASSERTING & f.flags and not {"WHO", "SECTIONN", "YEARN"} & f.flags
    units = [c for c in f.conditions if isinstance(c, UnitIs)]
    if not ranked or len(units) != 1 or units[0].role == "either" or units[0].only or f.roles or f.extreme:
        return f
    return replace(f, conditions=tuple(c for c in f.conditions if c is not units[0]), roles=(units[0].role,))


# 能不能把第一部分压缩一下, 能帮我理出重点吗: whether somebody can do it claims nothing.
_POLITE = re.compile("能不能|能否|可不可以|可否|是否可以|(?:能|可以)(?:请|麻烦)?[您你]?(?:帮|替|给|把)")


def claims_a_subject(f: Findings) -> bool:
    """ "数据开放是第三部分吧": which section the words belong to is told instead."""
    if _POLITE.search(f.text):
        return False
    return has_topic(f) and bool(ASSERTING & f.flags) and not {"LIST", "COUNT", "WHO", "TASKN", "DUE"} & f.flags


def of_a_section(f: Findings) -> Plan | None:
    """ "Section 4 is about public participation, isn't it": whether it treats that; None for no such claim."""
    said = next((c for c in f.conditions if isinstance(c, SectionIn) and len(c.sections) == 1), None)
    topic = _treated(f)
    return Plan("sections", said, topic=topic, asked=f.text if said else "") if topic else None


def _treated(f: Findings) -> str:
    """What a section is claimed to treat."""
    if {kind_of(c) for c in f.conditions} == {"section"}:
        return f.topic if claims_a_subject(f) else ""
    words = [w for c in f.conditions if isinstance(c, Mentions) for w in c.words]
    others = {kind_of(c) for c in f.conditions} - {"text"}
    plain = ASSERTING & f.flags and not {"LIST", "COUNT", "WHO", "TASKN", "DUE"} & f.flags
    return " ".join(words) if others == {"section"} and plain and _ABOUT.search(f.cues.get("COND", "")) else ""


def in_the_titled(f: Findings) -> Findings:
    """ "第五部分叫“扩大政务参与”吧,有几项": where something is asked of the section, its title is only told."""
    if f.titled is None or not (f.conditions or f.fields or f.roles or f.flags & (_OPEN | {"COUNT", "TASKN"})):
        return f
    return replace(f, conditions=(*f.conditions, SectionIn(f.titled[:1])), flags=f.flags - ASSERTING, titled=None)


def of_a_title(f: Findings) -> Plan | None:
    """ "第四部分叫“扩大政务参与”,对不对": the section that is said to have the title of another, or its own."""
    if f.titled is None or f.conditions:
        return None
    said, title = f.titled
    return Plan("sections", SectionIn((said,)), sides=(SectionIn((title,)),), asked=f.text)


def claimed_words(f: Findings, measure: Measure) -> str:
    """What a yes/no question says of the header, a ranking or a share, whose answer begins with yes or no."""
    if measure == "share" and "CLAIMED" in f.flags:
        return f.text
    counted = _HOW_MANY.search(f.cues.get("COUNT", ""))  # 任务数 asks nothing
    plain = measure in ("document", "rank") and not f.flags & {"LIST", "WHO", "WHEN"} and not counted
    return f.text if plain and ASSERTING & f.flags else ""


def title_of(before: Plan, f: Findings) -> Plan | None:
    """ "讲舆情的是哪一部分?标题怎么写的": the title of the section that the sentence before asks for."""
    asked = "NAMED" in f.flags or "标题" in f.facts
    which = before.measure == "content" and "section" in before.fields and before.condition is None
    named = f.conditions or f.units or has_topic(f) or f.flags & {"SECT", "NUM", "DOCUMENTN"}
    return Plan("sections", topic=before.topic, fields=("section",)) if asked and which and not named else None


def guesses(f: Findings, after_a_question: bool) -> bool:
    """ "…是谁牵头,我记得是财政局": what the asker believes the answer to be."""
    named = bool(f.units or f.conditions) and not has_topic(f)
    return after_a_question and "BELIEF" in f.flags and named and not (f.roles or f.fields or f.flags & _OPEN)


def taken_of(before: Plan, f: Findings) -> Premise | None:
    """What a sentence claims of the task that the one before it asks about: "任务66的责任单位是哪些?是各区政府吧"."""
    if not ASSERTING & f.flags or (_OPEN | {"COUNT"}) & f.flags or has_topic(f) or f.claim is not None:
        return None
    numbered = isinstance(before.condition, NumberIn) and before.measure == "describe"
    if not numbered and (before.measure != "content" or before.condition is not None):
        return None
    roles: list[Role] = [name for name in before.fields if name in ("lead", "responsible")]
    bound = bind_units(f, roles[0] if len(roles) == 1 else None)
    if not bound.conditions or any(isinstance(c, NumberIn) for c in bound.conditions):
        return None
    return Premise(before.condition, claim=all_of(bound.conditions), words=f.text)


def of_the_denied(f: Findings) -> Findings:
    """ "甲和乙没一起牵头过吧": what is said not to be there is what the records are searched for."""
    if _HELD_AGAINST.search(f.text) and not any(isinstance(c, NumberIn) for c in f.conditions):
        f = replace(f, conditions=tuple(map(partial(_meant, f), f.conditions)))  # 甲不是牵头了几条嘛,哪条最早
    if not ASSERTING & f.flags or {"LIST", "COUNT", "WHO"} & f.flags:
        return f
    return replace(f, conditions=tuple(c.part if _denies_a_pair(c) else c for c in f.conditions))  # type: ignore[union-attr]


def _denies_a_pair(condition: Condition) -> bool:
    return isinstance(condition, Not) and isinstance(condition.part, And) and len(condition.part.parts) > 1


def of_the_figure(f: Findings) -> Findings:
    """ "占绩效考核4%以上的那项,责任单位是甲没错吧": the figure is one of the words that tell which task is meant."""
    figures = tuple(c for c in f.conditions if isinstance(c, Mentions) and _DIGIT.search("".join(c.words)))
    others = tuple(c for c in f.conditions if c not in figures)
    claimed = others and all(kind_of(c) in _HELD for c in others) and bool(ASSERTING & f.flags)
    if not figures or not claimed or not has_topic(f) or (_OPEN - {"SHARE"}) & f.flags:
        return f
    words = (*f.words, *(word for c in figures for word in c.words))
    return replace(f, conditions=others, words=words, topic=" ".join(words))


def about_all(f: Findings) -> tuple[Premise, ...]:
    """What a message claims of every task of a set, of the whole document where it names none; and their number."""
    whole = all_of(f.conditions) or And(())
    stated = next((b.low for b in f.bounds if b.of == "tasks" and b.low == b.high), None)
    counted = (Premise(whole, count=stated, words=f.text, aside=True),) if stated is not None else ()
    return (Premise(whole, claim=f.claim, words=f.text), *counted)
