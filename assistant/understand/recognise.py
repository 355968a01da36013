"""All recognisers together: a message to the best cover of it by typed tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import cast

from assistant.question import language_of
from assistant.understand.cover import best_cover
from assistant.understand.days.granular import granular
from assistant.understand.days.home_dates import dates_of, home_dates
from assistant.understand.days.recurring import open_ended, recurring
from assistant.understand.days.worded import find_literals, named_deadlines, stated_deadline
from assistant.understand.days.yearless import yearless_dates
from assistant.understand.kept import kept
from assistant.understand.lexicon import cue_lexicon, cut_pairs, find_forms, unit_lexicon
from assistant.understand.numbers.counted import find_stated_counts
from assistant.understand.numbers.figures import figure_forms
from assistant.understand.numbers.fractions import find_stated_shares
from assistant.understand.numbers.labels import by_label, find_labels
from assistant.understand.numbers.numerals import parse_numeral
from assistant.understand.numbers.quantities import quantities
from assistant.understand.numbers.references import find_numbers
from assistant.understand.numbers.stated_figures import figures_in
from assistant.understand.numbers.whole import find_whole
from assistant.understand.sections.nouns import as_parts
from assistant.understand.sections.references import find_sections
from assistant.understand.sections.words import section_words
from assistant.understand.sentences.spaces import only_parts
from assistant.understand.texts.english import find_english, with_words_glossed
from assistant.understand.texts.notes import find_notes
from assistant.understand.texts.own_words import in_genre_words, in_own_roles, own_words
from assistant.understand.texts.printed import find_printed
from assistant.understand.texts.wording import as_written, nickname, quoted_apart, quoted_names, text_of
from assistant.understand.tidied import tidied
from assistant.understand.tokens import GUESSED_UNIT, Context, Numbers, Token, Units
from assistant.understand.units.bare_groups import bare_groups
from assistant.understand.units.by_field import by_field
from assistant.understand.units.elsewhere import at_home, find_other_plans, find_own_plan
from assistant.understand.units.formed_units import formed_units
from assistant.understand.units.shared_endings import fields_that_act, shared_endings
from assistant.understand.units.short_names import short_names
from assistant.understand.units.strangers import english_strangers
from assistant.understand.units.which_of_them import which_of_them
from index.tokens import tokenize
from index.units import UnitName, UnitRegistry
from index.unnamed_units import unnamed_units

# The apostrophe of i'd or the plan's is no quotation mark: one stands beside a word, not inside it.
_QUOTED = re.compile(r"(?:[“\"「『《‘]|(?<![a-z\d])')([^“”\"「」『』《》‘’']{1,60})(?:[”\"」』》]|[’'](?![a-z]))")
_UNKNOWN_UNIT = r"市[\u4e00-\u9fff]{2,7}?(?:局|委|办|厅|署|院|中心|集团)(?![会法理公])"
# A unit of the genre that the document does not name costs a little more than one that it does.
_NAMED_NOWHERE = 0.25
_NOT_A_UNIT = re.compile(r"牵头|责任|单位|哪|的|和|与|是|有|几|什么|任务|各|就|都")
_TELLING = re.compile("[先再]?(?:请|烦|列|告诉|给我|麻烦)")
# What a quotation asks, which no task writes.
_QUESTION = re.compile("多少|几[项条个成家]|百分之几|多大|哪[些个一几年家]|是谁")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def _quotes(text: str) -> Iterator[Token]:
    for m in _QUOTED.finditer(text):
        yield Token("QUOTE", m[1].strip(), m.start(), m.end(), 0.5)


@kept
def _unknown(registry: UnitRegistry) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, registry.places))})?{_UNKNOWN_UNIT}")


def _unknown_units(text: str, context: Context) -> Iterator[Token]:
    for found in unnamed_units(text, context.registry):
        if _TELLING.match(found.name.label):
            continue
        yield Token("UNIT", Units((found.name,)), found.start, found.end, _NAMED_NOWHERE)
    for m in _unknown(context.registry).finditer(text):
        if not _NOT_A_UNIT.search(m[0][1:]):
            name = UnitName(m[0], (m[0],), m[0], "department")
            yield Token("UNIT", Units((name,)), m.start(), m.end(), GUESSED_UNIT)


def _vocabulary(text: str) -> Iterator[Token]:
    """Ordinary words, so that no cue is seen inside one: 专家 is not 专 and 家."""
    at = 0
    for word in tokenize(text):
        start = text.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        if len(word) > 1 and _HAN.fullmatch(word):
            yield Token("WORD", word, start, at, 0.5 + 0.05 * len(word))


def _figures(text: str) -> Iterator[Token]:
    for form, name in figure_forms().fitting(text):
        for m in form.finditer(text):
            yield Token("FIGURE", name, m.start(), m.end(), 0.35)


@lru_cache(maxsize=512)
def _cues(text: str) -> tuple[Token, ...]:
    return tuple(find_forms(text, cue_lexicon(), 0.3))


def points_to_unit(text: str) -> bool:
    """Whether ``text`` speaks of 该单位 or 这家."""
    return any(t.value_of("HISTORY") == "unit" for t in _cues(text))


# 第二部分中|编办: 中 after a part of the document says where, though 中编办 is a name, too.
_PLACES = ("部分", "章", "板块", "任务", "项", "文件")


# 编|办事指南, 政务服务中心管理|办法: a name of an office that the next word's beginning seems to end.
_OF_A_VERB = re.compile("[\u4e00-\u9fff]办事|[\u4e00-\u9fff]+办法")

# 我在局办公室上班: an office of a bureau that is not named.
_OWN_OFFICE = re.compile("[局委厅院署]办公室")


def _named_units(text: str, context: Context) -> list[Token]:
    found = find_forms(text, unit_lexicon(context.registry), 0.2)
    named = {t.end: t for t in found}
    found = [
        _of_district(t, named.get(t.start), text) for t in found if not _is_own_office(t, text) or t.start in named
    ]
    found = [t for t in found if not _OF_A_VERB.fullmatch(text, t.start, t.end + 1)]
    return [t for t in found if text[t.start] != "中" or not text[: t.start].endswith(_PLACES)]


def _longer_or_shorter(text: str, context: Context) -> list[Token]:
    """Units under other names than their own; a row that shares an ending is no longer name of one of its units."""
    row = list(shared_endings(text, context))
    names = [t for t in short_names(text, context) if not _OF_A_VERB.fullmatch(text, t.start, t.end + 1)]
    return [*row, *(t for t in names if not any(t.start < r.end and r.start < t.end for r in row))]


def _is_own_office(token: Token, text: str) -> bool:
    return _OWN_OFFICE.fullmatch(text, max(0, token.start - 1), token.end) is not None


def _of_district(token: Token, before: Token | None, text: str) -> Token:
    """东城区|政府督查室 is an office of the district's government, not the city's."""
    places = cast(Units, before.value).names if before is not None else ()
    inside = before is not None and text.startswith("政府", token.start) and places[0].kind == "member"
    return replace(before, end=token.end) if inside and before is not None else token


def candidates(text: str, context: Context) -> list[Token]:
    """Every token any recogniser sees in ``text``, overlapping."""
    parted = as_parts(text, context.document)
    asked = in_genre_words(parted, context)
    named = _named_units(text, context)
    return [
        *named, *_cues(asked), *dates_of(text, context),
        *find_numbers(text, context), *find_labels(text, context), *find_sections(parted, context), *_quotes(text),
        *find_stated_counts(text), *yearless_dates(text, context), *home_dates(text, context),
        *recurring(text, context), *granular(text, context), *find_notes(text, context), *find_literals(text, context),
        *_figures(text), *named_deadlines(text, context),
        *fields_that_act(text, context), *_unknown_units(text, context), *_vocabulary(text),
        *quantities(text, context), *find_english(text, context),
        *english_strangers(text), *own_words(text, context),
        *find_other_plans(text, context), *find_own_plan(text, context),
        *quoted_names(text, context), *find_printed(text, _cues(text), context), *find_whole(text, context),
        *_longer_or_shorter(text, context), *formed_units(text, _cues(text), context),
        *which_of_them(named, text, context.registry), *by_field(text, context),
        *find_stated_shares(text, _cues(text), text_of(context.document)),
    ]  # fmt: skip


def _inside_quotes(token: Token, text: str, context: Context) -> list[Token]:
    """What a quotation holds, where one recogniser explains all of it; otherwise the quotation itself."""
    inner = str(token.value)
    offset = text.index(inner, token.start)
    if headed := re.match(r"(\d{1,3})[.、]", inner):
        return [Token("NUM", Numbers((int(headed[1]),)), token.start, token.end)]
    written = any(inner in task.text for task in context.document.tasks)
    if parse_numeral(inner) in context.numbers and (inner.isdigit() or not written):
        return [Token("NUM", Numbers((parse_numeral(inner) or 0,)), token.start, token.end)]
    if known := next((t for t in find_english(inner, context) if len(t) == len(inner)), None):
        return [Token("QUOTE", known.value, token.start, token.end, 0.5)]
    seen = candidates(inner, context)
    for kind in ("SECT", "UNIT", "DLIT", "DOCFACT", *(() if _speaks_of_words(text) else ("ROLE",))):
        for found in seen:
            if found.type == kind and len(found) == len(inner):
                return [replace(found, start=token.start, end=token.end, also=(*found.also, ("QUOTED", inner)))]
    fields = [] if written else _row_of_fields(inner, token) or _field_or_figure(inner, text, token)
    if said := fields or quoted_apart(token, text, context) or nickname(token, text, context):
        return said
    listed = [context.registry.forms.get(name) for name in inner.split("、")]
    if len(listed) > 1 and all(listed):
        together = Units(tuple(name for name in listed if name), joint=True)
        return [Token("UNIT", together, token.start, token.end, 0.3, (("QUOTED", inner),))]
    if going := _goes_on(inner, token, context):
        return going
    return [token] if written and _speaks_of_words(text) else _due_as_quoted(token, inner, offset, context)


_ASKED = re.compile("^(?:由|归)?(?:谁|哪家|哪些单位|什么单位)")  # “编号-谁牵头”
_FIELDS_JOINED = re.compile(r"\s*[-~+、,:|/ ]+\s*")


# 写明“牵头单位”的任务: the field is there.
_FILLED_IN = re.compile("(?:写|标|注|填|列)(?:明|了|有|着|出|上)?的?是?$")


def _row_of_fields(inner: str, quoted: Token) -> list[Token]:
    """“编号-截止时间”: the fields of which a line is to consist; [] for other quotations."""
    pieces = [piece for piece in _FIELDS_JOINED.split(inner) if piece]
    found = [
        next((t for t in _cues(p) if t.type in ("FIELD", "ROLE", "WHEN") and len(t) == len(p)), None)
        for p in (_ASKED.sub("", piece) for piece in pieces)
    ]
    whole = len(pieces) > 1 and None not in found
    return [replace(t, start=quoted.start, end=quoted.end) for t in found if t is not None and whole]


def _field_or_figure(inner: str, text: str, quoted: Token) -> list[Token]:
    """列在“责任单位”里: the field, in quotation marks as its label; “百分比”: the kind of figure."""
    label = _FILLED_IN.search(text, 0, quoted.start) is not None or not _speaks_of_words(text)
    fields = (t for t in _cues(inner) if t.has("ROLEN") and label)
    whole = (t for t in (*fields, *_figures(inner)) if len(t) == len(inner))
    return [replace(t, start=quoted.start, end=quoted.end) for t in whole][:1]


def _due_as_quoted(token: Token, inner: str, offset: int, context: Context) -> list[Token]:
    """What a quoted deadline says: its date, or its words where they name none; otherwise the quotation itself."""
    dates = [t for t in dates_of(inner, context) if len(t) == len(inner)]
    if dates:
        return [Token("EXACT", "yes", token.start, offset), replace(dates[0], start=offset, end=token.end)]
    due = stated_deadline(inner, context)
    if due is None and (_QUESTION.search(inner) or _states(inner, context)):
        # 我想写一句“平均每个部分多少条”, 稿子写“第四部分共八条”: the question or the claim itself.
        return [replace(t, start=t.start + offset, end=t.end + offset) for t in recognise(inner, context)]
    return [token if due is None else Token("COND", due, token.start, token.end)]


def _states(inner: str, context: Context) -> bool:
    """Whether a quotation that no task writes says of tasks who leads them, when they fall due or how many they are."""
    if figures_in(inner) or any(inner in task.text for task in context.document.tasks):
        return False
    said = recognise(inner, context)
    subject = any(t.type in ("SECT", "NUM", "UNIT") for t in said)
    counted = any(t.has("COUNTN") for t in said) and any(t.type == "SECT" for t in said)
    dated = any(t.type == "DATE" for t in said)
    return (subject and any(t.has("ROLE") for t in said)) or counted or dated


def _speaks_of_words(text: str) -> bool:
    """Whether the message asks for words of a text (“2020年”字样) and not for a deadline."""
    found = [t for t in _cues(text) if t.has("MENTION") or t.has("FIELD")]
    return any(t.has("MENTION") for t in found) and not any(t.value_of("FIELD") == "deadline" for t in found)


def _goes_on(inner: str, quoted: Token, context: Context) -> list[Token]:
    """Quoted words that say that work goes on: “持续推进” itself where others do, too (每季度末)."""
    if worded := next(open_ended(inner, context), None):
        return [replace(worded, start=quoted.start, end=quoted.end)]
    return [Token("ONGOING", "true", quoted.start, quoted.end)] if _only_in_deadlines(inner, context) else []


def _only_in_deadlines(words: str, context: Context) -> bool:
    """Quoted words that the document uses to say that work goes on, and nowhere in a task's text."""
    tasks = context.document.tasks
    if re.search(r"\d", words):
        return False
    said = any(t.deadline and t.deadline.ongoing and words in t.deadline.literal for t in tasks)
    return said and not any(words in t.text for t in tasks)


# 有没有说, 这里头有没有写: no 没有说 begins within 有没有; 所有没有牵头单位的 and 只有没写时限的 hold none.
_YES_OR_NO = re.compile("(?<![所只没具含带凡仍还])有没有")


def _cuts_yes_or_no(token: Token, text: str) -> bool:
    """Whether a cue for something absent begins within 有没有."""
    return token.type == "EMPTY" and any(m.start() < token.start < m.end() for m in _YES_OR_NO.finditer(text))


def recognise(text: str, context: Context) -> list[Token]:
    """The best cover of ``text``, quotations resolved and sections named by part of their title found."""
    found = [t for t in at_home(candidates(text, context), text, context) if not _cuts_yes_or_no(t, text)]
    english = language_of(text) == "en"
    found = [replace(t, type="FILL", also=()) if only_parts(t, text, english=english) else t for t in found]
    cover = cut_pairs(best_cover(text, found))
    cover = as_written(tidied(cover, text, context, english=english), text, context)
    resolved = [
        t for token in cover for t in (_inside_quotes(token, text, context) if token.type == "QUOTE" else [token])
    ]
    resolved = with_words_glossed(resolved, text, context) if english else resolved
    resolved = bare_groups(resolved, text, context)
    return in_own_roles(by_label(section_words(resolved, text, context), context), text, context)
