"""The clauses of a sentence: where each side of a comma, 和 or 、 is a question of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import And, Mentions, UnitCount, UnitIs
from assistant.understand.asking.fields import is_told
from assistant.understand.tokens import Token

# How a clause begins or ends that asks again what was asked before, of something else.
_ECHO = re.compile(
    r"[\s,]*(?:还有|另外|以及|还是(?=每次|每回|总|都|一直|一向|老|全|跟|和|与|同)"
    r"|至于|那么|那|再有|再就是|顺便|对了|and also|also|and|what about|how about)"
)
# How a clause begins that asks something of its own, whatever was said before it.
_ASIDE = re.compile(
    r"\s*(?:顺便|顺带|另外|对了|然后(?:再|帮|请)|再(?:帮|跟|说|告诉|问|查)|还有个?(?:事|问题)|最后(?:再|问)|by the way)"
)
_BROUGHT = re.compile(
    "\\s*(?:顺便|顺带|另外|还有|再)?(?:麻烦|请|帮忙)?把(?![它这那其]).{2,24}(?:[条项些个]|任务)(?:也|都|一并|一起|一块儿?|给)*(?:给|发|报|列|附|带)(?:给)?(?:我|出来|一下|上)"
)
# 配偶就业那项怎么没牵头部门, 责任单位为什么空着: wonders at what a field lacks.
_FIELD = "(?:牵头|责任|主责|配合|完成时限|时限|期限)(?:单位|部门|方)?"
_WONDERING = "(?:怎么|为什么|为啥|为何|咋)(?:会|就|都|还|也|连|一直)*"
_LACKING = "(?:没有?|未|空|缺)(?:写|填|列|标|注明|明确|定|给|着|了)*"
_WONDERED = re.compile(f".*(?:{_WONDERING}{_LACKING}{_FIELD}|{_FIELD}(?:一栏|那栏|栏)?{_WONDERING}(?:是)?{_LACKING})")
_ECHOED = re.compile(r"呢[\s,?!~]*$")
# 甲牵头的一大堆,那它当责任单位的呢: only the second is asked.
_THEN = re.compile(r"\s*(?:可|但)?那么?(?![些几个项条])[^,。?]*呢[\s,?!~]*$")
_STRONG = ("LIST", "COUNT", "WHO", "WHEN", "RELATIVE", "SHARE", "SECTCOUNT")
INTERROGATIVE = re.compile("[几谁哪何啥]|多[少久长]|什么")
_PUT = ("COUNT", "WHO", "WHEN", "RELATIVE", "SHARE", "SECTCOUNT")
_COMPARING = ("COMPARE", "MORE", "SAME", "EARLIER")
SUBJECT = ("COND", "NUM", "SECT", "UNITS", "DOCFACT", "SAMEAS", "SLICE", "ASOF")

# What a guess at the answer is made of.
_GUESSING = ("BELIEF", "CONFIRM", "YESNO", "IS", "BY", "UNITS", "COND", "QUESTION", "COMMA", "TOTAL", "BOTH")


def brings(clause: str) -> bool:
    """ "顺带把住建局牵头的那条也给我", "那项怎么没牵头部门": asks without an interrogative."""
    return _BROUGHT.match(clause) is not None or _WONDERED.match(clause) is not None


def echoes(clause: str) -> bool:
    return bool(_ECHO.match(clause) or _ECHOED.search(clause))


def asks(tokens: Sequence[Token]) -> bool:
    if any(t.has(kind) for t in tokens for kind in _STRONG):
        return True
    return any(t.type == "ROLE" or (t.type == "FIELD" and not is_told(tokens, at)) for at, t in enumerate(tokens))


def pressing(tokens: Sequence[Token]) -> bool:
    """It holds an interrogative of its own: 几项, which."""
    return any(t.has(kind) for t in tokens for kind in _STRONG)


def _asked(tokens: Sequence[Token], sentence: str) -> bool:
    """It asks with an interrogative, not with 所有 or 全部."""
    return any(INTERROGATIVE.search(sentence, t.start, t.end) for t in tokens if pressing((t,)))


def _put(tokens: Sequence[Token], sentence: str) -> bool:
    """It holds an interrogative that no mere list of things holds: 至少是多少、要培训多少课时."""
    return any(t.has(kind) and INTERROGATIVE.search(sentence, t.start, t.end) for t in tokens for kind in _PUT)


def _parted(token: Token, before: Sequence[Token], after: Sequence[Token], sentence: str) -> bool:
    """Whether ``token`` may stand between two questions: 和 and 、 only where each side has its own interrogative."""
    if _other_kinds(before, after, sentence):
        return True
    if token.type == "ENUM":
        return _put(before, sentence) and _put(after, sentence)
    if token.type == "COMMA":
        if before[0].type == "IN" and not _put(before, sentence) and sentence.isascii():
            return False  # "of everything due in 2020, …"
        return before[-1].type != "IN" or _asked(before, sentence)  # "所有甲牵头的任务中,…" only names where to look
    asked = pressing(before) or (stands_alone(before) and any(t.type == "SECTCOUNT" for t in after))
    return asked and pressing(after) and not _opens_a_count(before, after)


def _other_kinds(before: Sequence[Token], after: Sequence[Token], sentence: str) -> bool:
    """ "任务9的牵头单位、成文日期": a fact of the document beside what is asked of tasks."""
    facts = [any(_is_printed(t, sentence) for t in side) for side in (before, after)]
    tasks = [any(_of_tasks(t) for t in side) for side in (before, after)]
    titles = [_asks_a_title(side) for side in (before, after)]
    if titles.count(True) == 1 and any(_of_tasks(t) for t in (after if titles[0] else before)):
        return True
    return facts != tasks and facts.count(True) == tasks.count(True) == 1


def _asks_a_title(side: Sequence[Token]) -> bool:
    """ "第五部分的标题": what a section is called, and nothing of its tasks."""
    named = any(t.value_of("DOCFACT") == "标题" or t.has("NAMED") for t in side)
    others = (t for t in side if t.type not in ("SECT", "NAMED", "DOCFACT", "IS", "HAS", "IN", "WORD"))
    return named and any(t.type == "SECT" for t in side) and not any(t.value_of("DOCFACT") != "标题" for t in others)


def _of_tasks(token: Token) -> bool:
    return token.type in ("NUM", "COND", "SLICE", "UNITS", "SECT") and not isinstance(token.value, Mentions)


# Lines of a document's head; 标题 and 归类 may be said of a part or a task, and 公开 of anything.
_PRINTED = ("发布日期", "成文日期", "实施日期", "发文机构", "发文字号")
_NAMED = re.compile("日期|文号|字号|机构|机关|发布|印发|成文|发文")


def _is_printed(token: Token, sentence: str) -> bool:
    return token.value_of("DOCFACT") in _PRINTED and bool(_NAMED.search(sentence, token.start, token.end))


def _opens_a_count(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """ "统计甲牵头且…的任务数": the first word asks for what the last names."""
    asking = [t for t in before if pressing((t,))]
    return asking == [before[0]] and before[0].has("COUNT") and not pressing(after[:1])


def _only_looks(before: Sequence[Token], clause: Sequence[Token]) -> bool:
    """ "看看第一部分,哪些由甲牵头": the wish to look asks for what the clause behind it asks."""
    asking = [t for t in before if pressing((t,))]
    return bool(asking) and all(t.value_of("LIST") == "look" for t in asking) and pressing(clause)


def stands_alone(tokens: Sequence[Token]) -> bool:
    """It asks something of its own: an interrogative and something to ask it of."""
    if any(t.type == "OFFTOPIC" for t in tokens):
        return True
    worded = sum(len(t) for t in tokens if t.type in ("WORD", "QUOTE")) >= 3
    if not any(t.has(kind) for t in tokens for kind in _STRONG) and not any(
        t.type == "FIELD" and t.value != "deadline" and not is_told(tokens, at) for at, t in enumerate(tokens)
    ):
        # "时间上又是2018年" names a field and its value: a condition, no question.
        named = any(t.type in ("NUM", "SECT", "UNIT", "UNITS", "SAMEAS") for t in tokens)
        return (worded or named or any(isinstance(t.value, Mentions) for t in tokens)) and asks(tokens)
    return worded or any(t.type in (*SUBJECT, "UNIT", "DATE", "SECTCOUNT") for t in tokens)


def _asks_again(clause: Sequence[Token], words: str) -> bool:
    """ "还有22项的呢" names another thing to ask the same of; "这两项谁牵头" speaks of all that was named."""
    if any(t.value_of("HISTORY") == "list" for t in clause):
        return asks(clause)
    named = any(t.type in (*SUBJECT, "UNIT") for t in clause) and not any(t.has("HISTORY") for t in clause)
    return named and echoes(words)


def _asks_of_them(before: Sequence[Token], clause: Sequence[Token]) -> bool:
    """ "第七部分几项,其中谁牵头最多": a question of the tasks that the one before asked for."""
    return bool(clause) and clause[0].has("IN") and pressing(clause) and pressing(before)


def _asks_whether(before: Sequence[Token], clause: Sequence[Token], words: str) -> bool:
    """ "甲和乙哪个牵头多,两家有没有一起牵头的": tasks of another kind, after a question."""
    there = any(t.type == "COND" and isinstance(t.value, _OF_UNITS) for t in clause)
    return there and _WHETHER.search(words) is not None and any(t.has(kind) for t in before for kind in _RANKING)


_WHETHER = re.compile("有没有|有无|是否有|有没")
_OF_UNITS = (UnitIs, And, UnitCount)
_RANKING = ("MORE", "MOST", "LEAST", "COUNT")
_SUM = re.compile("[得是为成][几多]|等于|合计|总共|一共|共[计有是]?[几多]")
_OF_SECTIONS = ("SECTALL", "SECTNONE")


def _asks_of_sections(before: Sequence[Token], clause: Sequence[Token]) -> bool:
    """ "哪个部分全是…,哪个部分一条…都没有": sections are asked for on each side."""
    return all(any(t.type in _OF_SECTIONS for t in side) for side in (before, clause))


def _guesses(before: Sequence[Token], rest: Sequence[Token]) -> bool:
    """ "预算公开那条是谁牵头,我记得是财政局": nothing but what the asker believes the answer to be."""
    believed = any(t.type == "BELIEF" for t in rest) and any(t.type in ("UNITS", "COND") for t in rest)
    described = any(t.type == "WORD" for t in before) and any(t.has(kind) for t in before for kind in ("WHO", "WHEN"))
    return believed and described and all(t.type in _GUESSING for t in rest)


def _added_up(token: Token, before: Sequence[Token], clause: Sequence[Token], sentence: str) -> bool:
    """ "第四部分的条数加上第六部分的条数,得多少": one sum is asked for."""
    counted = all(any(t.has("COUNT") for t in side) for side in (before, clause))
    return counted and "加" in sentence[token.start : token.end] and _SUM.search(sentence, token.end) is not None


def questions(reduced: Sequence[Token], sentence: str) -> list[list[Token]]:
    """Split where each side of a comma is a question of its own: "市保密局牵头哪项,市审计局又牵头哪项"."""
    parts: list[list[Token]] = [[]]
    compared = any(t.has(kind) for t in reduced for kind in _COMPARING)
    outnumbered = any(t.has("MORE") for t in reduced)  # 第二部分几项、第三部分几项,孰多
    for at, token in enumerate(reduced):
        if parts[-1] and token.type in ("COMMA", "ENUM", "AND"):
            rest = list(reduced[at + 1 :])
            nearest = next((i for i, t in enumerate(rest) if t.type in ("COMMA", token.type)), len(rest))
            clause = rest[:nearest] if nearest else rest
            opens = token.type == "COMMA" and _ASIDE.match(sentence, token.end)
            parted = opens or _parted(token, parts[-1], clause, sentence)
            summed = token.type == "AND" and (compared or _added_up(token, parts[-1], clause, sentence))
            if not parted or summed or (token.type == "ENUM" and outnumbered):
                parts[-1].append(token)
                continue
            words = sentence[token.end : rest[nearest].start if 0 < nearest < len(rest) else len(sentence)]
            asks = stands_alone(clause) or _asks_again(clause, words) or _asks_of_them(parts[-1], clause)
            if token.type == "COMMA" and (
                _asks_whether(parts[-1], clause, words) or _asks_of_sections(parts[-1], clause)
            ):
                parts.append([])
                continue
            aside = opens and ((stands_alone(clause) and pressing(clause)) or brings(words))
            guesses = token.type == "COMMA" and _guesses(parts[-1], rest)
            echoed = len(parts) > 1 and _ECHOED.search(sentence, parts[-1][0].start, token.start) is not None
            apart = echoed or ((len(parts) > 1 or stands_alone(parts[-1])) and not _only_looks(parts[-1], clause))
            thence = token.type == "COMMA" and _THEN.match(words) and _asks_again(clause, words)
            if guesses or aside or thence or (apart and asks) or _other_kinds(parts[-1], clause, sentence):
                parts.append([])
                continue
        parts[-1].append(token)
    return [part for part in parts if part]
