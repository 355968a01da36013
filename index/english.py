"""English words of questions as the words that documents of the genre use (``data/genre/english.toml``,
and for search ``english_subjects.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from index.reading.vocabulary import load

_LATIN = re.compile(r"[a-z]{3}")
_WORD = re.compile(r"[a-z0-9&.']*[a-z0-9]")
_ENDINGS = (("", ""), ("ies", "y"), ("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"))


@cache
def _glossary() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all phrases, the longest first, and the Chinese words of each."""
    words: dict[str, str] = load("english")["words"]
    stems = {phrase: re.escape(phrase[:-1] if phrase.endswith("y") else phrase) for phrase in words}
    forms = [
        f"{stem}(?:y|ys|ies)" if phrase.endswith("y") else f"{stem}(?:s|es|d|ed|ing)?"
        for phrase, stem in sorted(stems.items(), key=lambda item: -len(item[0]))
    ]
    pattern = "|".join(forms).replace(r"\ ", "[ -]")
    return re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])"), words


def phrases() -> frozenset[str]:
    """The English words and phrases that have Chinese ones."""
    return frozenset(_glossary()[1])


def _phrase(said: str, words: dict[str, str]) -> str:
    said = said.replace("-", " ")
    plain = (said[: len(said) - len(end)] + put for end, put in _ENDINGS if said.endswith(end))
    return next((form for form in plain if form in words), said)


def glossed(text: str) -> Iterator[tuple[re.Match[str], list[str]]]:
    """The English phrases of a text in lower case, longest first where they overlap, each with its Chinese words."""
    if not _LATIN.search(text):
        return
    pattern, words = _glossary()
    for m in pattern.finditer(text):
        yield m, words.get(_phrase(m[0], words), "").split()


@cache
def _subjects() -> tuple[dict[str, str], int]:
    """All phrases that search knows, with their Chinese words, and how many words the longest has."""
    words: dict[str, str] = load("english_subjects")["words"] | load("english")["words"]
    return words, max(len(phrase.split()) for phrase in words)


def _subject(said: Sequence[str], words: dict[str, str]) -> str | None:
    """The Chinese words of a phrase whose last word may be a plural, a past or an -ing form."""
    before, last = said[:-1], said[-1]
    for end, put in _ENDINGS:
        if last.endswith(end) and (found := words.get(" ".join((*before, last[: len(last) - len(end)] + put)))):
            return found
    return None


def subjects(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Where the English phrases of ``text`` begin and end, the longest first where they overlap, each with the Chinese
    words that search adds for it."""
    if not _LATIN.search(text.lower()):
        return
    words, longest = _subjects()
    found = list(_WORD.finditer(text.lower()))
    said, at = [m[0] for m in found], 0
    while at < len(said):
        sizes = range(min(longest, len(said) - at), 0, -1)
        size, chinese = next(((n, c) for n in sizes if (c := _subject(said[at : at + n], words))), (1, ""))
        if chinese:
            yield found[at].start(), found[at + size - 1].end(), chinese.split()
        at += size


def with_chinese(text: str) -> str:
    """A question followed by the Chinese words of its English ones; a Chinese question as it is."""
    found = dict.fromkeys(word for _, _, chinese in subjects(text) for word in chinese)
    return f"{text} {' '.join(found)}" if found else text
