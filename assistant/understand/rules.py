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
from collections.abc import Callable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The rules compiled over one private-use character for each combination of types that a token can have."""

    chars: dict[tuple[str, ...], str]
    layers: tuple[Patterns[Rule], ...]
    soft: frozenset[str]

    def encode(self, tokens: Sequence[Token]) -> str:
        return "".join(self.chars.get(t.types) or self.chars.get((t.type,), _UNKNOWN) for t in tokens)


Sets = Mapping[str, Sequence[str]]


def types_in(pattern: str, sets: Sets) -> set[str]:
    """The token types that a pattern names, itself or through a set."""
    return {kind for name in _TYPE.findall(pattern) for kind in sets.get(name, (name,))}


def _compile(pattern: str, chars: dict[tuple[str, ...], str], soft: str, sets: Sets) -> str:
    parts = []
    for element in _ELEMENT.findall(pattern):
        if element.isspace():
            parts.append(soft)
        elif element == ".":
            parts.append("[\ue000-\uf8ff]")
        elif element[0].isalpha():
            wanted = [set(sets.get(name, (name,))) for name in element.split("&")]
            fitting = [char for types, char in chars.items() if all(kinds & set(types) for kinds in wanted)]
            parts.append("[" + "".join(fitting) + "]")
        else:
            parts.append("(?:" if element == "(" else element)
    return "".join(parts)


def _load_rules() -> tuple[Sets, list[Rule]]:
    raw = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
    return raw["sets"], [Rule(**row) for row in raw["rule"]]


def _combinations(rules: Sequence[Rule], sets: Sets) -> dict[tuple[str, ...], str]:
    kinds = {tuple(kind for kind, _ in senses) for group in cue_lexicon().forms.values() for _, senses in group}
    kinds |= {(kind,) for senses in list(kinds) for kind in senses}
    kinds |= {(kind,) for _, (kind, _, _) in cue_lexicon().patterns.rows}
    kinds |= {(rule.gives,) for rule in rules}
    kinds |= {(name,) for rule in rules for name in types_in(f"{rule.pattern} {rule.then}", sets)}
    kinds |= {(kind, "QUOTED") for kind in ("SECT", "UNIT", "DLIT", "DOCFACT")}
    kinds |= {("COND", "SAME"), ("EACH", "SECTIONN")}
    return {types: chr(_FIRST_PRIVATE + i) for i, types in enumerate(sorted(kinds))}


@lru_cache(maxsize=1)
def grammar() -> _Grammar:
    """The rules of rules.toml, compiled once."""
    sets, rules = _load_rules()
    chars = _combinations(rules, sets)
    soft_chars = frozenset(c for types, c in chars.items() if set(types) & set(sets["SOFT"]))
    soft = "[" + "".join(sorted(soft_chars)) + "]*"
    layers: dict[int, list[tuple[re.Pattern[str], Rule]]] = {}
    for rule in rules:
        then = f"(?={soft}{_compile(rule.then, chars, soft, sets)})" if rule.then else ""
        compiled = re.compile(f"(?:{_compile(rule.pattern, chars, soft, sets)}){then}")
        layers.setdefault(rule.layer, []).append((compiled, rule))
    return _Grammar(chars, tuple(Patterns.of(layers[n]) for n in sorted(layers)), soft_chars)


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
