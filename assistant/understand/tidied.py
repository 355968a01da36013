"""The cover of a message put in order: small cues inside words, names told twice, other subjects that are the
document's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.question import clean
from assistant.understand.texts.wording import text_of
from assistant.understand.tokens import Context, Token

_WEAK = ("IN", "TASKN", "AS", "IS", "FILL", "BY", "TO", "EXCEPTEND", "DUE", "CMPLT", "CMPGT", "YESNO", "HAS", "MENTION")


def _of_the_document(token: Token, text: str, context: Context) -> Token:
    """A subject that no such document treats is one of those that this document does treat: 快递."""
    said = text[token.start : token.end]
    known = token.type == "OFFTOPIC" and said in text_of(context.document)
    return Token("WORD", said, token.start, token.end) if known else token


def _joined(cover: Sequence[Token], text: str, context: Context) -> list[Token]:
    """One-character cues inside a word belong to the word: 网|上|办, and 架|空|线 as the document has it."""
    result: list[Token] = []
    for at, token in enumerate(cover):
        inside = (
            0 < at < len(cover) - 1 and len(token) == 1 and text[token.start] not in "的了 "
            and cover[at - 1].type == "WORD" and cover[at + 1].type == "WORD"
            and (token.type in _WEAK or text[token.start - 1 : token.end + 1] in text_of(context.document))
        )  # fmt: skip
        if (inside or token.type == "WORD") and result and result[-1].type == "WORD" and result[-1].end == token.start:
            start = result.pop().start
            token = Token("WORD", text[start : token.end], start, token.end, 1.0)
        result.append(token)
    return result


def _beside_quotes(cover: Sequence[Token], text: str, context: Context) -> list[Token]:
    """What a quotation is the name of adds nothing to it: “渡改桥”工程, where the tasks write so."""
    result: list[Token] = []
    for token in cover:
        before = result[-1] if result else None
        if token.type == "WORD" and before and before.type == "QUOTE" and before.end == token.start:
            named = f"{before.value}”{text[token.start : token.end]}"
            if any(named in clean(task.text).text for task in context.document.tasks):
                token = replace(token, type="FILL")
        result.append(token)
    return result


def _translated(cover: Sequence[Token], text: str) -> list[Token]:
    """Without the English name before a unit's own in brackets: the Logistics Department (后勤保障部)."""
    result: list[Token] = []
    for at, token in enumerate(cover):
        named = at > 1 and token.type == "UNIT" and text[: token.start].rstrip().endswith("(")
        while named and result and (result[-1].type in ("FILL", "WORD", "UNITN")) and _of_a_name(result[-1], text):
            result.pop()
        result.append(token)
    return result


def _of_a_name(token: Token, text: str) -> bool:
    return text[token.start : token.end].strip() != "the"


def tidied(cover: Sequence[Token], text: str, context: Context, *, english: bool) -> list[Token]:
    """``cover`` of ``text`` with words whole again and without what only repeats a name."""
    cover = _translated(cover, text) if english else _beside_quotes(cover, text, context)
    return _joined([_of_the_document(t, text, context) for t in cover], text, context)
