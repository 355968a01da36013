"""A message into its parts: several questions, background, greetings, instructions that are not obeyed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from assistant.conditions import SectionIn
from assistant.understand.asking.joined_topics import with_topics_whole
from assistant.understand.asking.written_fields import with_fields_written
from assistant.understand.builders.table import BUILDERS
from assistant.understand.findings import Findings, gather, has_topic
from assistant.understand.numbers.counted_there import counted_there
from assistant.understand.numbers.glossed import without_glossed
from assistant.understand.recognise import points_to_unit, recognise
from assistant.understand.rules import reduce_tokens
from assistant.understand.sections.others import with_other_sections
from assistant.understand.sentences.absent import with_the_missed
from assistant.understand.sentences.among import named_first, without_ordinal, without_small_words, without_stress
from assistant.understand.sentences.chatter import without_chatter
from assistant.understand.sentences.clauses import brings, echoes, pressing, questions, stands_alone
from assistant.understand.sentences.former import with_the_one_meant
from assistant.understand.sentences.in_passing import tells_a_purpose, without_what_passes
from assistant.understand.sentences.instructions import of_the_task_changed, without_instructions
from assistant.understand.sentences.introduced import without_introduction
from assistant.understand.sentences.likened import likened, likens
from assistant.understand.sentences.manners import without_manners
from assistant.understand.sentences.places import places_in_lists
from assistant.understand.sentences.pronouns import (
    counted_again,
    counts_tasks,
    last_named,
    last_section,
    of_the_asked,
    section_asked,
    sections_meant,
    units_meant,
    with_the_subject,
    without_echoes,
)
from assistant.understand.sentences.roles_in_turn import roles_in_turn
from assistant.understand.sentences.scope_shared import with_shared_scope
from assistant.understand.sentences.split import Items, listed_from, sentences
from assistant.understand.spelling.english_words import spelt
from assistant.understand.spelling.mistyped import put_right
from assistant.understand.spelling.repair import changed, repaired
from assistant.understand.texts.checked_rows import with_rows_as_claims
from assistant.understand.texts.described import Beside, role_spoken_of, task_named, told
from assistant.understand.texts.described_units import with_described_units
from assistant.understand.texts.own_title import without_title
from assistant.understand.texts.pasted import without_copies
from assistant.understand.texts.words_meant import last_words, words_meant
from assistant.understand.tokens import GUESSED_UNIT, Context, Token, Units
from assistant.understand.units.renamed import without_other_names
from assistant.understand.units.strangers import with_strangers
from index.types import TaskNumber

Resolve = Callable[[Sequence[Token], str], list[Token]]

_ASKING = (
    "LIST",
    "COUNT",
    "WHO",
    "WHEN",
    "RELATIVE",
    "MOST",
    "LEAST",
    "SHARE",
    "COMPARE",
    "SECTCOUNT",
    "YESNO",
    "SUMMARISE",
    "EXTREME",
    "ENDUREQ",
    "SAMEAS",
    "SECTALL",
    "SECTNONE",
    "DISTRIBUTION",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message: its words, which begin at ``start`` of its sentence, what it holds, and whether it asks
    or only tells."""

    text: str
    tokens: tuple[Token, ...]
    findings: Findings
    recognised: tuple[Token, ...] = ()
    start: int = 0
    mended: tuple[str, str] | None = None
    listed: bool = False

    @property
    def beyond(self) -> bool:
        """Whether it asks for what is left beside the answer before."""
        return any(t.has("BEYOND") for t in self.recognised)

    @property
    def gist(self) -> str:
        """Its words without the manners around them."""
        return without_manners(self.text, self.start, self.recognised)

    @property
    def asks(self) -> bool:
        return (
            bool(set(_ASKING) & self.findings.flags)
            or bool(set(self.findings.fields))
            or self.questioned
            or brings(self.text)
            or ((self.listed and self.has_subject) or bool(self.findings.facts))
            or (self.has("NAMED") and any(isinstance(c, SectionIn) for c in self.findings.conditions))
        )

    @property
    def questioned(self) -> bool:
        return "QUESTION" in self.findings.flags

    @property
    def echoes(self) -> bool:
        """ "还有22项的呢": asks again what was asked before."""
        return echoes(self.text) and not stands_alone(self.tokens)

    @property
    def has_subject(self) -> bool:
        f = self.findings
        return bool(f.conditions or f.units or f.excluded or f.facts or f.slices or f.claim) or has_topic(f)

    def has(self, *kinds: str) -> bool:
        return bool(self.findings.flags & set(kinds))


_LABEL = re.compile(r"^[^:\d]{1,8}:\s*")
_LISTED = ("UNIT", "NUM", "SECT")
_BETWEEN_ITEMS = {"COMMA", "ENUM", "AND", "FILL", "SPACE", "TASKN"}


def _items_of(piece: str, context: Context) -> Items:
    """The units, numbers and sections that a piece names, and whether it says anything else."""
    tokens = [t for t in recognise(_LABEL.sub("", piece), context) if not _BETWEEN_ITEMS.intersection(t.types)]
    kinds = [next((kind for kind in _LISTED if t.type == kind), None) for t in tokens]
    return Items(
        only=kinds[0] if len(set(kinds)) == 1 else None, first=kinds[0] if kinds else None,
        any=frozenset(kind for kind in kinds if kind),
    )  # fmt: skip


def _after_preamble(tokens: list[Token], sentence: str) -> list[Token]:
    """What follows a colon where that is a question of its own and what precedes names nothing to ask about."""
    for at in range(len(tokens) - 1, 0, -1):
        before, after = tokens[:at], tokens[at + 1 :]
        if sentence[tokens[at].start : tokens[at].end] == ":" and stands_alone(after):
            wishes = [t for t in before if t.type == "WISHNUMBERS"]
            comma = next((i for i in range(at - 1, -1, -1) if before[i].type == "COMMA"), -1)
            again = [_units_in(t) for t in after if t.type == "UNIT"]  # 缺甲、乙联手的例子:甲和乙共同牵头的有哪些
            new = (t for t in before if t.type != "UNIT" or _units_in(t) not in again)
            named = pressing(before[comma + 1 :]) or any(map(_names_a_subject, new))
            kinds = {kind for t in before for kind in t.types}
            named = (
                named
                or sum(t.type == "NUM" for t in before) > 1
                or ("ROLE" in kinds and bool(kinds & {"COUNTN", "EMPTY", "NOT"}))
            )
            return tokens if named else [*wishes, *after]
    return tokens


def _units_in(token: Token) -> tuple[tuple[str, ...], ...]:
    return tuple(name.names for name in cast(Units, token.value).names)


def _names_a_subject(token: Token) -> bool:
    """A unit, a section, a day, a task, or the role that is spoken of: "按牵头的件数比一比:甲、乙,哪个多"."""
    if token.type == "NUM":
        return token.cost < 0.3
    return token.type in ("UNIT", "SECT", "DATE", "DOCFACT") or (token.type == "ROLE" and not token.has("ROLEN"))


_REPAIRS = 3


def _understood(sentence: str, context: Context) -> tuple[str, list[Token]]:
    """The sentence and its tokens, misheard and mistyped names put right."""
    sentence = spelt(sentence)
    tokens = recognise(sentence, context)
    for _ in range(_REPAIRS):
        mended = repaired(sentence, tokens, context)
        if mended == sentence:
            break
        again = recognise(mended, context)
        if _strange(again) >= _strange(tokens):
            break
        sentence, tokens = mended, again
    worded = put_right(sentence, tokens, context)
    if worded != sentence:
        sentence, tokens = worded, recognise(worded, context)
    return sentence, places_in_lists(with_strangers(tokens, sentence, context), sentence, context)


def _strange(tokens: Sequence[Token]) -> int:
    return sum(len(t) for t in tokens if t.type == "WORD" or (t.type == "UNIT" and t.cost >= GUESSED_UNIT))


@dataclass
class _Spoken:
    """What the sentences of a message have spoken of so far: what a later 它, 该单位 or 这部分 means."""

    beside: Beside
    told_unit: Units | None
    unit: Units | None = None
    section: object = None
    said: Sequence[Token] = ()
    words: Sequence[Token] = ()

    def meant(self, tokens: Sequence[Token], sentence: str, context: Context, later: Sequence[str]) -> list[Token]:
        """``tokens`` with what they point back to in its place; ``later`` are the sentences still to come."""
        pointed_at = any(map(points_to_unit, later)) or likens(later)
        tokens = words_meant(list(tokens), self.words, sentence, context)
        self.words = last_words(tokens, context)
        tokens = tokens if self.unit or self.beside.before else with_described_units(tokens, sentence, context)
        found = told(tokens, sentence, context, replace(self.beside, pointed_at=pointed_at))
        asked = section_asked(found, context)
        found = without_echoes(of_the_asked(counted_again(found, self.said)), sentence)
        found = sections_meant(found, asked or self.section)
        self.said = found
        self.section = last_section(found) or asked or self.section
        before, role = task_named(found) or self.beside.before, role_spoken_of(found) or self.beside.role
        self.beside = replace(self.beside, before=before, role=role)
        found = with_the_subject(found, self.unit)
        found = units_meant(found, sentence, self.unit or (self.told_unit if counts_tasks(found) else None))
        self.unit = last_named(found) or self.unit
        return found


def _parts_of(tokens: Sequence[Token], sentence: str, opening: int, context: Context) -> list[Part]:
    """The questions of one sentence, of which what is before ``opening`` is left out."""
    tokens = counted_there(without_ordinal(without_stress(tokens, sentence), context), sentence, context)
    tokens = with_topics_whole(without_glossed(tokens, sentence), sentence, context)
    tokens = without_small_words(named_first(without_other_names(tokens, sentence, context.document)), context)
    tokens = with_fields_written(tokens)
    tokens = roles_in_turn(without_what_passes(with_the_one_meant(tokens, sentence), sentence, context))
    told_by = without_introduction(with_other_sections(tokens, sentence), sentence)
    reduced = reduce_tokens(told_by, BUILDERS, context)
    if (alike := likened(told_by, reduced, sentence, context)) != told_by:
        reduced, tokens = reduce_tokens(alike, BUILDERS, context), alike
    split = questions(reduced, sentence)
    bounds = [opening, *(part[0].start for part in split[1:]), len(sentence)]
    parts = []
    for part, start, end in zip(with_shared_scope(split, sentence), bounds, bounds[1:], strict=False):
        recognised = tuple(t for t in tokens if start <= t.start < end)
        said, findings = sentence[start:end].lstrip(" ,;"), gather(part, sentence, context, recognised)
        parts.append(Part(said.rstrip(" ,;"), tuple(part), findings, recognised, end - len(said)))
    return parts


def read_parts(
    text: str,
    context: Context,
    resolve: Resolve | None = None,
    focus: TaskNumber | None = None,
    told_unit: Units | None = None,
) -> tuple[list[Part], bool]:
    """The parts of ``text`` in order, and whether it held instructions (which are not obeyed).

    ``resolve`` may put what the conversation knows in place of tokens (它 -> task 49); ``focus`` is the one task
    that the conversation is at, ``told_unit`` the units that its last answer told.
    """
    parts: list[Part] = []
    to_change: list[Token] = []
    instructed, from_here = False, listed_from(text)
    spoken = _Spoken(Beside(focus=focus), told_unit)
    text = with_rows_as_claims(without_title(text, context.document), context)
    said = list(sentences(without_copies(text, context), lambda piece: _items_of(piece, context)))
    for at, typed in enumerate(said):
        item = typed.strip("?").split(":")[-1]  # "列表:甲的;乙的": the first stands with what announces the list
        listed = from_here is not None and item != "" and text.find(item, from_here) >= 0
        sentence, tokens = _understood(typed, context)
        tokens = with_the_missed(without_chatter(tokens, sentence, context), sentence)
        if len(said) > 1 and tells_a_purpose(tokens, sentence):
            continue
        tokens = spoken.meant(tokens, sentence, context, said[at + 1 :])
        if resolve is not None:
            tokens = resolve(tokens, sentence)
        tokens = _after_preamble(tokens, sentence)
        tokens, to_change, opening = of_the_task_changed(tokens, to_change), [], 0
        if any(t.type == "INJECTION" for t in tokens):
            instructed, to_change = True, tokens
            tokens = without_instructions(tokens)
            opening = tokens[0].start if tokens else 0
        mended = changed(typed, sentence)
        found = _parts_of(tokens, sentence, opening, context)
        parts += [replace(part, mended=mended, listed=listed) for part in found]
    return parts, instructed
