"""What is said around a question is left out before it is read: "我妈今年六十八了,哪些任务2017年到期,急等回复"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from assistant.types import Question
from assistant.understand.lexicon import cue_lexicon, find_forms, unit_lexicon
from assistant.understand.numbers.bare import bare_numbers
from assistant.understand.sentences.introduced import speaks_of_own
from assistant.understand.sentences.verdicts import asks_for_a_verdict
from assistant.understand.texts.wording import names_words
from assistant.understand.tokens import Numbers, Token
from index.asides import SURE, load_asides
from index.units import UnitRegistry

_SURE_THOUGH_ASKING = 0.95  # where a word of it asks
_PHRASE = 4  # 接着落实 speaks of tasks, 长期 of anything
_LEAST = 2  # characters: fewer ask nothing, as in 行,辛苦啦
_ASKING = 0.5  # some clause that stays has to be less likely an aside
_PARTED = re.compile(r"[,;。!?\n]+")
_QUOTED = re.compile(r"[“\"'《][^”\"'》]*[”\"'》]")
_ASKS = ("WHO", "WHEN", "YESNO", "COUNT", "QUESTION", "CONFIRM")
# A clause with one of these says which task, quotes the document or says which word is meant.
_NAMING = re.compile(
    r"第\s?[\d一二三四五六七八九十]|任务\s?\d|(?:\d|[十百][一二三四五六七八九]?)\s?[、跟和与到至-]\s?[\d一二三四五六七八九十]|[“”\"《》]"
    r"|倒数|最后[一两三四五六七八九十]|末位|最末|压[轴尾]|排在|第[一末]"
    r"|(?:\d|十[一二三四五六七八九]?|一百)(?:号|项|条)?(?:[这那](?:一?[项条个]|[两三四五六]))|^(?:\d{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?)[项条号](?!任务)"
    r"|[翻看读念讲写编排找核轮查录抄填]到(?:\d{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?|一百)(?:号|项|条)?了?$"
    r"|(?:也好|也罢)$|(?:指|说|问|要|看)的?是?(?:责任|牵头|配合)(?:栏|单位|那栏|那边)"
    r"|[这那]个?(?:词|字眼|字儿|提法|说法|叫法|短语)|[一-鿿](?:[两二三四五六]个|俩|仨|二|三|四)字"
)
# 编办那边来人了,他们牵头的…: who is meant is said in a clause of its own.
_THEY = re.compile(
    r"(?:[他它]们?|人家|对方|该单位|这家(?:单位)?|那家(?:单位)?)(?:那边|自己|单位)?(?=[^,。?]{0,14}(?:牵|挑|领|带|扛|负责|参与|配合|主办|承担))"
    r"|(?:[他她]们|人家)(?:那边|单位|部门)?的?[这那][一几些两三]?(?:项|条|个|些|件|任务)"
    r"|\b(?:they|them|their|it|its)\b"
)


_YEAR = re.compile(r"20\d\d")
_THAT_WORD = re.compile("[这那该]几?[个些两俩]?(?:词|字|提法|说法|字眼)|the word")


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    end: str
    aside: float


def without_asides(question: Question, registry: UnitRegistry, written: str) -> Question:
    """``question`` without the clauses that are no part of what it asks; as it is where nothing else would remain.

    ``written`` is what the tasks say: a clause with words of it stays where the rest speaks of words it does not name.
    """
    clauses = _clauses(question.text)
    if not clauses or min(clause.aside for clause in clauses) >= _ASKING:
        return question
    asides = [clause for clause in clauses if clause.aside >= _least(clause) and not _says_which(clause.text, written)]
    if not asides:
        return question
    stays = "".join(clause.text for clause in clauses if clause not in asides)
    pointed = _THEY.search(stays) is not None and not _names_a_unit(stays, registry)
    own = pointed or speaks_of_own(stays)
    unsaid = _mentions_nothing(stays)
    kept = [
        clause for clause in clauses
        if clause not in asides or _tells_whose(clause.text, registry, own=own) or _asks_again(clause.text, registry)
        or (unsaid and names_words(clause.text, written))
    ]  # fmt: skip
    if len(kept) == len(clauses) or sum(len(clause.text) for clause in kept) < _LEAST:
        return question
    parted = "".join(clause.text + clause.end for clause in kept[:-1])
    return replace(question, text=f"{parted}{kept[-1].text}{_ending(kept[-1])}")


def _says_which(text: str, written: str) -> bool:
    """A clause that names what is meant, sets some of the tasks aside (要持续落实的不算) or asks for a verdict."""
    if _NAMING.search(text) or asks_for_a_verdict(text) or _names_several(text):
        return True
    cues = list(find_forms(text, cue_lexicon(), 0.3))
    if _selects(text, cues, written):
        return True
    ongoing = [t for t in cues if t.has("ONGOING")]
    aside = any(t.has("EXCEPT") or t.has("EXCEPTEND") for t in cues)
    return any(len(t) >= _PHRASE for t in ongoing) or (bool(ongoing) and aside)


def _selects(text: str, cues: Sequence[Token], written: str) -> bool:
    """又得提到人大代表, 自己一个人挑头, 到期在2017年的: what else tasks write, how they are led, when they fall due."""
    kinds = {kind for t in cues if len(t) > 1 for kind in t.types}
    led = "ROLE" in kinds and bool(kinds & {"ONLY", "EMPTY", "TOGETHER"})
    dated = "DUE" in kinds and _YEAR.search(text) is not None
    return led or dated or ({"MENTION", "ALSO"} <= {k for t in cues for k in t.types} and names_words(text, written))


def _names_several(text: str) -> bool:
    """一个二十一一个二十二: the numbers of tasks, though nothing says so."""
    return any(len(cast(Numbers, t.value).numbers) > 1 for t in bare_numbers(text))


def _least(clause: _Clause) -> float:
    cues = find_forms(clause.text, cue_lexicon(), 0.3)
    asks = clause.end[:1] == "?" or any(t.has(kind) for t in cues for kind in _ASKS)
    return _SURE_THOUGH_ASKING if asks else SURE


def _ending(last: _Clause) -> str:
    return last.end if last.end[:1] in "?。!" else ""


def _clauses(text: str) -> Sequence[_Clause]:
    """The clauses of a message with what parts them, none if it has only one; none begins inside quotation marks."""
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    cuts = [m.span() for m in _PARTED.finditer(text) if not any(a < m.start() < b for a, b in quoted)]
    starts, ends = [0, *(end for _, end in cuts)], [*cuts, (len(text), len(text))]
    parted = [(text[start:end].strip(), text[end:after]) for start, (end, after) in zip(starts, ends, strict=True)]
    said = [(clause, end) for clause, end in parted if clause]
    return [_Clause(clause, end, load_asides().probability(clause)) for clause, end in said] if len(said) > 1 else []


def _mentions_nothing(text: str) -> bool:
    """哪几条提到, 它写在哪项里: something is said to be mentioned, and its words stand elsewhere."""
    found = list(find_forms(text, cue_lexicon(), 0.3))
    cues = [t for t in found if len(t) > 1 or t.has("HISTORY")]
    said = [t for t in cues if t.has("MENTION")]
    pointed = any(t.value_of("HISTORY") in ("item", "list") for t in cues)
    covered = {at for t in found for at in range(t.start, t.end)}
    bare = len(re.sub(r"\W", "", text)) - len(covered) < _LEAST
    return bool(said) and (pointed or bare or _THAT_WORD.search(text) is not None) and _QUOTED.search(text) is None


def _asks_again(clause: str, registry: UnitRegistry) -> bool:
    """ "甲带头办几件事?乙呢,又是几件": the same is asked of another unit."""
    return clause.endswith("呢") and _names_a_unit(clause, registry)


def _tells_whose(clause: str, registry: UnitRegistry, *, own: bool) -> bool:
    """我是市财政局的, and any unit where the question is of one's own: the conversation goes on with 我们."""
    introduced = any(t.value_of("HISTORY") == "iam" for t in find_forms(clause, cue_lexicon(), 0.3))
    return (own or introduced) and _names_a_unit(clause, registry)


def _names_a_unit(text: str, registry: UnitRegistry) -> bool:
    return any(find_forms(text, unit_lexicon(registry), 0.2))
