"""English words of questions as the words that documents of the genre use (``data/genre/english.toml``,
and for search ``english_subjects.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from index.reading.vocabulary import load

_LATIN = re.compile(r"[a-z]{3}")
# The 's of mayor's belongs to no word; nor does what follows the apostrophe of don't.
_WORD = re.compile(r"(?<![a-z0-9])(?<![a-z]')[a-z0-9](?:[a-z0-9&.]*[a-z0-9])?")
_ENDINGS = (("", ""), ("ies", "y"), ("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"))


def phrases() -> frozenset[str]:
    """The English words and phrases that have Chinese ones."""
    return frozenset(load("english")["words"])


@cache
def _glossary(*lists: str) -> tuple[dict[str, str], int]:
    """The phrases of these lists, as their words, with their Chinese words, and how many words the longest has."""
    words = {" ".join(_WORD.findall(phrase)): said for name in lists for phrase, said in load(name)["words"].items()}
    return words, max(len(phrase.split()) for phrase in words)


def _phrase(said: Sequence[str], words: Mapping[str, str]) -> str | None:
    """The Chinese words of a phrase whose last word may be a plural, a past or an -ing form."""
    before, last = said[:-1], said[-1]
    for end, put in _ENDINGS:
        if last.endswith(end) and (found := words.get(" ".join((*before, last[: len(last) - len(end)] + put)))):
            return found
    return None


def _found(text: str, *lists: str) -> Iterator[tuple[int, int, list[str]]]:
    if not _LATIN.search(text):
        return
    words, longest = _glossary(*lists)
    places = list(_WORD.finditer(text))
    said, at = [m[0] for m in places], 0
    while at < len(said):
        sizes = range(min(longest, len(said) - at), 0, -1)
        size, chinese = next(((n, c) for n in sizes if (c := _phrase(said[at : at + n], words))), (1, ""))
        if chinese:
            yield places[at].start(), places[at + size - 1].end(), chinese.split()
        at += size


def glossed(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Where the English phrases of a text in lower case begin and end, the longest first where they overlap, each with
    the Chinese words that it means literally."""
    return _found(text, "english")


def subjects(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """The same, with all the Chinese words that search adds for it."""
    return _found(text, "english_subjects", "english")


def with_chinese(text: str) -> str:
    """A question followed by the Chinese words of its English ones; a Chinese question as it is."""
    found = dict.fromkeys(word for _, _, chinese in subjects(text.lower()) for word in chinese)
    return f"{text} {' '.join(found)}" if found else text
