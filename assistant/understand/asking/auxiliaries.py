"""Auxiliaries of English questions: "are" asks whether something holds only where it stands first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import has_han
from index.english import glossed
from index.types import Document

# Is it true that, does X lead: what asks whether something holds stands first in English.
_WHETHER = re.compile(
    r"\s*(?:and |so |but |hi,? |hello,? |sorry,? |please,? )?(?:is|are|was|were|does|do|did|has|have|isn't|aren't|don't"
    r"|doesn't|true|correct|whether|if)\b|.*\b(?:right|correct|true)\?\s*$"
)


def only_auxiliary(flags: set[str], text: str) -> set[str]:
    """The "are" of "which tasks are led by X" asks nothing by itself."""
    asked = not has_han(text) and {"LIST", "COUNT"} & flags and not {"BELIEF", "CONFIRM"} & flags
    return {"YESNO"} if asked and not _WHETHER.match(text) else set()


def says_nothing_more(words: Sequence[str], flags: set[str], text: str, document: Document) -> bool:
    """Whether an English question for tasks is complete without ``words``, of which the document has none."""
    if has_han(text) or not {"LIST", "COUNT", "ALLTASKS"} & flags:
        return False
    told = [chinese for word in words for _, _, said in glossed(word) for chinese in said]
    return not any(chinese in task.text for chinese in told for task in document.tasks)
