"""The one task that words describe, alone or with what is said before them of both."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.understand.texts.literal import as_compared, longest_piece, only_holder, pairs
from assistant.understand.tokens import Context, Token
from index.types import TaskNumber

WORDS = ("WORD", "QUOTE", "FIGURE", "QUANTITY")
_NAMED = ("NUM", "UNIT", "SECT", "DATE")
_LEAST = 2
_VERB = 2
_FEW, _HALF, _BRIEF = 3, 0.5, 4
_CORE, _MOSTLY = 4, 0.6  # what is left of a description without its verb: 制作|电子地图


def worded(run: Sequence[Token], sentence: str) -> str:
    words = [t for t in run if t.type in WORDS]
    return sentence[words[0].start : words[-1].end] if words else ""


def shared_subject(tokens: Sequence[Token], runs: Sequence[tuple[int, int]], sentence: str) -> str:
    """ "行政执法公示,市级那条跟区级那条差在哪": what both are about, said before them in a clause of its own."""
    before = tokens[: runs[0][0]]
    pointed = all(tokens[stop - 1].value_of("HISTORY") == "item" for _, stop in runs)
    if (
        len(runs) < 2
        or not pointed
        or not before
        or not before[-1].has("COMMA")
        or any(t.type in _NAMED for t in before)
    ):
        return ""
    return worded(before, sentence)


def task_described(run: Sequence[Token], sentence: str, context: Context) -> TaskNumber | None:
    """The one task that a run of tokens describes, whatever verb stands before what the document writes."""
    words = [t for t in run if t.type in WORDS]
    if sum(map(len, words)) < _LEAST:
        return None
    text = sentence[words[0].start : words[-1].end].strip("“”\"' ")
    if text.isascii():  # said in English, and put in the document's language
        text = "".join(str(t.value) for t in words)
    if (whole := context.find(text)) is not None:
        return whole
    core = longest_piece(text, [task.text for task in context.document.tasks]) or ""
    if len(core) >= _CORE and len(core) >= len(text) * _MOSTLY:
        return context.find(core)
    if run[-1].value_of("HISTORY") != "item":
        return None
    short = _without_verb(text, context)
    return short if short is not None else _roughly(text, context)


def _without_verb(text: str, context: Context) -> TaskNumber | None:
    """修|厕所那项: the only task that writes what stands after a verb of the asker's own."""
    for start in range(1, min(_VERB, len(text) - _LEAST) + 1):
        holding = [task.number for task in context.document.tasks if text[start:] in task.text]
        if holding:
            return holding[0] if len(holding) == 1 else None
    return None


def _roughly(text: str, context: Context) -> TaskNumber | None:
    """The task that 那项 says there is, in the asker's own order of words: 电子政务地图那条; the one that has most."""
    said = pairs(text)
    scores = sorted((sum(pair in t.text for pair in said), -t.position) for t in context.document.tasks)
    (second, _), (best, place) = (scores[-2], scores[-1]) if len(scores) > 1 else ((0, 0), (0, 0))
    clear = best >= max(_FEW, len(said) * _HALF) and best > second + 1
    if clear:
        return next(t.number for t in context.document.tasks if t.position == -place)
    return pointed_at(text, context) if len(text) <= _BRIEF else None


def pointed_at(words: str, context: Context) -> TaskNumber | None:
    """The one task that 那条 after a brief word means: 长护险那条, 修厕所那项."""
    at = only_holder(words, [as_compared(task.text) for task in context.document.tasks])
    return None if at is None else context.document.tasks[at].number
