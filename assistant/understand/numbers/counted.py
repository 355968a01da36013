"""Stated counts: 三家, 恰好两个名称, at least 3 tasks, and counts of nought (一条都没有)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.conditions import Role, UnitCount
from assistant.understand.numbers.numerals import ENGLISH_CARDINAL, NUMERAL, parse_english, parse_numeral
from assistant.understand.tokens import Bounds, RoleBounds, Token

_WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("counted.toml").read_text(encoding="utf-8"))
# What bounds a count from outside it, and what opens it upwards after it: 超过五家, 三个及以上单位.
_MORE_OR_LESS = (
    "至少|最少|不下于|不下|不止|不只|不低于|大于等于|大于|超过|超出|多于|不少于|不到|少于|小于|不足"
    "|低于|最多|至多|不超过|过了|突破|高于|凑够|(?<!不)够|>=|>|<=|<|≥|≤"
)
_OR_MORE = (
    r"(?:(?:\(含\)|\(含本数\)|及其?|或者?|含|和|跟)?以上|及更多|(?:或者?|甚至|乃至)(?:比这)?(?:还|更)多"
    r"|\((?:及其?|或者?|含)?以上\)|了?,?甚至(?:还|都)?(?:不止|以上)|往上|朝上|起步|打底|起跳)"
)
# 二十项还打不住: the number itself is too few.
_BEYOND = "还?(?:打不住|收不住)|还(?:不止|多|要多)|都?不止|开外"
# 还有四十九项谁牵头: the task of that number is asked about, not how many there are.
_ASKED_ABOUT = (
    r"(?!(?:是|(?<=还)有)?(?:\d{2}|[一二三四五六七八九]?十[一二三四五六七八九]?)[项条](?:是|由|归|又是)?"
    r"(?:谁|哪家|哪个单位|哪个部门|啥时候|什么时候|何时|几时))"
)
_COUNTED = re.compile(
    rf"{_ASKED_ABOUT}"
    r"(?P<exact>不多不少正好|不多不少|恰好|正好|刚好|恰|整整|只有|仅有|只|仅)?(?:写了|多达|高达|达到|多至|达|足足有|足有|竟有|有|是|(?<!作)为|由|在)?"
    rf"(?:(?P<cmp>{_MORE_OR_LESS})(?:它|他|自己)?)?"
    rf"(?:(?P<low>{NUMERAL})[个家]或)?(?P<n>{NUMERAL}|[俩仨])(?:[个家](?={_OR_MORE}))?(?P<up>{_OR_MORE}的?)?"
    r"(?P<c>家(?:牵头|责任)单位|家单位|家部门|家|个名字|个单位|个部门|个名称|个(?:牵头|责任|负责)单位|个负责部门|个司局|个厅局"
    r"|个委办局|个局委办|个机构|个局"
    r"|(?<=[上多的俩仨])(?:牵头|责任)?(?:单位|部门|机构)(?!数)|方(?!面)|(?:个|大)?(?:部分|章节|板块|大类)"
    r"|项任务|条任务|个任务|项|条|件)"
    rf"(?:{_OR_MORE}|{_BEYOND}|以下)?(?P<open>\(不[含包][^()]*\))?"
    r"(?!(?:也|都|均)(?:没|未|不|无|缺))"
)
# 5到10项之间的单位, 牵头数在5到10项之间: a stretch of counts, not of task numbers.
_STRETCH = (
    rf"(?:在|介于)?(?P<a>{NUMERAL})(?:项|条|件)?(?:到|至|-|~|—)(?P<b>{NUMERAL})(?:项|条|个|件)?(?:任务)?(?:之间|不等)?"
)
_COUNTED_RANGES = (
    re.compile(rf"{_STRETCH}(?=(?:的|的都)?(?:单位|部门|委办局|机构|哪家|哪几家|谁))"),
    re.compile(rf"(?<=[数量]){_STRETCH}"),
    re.compile(rf"between (?P<a>\d+|{ENGLISH_CARDINAL}) and (?P<b>\d+|{ENGLISH_CARDINAL}) (?:tasks|items)(?=$|[?.,])"),
)
# 恰好牵头8项, 至少领办五条: the bound before the verb, the number after it.
_BOUND_BEFORE_VERB = re.compile(
    r"(?P<cmp>至少|不下|不止|超过|多于|不少于|不到|少于|不足|不多不少(?:正好|恰好)?|恰好|正好|刚好|恰恰|仅仅|只|仅|就|才)(?:有)?"
    r"(?:牵头|负责|承担|领办|挑头|领衔|主办|担责)(?:了|过|的)?(?:任务)?"
    rf"(?P<n>{NUMERAL})(?:项|条|个|件|[次回](?!会))(?:任务)?(?P<up>及?以上)?"
)
# 责任单位只有一个的, 牵头单位超过五家: what is counted was named before the number.
_UNITS_COUNTED = re.compile(
    r"(?:(?<=[单部机][位门构])|(?<=牵头的)|(?<=牵头)|(?<=[头任]栏))(?:就)?(?:栏|一栏)?(?:里|中)?(?:的?(?:数量|数目|个数|家数|数))?(?:都|也|就|又|却|还)*(?:恰好|正好|刚好|恰恰|不多不少|恰|刚|正|孤零零|孤单单|光秃秃|单单|总共)?(?:地)?"
    r"(?:只有|仅有|只写了|就写了|仅写了|写着|只列了|只|仅|有|是|为|多达|高达|达到|达|写了|列了|在)?(?:恰好|正好|刚好|恰)?"
    rf"(?P<cmp>{_MORE_OR_LESS})?(?P<n>{NUMERAL})[个家](?P<up>{_OR_MORE})?(?P<down>以下|以内|及以下)?"
    r"(?=的|[,?。、;(]|$|吗|吧|任务|是哪|有哪|有几|有多)"
)
# 牵头单位数为1, 责任单位个数大于2: no classifier follows the number.
_NUMBER_OF_UNITS = re.compile(
    r"(?<=单位)的?(?:个数|数量|数目|家数|总数|数)(?:起来|下来|出来)?(?:都|也|就)?(?:恰好|正好|刚好|恰恰|不多不少|恰|正|刚)?"
    r"(?:为|是|等于|=|有)?(?:恰好|正好|刚好|不多不少)?"
    rf"(?P<cmp>至少|超过|多于|大于|>|不少于|不小于|>=|≥|不到|少于|小于|<|不足)?(?:为|是)?(?P<n>{NUMERAL})(?:家|个)?(?P<up>及?以上)?(?![\d年项条])"
)
# 任务数正好是14, 项数超过10.
_NUMBER_OF_TASKS = re.compile(
    r"(?P<role>(?:牵头|挑头|领衔|主办|责任)的?)?(?:(?:任务|(?<=[头衔办任])|(?<=[头衔办任]的)|事项)(?:数量|总数|次数|数)|项数|条数|得数|数(?:下来|出来|得的?))"
    r"(?:都|也|同|皆|均)?(?:正好|恰好|刚好|恰恰|恰|刚)?(?:为|是|等于|=|有|达到?|在)?"
    rf"(?P<cmp>至少|超过|多于|大于|不少于|不小于|>=|>|≥|不到|少于|小于|<|不足)?(?:为|是)?(?P<n>{NUMERAL})(?:项|条|个|次|回|件)?(?P<up>及?以上)?(?![\d年部样般致共起直])"
)
_NONE = re.compile(
    r"(?:任务)?(?:一|半|任何一)(?:项|条|件|个任务)(?:任务)?(?:都|也)?(?:没有|没|不存在|找不到)"
    r"(?![写填列标设给带要提说附跟注]|(?:完成)?[时期]限|(?:任何)?(?:责任|牵头|配合)(?:单位|部门|方|栏))"
    r"|(?<!有)(?:没有|没)(?:任何|任何一|一|哪|哪怕一)(?:项|条|件|个任务)(?:任务)?(?:是|由|在)?"
)
# 市教委没有牵头的任务吗, 是不是没有负责的任务: whether it has none, not which are another's.
_DEED = r"(?:牵头|负责|主办|配合|协办|参与|承担|挑头|领衔|主责|担责)(?:过)?的?(?:任何)?(?:任务|事项|工作|活儿?|条目)"
_NONE_AT_ALL = re.compile(rf"没有?(?={_DEED}(?:吗|吧|么|嘛|对吧|是吧|\?))|(?:(?<=是不是)|(?<=是否))没有?(?={_DEED})")
# 没有牵头任何任务, 没负责过一项: what is denied is every task of the unit, not the unit of a task.
_DOING = r"(?:牵头|负责|承担|领办|挑头|领衔|主办|担责|参与)(?:过|了)?"
_NONE_AFTER_VERB = re.compile(
    rf"(?P<not>从来没有|从来没|从没|没有|没|未){_DOING}"
    r"(?P<none>(?:任何|哪怕一|半|一)(?:项|条|件|个)?(?:任务|工作|事项)?)"
)
_ENGLISH_COUNTED = re.compile(
    r"(?P<exact>exactly|only|precisely|just)? ?(?P<cmp>at least|more than|fewer than|less than|no more than"
    r"|no fewer than|at most|over|no less than"
    r"|not more than|not fewer than|(?:a )?minimum of|(?:a )?maximum of|up to|above|under)? ?"
    rf"(?P<n>\d+|{ENGLISH_CARDINAL}) (?P<up>or more )?"
    r"(?P<c>units?|agencies|departments|bodies|bureaus|offices|tasks?|items?|jobs?|times"
    r"|lead (?:units|agencies)|responsible units)\b"
)
# 比20项还多: a bound said as a comparison.
_COMPARED = re.compile(
    rf"比(?P<n>{NUMERAL})(?P<c>项|条|个|件|家|个单位|个部门)(?:任务|单位|部门)?(?:还|更|要|都|还要)*的?(?P<more>多|少)(?=$|[的,?。吗])"
)
_BRACKETED = re.compile(r"\([^()]*\)$")
_YEARS = range(1990, 2100)
# What makes the number after it an ordinal: 第5项, section 5 tasks.
_ORDINAL = re.compile(r"(?:[第前后]|\b(?:section|part|chapter|task|item|number|no\.?)) ?$")
_SECTIONS = re.compile("部分|章节|板块|大类|sections|parts")
_AT_LEAST, _ABOVE = _WORDS["at_least"], _WORDS["above"]
_AT_MOST, _BELOW = _WORDS["at_most"], _WORDS["below"]
_ROLES: dict[str, Role] = _WORDS["roles"]
_COUNTED_ROLE = re.compile("|".join(_ROLES))
_UNIT_CLASSIFIERS = tuple(_WORDS["units"])


def _is_a_year(n: int, m: re.Match[str]) -> bool:
    """Which 2017 items: tasks of that year, not so many of them."""
    return n in _YEARS and not (m["cmp"] or m["exact"] or m["up"])


def _counts(text: str) -> Iterator[Token]:
    for pattern in (_COUNTED, _ENGLISH_COUNTED):
        for m in pattern.finditer(text):
            if _ORDINAL.search(text[: m.start()]) or "第" in m[0]:
                continue
            n = parse_numeral(m["n"]) or parse_english(m["n"])
            if n is None or (pattern is _ENGLISH_COUNTED and _is_a_year(n, m)):
                continue
            more = m.groupdict().get("up")
            low, high = (n, None) if more else _limits(_BRACKETED.sub("", m[0]), m["cmp"], n)
            if m.groupdict().get("open"):  # 20项以上(不含20)
                low, high = (low + 1, high) if low is not None else (low, high - 1 if high is not None else None)
            low = parse_numeral(m.groupdict().get("low") or "") or low
            if role := _COUNTED_ROLE.search(m["c"]):
                named = _ROLES[role[0]]
                said = {"lead": "lead_any", "responsible": "responsible"}.get(named) if low == high == 1 else None
                same = (("SAME", said),) if said else ()
                yield Token("COND", UnitCount(named, low, high), m.start(), m.end(), 0.3, same)
                continue
            yield Token("COUNTN", Bounds(low, high, _counted(m["c"])), m.start(), m.end(), 0.32)


def _count_ranges(text: str) -> Iterator[Token]:
    for pattern in _COUNTED_RANGES:
        for m in pattern.finditer(text):
            low, high = (parse_numeral(m[end]) or parse_english(m[end]) for end in ("a", "b"))
            if low is not None and high is not None:
                yield Token("COUNTN", Bounds(low, high, "tasks"), m.start(), m.end(), 0.02)


_BEFORE_NUMBER = (
    (_BOUND_BEFORE_VERB, "tasks"), (_UNITS_COUNTED, "units"), (_NUMBER_OF_UNITS, "units"), (_NUMBER_OF_TASKS, "tasks"),
)  # fmt: skip


def _named_before(text: str) -> Iterator[Token]:
    """Counts whose bound or whose thing stands before a verb: 恰好牵头8项, 责任单位只有一个的."""
    for pattern, of in _BEFORE_NUMBER:
        for m in pattern.finditer(text):
            n = parse_numeral(m["n"])
            if n is not None:
                low, high = (n, None) if m["up"] else _limits(m.groupdict().get("down") or "", m["cmp"], n)
                apart = pattern is _BOUND_BEFORE_VERB
                if apart:  # 只牵头1项 bounds the tasks: it is no 独家牵头
                    yield Token("FILL", "yes", m.start(), m.end("cmp"), 0.02)
                bounds = Bounds(low, high, of)
                if role := _COUNTED_ROLE.search(m.groupdict().get("role") or ""):
                    yield Token("HAVING", RoleBounds(_ROLES[role[0]], bounds), m.start(), m.end(), 0.02)
                yield Token("COUNTN", bounds, m.start("n" if apart else 0), m.end(), 0.02)


def _compared(text: str) -> Iterator[Token]:
    for m in _COMPARED.finditer(text):
        n = parse_numeral(m["n"])
        if n is not None:
            low, high = (n + 1, None) if m["more"] == "多" else (None, n - 1)
            yield Token("COUNTN", Bounds(low, high, _counted(m["c"])), m.start(), m.end(), 0.1)


def _counted(classifier: str) -> str:
    """What a classifier counts."""
    if _SECTIONS.search(classifier):
        return "sections"
    return "units" if classifier.startswith(_UNIT_CLASSIFIERS) else "tasks"


def _none(text: str) -> Iterator[Token]:
    """ "一条都没有", "没有一项是": a stated count of nought."""
    for m in _NONE.finditer(text):
        yield Token("COUNTN", Bounds(0, 0, "tasks"), m.start(), m.end(), 0.1)
    for m in _NONE_AT_ALL.finditer(text):
        yield Token("COUNTN", Bounds(0, 0, "tasks"), m.start(), m.end(), 0.02)
    for m in _NONE_AFTER_VERB.finditer(text):
        yield Token("FILL", "yes", m.start("not"), m.end("not"), 0.02)
        yield Token("COUNTN", Bounds(0, 0, "tasks"), m.start("none"), m.end("none"), 0.02)


def _limits(words: str, compare: str | None, n: int) -> tuple[int | None, int | None]:
    if re.search(rf"(?:{_OR_MORE})$", words) or compare in _AT_LEAST:
        return n, None
    if re.search(f"(?:{_BEYOND})$", words):
        return n + 1, None
    if compare in _ABOVE:
        return n + 1, None
    if words.endswith(("以下", "以内")) or compare in _AT_MOST:
        return None, n
    if compare in _BELOW:
        return None, n - 1
    return n, n


def find_stated_counts(text: str) -> Iterator[Token]:
    """COUNTN tokens (COND where a role is counted: 两家牵头单位), ranges of counts and counts of nought."""
    yield from _counts(text)
    yield from _count_ranges(text)
    yield from _named_before(text)
    yield from _compared(text)
    yield from _none(text)
