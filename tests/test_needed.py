"""Of many patterns only those are tried that a text can hold a match of: none that matches may be left out."""

from __future__ import annotations

import re

import pytest

from assistant.understand.lexicon import cue_lexicon
from assistant.understand.needed import Patterns, needed
from assistant.understand.numbers.figures import figure_forms
from assistant.understand.rules import grammar

# The questions that need the rules: Chinese and English, of every kind.
TEXTS = [rule.row.lower() for layer in grammar().layers for _, rule in layer.rows]

NEEDED = {
    "a word": ("牵头", "牵"),
    "the fewest characters of a sequence": ("[甲乙丙]家", "家"),
    "any of several words": ("谁牵头|哪家", "谁哪"),
    "a range": ("第[1-3]", "第"),
    "what has to follow": ("(?:这|那)*(?=项)", "项"),
    "what has to stand before": (r"(?<=由)[^,]+", "由"),
    "what may be missing needs nothing": ("(?:这|那)?.*", None),
    "one of several that needs nothing": ("谁|.", None),
    "what must not follow needs nothing": (r"\d(?!项)", None),
    "letters of either case": ("(?i)who", None),
    "letters of either case inside": ("(?i:who)", None),
}


@pytest.mark.parametrize("case", NEEDED)
def test_what_a_pattern_needs(case: str) -> None:
    pattern, characters = NEEDED[case]
    assert needed(pattern) == (None if characters is None else frozenset(characters))


def test_patterns_keep_their_order() -> None:
    patterns = Patterns.of((form, form) for form in ("乙", ".", "甲", "丙"))
    assert [form for _, form in patterns.fitting("甲乙")] == ["乙", ".", "甲"]


@pytest.mark.parametrize("patterns", [cue_lexicon().patterns, figure_forms()], ids=["cues", "figures"])
def test_no_pattern_that_matches_is_left_out(patterns: Patterns[object]) -> None:
    for text in TEXTS:
        tried = {pattern.pattern for pattern, _ in patterns.fitting(text)}
        assert all(pattern in tried for pattern, _ in patterns.rows if re.search(pattern, text)), text


def test_most_patterns_are_not_tried() -> None:
    patterns = cue_lexicon().patterns
    assert all(len(patterns.fitting(text)) < len(patterns.rows) / 2 for text in TEXTS)
