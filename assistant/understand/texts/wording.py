"""The words that a question says the document uses: 提到公开目录, 12345热线一词.

What stands after 提到, or before 这个词, is compared with the text of the document: the words are taken as far as it
writes them, also where everyday words are among them (公开 in 公开目录), and without what an asker adds to name their
kind (热线 in 12345热线).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from assistant.understand.kept import kept
from assistant.understand.texts.literal import longest_piece
from assistant.understand.tokens import Context, Token
from index.tokens import normalise, tokenize
from index.types import Document

# What may stand inside words of a document, though it means something else in a question.
_LOOSE = (
    "WORD",
    "FILL",
    "TASKN",
    "SECTIONN",
    "UNITN",
    "DOCFACT",
    "SUMMARISE",
    "SAME",
    "WORDING",
    "COMPARE",
    "ROLE",
    "LIST",
)
_LEAST = 2
# Longer ones are sentences, shorter ones words of everybody.
_IN_QUOTES = re.compile('[“"]([\u4e00-\u9fff\\w]{3,9})[”"]')
_NAME = 0.55
# 全 in 全覆盖.
_ALL = {"EVERY", "BOTH", "TOTAL"}


@lru_cache(maxsize=1)
def _tails() -> tuple[str, ...]:
    """What an asker adds to a word to say what kind of thing it is, longest first."""
    raw = tomllib.loads((Path(__file__).parent / "wording.toml").read_text(encoding="utf-8"))
    return tuple(sorted(raw["tails"], key=len, reverse=True))


@kept
def text_of(document: Document) -> str:
    """The text of all tasks, as messages are cleaned."""
    return "\n".join(normalise(task.text) for task in document.tasks)


@kept
def _names(document: Document) -> re.Pattern[str]:
    """What the document itself sets in quotation marks: 首都之窗."""
    found = {name for name in _IN_QUOTES.findall(text_of(document)) if any(char > "\u4e00" for char in name)}
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))) or "(?!)")


def quoted_names(text: str, context: Context) -> Iterator[Token]:
    """Such names in a message, each as one word whatever everyday words are in it."""
    for m in _names(context.document).finditer(text):
        yield Token("WORD", m[0], m.start(), m.end(), _NAME)


def quoted_apart(quoted: Token, text: str, context: Context) -> list[Token]:
    """“打击/严打”: either of the words, where a task writes one of them and none the whole; [] for other quotations."""
    inner = str(quoted.value)
    words = inner.split("/")
    written = text_of(context.document)
    if len(words) < 2 or min(map(len, words)) < _LEAST or inner in written or not any(w in written for w in words):
        return []
    start, found = text.index(inner, quoted.start), []
    for word in words:
        stop = start + len(word)
        found += [replace(quoted, value=word, start=start, end=stop), Token("OR", "yes", stop, stop + 1)]
        start = stop + 1
    return [replace(found[0], start=quoted.start), *found[1:-2], replace(found[-2], end=quoted.end)]


# 这种“多头”任务, 当“光杆司令”的: a name that the asker gives to what other words describe.
_CALLED = re.compile("(?:[这那][种类些]|所谓的?|当了?个?|号称|堪称|俗称)$")
_OF_TASKS = re.compile("[的、,(]|[式型类]?(?:任务|单位|条目|事项|项目)")


def nickname(quoted: Token, text: str, context: Context) -> list[Token]:
    """A quotation that names a kind of task in the asker's own words, which no task writes; [] for others."""
    called = _CALLED.search(text, 0, quoted.start) is not None and _OF_TASKS.match(text, quoted.end) is not None
    own = called and str(quoted.value) not in text_of(context.document)
    return [replace(quoted, type="FILL", value="yes", also=())] if own else []


def as_written(cover: Sequence[Token], text: str, context: Context) -> list[Token]:
    """``cover`` with the words that are said to be mentioned as the document writes them."""
    tokens = list(cover)
    if not any(t.has("MENTION") or t.has("ABOUT") for t in tokens):
        return tokens
    written = text_of(context.document)
    for at in range(len(tokens) - 1, -1, -1):
        if at < len(tokens) and (tokens[at].has("MENTION") or tokens[at].type == "ENUM"):
            _join(tokens, at, text, written)
    return [_cut(t, written) if _is_mentioned(tokens, at) else t for at, t in enumerate(tokens)]


def _join(tokens: list[Token], at: int, text: str, written: str) -> None:
    """Put one word in place of the tokens after the mention at ``at``, else before it, that the document holds;
    of a list, in place of those on both sides."""
    first_ahead = at + 2 if at + 1 < len(tokens) and text[tokens[at + 1].start : tokens[at + 1].end] == ":" else at + 1
    ahead = [(first_ahead, stop) for stop in range(first_ahead + 1, len(tokens) + 1)]
    behind = [(start, at) for start in range(at - 1, -1, -1)]
    listed = tokens[at].type == "ENUM"  # words on both sides of it
    for stretches in (ahead, behind):
        held = None
        for start, stop in stretches:
            first, last = tokens[start].start, tokens[stop - 1].end
            if not all(map(_loose, tokens[start:stop])) or text[first:last] not in written:
                break
            held = start, stop
        if held is not None and any(t.type == "WORD" for t in tokens[slice(*held)]):
            start, stop = held
            first, last = tokens[start].start, tokens[stop - 1].end
            tokens[start:stop] = [Token("WORD", text[first:last], first, last)]
            if not listed:
                return


def _loose(token: Token) -> bool:
    return token.type == "WORD" or (token.type in _LOOSE and len(token) >= _LEAST) or set(token.types) <= _ALL


def _is_mentioned(tokens: Sequence[Token], at: int) -> bool:
    """A word beside 提到 or in a list with another, whatever small words stand between."""
    if tokens[at].type != "WORD":
        return False
    before = next((t for t in reversed(tokens[:at]) if t.type != "FILL"), None)
    after = next((t for t in tokens[at + 1 :] if t.type != "FILL"), None)
    return any(t is not None and (t.has("MENTION") or t.has("AND") or t.type == "ENUM") for t in (before, after))


def names_words(text: str, written: str) -> bool:
    """Whether a word of ``text`` stands in what the tasks say."""
    return any(len(word) >= _LEAST and word in written for word in tokenize(text))


def _cut(token: Token, written: str) -> Token:
    word = str(token.value)
    core = as_far_as_written(word, written)
    return token if core == word else replace(token, value=core)


def as_far_as_written(word: str, written: str) -> str:
    """A word that no task holds, as far as one does: 12345热线 as 12345, 课时数 as 课时; else as it is."""
    if word in written:
        return word
    core = next((word.removesuffix(tail) for tail in _tails() if word.endswith(tail)), "")
    if len(core) < _LEAST or core not in written:
        core = longest_piece(word, [written]) or ""
    return core if len(core) >= _LEAST else word
