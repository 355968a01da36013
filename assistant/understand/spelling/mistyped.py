"""Words of the document written by sound: 负面青单, 三工经费, san gong; and 那 where 哪 is meant.

Only characters that make no word are touched, only towards a word that the document's tasks use, and only where that
makes the question likelier as ordinary writing. The question is searched with the word put right, and the answer says
so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.understand.kept import kept
from assistant.understand.numbers.numerals import NUMERAL
from assistant.understand.spelling.ordinary import gain, is_better, ordinary_english
from assistant.understand.spelling.sounds import sound_of, spelling_of, tones_of
from assistant.understand.texts.wording import text_of
from assistant.understand.tokens import Context, Token
from index.tokens import tokenize
from index.types import Document

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_QUOTED = re.compile(r"[“\"]([\u4e00-\u9fff]{2,6})[”\"]")
_LATIN = re.compile(r"[a-z]{2,}(?: [a-z]+)*")
_LONGEST = 4
# What the document writes has to be likelier than what was typed in any other text, too.
_LIKELIER = 2.0
_TELLING = 3  # characters of an unexplained word that may hold a wrong one
# Cues of one character that may be part of a word written by sound: 占 in 网占.
_OFTEN_SAID = ("FILL", "SHARE", "STATES", "HAS")
_READ_BY_SOUND = 200
# 是那个单位牵头, 公开在那: a question word is missing and 那 stands where it would.
_THAT = re.compile(r"(?<=[是由归在到有])那(?=[个些几家年里项条]|$|[ ,?])")
# 第八十八向: the classifier 项 by its sound.
_NUMBERED = re.compile(rf"(第{NUMERAL})([\u4e00-\u9fff])")
_CLASSIFIER = "项"
_ASKING = ("LIST", "COUNT", "WHO", "WHEN", "YESNO", "RELATIVE", "SUMMARISE", "COMPARE")


@dataclass(frozen=True, slots=True)
class _Words:
    """The document's words by their sounds, and what it writes in four characters (``by_run``); None where two words
    sound alike."""

    by_sound: dict[tuple[str, ...], str | None]
    by_run: dict[tuple[str, ...], str | None]
    by_pinyin: dict[str, str]
    quoted: frozenset[str]
    text: str


def _words_of(text: str) -> Iterator[str]:
    yield from (word for word in tokenize(text) if len(word) > 1 and _HAN.fullmatch(word))
    yield from _QUOTED.findall(text)


@kept
def _words(document: Document) -> _Words:
    text = text_of(document)
    by_sound: dict[tuple[str, ...], str | None] = {}
    words = sorted(set(_words_of(text)))
    for word in words:
        sound = sound_of(word)
        by_sound[sound] = word if by_sound.get(sound, word) == word else None
    by_pinyin = {spelling_of(word): word for word in reversed(words)}
    return _Words(by_sound, _by_run(text), by_pinyin, frozenset(_QUOTED.findall(text)), text)


def _by_run(text: str) -> dict[tuple[str, ...], str | None]:
    found: dict[tuple[str, ...], str | None] = {}
    for run in sorted(set(_HAN.findall(text))):
        sounds = sound_of(run)
        for at in range(len(run) - _LONGEST + 1):
            written, sound = run[at : at + _LONGEST], sounds[at : at + _LONGEST]
            found[sound] = written if found.get(sound, written) == written else None
    return found


def _one_wrong(text: str, strange: Sequence[int], known: _Words) -> str:
    """``text`` with what the document writes in place of four characters of which one only sounds like it: 突发世件.

    Three that are right tell what is meant, also where the wrong one makes a word with another.
    """
    for at in strange:
        for start in range(max(0, at - _LONGEST + 1), at + 1):
            window = text[start : start + _LONGEST]
            if len(window) < _LONGEST or not _HAN.fullmatch(window):
                continue
            meant = known.by_run.get(sound_of(window))
            if meant is None or window in known.text:
                continue
            only = [i for i in range(_LONGEST) if window[i] != meant[i]] == [at - start]
            named = (meant,) if _is_whole(meant, at - start, known) else ()
            if only and _fits(text, start, meant, named):
                text = text[:start] + meant + text[start + _LONGEST :]
    return text


def _is_whole(meant: str, at: int, known: _Words) -> bool:
    """Whether what differs at an edge is of a word that ends there, too: not 阅览室接 for 村里阅览室借得到."""
    edge = {0: meant[:2], _LONGEST - 1: meant[-2:]}.get(at)
    return edge is None or known.by_sound.get(sound_of(edge)) == edge


def _fits(text: str, start: int, meant: str, named: Sequence[str]) -> bool:
    """实时动态 is as ordinary as 实施动态 of the document."""
    stop = start + _LONGEST
    return gain(text, start, stop, meant) >= _LIKELIER and is_better(text, start, stop, meant, named)


@dataclass(frozen=True, slots=True)
class _Loose:
    """A character that is part of no word: 青 and 单 in 负面青单. ``filler`` where sentences are full of it."""

    at: int
    char: str
    filler: bool


def _loose(text: str, tokens: Sequence[Token]) -> list[list[_Loose]]:
    """The runs of such characters."""
    found: list[_Loose] = []
    for token in tokens:
        if len(token) == 1 and token.type in _OFTEN_SAID:
            found.append(_Loose(token.start, text[token.start], True))
        elif token.type == "WORD":
            found += [_Loose(at, text[at], False) for at in _single(text, token)]
    runs: list[list[_Loose]] = []
    for loose in (one for one in found if _HAN.fullmatch(one.char)):
        if runs and runs[-1][-1].at == loose.at - 1:
            runs[-1].append(loose)
        else:
            runs.append([loose])
    return [run for run in runs if len(run) > 1]


def _single(text: str, token: Token) -> Iterator[int]:
    """Where the segmentation of an unexplained word leaves a character alone."""
    at = token.start
    for word in tokenize(text[token.start : token.end]):
        start = text.find(word, at, token.end)
        if start >= 0:
            at = start + len(word)
            if len(word) == 1:
                yield start


def _meant(window: Sequence[_Loose], known: _Words) -> str | None:
    """The word of the document that the characters sound like: tone for tone, or but for one of them."""
    written = "".join(loose.char for loose in window)
    begins_filler = window[0].filler and not all(loose.filler for loose in window)
    word = known.by_sound.get(sound_of(written))
    if word is None or written in known.text or begins_filler:
        return None
    kept = sum(a == b for a, b in zip(written, word, strict=True))
    return word if kept == len(written) - 1 or tones_of(written) == tones_of(word) else None


def _mended(text: str, run: Sequence[_Loose], known: _Words) -> str:
    for size in range(min(_LONGEST, len(run)), 1, -1):
        for start in range(len(run) - size + 1):
            word = _meant(run[start : start + size], known)
            at = run[start].at
            if word and is_better(text, at, at + size, word, known.quoted):
                return _mended(text, run[:start], known) + word + _mended(text, run[start + size :], known)
    return "".join(loose.char for loose in run)


def _spelt(run: str, known: _Words) -> str | None:
    """A run of Latin letters that is the pinyin of words of the document, in characters."""
    if not run:
        return ""
    for end in range(len(run), 3, -1):
        word = known.by_pinyin.get(run[:end])
        rest = _spelt(run[end:], known) if word else None
        if word and rest is not None:
            return word + rest
    return None


def _from_pinyin(text: str, known: _Words) -> str:
    english = ordinary_english()
    return _LATIN.sub(lambda m: (m[0] not in english and _spelt(m[0].replace(" ", ""), known)) or m[0], text)


def _classified(numbered: re.Match[str]) -> str:
    return numbered[1] + (_CLASSIFIER if sound_of(numbered[2]) == sound_of(_CLASSIFIER) else numbered[2])


def put_right(text: str, tokens: Sequence[Token], context: Context) -> str:
    """``text`` with words of the document in place of what only sounds like them."""
    if len(text) > _READ_BY_SOUND:
        return text
    text = _NUMBERED.sub(_classified, text)
    spelt = _HAN.search(text) and any(t.type == "WORD" and _LATIN.match(text, t.start) for t in tokens)
    strange = [at for t in tokens if t.type == "WORD" and len(t) >= _TELLING for at in range(t.start, t.end)]
    if strange:
        text = _one_wrong(text, strange, _words(context.document))
    if runs := _loose(text, tokens):
        known = _words(context.document)
        for run in reversed(runs):
            text = text[: run[0].at] + _mended(text, run, known) + text[run[-1].at + 1 :]
    if spelt:
        text = _from_pinyin(text, _words(context.document))
    asked = any(t.has(kind) for t in tokens for kind in _ASKING)
    return text if asked else _THAT.sub("哪", text)
