"""Exceptions to a rule that the message states: "绝大多数任务有牵头单位,例外的是哪几条"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Condition, Mentions, Not
from assistant.understand.algebra import turned_round
from assistant.understand.asking.universal import TELLING, spoken_of_all
from assistant.understand.tokens import Token


def broken_rule(tokens: Sequence[Token], recognised: Sequence[Token]) -> list[Token]:
    """The reduced ``tokens`` that are said of nearly all tasks of the others; [] where no exception is asked for.

    What is told before 绝大多数 or 都 says of which tasks, what follows is the rule; 大部分2017年到期的任务都 has the
    tasks between the two, so that the last of such words that a rule follows divides.
    """
    odd = [t.start for t in recognised if t.value_of("FILL") == "odd"]
    most = [t for t in recognised if t.value_of("FILL") == "mostly" or t.has("TOTAL")]
    places = sorted(t.start for t in (*most, *spoken_of_all(recognised)))
    told = [t for t in tokens if t.type in TELLING]
    if not odd or not places:
        return []
    before = [t for t in told if t.start < odd[-1]] or told  # 除了哪条,第三部分都…: the exception may come first
    divided = [[t for t in before if t.end > place] for place in places]
    rule = next((said for said in reversed(divided) if said), [])
    return rule[-1:] if len(rule) == len(told) else rule


def otherwise(rule: Condition | None) -> tuple[Condition, ...]:
    """The tasks of which the rule does not hold."""
    return () if rule is None else (turned_round(rule),)


_ONLY_SAID = re.compile("(?:光|只|仅|单)(?:是|提|写|说|讲|有|带|含|到|了|着|及)*[“\"「'《]?$")


def without_what_does_not_count(conditions: tuple[Condition, ...], text: str) -> tuple[Condition, ...]:
    """ "点名“政协委员”的任务,光提“政协提案”的不算": the other word does not do, and excludes no task with the
    first; one that holds the first (“清单”, 光提“负面清单”的不算) does."""
    wanted = [word for c in conditions if isinstance(c, Mentions) for word in c.words]
    return tuple(c for c in conditions if not (wanted and _only_another(c, wanted, text)))


def _only_another(condition: Condition, wanted: Sequence[str], text: str) -> bool:
    if not isinstance(condition, Not) or not isinstance(condition.part, Mentions):
        return False
    others = condition.part.words
    said = all(_ONLY_SAID.search(text[: text.rfind(word)]) for word in others)
    return said and not any(word in other for word in wanted for other in others)
