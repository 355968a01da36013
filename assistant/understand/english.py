"""English words of official questions as the words that documents of the genre use (``data/genre/english.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.understand.tokens import Context, Token
from index.reading.vocabulary import load

_LATIN = re.compile(r"[a-z]{3}")
# Dearer than any cue, cheaper than words that nothing explains: "task" stays a task.
_COST = 1.9


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


def _phrase(said: str, words: dict[str, str]) -> str:
    endings = (("", ""), ("ies", "y"), ("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", ""))
    said = said.replace("-", " ")
    plain = (said[: len(said) - len(end)] + put for end, put in endings if said.endswith(end))
    return next((form for form in plain if form in words), said)


def find_english(text: str, context: Context) -> Iterator[Token]:
    """WORD tokens whose value is the first of a phrase's Chinese words that the document's tasks hold."""
    if not _LATIN.search(text):
        return
    pattern, words = _glossary()
    for m in pattern.finditer(text):
        chinese = words.get(_phrase(m[0], words), "").split()
        used = next((word for word in chinese if any(word in task.text for task in context.document.tasks)), None)
        if used is not None:
            yield Token("WORD", used, m.start(), m.end(), _COST)
