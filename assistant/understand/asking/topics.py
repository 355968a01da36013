"""The words of a part that no rule used: what the asker wants the tasks to be about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Condition, DeadlineIs, Mentions
from assistant.understand.algebra import SELECTING, kind_of
from assistant.understand.texts.literal import said_in
from assistant.understand.tokens import Context, Token
from index.types import Document

_TAIL = 4  # characters between a description and the pointer after it
_EDGE = "的了吗呢吧啊呀是和与及、,;:。?! \"'“”‘’()《》【】[]~…"


# Conditions of which a story may hold one by chance, and hardly two.
_RECORDED = {"section", "due", "ongoing"}
# What is asked of tasks, or names them.
_OF_TASKS = {"LIST", "COUNT", "TASKN", "DUE"}
# What a share is of: tasks, all of them, or those that fall due.
_OF_ALL = {"TASKN", "DUE", "DUTY", "ALLTASKS", "DOCUMENTN", "OVERDUE"}


def selects(conditions: Sequence[Condition], flags: set[str]) -> bool:
    """Whether ``conditions`` say by themselves which tasks are meant: "市财政局牵头的", "2020年底到期的任务"."""
    kinds = {kind_of(c) for c in conditions}
    dated = "due" in kinds and "DUESAID" in flags and bool(_OF_TASKS & flags)
    worded = any(isinstance(c, DeadlineIs) for c in conditions)
    named = "unit either" in kinds and {"YESNO", "TASKN"} <= flags  # 水务局有没有任务
    written = "text" in kinds and {"LIST", "WORDS"} <= flags
    shared = "SHARE" in flags and bool(_RECORDED & kinds) and bool(_OF_ALL & flags)
    each = "section" in kinds and "PERTASK" in flags  # 第三部分每一项谁牵头
    said = dated or worded or named or written or shared or each
    return bool(SELECTING & kinds) or said or len(_RECORDED & kinds) > 1


# What is worked out over years, sections or wordings, and over the units of a role.
_MEASURED = {"DISTRIBUTION", "AVERAGE", "RANKED", "RANKN", "MOST", "LEAST", "EACH"}
_GROUPED = {"YEARN", "SECTIONN", "WORDING"}
_PLACES = {"RANKED", "RANKN", "MOST", "LEAST"}
_OF_UNITS = {"WHO", "UNITN", "COUNT"}
_COUNTED = {"COUNT", "DISTRIBUTION"}


# How often something is done, which the text of a task says: 每年开几次.
_TIMES = re.compile("(?:几|多少)[次场回遍]")


def measures_records(flags: set[str], counted: str) -> bool:
    """Whether years, sections, units or all tasks are what is counted: "按年份各几项,做汇报要用", "牵头大户前三名".

    ``counted`` are the words that count.
    """
    flags = flags - ({"COUNT"} if _TIMES.search(counted) else set())
    by = bool(_GROUPED & flags) or {"WHEN", "DUE"} <= flags or {"DISTRIBUTION", "EACH"} <= flags
    grouped = by and bool(_MEASURED & flags) and bool(_COUNTED & flags)
    ranked = bool(_PLACES & flags) and "ROLE" in flags and bool(_OF_UNITS & flags)
    whole = {"DOCUMENTN", "COUNT", "TASKN"} <= flags
    return grouped or ranked or whole


def strong(words: tuple[str, ...], context: Context, complete: bool) -> bool:
    """Words that say what a task is about: one that the document's tasks use, or several, unless the question is
    complete without them: beside 市财政局牵头的 only words of the document narrow anything."""
    texts = [task.text for task in context.document.tasks] if words else []
    known = any(len(word) > 1 and _held(word, texts) for word in words)
    return known or (not complete and sum(map(len, words)) > 3)


# What a text does with its subject, before the words that name it: 讲培训的是哪几条.
_SPEAKING = re.compile("^(?:主要|专门|都|是)*(?:讲到?|谈到?|说到?|写到?|提到?|聊|管|论|涉及|关于|跟|和|有关)(?=..)")


def subjects(words: tuple[str, ...], document: Document) -> tuple[str, ...]:
    """The words without the verbs before their subjects."""
    texts = [task.text for task in document.tasks] if words else []
    return tuple(_subject(word, texts) for word in words)


def _subject(word: str, texts: Sequence[str]) -> str:
    """``word`` without the verb before the subject, where only the rest is a word of the document."""
    rest = _SPEAKING.sub("", word)
    return rest if rest != word and not _held(word, texts) and _held(rest, texts) else word


def _held(word: str, texts: Sequence[str]) -> bool:
    return any(said_in(word, text) for text in texts)


def without_mentioned(words: tuple[str, ...], conditions: Sequence[Condition], flags: set[str]) -> tuple[str, ...]:
    """The words without those that the tasks asked for are to hold: "街道事情多,哪几条点到街道"."""
    mentioned = [w for c in conditions if isinstance(c, Mentions) for w in c.words] if flags & {"LIST", "COUNT"} else []
    return tuple(word for word in words if not any(word in said for said in mentioned))


def left_over(tokens: Sequence[Token], text: str) -> tuple[str, tuple[str, ...]]:
    """What no rule used: the words as a search text, and the separate pieces."""
    pieces: list[str] = []
    current = ""
    last = -1
    for t in tokens:
        if t.type in ("WORD", "QUOTE", "OFFTOPIC", "PLACE", "FIGURE", "CONTACT"):
            gap = text[last : t.start] if current and t.start - last <= 3 else None
            if gap is None:
                pieces.append(current)
                current = text[t.start : t.end]
            else:
                current += gap + text[t.start : t.end]
            last = t.end
        elif t.value_of("HISTORY") == "item" and current and 0 < t.start - last <= _TAIL:
            current += text[last : t.start]  # 预算公开那条
            last = t.start
    pieces.append(current)
    kept = tuple(p for p in (piece.strip(_EDGE) for piece in pieces) if p)
    return " ".join(kept), kept
