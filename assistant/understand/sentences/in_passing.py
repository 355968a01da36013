"""Clauses that only set the scene, and roles that are denied to stress another: neither selects any task.

"财政和审计明天一起开会,麻烦查下市财政局牵头的" asks of 市财政局 alone, "市编办多数时候是牵头,它当责任单位的是哪条" of
the second role alone, "要市水务局牵头的(不是配合)" of what it leads, whoever else stands there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import cast

from assistant.understand.alternatives import alternatives
from assistant.understand.tokens import Context, Token, Units, clauses_of

_DATA = Path(__file__).with_name("in_passing.toml")
_ENDING = 3  # characters that names of two units share: 法制办
_DENYING = {"NOT", "UNIT", "FILL", "COMMA", "IS", "QUESTION", "YESNO", "HISTORY"}
_UNWRITTEN = 4  # characters of a clause's own words that no task writes
# What asks or selects: a clause that holds any of it is more than an occasion.
_SELECTING = (
    "ROLE", "NUM", "SECT", "LIST", "COUNT", "WHO", "WHEN", "QUOTE", "DUE", "TASKN", "EXCEPT", "ONLY", "NOT", "MENTION",
    "FIELD", "DOCFACT", "INJECTION", "OVERDUE", "REMAINING",
)  # fmt: skip
_ASKING = ("LIST", "COUNT", "WHO", "WHEN", "NUM", "SECT", "FIELD")
_BETWEEN = ("FILL", "IS", "AS", "COMMA", "HISTORY", "TASKN", "DUE", "COUNT", "LIST", "HAS", "COUNTN", "SPACE", "BY")
_SAYING = ("说", "指", "要", "问", "讲", "找")  # 我说的不是配合的
_LEFT_OUT = ("EXCEPT", "EXCEPTEND", "NOT")
_OF_OTHERS = ("UNITN", "WORD", "TOGETHER",
              "ABOUT", "AND", "ELSE", "ROLE", "FILL", "IS", "AS", "BY", "COMMA", "LIST", "QUESTION",
              *_LEFT_OUT)  # fmt: skip


def _forms(kind: str) -> re.Pattern[str]:
    return alternatives(_DATA, kind)


def without_what_passes(tokens: Sequence[Token], sentence: str, context: Context) -> list[Token]:
    """``tokens`` without the clauses and the denials that select nothing."""
    said = _without_denied_roles(_without_examples(tokens, sentence), sentence)
    clauses = [clause for clause in clauses_of(said) if clause]
    for at in range(len(clauses) - 1):
        rest = list(chain.from_iterable(clauses[at + 1 :]))
        if (asked := _after_the_known(clauses[at], rest, sentence)) is not None:
            return [*chain.from_iterable(clauses[:at]), *asked]
        if _is_occasion(clauses[at], rest, sentence, context):
            clauses[at] = []
    clauses = _without_namesakes(clauses)
    clauses = [c for at, c in enumerate(clauses) if not _of_the_other_role(c, [*clauses[:at], *clauses[at + 1 :]])]
    alone = any(t.type == "ONLY" for t in chain.from_iterable(clauses))
    return list(chain.from_iterable(c for c in clauses if not (alone and _of_others(c))))


def tells_a_purpose(tokens: Sequence[Token], sentence: str) -> bool:
    """Whether a sentence beside the question says only what its answer is for: 做台账要核字段原文."""
    named = any(t.type in ("UNIT", "NUM", "SECT", "DATE", "QUESTION") for t in tokens)
    return not named and _forms("purpose").fullmatch(sentence) is not None


def _without_examples(tokens: Sequence[Token], sentence: str) -> list[Token]:
    """教委这样的部门一个季度办几场发布会: a unit that stands for others of its kind is a word of the question."""
    if any(t.type == "ROLE" for t in tokens):
        return list(tokens)
    return [
        Token("WORD", sentence[t.start : t.end], t.start, t.end, 1.0)
        if t.type == "UNIT" and _forms("example").match(sentence, t.end)
        else t
        for t in tokens
    ]


def _without_denied_roles(tokens: Sequence[Token], sentence: str) -> list[Token]:
    """Without a second role that only says what the first is not; 不是责任单位 speaks of a field."""
    if not any(t.type == "UNIT" for t in tokens):
        return list(tokens)
    kept: list[Token] = []
    skipped = -1
    for at, token in enumerate(tokens):
        if at <= skipped:
            continue
        role = _denied_role(tokens, at, sentence)
        if role is not None and _follows_another(tokens, at, tokens[role]):
            skipped = role
            continue
        kept.append(token)
    return kept


def _denied_role(tokens: Sequence[Token], at: int, sentence: str) -> int | None:
    """Where the verbal role stands that the denial at ``at`` denies."""
    said = sentence[tokens[at].start : tokens[at].end]
    if not tokens[at].has("NOT") or not _forms("denial").fullmatch(said):
        return None
    after = next((i for i in range(at + 1, len(tokens)) if tokens[i].type not in ("FILL", "IS", "AS", "BY")), None)
    return after if after is not None and tokens[after].type == "ROLE" and not tokens[after].has("ROLEN") else None


def _follows_another(tokens: Sequence[Token], at: int, denied: Token) -> bool:
    before = next((t for t in reversed(tokens[:at]) if t.type not in _BETWEEN and t.value not in _SAYING), None)
    return before is not None and before.type == "ROLE" and before.value != denied.value


def _after_the_known(clause: Sequence[Token], rest: Sequence[Token], sentence: str) -> list[Token] | None:
    """``rest``, with its 它 as the unit of which ``clause`` only says what it mostly does; None where it says more."""
    units = [t for t in clause if t.type == "UNIT"]
    told = any(t.type == "ROLE" for t in clause) and not any(t.has(kind) for t in clause for kind in _ASKING)
    if len(units) != 1 or not told or not any(t.type == "ROLE" for t in rest):
        return None
    if not _forms("habit").search(sentence, clause[0].start, clause[-1].end):
        return None
    named = [_as_unit(t, units[0]) for t in rest]
    if any(t.type == "UNIT" and t.value == units[0].value for t in named):
        return [*(t for t in clause if t.type == "SECT"), *named]
    # "甲老是牵头,当责任单位的就一回": of whom the other role is said goes without saying.
    other = {t.value for t in rest if t.type == "ROLE"} - {t.value for t in clause if t.type == "ROLE"}
    unsaid = other and not any(t.type in ("UNIT", "WHO", "UNITN") or t.has("ELSE") for t in rest)
    at = rest[0].start
    return [Token("UNIT", units[0].value, at, at), *rest] if unsaid else None


def _as_unit(token: Token, unit: Token) -> Token:
    pronoun = token.value_of("HISTORY") in ("item", "own", "unit")
    return replace(token, type="UNIT", value=unit.value, also=()) if pronoun else token


def _is_occasion(clause: Sequence[Token], rest: Sequence[Token], sentence: str, context: Context) -> bool:
    """Whether ``clause`` asks nothing, in words of its own, and ``rest`` begins a request that names its units."""
    if not clause or not rest or any(t.has(kind) for t in clause for kind in _SELECTING):
        return False
    asked = any(t.type == "UNIT" for t in rest) and any(t.type == "ROLE" for t in rest)
    if asked and _forms("occasion").search(sentence, clause[0].start, clause[-1].end):
        return True
    opened = _forms("request").match(sentence, rest[0].start)
    if not (opened and asked and any(t.type == "UNIT" for t in clause)):
        return False
    words = [str(t.value) for t in clause if t.type == "WORD"]
    unwritten = [word for word in words if not any(word in task.text for task in context.document.tasks)]
    return sum(map(len, unwritten)) >= _UNWRITTEN


def _without_namesakes(clauses: Sequence[list[Token]]) -> list[list[Token]]:
    """Without 不是人大那个法制办 after 政府法制办: it says which of two like names is meant, and leaves nothing out."""
    named: list[str] = []
    kept = []
    for clause in clauses:
        labels = [name.label for t in clause if t.type == "UNIT" for name in cast(Units, t.value).names]
        denied = any(t.has("NOT") for t in clause) and {t.type for t in clause} <= _DENYING
        endings = {name[-_ENDING:] for name in named if name not in labels}
        alike = bool(labels) and all(label[-_ENDING:] in endings for label in labels)
        if not (denied and alike):
            kept.append(clause)
        named += labels
    return kept


def _of_others(clause: Sequence[Token]) -> bool:
    """ "…单独牵头的,联合牵头的不要": leaves out what standing alone leaves out already."""
    kinds = {t.type for t in clause}
    shared = any(t.has("TOGETHER") or t.has("ELSE") for t in clause) and any(t.type == "ROLE" for t in clause)
    return shared and any(t.has(kind) for t in clause for kind in _LEFT_OUT) and kinds <= set(_OF_OTHERS)


def _of_the_other_role(clause: Sequence[Token], others: Sequence[Sequence[Token]]) -> bool:
    """ "统计市司法局挑头的,给别人打配合的先不算": what is set aside was never asked for."""
    set_aside = [t.value for t in clause if t.type == "ROLE" and not t.has("ROLEN")]
    asked = {t.value for other in others for t in other if t.type == "ROLE" and not t.has("ROLEN")}
    apart = len(set_aside) == 1 and {*set_aside, *asked} == {"lead", "responsible"} and len(asked) == 1
    left_out = any(t.has("EXCEPTEND") for t in clause) and {t.type for t in clause} <= {*_OF_OTHERS, "DUE", "TASKN"}
    return apart and left_out and not any(t.has(kind) for t in clause for kind in _ASKING)
