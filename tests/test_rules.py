"""The table of rules: every rule is used by the question beside it, and every column means something."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import assistant
from assistant.pipeline import context_of
from assistant.question import clean
from assistant.retrieve.source import Source
from assistant.understand.builders.table import BUILDERS
from assistant.understand.recognise import recognise
from assistant.understand.rules import Rule, grammar, reduce_tokens, types_in
from assistant.understand.tokens import Context
from tests.fake_records import FakeRecords
from tests.sample_document import registry, shipped
from tools.wrap_words import word_files, wrapped

UNDERSTAND = Path(assistant.__file__).parent / "understand"
TABLE = tomllib.loads((UNDERSTAND / "rules.toml").read_text(encoding="utf-8"))
RULES = [Rule(**row) for row in TABLE["rule"]]
SETS = TABLE["sets"]


@cache
def context() -> Context:
    """What the shipped document is asked with, read without an index."""
    document = shipped()
    return context_of(Source(FakeRecords(document), document, registry()), date(2017, 3, 1))


def fired_by(question: str) -> list[Rule]:
    fired: list[Rule] = []
    reduce_tokens(recognise(clean(question).text, context()), BUILDERS, context(), fired)
    return fired


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.build}: {rule.row}")
def test_the_question_beside_a_rule_uses_it(rule: Rule) -> None:
    assert rule in fired_by(rule.row)


def test_no_pattern_stands_twice_in_a_layer() -> None:
    assert not [key for key, n in Counter((rule.layer, rule.pattern, rule.then) for rule in RULES).items() if n > 1]


def test_every_rule_names_a_builder_and_every_builder_is_named() -> None:
    named = {rule.build for rule in RULES}
    assert named <= BUILDERS.keys()
    beside = {"unit_condition", "combined"}  # shared by the modules that bind units, no builders
    assert set(BUILDERS) - named == beside


def test_every_type_in_a_pattern_can_occur() -> None:
    """A mistyped type in a pattern would silently never match."""
    cues: set[str] = set()
    for name in ("cues.toml", "cues_en.toml", "world.toml"):
        cues |= set(tomllib.loads((UNDERSTAND / name).read_text(encoding="utf-8")))
    given = {rule.gives for rule in RULES}
    found = {"UNIT", "NUM", "SLICE", "SECT", "DATE", "TODAY", "DLIT", "QUOTE", "QUOTED", "WORD", "COUNTN", "QUANTITY"}
    known = cues | given | found | {"FIGURE", "SCOPE"}
    used = {kind for rule in RULES for kind in types_in(f"{rule.pattern} {rule.then}", SETS)} | {
        k for kinds in SETS.values() for k in kinds
    }
    assert used <= known


def test_a_layer_uses_only_what_earlier_layers_made() -> None:
    made_in = {rule.gives: rule.layer for rule in sorted(RULES, key=lambda rule: -rule.layer)}
    # Recognisers give these, too.
    plain = {"COND", "COUNTN", "NUM", "PLACE", "RANKN", "ROLE", "SECT", "UNIT", "WHO", "WORD"}
    late = [
        (rule.row, kind)
        for rule in RULES
        for kind in types_in(rule.pattern, SETS)
        if kind not in plain and made_in.get(kind, -1) >= rule.layer
    ]
    assert not late


def test_the_measures_name_things_that_can_be_found() -> None:
    rows = tomllib.loads((UNDERSTAND / "measures.toml").read_text(encoding="utf-8"))["row"]
    assert {key for row in rows for key in row} <= {"measure", "needs", "any", "none"}
    asked = {name for row in rows for key in ("needs", "any", "none") for name in row.get(key, [])}
    source = "".join(
        (UNDERSTAND / f"{name}.py").read_text(encoding="utf-8") for name in ("measures", "asking/grouping")
    )
    cues = {kind for types in grammar().chars for kind in types}
    assert {name for name in asked if name not in cues and f'"{name}"' not in source} == set()


@pytest.mark.parametrize("name", ["cues.toml", "cues_en.toml", "world.toml"])
def test_cue_words_are_written_as_they_are_read(name: str) -> None:
    """Cleaning folds width, script and case: a form that cleaning changes could never be met."""
    table = tomllib.loads((UNDERSTAND / name).read_text(encoding="utf-8"))
    forms = [form for values in table.values() for group in values.values() for form in group]
    worded = [form for form in forms if re.search(r"\w", form) and not form.startswith("re:")]
    assert not [form for form in worded if clean(form).text != form]


def test_lists_of_words_are_on_short_lines() -> None:
    """As make format writes them: a change then shows as the words that changed."""
    assert not [path.name for path in word_files() if wrapped(text := path.read_text(encoding="utf-8")) != text]
