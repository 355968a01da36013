"""A condition as it is printed ("牵头单位 = 市编办,(2016年到期 或 2017年到期)") read back as the same condition.

The inverse of ``assistant.words``, made from the very templates it prints with, so that what is shown as understood can
be asked again, pasted or changed by hand. Free wordings are not its business: the rules read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.conditions import And, Condition, Not, Or
from assistant.understand.texts.printed_atoms import AtomReader, split_at
from assistant.understand.tokens import Context, Token
from prompts import LANGUAGES

# Marks of the notation: without any of them the words are as anybody would write them, and left to the rules.
_NOTATION = re.compile(
    r"[=(]|不是|不[多少]于|不限家数|\d家|相同|写有| 或 | or |not |same|stating|naming|a due date"
    r"|没有明确到期日|备注含有|有备注|没有备注|with(?:out)? a note|no definite due date"
)
_STARTS = re.compile(r"^|(?<=[:\s])")
_BEFORE = ("LIST", "FILL", "SMALLTALK")
_ENDS = re.compile(r"(?=的)|(?=[?。!]*$)")
_LONGEST = 400


def find_printed(text: str, cues: Sequence[Token], context: Context) -> Iterator[Token]:
    """The printed condition of ``text`` that ends before 的 or at its end; none where it holds no notation.

    It may follow what ``cues`` say a list is asked for with: 列出, please list.
    """
    if len(text) > _LONGEST:
        return
    ends = [m.start() for m in _ENDS.finditer(text)]
    # English about Chinese headings is mostly Chinese: the words tell the language, not the share of letters.
    readers = [_Reader(AtomReader(context, language)) for language in LANGUAGES]
    for start in _starts(text, cues):
        for end in (at for at in ends if at > start):
            words = text[start:end]
            if not (_NOTATION.search(words) or "," in words or " and " in words):
                continue
            for found in (condition for reader in readers if (condition := reader.read(words)) is not None):
                if _NOTATION.search(words) or _of_several_kinds(found):
                    yield Token("COND", found, start, end, 0.05)
                    return


def _of_several_kinds(condition: Condition) -> bool:
    """Without the notation "2016年到期,2017年到期" may mean either: only unlike conditions surely go together."""
    return isinstance(condition, And) and len(set(map(type, condition.parts))) == len(condition.parts)


def _starts(text: str, cues: Sequence[Token]) -> list[int]:
    found = {m.start() for m in _STARTS.finditer(text)}
    for cue in sorted(cues, key=lambda cue: cue.start):
        if cue.start in found and any(cue.has(kind) for kind in _BEFORE):
            found.add(cue.end)
    return sorted(found)


def _bracketed(words: str) -> bool:
    """Whether the bracket that opens the words is closed by their last character."""
    open_after = accumulate((c == "(") - (c == ")") for c in words)
    return words.startswith("(") and next((at for at, depth in enumerate(open_after) if not depth), 0) == len(words) - 1


@dataclass(frozen=True, slots=True)
class _Reader:
    atoms: AtomReader

    def read(self, words: str) -> Condition | None:
        """The condition that prints as ``words``; None where there is none."""
        if len(together := split_at(words, self.atoms.word("and_joint"))) > 1:
            parts = self._every(together)
            return And(parts) if parts else None
        apart = self._alternatives(split_at(words, self.atoms.word("or_joint")))
        if len(apart) > 1:
            parts = self._every(apart)
            return Or(parts) if parts else None
        if _bracketed(words):
            return self.read(words[1:-1])
        negation = self.atoms.word("not")
        if words.startswith(negation):
            inner = self.read(words.removeprefix(negation))
            return Not(inner) if inner is not None else None
        return self.atoms.atom(words)

    def _every(self, pieces: Sequence[str]) -> tuple[Condition, ...]:
        """The condition of each piece; none at all where one cannot be read."""
        read: list[Condition] = []
        for piece in pieces:
            condition = self.read(piece)
            if condition is None:
                return ()
            read.append(condition)
        return tuple(read)

    def _alternatives(self, pieces: Sequence[str]) -> list[str]:
        """A value that is no condition of its own goes with the field before it: 牵头单位 = 甲 或 乙."""
        joined: list[str] = []
        for piece in pieces:
            if joined and self.read(piece) is None:
                joined[-1] += self.atoms.word("or_joint") + piece
            else:
                joined.append(piece)
        return joined
