"""A stretch of a document cleaned for reading, each character of which still knows its place in the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.reading.vocabulary import glyphs, invisible
from index.types import Span

_CLOSING = "。，、；：”’）》〉」』】〕！？…)％%"


@dataclass(frozen=True, slots=True)
class Passage:
    """``text`` and, for each of its characters, ``offsets``: where it stands in ``Document.text``.

    Cleaning joins wrapped lines, drops invisible characters, and writes full-width digits and letters half-width; it
    never changes a word.
    """

    text: str
    offsets: Sequence[int]

    @property
    def span(self) -> Span:
        """From the first character to the last, whatever lies between (a page break, say)."""
        if isinstance(self.offsets, range) and self.offsets:
            return Span(self.offsets[0], self.offsets[-1] + 1)
        return Span(min(self.offsets), max(self.offsets) + 1) if self.offsets else Span(0, 0)

    def __bool__(self) -> bool:
        return bool(self.text)

    def cut(self, start: int, end: int | None = None) -> Passage:
        """The part ``[start, end)`` without the white space around it."""
        part = self.text[start:end]
        left = start + len(part) - len(part.lstrip())
        right = left + len(part.strip())
        return Passage(self.text[left:right], self.offsets[left:right])

    def strip(self, characters: str = "") -> Passage:
        """Without white space and the given characters at both ends."""
        wanted = characters + " \n\t\r"
        left = len(self.text) - len(self.text.lstrip(wanted))
        right = len(self.text.rstrip(wanted))
        return self.cut(left, max(left, right))

    def rstrip(self, characters: str) -> Passage:
        return self.cut(0, len(self.text.rstrip(characters + " \n\t\r")))


EMPTY = Passage("", ())


def clean(text: str, span: Span) -> Passage:
    """The span of a document's text as a passage; line breaks stay."""
    raw = text[span.start : span.end].translate(glyphs())
    if not invisible().search(raw):
        return Passage(raw, range(span.start, span.end)).cut(0)
    kept = [(c, span.start + i) for i, c in enumerate(raw) if not invisible().match(c)]
    return Passage("".join(c for c, _ in kept), tuple(o for _, o in kept)).cut(0)


def join(parts: Iterable[Passage], separator: str = "\n") -> Passage:
    """Passages in document order as one; the separator is placed at the end of the one before it."""
    text: list[str] = []
    offsets: list[int] = []
    for part in parts:
        if not part:
            continue
        if text and separator:
            text.append(separator)
            offsets += [offsets[-1]] * len(separator)
        text.append(part.text)
        offsets += part.offsets
    return Passage("".join(text), tuple(offsets))


def join_lines(first: Passage, second: Passage) -> Passage:
    """Two lines of one paragraph: a space only between two Latin words."""
    latin = first.text[-1:].isascii() and second.text[:1].isascii() and second.text[:1].isalpha()
    return join((first, second), " " if latin and first.text[-1:].isalnum() else "")


def opens_with_closing(text: str) -> bool:
    """True where a line cannot begin a paragraph: it opens with a closing mark."""
    return text[:1] in _CLOSING
