"""The rule engine: patterns over typed tokens, applied layer by layer, the best set of matches winning.

A rule's pattern is a small regular expression over token types, e.g. ``UNITS (TOGETHER|ONLY)? ROLE``; between its
elements any token of a soft type may stand. The name of a set (rules.toml, ``[sets]``) stands for any of its types;
``ROLE&ONLY`` is one token that can be read as both.
In each layer the non-overlapping matches that bind the most tokens win (weighted interval scheduling), and each is
replaced by the one token its builder makes of it.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.understand.lexicon import cue_lexicon
from assistant.understand.needed import Patterns
from assistant.understand.tokens import Context, Token

Builder = Callable[[Sequence[Token], Context], object]

_ELEMENT = re.compile(r"[A-Z]+(?:&[A-Z]+)*|[()|?*+\s]|\.")
_TYPE = re.compile(r"[A-Z]+")
_FIRST_PRIVATE = 0xE000
_UNKNOWN = chr(0xF8FF)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of rules.toml. ``weight`` is added to the number of tokens a match binds; ``row`` is a question that
    needs the rule (each is a test); ``then`` is a pattern of what has to follow and is not bound."""

    layer: int
    gives: str
    pattern: str
    build: str
    row: str
    weight: float = 0.0
    then: str = ""


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    stop: int
    rule: Rule
    value: object
    weight: float


Sets = Mapping[str, Sequence[str]]


def types_in(pattern: str, sets: Sets) -> set[str]:
    """The token types that a pattern names, itself or through a set."""
    return {kind for name in _TYPE.findall(pattern) for kind in sets.get(name, (name,))}


def _class(chars: Iterable[str]) -> str:
    """A character class that names runs by their ends: patterns of hundreds of characters are slow to compile."""
    runs: list[list[str]] = []
    for char in sorted(chars):
        if runs and ord(char) == ord(runs[-1][1]) + 1:
            runs[-1][1] = char
        else:
            runs.append([char, char])
    return "[" + "".join(first if first == last else f"{first}-{last}" for first, last in runs) + "]"


@dataclass(frozen=True, slots=True)
class _Alphabet:
    """The private-use characters of token types: of each combination, and those that can be read as a type."""

    chars: Mapping[tuple[str, ...], str]
    of_type: Mapping[str, frozenset[str]]
    sets: Sets

    @classmethod
    def of(cls, combinations: Iterable[tuple[str, ...]], sets: Sets) -> _Alphabet:
        # Soft types stand between all elements of all patterns: side by side they are one short run.
        ordered = sorted(combinations, key=lambda types: (not set(types) & set(sets["SOFT"]), types))
        chars = {types: chr(_FIRST_PRIVATE + i) for i, types in enumerate(ordered)}
        of_type: dict[str, set[str]] = {}
        for types, char in chars.items():
            for kind in types:
                of_type.setdefault(kind, set()).add(char)
        return cls(chars, {kind: frozenset(found) for kind, found in of_type.items()}, sets)

    def read_as(self, name: str) -> frozenset[str]:
        """The characters that can be read as a type, or as one of a set of types."""
        return frozenset().union(*(self.of_type.get(kind, frozenset()) for kind in self.sets.get(name, (name,))))

    def pattern(self, rule: str) -> str:
        """A rule's pattern as a regular expression over the characters."""
        soft, parts = _class(self.read_as("SOFT")) + "*", []
        for element in _ELEMENT.findall(rule):
            if element.isspace():
                parts.append(soft)
            elif element == ".":
                parts.append("[\ue000-\uf8ff]")
            elif element[0].isalpha():
                parts.append(_class(frozenset.intersection(*map(self.read_as, element.split("&")))))
            else:
                parts.append("(?:" if element == "(" else element)
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The rules compiled over one private-use character for each combination of types that a token can have."""

    chars: Mapping[tuple[str, ...], str]
    layers: tuple[Patterns[Rule], ...]
    soft: frozenset[str]

    def encode(self, tokens: Sequence[Token]) -> str:
        return "".join(self.chars.get(t.types) or self.chars.get((t.type,), _UNKNOWN) for t in tokens)


def _load_rules() -> tuple[Sets, list[Rule]]:
    raw = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
    return raw["sets"], [Rule(**row) for row in raw["rule"]]


def _combinations(rules: Sequence[Rule], sets: Sets) -> set[tuple[str, ...]]:
    kinds = {tuple(kind for kind, _ in senses) for group in cue_lexicon().forms.values() for _, senses in group}
    kinds |= {(kind,) for senses in list(kinds) for kind in senses}
    kinds |= {(kind,) for _, (kind, _, _) in cue_lexicon().patterns.rows}
    kinds |= {(rule.gives,) for rule in rules}
    kinds |= {(name,) for rule in rules for name in types_in(f"{rule.pattern} {rule.then}", sets)}
    kinds |= {(kind, "QUOTED") for kind in ("SECT", "UNIT", "DLIT", "DOCFACT")}
    return kinds | {("COND", "SAME"), ("EACH", "SECTIONN")}


@lru_cache(maxsize=1)
def grammar() -> _Grammar:
    """The rules of rules.toml as regular expressions."""
    sets, rules = _load_rules()
    alphabet = _Alphabet.of(_combinations(rules, sets), sets)
    soft = alphabet.read_as("SOFT")
    layers: dict[int, list[tuple[str, Rule]]] = {}
    for rule in rules:
        then = f"(?={_class(soft)}*{alphabet.pattern(rule.then)})" if rule.then else ""
        layers.setdefault(rule.layer, []).append((f"(?:{alphabet.pattern(rule.pattern)}){then}", rule))
    return _Grammar(alphabet.chars, tuple(Patterns.of(layers[n]) for n in sorted(layers)), soft)


def _matches(tokens: Sequence[Token], encoded: str, rules: Patterns[Rule],
             builders: Mapping[str, Builder], context: Context) -> list[_Match]:  # fmt: skip
    found = []
    for pattern, rule in rules.fitting(encoded):
        match = pattern.search(encoded)
        while match is not None:
            start, stop = match.span()
            match = pattern.search(encoded, start + 1)
            if stop == start:
                continue
            end = _without_trailing_soft(pattern, encoded, start, stop)
            value = builders[rule.build](tokens[start:end], context)
            if value is not None:
                found.append(_Match(start, end, rule, value, end - start + rule.weight))
    return found


def _without_trailing_soft(pattern: re.Pattern[str], encoded: str, start: int, end: int) -> int:
    """Where a match ends that took a soft token only because an optional element might have followed it."""
    soft = grammar().soft
    while end - start > 1 and encoded[end - 1] in soft and pattern.fullmatch(encoded, start, end - 1):
        end -= 1
    return end


def _best(matches: Sequence[_Match]) -> list[_Match]:
    """Non-overlapping matches of greatest total weight; ties go to the earlier rule."""
    ordered = sorted(matches, key=lambda m: m.stop)
    stops = [m.stop for m in ordered]
    totals, taken = [0.0], [False]
    for i, match in enumerate(ordered):
        before = bisect_right(stops, match.start, 0, i)
        with_it = totals[before] + match.weight
        taken.append(with_it > totals[i] + 1e-9)
        totals.append(max(totals[i], with_it))
    chosen, i = [], len(ordered)
    while i > 0:
        if taken[i]:
            chosen.append(ordered[i - 1])
            i = bisect_right(stops, ordered[i - 1].start, 0, i - 1)
        else:
            i -= 1
    return chosen[::-1]


def reduce_tokens(
    tokens: Sequence[Token], builders: Mapping[str, Builder], context: Context, fired: list[Rule] | None = None
) -> list[Token]:
    """Apply every layer in turn; what a rule binds becomes one token of the type that the rule gives.

    The rules that were used are appended to ``fired``.
    """
    current = [t for t in tokens if t.types != ("FILL",)]
    rules = grammar()
    for layer in rules.layers:
        chosen = _best(_matches(current, rules.encode(current), layer, builders, context))
        if fired is not None:
            fired.extend(match.rule for match in chosen)
        for match in reversed(chosen):
            first, last = current[match.start], current[match.stop - 1]
            current[match.start : match.stop] = [Token(match.rule.gives, match.value, first.start, last.end)]
    return current
