"""What this turn keeps, changes or drops of the turns before.

References (它, 这些, 那个单位, 我们局, 第二个) are replaced by what they mean before the rules run; what is still an
ellipsis afterwards (那责任单位呢, 换成市财政局, 其中2016年的) edits the previous plan instead of re-reading old text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from assistant.dialogue.anchors import anchored
from assistant.dialogue.corrected import as_corrected
from assistant.dialogue.earlier import compared, doubted, summed
from assistant.dialogue.filters import filtered
from assistant.dialogue.focus_figures import figures_of_focus
from assistant.dialogue.introduced import introduced_reading, introduction, own_said
from assistant.dialogue.memory import Memory, recall
from assistant.dialogue.openings import without_opening
from assistant.dialogue.others_named import others_of_the_named
from assistant.dialogue.picked import picked
from assistant.dialogue.pointing import resolved
from assistant.dialogue.returning import goes_back, returned
from assistant.dialogue.returning_item import returned_to_item
from assistant.dialogue.reworded import in_full
from assistant.dialogue.unsaid import points_at_nothing
from assistant.dialogue.within import NOUNS, asks_of_nothing, which_of_its_own, within
from assistant.question import has_han, several_words
from assistant.types import FieldMissing, Outcome, Plan, Premise, Question, Reading, Turn
from assistant.understand.algebra import SELECTING, conjuncts, kind_of
from assistant.understand.asking.beyond import asks_progress
from assistant.understand.assemble import Assembled
from assistant.understand.edit import edited
from assistant.understand.findings import Findings
from assistant.understand.form import WISHES, form_of
from assistant.understand.noted import notes_of
from assistant.understand.parts import Part, read_parts
from assistant.understand.read import read_from_parts
from assistant.understand.texts.described_task import pointed_at
from assistant.understand.tokens import Context, Token
from assistant.understand.units.elsewhere import speaks_of_home

_STORY = 14  # characters of words that no condition holds
_BRIEFLY = re.compile("(?:^|(?<=[\\s,;。?!]))([\u4e00-\u9fff]{2,5}?)的?[那这]一?[条项]")
_REFERRING = ("list", "which", "item", "unit", "first_unit", "all_units", "switch", "correct", "narrow")


def read_turn(question: Question, history: Sequence[Turn], context: Context) -> Reading:
    """The Reading of ``question`` after ``history``; a self-contained question is read as if it came first."""
    question = without_opening(question, history, context)
    question, history = returned(returned_to_item(question, history, context), history, context)
    question, history = in_full(question, history, recall(history, context), context)
    memory = recall(history, context)
    question = as_corrected(_in_its_language(question, memory), context)
    resolve = partial(_resolved, memory=memory, context=context)
    parts, instructed = read_parts(question.text, context, resolve, memory.focus, memory.answered_unit)
    if memory.reading is not None and doubted(parts):
        return _reaffirmed(memory.reading, parts, question)
    introduced = introduction(parts)
    if introduced is not None:
        return introduced_reading(introduced, parts, question)
    if _unclear(question.text, parts, memory) and not _described(parts, context):
        words = tuple(word for part in parts for word in part.findings.words)
        return Reading(outcome=Outcome.AMBIGUOUS, language=question.language, unexplained=words)
    chosen = filtered(question, memory, context, resolve, instructed=instructed) or _reckoned(
        question, parts, memory, context
    )
    if chosen is not None:
        return _reading(Assembled(chosen), parts, question, memory)
    if memory.plan is not None and _follows(parts, memory):
        asked = _follow_up(parts, memory, context)
        if asked is not None:
            return _reading(asked, parts, question, memory)
    reading = _counting_on(read_from_parts(parts, question, context, instructed=instructed), parts, memory)
    if not reading.plans and _refers(parts):
        return _of_a_story(reading, question) if memory.plan is None and _at_length(parts) else _asked_back(reading)
    return replace(reading, own_unit=own_said(parts) or (memory.own.label if memory.own else None))


def _reckoned(question: Question, parts: Sequence[Part], memory: Memory, context: Context) -> Plan | None:
    """What is asked of the sets of earlier turns as such: their sum, one beside another, a figure, one of a list."""
    return (
        summed(parts, memory)
        or compared(parts, memory)
        or figures_of_focus(question.text, parts, memory.focus, context)
        or picked(question.text, parts, memory, context)
        or others_of_the_named(parts, memory, context)
    )


def _resolved(tokens: Sequence[Token], text: str, *, memory: Memory, context: Context) -> list[Token]:
    if any(t.type == "PLACE" for t in tokens) and not speaks_of_home(text, context):
        return list(tokens)  # 上海市教委有这些任务没: nothing that was spoken of is elsewhere
    found = [resolved(tokens, at, text, memory, context) for at in range(len(tokens))]
    return anchored(found, text, memory, context)


def _in_its_language(question: Question, memory: Memory) -> Question:
    """A follow-up of a word or two without a Chinese character keeps to the language of the turn before."""
    before = memory.reading.language if memory.reading is not None else question.language
    follows = not has_han(question.text) and (before == "en" or not several_words(question.text))
    return replace(question, language=before) if follows else question


def _counting_on(reading: Reading, parts: Sequence[Part], memory: Memory) -> Reading:
    """ "剩下的呢" after a count: the rest is counted, too."""
    bare = _speaks_of_the_rest(parts) and not any(p.has("LIST") for p in parts)
    if not bare or memory.plan is None or memory.plan.measure != "count":
        return reading
    plans = tuple(replace(p, measure="count") if p.measure == "list" else p for p in reading.plans)
    return replace(reading, plans=plans)


def _speaks_of_the_rest(parts: Sequence[Part]) -> bool:
    return any(t.type == "SCOPE" and t.value_of("HISTORY") == "rest" for p in parts for t in p.recognised)


def _reaffirmed(before: Reading, parts: Sequence[Part], question: Question) -> Reading:
    """你确定?: the answer before with its evidence, computed again."""
    return replace(before, language=question.language, form=form_of(parts, question.language),
                   notes=(("reaffirmed", ""), *(n for n in before.notes if n[0] != "reaffirmed")))  # fmt: skip


# --- ellipsis --------------------------------------------------------------------------------------------------------


def _described(parts: Sequence[Part], context: Context) -> bool:
    """长护险那条: a brief word right before the pointer says which task."""
    words = (m[1] for part in parts for m in _BRIEFLY.finditer(part.text))
    return any(pointed_at(said, context) is not None for said in words)


def _refers(parts: Sequence[Part]) -> bool:
    return any(
        t.value_of("HISTORY") is not None or t.type in ("NEXT", "PREV", "SLICE") for p in parts for t in p.recognised
    )


def _unclear(text: str, parts: Sequence[Part], memory: Memory) -> bool:
    """Whether it speaks of what nobody has spoken of before: to be asked back."""
    first = memory.plan is None and (_unclear_item(parts) or _speaks_of_nothing(parts, memory))
    nothing = memory.plan is None and (goes_back(text) or points_at_nothing(text, parts))
    if not _at_length(parts) and (first or nothing or _unclear_unit(parts)):
        return True
    return memory.refused and bool(parts) and all(asks_of_nothing(part) for part in parts)


def _unclear_unit(parts: Sequence[Part]) -> bool:
    """那个局 where no one unit was spoken of: nothing to answer but to ask back."""
    pointing = any(t.value_of("HISTORY") in ("unit", "first_unit", "all_units") for p in parts for t in p.recognised)
    return pointing and all(not p.findings.conditions and not p.findings.units for p in parts)


def _speaks_of_nothing(parts: Sequence[Part], memory: Memory) -> bool:
    """换成2018年的, 按你刚说的排法 where nothing was said before."""
    first = next((t for p in parts for t in p.recognised if t.types != ("FILL",)), None)
    switched = first is not None and first.value_of("HISTORY") == "switch" and len(parts) == 1
    said = any(t.value_of("HISTORY") == "said" for p in parts for t in p.tokens)
    numbered = any(p.has("NUM") for p in parts)
    return memory.reading is None and not numbered and (switched or said)


def _asked_back(reading: Reading) -> Reading:
    return replace(reading, outcome=Outcome.AMBIGUOUS)


def _of_a_story(reading: Reading, question: Question) -> Reading:
    return replace(reading, outcome=None, plans=(Plan("content", topic=question.text),))


def _at_length(parts: Sequence[Part]) -> bool:
    """Whether the message says so much that what it points back to is in itself: a story of 那家 and 这种账号."""
    return sum(len(word) for part in parts for word in part.findings.words) >= _STORY


def _one_unit(part: Part) -> bool:
    return any(name.kind != "group" for units in part.findings.units for name in units.names)


def _unclear_item(parts: Sequence[Part]) -> bool:
    """它 and 这个事 at the beginning of a conversation, with nothing said of which task."""
    pointing = any(t.value_of("HISTORY") == "item" for p in parts for t in p.recognised)
    # 那这条现在逾期没有 bounds by a day, and names no task.
    chosen = [kind_of(c) != "due" or p.has("LIST", "TASKN") for p in parts for c in p.findings.conditions]
    named = any(chosen) or any(_one_unit(p) or p.has("SECTCOUNT", "DOCFACT", "RANKN", "RANKED") for p in parts)
    return pointing and not named and all(sum(map(len, p.findings.words)) < 4 for p in parts)


def _follows(parts: Sequence[Part], memory: Memory) -> bool:
    """Whether the message leans on the turn before: it points back, lacks a subject, or is a mere fragment.

    Where the turn before chose tasks by unit or section, a mere date narrows them.
    """
    selecting = memory.plan is not None and _selects(memory.plan)
    if any(p.has("SMALLTALK") and not p.has_subject and not p.findings.fields for p in parts) and len(parts) == 1:
        return False
    if any(t.value_of("HISTORY") == "reset" for p in parts for t in p.recognised):
        return False
    if _speaks_of_the_rest(parts) or any(p.has("PLACE", "OFFTOPIC") or asks_progress(p) for p in parts):
        return False
    pointing = any(t.value_of("HISTORY") in _REFERRING for p in parts for t in p.recognised)
    pointing = pointing or any(part.beyond for part in parts)
    return pointing or all(_leans(part) or (selecting and _narrows(part)) or within(part, memory)
                           for part in parts)  # fmt: skip


def _asks_partners(f: Findings) -> bool:
    """都跟谁一起牵头, 不和甲合作的: partners of the unit of the turn before; how many a task names selects nothing."""
    named = f.units or any(kind_of(c) != "count" for c in f.conditions)
    return "PARTNER" in f.flags and not named and ("WHO" in f.flags or bool(f.excluded))


def _leans(part: Part) -> bool:
    f = part.findings
    if part.has("MOST", "LEAST") and part.has("WHO", "UNITN", "SECTIONN", "YEARN"):
        return False
    if f.facts or (f.topic and sum(map(len, f.words)) > 3) or (part.has("DOCUMENTN") and part.has("COUNT", "LIST")):
        return False
    if not part.has_subject or _asks_partners(f):
        return True
    asks = part.has("LIST", "COUNT", "WHO", "WHEN", "SUMMARISE", "COMPARE", "MOST", "LEAST", "SHARE", "SECTCOUNT")
    return not (asks or which_of_its_own(part) or _whole_description(part)) or _opens_as_an_ellipsis(part)


# 那有个任务是甲跟乙共同牵头的,是哪一项 describes a task of its own.
_TELLS_OF_ONE = re.compile("那(?:么)?(?:我)?(?:还)?(?:有|记得有|问)(?:没有|这么)?(?:一)?(?:个|项|条)任务")


def _opens_as_an_ellipsis(part: Part) -> bool:
    """那…, 换…, …呢; 那个单位 is no opening but a unit that is spoken of."""
    named = bool(part.recognised) and part.recognised[0].type in ("UNIT", "NUM", "SCOPE")
    opening = part.text.startswith(("那", "换", "和", "跟", "与")) and not (named or _TELLS_OF_ONE.match(part.text))
    return opening or part.text.endswith(("呢", "呢?"))


def _whole_description(part: Part) -> bool:
    """ "责任单位是市政府办公厅的任务": the noun with what selects it stands alone."""
    return any(noun in part.text for noun in NOUNS) and bool({kind_of(c) for c in part.findings.conditions} & SELECTING)


def _narrows(part: Part) -> bool:
    """ "2020年的有几项", "哪些还没到期": a date and no noun of its own."""
    f = part.findings
    modifiers = {kind_of(c) for c in f.conditions} <= {"due", "ongoing"} and bool(f.conditions)
    own = f.topic or f.units or f.roles or part.has("DOCUMENTN", "ALLTASKS", "MOST", "LEAST", "SHARE")
    return modifiers and not own and not any(noun in part.text for noun in NOUNS)


def _selects(plan: Plan) -> bool:
    return bool({kind_of(c) for c in conjuncts(plan.condition)} & {"unit lead", "unit responsible", "section"})


def _follow_up(parts: Sequence[Part], memory: Memory, context: Context) -> Assembled | None:
    """The previous plan, edited by every part in turn, with what the parts take for granted."""
    plan = memory.plan
    premises: tuple[Premise, ...] = ()
    for part in parts:
        if plan is None:
            return None
        step = edited(plan, memory.numbers, part, context)
        if step is not None:
            plan, premises = _with_what_is_missing(step), (*premises, *step.premises)
    return Assembled(plan, premises) if plan is not None and (plan is not memory.plan or _only_repeats(parts)) else None


def _with_what_is_missing(step: Assembled) -> Plan:
    """怎么都没有牵头的: the field that is said to be missing is the one asked of the next task, too."""
    lacking = tuple(p.claim.name for p in step.premises if isinstance(p.claim, FieldMissing))
    return replace(step.plan, fields=lacking) if lacking and step.plan.measure == "describe" else step.plan


def _only_repeats(parts: Sequence[Part]) -> bool:
    return any(p.has("ALLOFTHEM", *WISHES) for p in parts)


def _reading(asked: Assembled, parts: Sequence[Part], question: Question, memory: Memory) -> Reading:
    return Reading(
        plans=(asked.plan,), premises=asked.premises, form=form_of(parts, question.language),
        language=question.language, notes=notes_of(parts, question), own_unit=memory.own.label if memory.own else None,
    )  # fmt: skip
