"""Clauses beside a question that tell of the asker and name nothing of the document: "…,老板催得急", "昨晚没睡好,…".

Where the rest of the sentence asks something of the records, such a clause is neither what the tasks are about nor
a day that they fall due on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import has_han
from assistant.understand.texts.wording import text_of
from assistant.understand.tokens import Context, Token, clauses_of

# What a clause may hold that says nothing of tasks.
_QUIET = {
    "WORD", "FILL", "IS", "AS", "IN", "BY", "AND", "ALSO", "STILL", "TO", "NOT", "STATES", "HAS", "SMALLTALK", "EACH",
    "DATE", "TODAY", "CMPLT", "CMPGT", "DUE", "BOTH", "TOGETHER", "SPACE", "EARLIER", "CONFIRM", "ALWAYS",
    "APART", "BELIEF",
}  # fmt: skip
# What the rest has to hold: something of the records, and that it asks.
_RECORDS = (
    "NUM", "SECT", "ROLE", "QUOTE", "QUANTITY", "SECTCOUNT", "WISHORDER", "SLICE", "ONGOING", "REMAINING", "OVERDUE",
)  # fmt: skip
_TOGETHER = (
    {"DATE", "DUE"},
    {"UNIT", "TASKN", "LIST"},
    {"UNIT", "DUTY", "LIST"},
    {"UNIT", "DUE", "LIST"},
    {"MENTION", "LIST"},
)
_ASKS = (
    "LIST", "COUNT", "WHO", "WHEN", "YESNO", "FIELD", "ROLE", "QUESTION", "WISHORDER", "WISHNUMBERS", "CONFIRM",
    "RELATIVE", "SHARE", "MOST", "LEAST", "SUMMARISE", "COMPARE", "DUTY", "REMAINING", "OVERDUE",
)  # fmt: skip
# A message that is mostly words of its own is a story, and searched with all of them.
_STORY = 0.6
_MARKS = ",;:"
_NOUNS = ("的", "那种", "这种", "那类", "这类", "方面", "相关", "有关", "那块", "这块")


def without_chatter(tokens: Sequence[Token], sentence: str, context: Context) -> list[Token]:
    """``tokens`` without such clauses; as they are where the rest asks nothing of the records."""
    clauses = _clauses(tokens, sentence)
    if len(clauses) == 1:
        return list(tokens)
    told_of, clauses = clauses, [_remarked(clause, sentence) for clause in clauses]
    chatter = [
        _is_chatter(clause, sentence, context) or _is_remark(clause, sentence) or _presents(clause, sentence)
        for clause in clauses
    ]
    rest = _kept(clauses, chatter)
    told = sum(len(t) for t in tokens if t.type == "WORD") >= _STORY * len(sentence)
    shorter = any(chatter) or clauses != told_of
    return rest if shorter and not told and _asks_of_records(rest, sentence) else list(tokens)


def _asks_of_records(rest: Sequence[Token], sentence: str) -> bool:
    kinds = {kind for t in rest for kind in t.types}
    if not has_han(sentence) and kinds >= {"UNIT", "TASKN", "COUNT"}:
        return True
    return bool(kinds & set(_ASKS)) and (bool(kinds & set(_RECORDS)) or any(pair <= kinds for pair in _TOGETHER))


def _kept(clauses: Sequence[Sequence[Token]], chatter: Sequence[bool]) -> list[Token]:
    """The other clauses; the comma behind a clause that is left out takes the place of the one before it."""
    rest: list[Token] = []
    for clause, mere in zip(clauses, chatter, strict=True):
        if not mere:
            rest.extend(clause)
        elif rest and clause[-1].has("COMMA"):
            rest[-1] = clause[-1]
    return rest


def _clauses(tokens: Sequence[Token], sentence: str) -> list[list[Token]]:
    def closes(token: Token) -> bool:
        return token.has("COMMA") and sentence[token.start : token.end] in _MARKS

    return [clause for clause in clauses_of(tokens, closes) if clause]


def _is_chatter(clause: Sequence[Token], sentence: str, context: Context) -> bool:
    said = [t for t in clause if not (t.has("COMMA") or t.has("QUESTION"))]
    if not any(t.type == "WORD" for t in said) or not all(_is_quiet(t, sentence) for t in said):
        return False
    words = sentence[said[0].start : said[-1].end]
    return not words.endswith(_NOUNS) and not _names_something(said, context)


# I'm building an index, my boss wants, as a lawyer; 会上轮到我讲第四部分: who asks is told of before the question.
_OF_THE_ASKER = re.compile(
    r"(?:我|咱|俺|本人|会上|开会|会议|下午|上午|明天|今天)"
    r"|(?:and |but |so |hi |hello |well )?(?:i|i'm|i've|i'd|i'll|we|we're|we've|my|our|someone|somebody"
    r"|as an?|being an?|for an?|for my|for our)\b"
)
_NAMING = ("UNIT", "NUM", "SECT", "DATE", "QUOTE", "SLICE", "DOCFACT")
_PUT = (
    "BELIEF", "MENTION", "TOTAL", "LIST", "WHO", "WHEN", "COUNT", "RELATIVE", "ROLE", "DUE", "ALLTASKS", "FIELD",
    "QUESTION", "SECTIONN", "MOST", "LEAST",
)  # fmt: skip


def _tells_of_the_asker(clause: Sequence[Token], sentence: str) -> bool:
    """A clause about who asks, which puts no question of its own."""
    start = clause[0].start
    told = _OF_THE_ASKER.match(sentence, start + len(sentence[start:]) - len(sentence[start:].lstrip()))
    return told is not None and not any(t.has(kind) for t in clause for kind in _PUT)


def _is_remark(clause: Sequence[Token], sentence: str) -> bool:
    """Such a clause in English where it names nothing of the records either."""
    return (
        not has_han(sentence) and _tells_of_the_asker(clause, sentence) and not any(t.type in _NAMING for t in clause)
    )


# 我们是卖喷淋设备的: what the asker deals in may be in the document, too.
_DEALING = re.compile(
    r"\s*(?:我们?|咱们?|俺们?|本人|本公司)(?:家)?(?:是|就是)?(?:专门)?(?:卖|做|搞|开|跑|干|经营|生产|从事|代理)[^,;:?。]{1,14}(?:的|生意|企业|公司|店|厂)$"
)


def _presents(clause: Sequence[Token], sentence: str) -> bool:
    """A clause that says no more than what the asker lives on."""
    end = clause[-1].start if clause[-1].has("COMMA") else clause[-1].end
    quiet = not any(t.has(kind) for t in clause for kind in (*_PUT, *_NAMING))
    return quiet and _DEALING.match(sentence[clause[0].start : end]) is not None


def _remarked(clause: list[Token], sentence: str) -> list[Token]:
    """Such a clause that names what is then asked about: "I work with the X, and …" without its other words."""
    named = ("SECT",) if has_han(sentence) else ("UNIT", "SECT")
    if not (_tells_of_the_asker(clause, sentence) and any(t.type in named for t in clause)):
        return clause
    return [t for t in clause if t.type in ("UNIT", "SECT") or t.has("COMMA") or t.value_of("HISTORY") == "iam"]


def _is_quiet(token: Token, sentence: str) -> bool:
    """A year in figures names a day of the plan; 去年 and 我们委 in a story name none."""
    if token.type == "DATE":
        return not any(char.isdigit() for char in sentence[token.start : token.end])
    return token.type in _QUIET or token.value_of("HISTORY") in ("own", "iam")


def _names_something(said: Sequence[Token], context: Context) -> bool:
    """Whether two characters of it stand side by side in the document, too."""
    written = text_of(context.document)
    words = (str(t.value) for t in said if t.type == "WORD")
    return any(word[at : at + 2] in written for word in words for at in range(len(word) - 1))
