"""Misheard and mistyped names: homophones (办工厅, 迁头), look-alikes and pinyin (caizhengju) put right.

Only words that nothing else explains are touched, and only towards unit names and the genre's own terms; a repair is
kept when it leaves fewer characters unexplained.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.understand.kept import kept
from assistant.understand.lexicon import cue_lexicon
from assistant.understand.spelling.ordinary import is_better, ordinary_english
from assistant.understand.spelling.sounds import sound_of, spelling_of
from assistant.understand.tokens import GUESSED_UNIT, Context, Token
from index.tokens import tokenize
from index.units import UnitRegistry

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z]+(?: [a-z]+)*")
_TERMS = ("ROLE", "ROLEN", "FIELD", "TASKN", "UNITN", "SECTIONN", "WHO", "LIST", "COUNT", "ONGOING", "TOGETHER", "ONLY")
_ENDS_AS_UNIT = re.compile(r"[局委办厅部府]$")
_LONGEST = 14
_LONGEST_CUE = 4
# Single characters that a sentence in pinyin is held together by.
_PARTICLES = "的有是和哪些几项了请我想你您要个条那这都由谁在里与跟吗呢吧呀啊给做干管问第年底到前共计"
_NUMERALS = "一二三四五六七八九十两几每这那"
# Two syllables sound like too many words; of the short forms only these are looked for.
_SHORT = ("牵头", "责任", "时限")


@dataclass(frozen=True, slots=True)
class _Sounds:
    """Known forms by their syllables and by their pinyin written together, and the longer names of units by what is
    left of them without one character; ``starts`` are what a unit's name may begin with."""

    by_sound: dict[tuple[str, ...], str]
    by_pinyin: dict[str, str]
    by_rest: dict[tuple[str, str], tuple[str, ...]]
    units: frozenset[str]
    cues: frozenset[str]
    terms: frozenset[str]
    starts: tuple[str, ...]


def _terms() -> Iterable[str]:
    for group in cue_lexicon().forms.values():
        for form, senses in group:
            if any(kind in _TERMS for kind, _ in senses) and _HAN.fullmatch(form) and len(form) > 1:
                yield form


def _other_cues() -> Iterable[str]:
    """What a whole sentence in pinyin says beside names and terms: 请列出, 想知道, 一共."""
    for group in cue_lexicon().forms.values():
        yield from (form for form, _ in group if _HAN.fullmatch(form) and 1 < len(form) <= _LONGEST_CUE)


@kept
def _sounds(registry: UnitRegistry) -> _Sounds:
    units = [form for form in registry.forms if _HAN.fullmatch(form) and len(form) > 1]
    by_sound: dict[tuple[str, ...], str] = {}
    by_pinyin: dict[str, str] = {}
    for form in [*units, *_terms()]:
        if len(form) > 2 or form in _SHORT:
            by_sound.setdefault(sound_of(form), form)
        by_pinyin.setdefault(spelling_of(form), form)
    for form in (*_other_cues(), *_PARTICLES):
        by_pinyin.setdefault(spelling_of(form), form)
    rests: dict[tuple[str, str], list[str]] = {}
    for form in units:
        if len(form) > 3:
            for rest in _rests(form):
                rests.setdefault(rest, []).append(form)
    return _Sounds(
        by_sound,
        by_pinyin,
        {rest: tuple(forms) for rest, forms in rests.items()},
        frozenset(units),
        frozenset(form for group in cue_lexicon().forms.values() for form, _ in group),
        frozenset(_terms()),
        ("市", *registry.places),
    )


def _from_pinyin(text: str, sounds: _Sounds) -> str:
    """Latin runs that are wholly the pinyin of known forms, in characters."""

    def spelt(match: re.Match[str]) -> str:
        if match[0] in ordinary_english():
            return match[0]
        forms = _cut(match[0].replace(" ", ""), sounds.by_pinyin)
        said = [form for form in forms if len(form) > 1]
        # anna is a name, no 啊嗯嗯啊: one word has to be more than what sentences are filled with.
        told = said if " " in match[0] else [form for form in said if form in sounds.units or form in sounds.terms]
        return "".join(forms) if told else match[0]

    return _LATIN.sub(spelt, text)


def _cut(run: str, known: Mapping[str, str]) -> list[str]:
    """The fewest known forms whose pinyin together is ``run``, of equals the longest first; [] where none are."""
    longest = max(map(len, known))
    best: list[list[str] | None] = [*[None] * len(run), []]
    for at in range(len(run) - 1, -1, -1):
        for end in range(min(len(run), at + longest), at, -1):
            rest = best[end]
            form = known.get(run[at:end])
            if form is not None and rest is not None and (best[at] is None or len(rest) + 1 < len(best[at] or [])):
                best[at] = [form, *rest]
    return best[0] or []


def _unexplained(tokens: Sequence[Token]) -> set[int]:
    guessed = [t for t in tokens if t.type == "WORD" or (t.type == "UNIT" and t.cost >= GUESSED_UNIT)]
    return {i for t in guessed for i in range(t.start, t.end)}


def _replacement(window: str, sounds: _Sounds, near_unit: bool) -> str | None:
    heard = sounds.by_sound.get(sound_of(window))
    if heard is not None and heard != window and (len(window) > 2 or near_unit):
        return heard
    if len(window) < 4 or not (window.startswith(sounds.starts) or _ENDS_AS_UNIT.search(window)):
        return None
    close = [form for rest in _rests(window) for form in sounds.by_rest.get(rest, ()) if form != window]
    if len(close) != 1 or _is_another_kind(window, close[0]) or _is_a_word(window, close[0]):
        return None
    return None if _known_at_an_edge(window, close[0], sounds) else close[0]


def _rests(text: str) -> Iterable[tuple[str, str]]:
    """What stands before and after each character. Two texts that share one differ there at most."""
    return ((text[:at], text[at + 1 :]) for at in range(len(text)))


def _counts(window: str, put: str) -> bool:
    """Whether what differs is the measure word of a number: 一格 is no 一个."""
    return len(window) == 2 and window[0] == put[0] and window[0] in _NUMERALS


def _is_another_kind(window: str, form: str) -> bool:
    """城市管理局 is no slip of the pen for 城市管理委."""
    return window[-1] != form[-1] and bool(_ENDS_AS_UNIT.search(window) and _ENDS_AS_UNIT.search(form))


def _is_a_word(window: str, form: str) -> bool:
    """What differs belongs to an ordinary word (市|政协|办公厅), which nobody writes by a slip."""
    at = next(i for i, (a, b) in enumerate(zip(window, form, strict=True)) if a != b)
    end = 0
    for word in tokenize(window):
        start = window.find(word, end)
        end = start + len(word)
        if start <= at < end:
            return len(word) > 1
    return False


def _known_at_an_edge(window: str, form: str, sounds: _Sounds) -> bool:
    """Where the two differ only in the first or last character and the rest is a form itself (听|区政府), the window is
    that form beside another word."""
    return (window[1:] == form[1:] and window[1:] in sounds.units) or (
        window[:-1] == form[:-1] and window[:-1] in sounds.units
    )


def _best_window(text: str, strange: set[int], sounds: _Sounds, near_unit: bool, known: str) -> str | None:
    """``text`` with its longest mistaken window put right; None where none is. What ``known`` holds is no mistake."""
    for start, stop in _windows(text, strange):
        window = text[start:stop]
        put = _replacement(window, sounds, near_unit)
        if put is None or window in sounds.cues or window in known:
            continue
        goes_on = window[-1] != put[-1] and stop in strange
        if goes_on or _counts(window, put):
            continue
        named = (put,) if put in sounds.units or put in _SHORT else ()
        if is_better(text, start, stop, put, named):
            return text[:start] + put + text[stop:]
    return None


def _windows(text: str, strange: set[int]) -> Iterable[tuple[int, int]]:
    """Where runs of Chinese characters that hold something strange begin and end, the longest first; of two characters
    both have to be strange."""
    runs = [match.span() for match in _HAN.finditer(text)]
    before = [0, *accumulate(at in strange for at in range(len(text)))]
    for size in range(min(_LONGEST, len(text)), 1, -1):
        least = 2 if size == 2 else 1
        for first, end in runs:
            for start in range(first, end - size + 1):
                if before[start + size] - before[start] >= least:
                    yield start, start + size


def changed(before: str, after: str) -> tuple[str, str] | None:
    """What a repair replaced and by what: the differing middle of the two texts; None where they are the same."""
    if before == after:
        return None
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    same = 0
    while same < min(len(before), len(after)) - start and before[-1 - same] == after[-1 - same]:
        same += 1
    return before[start : len(before) - same], after[start : len(after) - same]


def repaired(text: str, tokens: Sequence[Token], context: Context) -> str:
    """``text`` with what is unexplained in it read by sound; unchanged where that names nothing known."""
    strange = _unexplained(tokens)
    if not strange or len(text) > 200:
        return text
    sounds = _sounds(context.registry)
    if any(text[i].isascii() and text[i].isalpha() for i in strange):
        text = _from_pinyin(text, sounds)
    han = {i for i in strange if i < len(text) and _HAN.match(text[i])}
    near_unit = any(t.type in ("UNIT", "UNITN", "WHO", "LIST", "TASKN", "HISTORY") for t in tokens)
    return (_best_window(text, han, sounds, near_unit, context.document.text) or text) if han else text
