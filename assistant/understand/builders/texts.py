"""What matched rules about words of the text, and negation, mean."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import cast

from assistant.conditions import And, Condition, Figure, Mentions, Not, Or
from assistant.understand.algebra import turned_round
from assistant.understand.numbers.stated_figures import figures_in
from assistant.understand.tokens import Context, Token, Tokens, first_of, holds, last_of

_STATEMENT = 8


def _words(tokens: Tokens) -> tuple[str, ...]:
    """The words that are meant: neighbouring Latin words are one phrase, and where a word stands in both languages
    (平台 (platform)) it is meant once."""
    found: list[str] = []
    last = -1
    for t in tokens:
        kind = next((kind for kind in ("QUOTE", "WORD") if t.has(kind)), None)
        if kind is None:
            continue
        word = str(t.value_of(kind))
        if found and word.isascii() and found[-1].isascii() and t.start == last + 1:
            found[-1] += f" {word}"
        else:
            found.append(word)
        last = t.end
    return tuple(dict.fromkeys(found))


def _glossed(tokens: Tokens) -> tuple[str, ...]:
    """The original beside its English wording: "deputies (人大代表)" means 人大代表."""
    said = [t for t in tokens if t.has("QUOTE") or t.has("WORD")]
    exact = [t for t in said if not _translated(t) and not str(t.value).isascii()]
    return _words(exact) if len(said) > len(exact) > 0 and any(_translated(t) for t in said) else ()


def _translated(token: Token) -> bool:
    """Whether a word stands for another: quotation marks around it change nothing."""
    marks = 2 if token.has("QUOTE") else 0
    return len(str(token.value)) not in (len(token), len(token) - marks)


def _written(words: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """The two words of a phrase that no task writes as it stands, where a task holds both: 居委会村委会."""
    texts = [task.text.lower() for task in context.document.tasks]
    if len(words) != 1 or any(words[0] in text for text in texts):
        return words
    cuts = ((words[0][:at], words[0][at:]) for at in range(2, len(words[0]) - 1))
    return next((cut for cut in cuts if any(all(part in text for part in cut) for text in texts)), words)


def _meant(tokens: Tokens) -> Tokens:
    """ "审稿的问我“评估”在哪条出现": beside what is quoted a word that no 和 joins to it is not looked for, and neither
    is a single character before the verb: 真写了."""
    quoted = holds(tokens, "QUOTE")
    before = not tokens[0].has("MENTION") and tokens[-1].has("MENTION")
    joined = [any(t.type in _JOINTS for t in tokens[max(0, at - 1) : at + 2]) for at in range(len(tokens))]
    return [
        t for t, joint in zip(tokens, joined, strict=True)
        if t.type != "WORD" or not ((quoted and not joint) or (before and len(str(t.value)) == 1))
    ]  # fmt: skip


_JOINTS = ("ENUM", "AND", "OR")
_AND = re.compile("[和与及、]")


def mention(tokens: Tokens, context: Context) -> Condition | None:
    tokens = _meant(tokens)
    words = _glossed(tokens) or _words(tokens)
    if not words or any(_states_a_figure(word, context) for word in words):
        return None
    if len(words) == 1 and holds(tokens, "WORD") and any(t.has("TOGETHER") for t in tokens):
        words = tuple(word for word in _AND.split(words[0]) if word)  # 网站和媒体两个词同时出现
    if not holds(tokens, "QUOTE") and len(parts := _written(words, context)) > len(words):
        return And(tuple(Mentions((part,)) for part in parts))
    joint = any(t.type == "AND" or t.has("TOGETHER") or t.has("TOTAL") for t in tokens) or _one_phrase(tokens)
    apart = any(t.type == "OR" or t.has("EACH") or t.value_of("LIST") == "each" for t in tokens)
    joint = joint and not apart
    if joint and len(words) > 1:
        return And(tuple(Mentions((word,)) for word in words))
    return Mentions(words)


def _states_a_figure(word: str, context: Context) -> bool:
    """“数据开放率2020年达到90%”: what somebody says of a task, and no words that one holds."""
    said = len(word) >= _STATEMENT and figures_in(word)
    return bool(said) and not any(word in task.text for task in context.document.tasks)


def _one_phrase(tokens: Tokens) -> bool:
    """English words side by side that were put in the document's language: PPP projects mentions both."""
    said = [t for t in tokens if t.has("WORD") and len(str(t.value)) != len(t)]
    return any(b.start == a.end + 1 for a, b in pairwise(said))


def about_words(tokens: Tokens, context: Context) -> Condition | None:
    """ "和X有关" is literal where the document's tasks use X; otherwise X is left to the search by meaning."""
    words = _words(tokens)
    used = words and all(any(w in t.text.lower() for t in context.document.tasks) for w in words)
    return Mentions(words) if used else None


def quoted_unit_word(tokens: Tokens, _: Context) -> Condition | None:
    """A unit's name in quotation marks after 提到 is a word of the text, not a unit field."""
    return Mentions((str(first_of(tokens, "QUOTED")),)) if holds(tokens, "UNIT") else None


def quantity(tokens: Tokens, _: Context) -> Condition:
    return Mentions((str(first_of(tokens, "QUANTITY")),))


def mention_not_other(tokens: Tokens, _: Context) -> Condition:
    """ "提到甲而没提到乙"."""
    held, refused = (str(t.value) for t in tokens if t.type in ("QUOTE", "WORD"))
    return And((Mentions((held,)), Not(Mentions((refused,)))))


def words_about(tokens: Tokens, _: Context) -> str | None:
    """ "办事指南里应当写明哪些内容" asks what a task says of the words, not which tasks hold them."""
    asked = last_of(tokens, "FIELD") == "text" or last_of(tokens, "LIST") == "one"
    return str(tokens[0].value) if asked else None


def not_mention(tokens: Tokens, _: Context) -> Condition:
    return Not(Mentions(_words(tokens)))


def without_words(tokens: Tokens, context: Context) -> Condition | None:
    """ "…,教育培训不算": words of the document that are not to stand in a task."""
    words = _words(tokens)
    written = all(any(w in t.text.lower() for t in context.document.tasks) for w in words)
    return Not(Mentions(words)) if written else None


def figure(tokens: Tokens, _: Context) -> Condition:
    return Figure(cast(str, first_of(tokens, "FIGURE")))


def which_figure(tokens: Tokens, context: Context) -> Condition | None:
    """哪些任务限定了几个工作日, 哪条精确到小时; 完成时限 before a figure asks for no tasks."""
    asked = tokens[0].has("LIST") or "number" in (tokens[0].value_of("FIELD"), tokens[-1].value_of("FIELD"))
    return figure(tokens, context) if asked else None


def excluded(tokens: Tokens, _: Context) -> object:
    named = first_of(tokens, "UNITS") or first_of(tokens, "UNIT") or first_of(tokens, "NUM")
    sections = [index for t in tokens if t.type == "SECT" for index in cast(tuple[int, ...], t.value)]
    return named or Token("SECT", tuple(sections), 0, 0)


def none_of(tokens: Tokens, _: Context) -> Condition | None:
    """ "把甲牵头的、乙牵头的都去掉": without either; "甲牵头的任务里去掉…" takes away what follows."""
    if tokens[-2].has("IN") and tokens[-1].has("EXCEPT"):
        return None
    parts = tuple(cast(Condition, t.value) for t in tokens if t.type == "COND")
    return turned_round(parts[0] if len(parts) == 1 else Or(parts))


def kept_apart(_: Tokens, __: Context) -> str:
    """ "别和各部门混了": what is named so that it is not meant selects nothing."""
    return "yes"


def negated(tokens: Tokens, _: Context) -> Condition:
    return turned_round(cast(Condition, last_of(tokens, "COND") or last_of(tokens, "SCOPE")))
