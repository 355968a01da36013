"""Who asks is told on the way: "我是区政府办新来的小刘,第七部分里只写了各区政府的是哪几条" asks nothing of 区政府办,
nor "旅游局的朋友托我看:旅游写在哪条" of 旅游局."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from assistant.understand.tokens import Token, clauses_of

# The asker's own unit may be meant by what follows: 我们牵头的, 跟咱们局一起的.
_OWN = re.compile(r"我们|咱|本(?:局|委|办|区|单位|部门|处)|我(?:局|委|办|区|处|单位)|\b(?:we|our|us)\b")


_THEY = ("他们", "她们", "人家")
# Whoever has it asked: 的朋友托我看, 来人问, 的同事打电话来.
_SENT = re.compile(
    r"(?:那边|那里|这边|里)?的?(?:一?[个位])?(?:[老小][\u4e00-\u9fff]|老?(?:朋友|同事|同学|熟人|亲戚|领导|人|同志|处长|科长|主任|局长))?"
    r"(?:今天|昨天|刚才?|上午|下午|早上)?(?:又|也|总|老)?(?:打?来?电话|发?来?微信|发?来?消息|来人|来信|来函)?"
    r"(?:(?:托|让|叫|请|催|求|喊|派|拜托|嘱咐|要)(?:我们?|咱们?)|(?:来|想|要|在|总)?(?:问|打听)(?:我们?|咱们?|起|到|了|过来)?)"
    r"(?:帮(?:他们?|忙|着)?)?(?:来|去)?"
    r"(?:查|看|问|找|打听|了解|核实?|确认|回话|回)?(?:一?下|看|查|清楚|个事|件事|一件事)?(?:,|:|$)"
)


def speaks_of_own(text: str) -> bool:
    """Whether a text speaks of the asker's own unit."""
    return _OWN.search(text) is not None


# 水务局的同学问我他们单位有没有任务: who is sent speaks of the unit itself.
_SENT_ON = re.compile(
    r"(?:那边|那里|里)?的?(?:一?[个位])?(?:老?(?:朋友|同事|同学|熟人|亲戚|领导|人|同志|处长|科长|主任|局长))?"
    r"(?:又|也|总|老)?(?:来|打电话|打电话来)?(?:问|想知道|想了解|托|让|打听)(?:我|咱|一下|问|查|看|看看|打听)*,?"
    r"(?:他们|她们|人家|自己|他|她)(?:那边|那儿|单位|部门|[局委办处家])?(?=[^,。?]*(?:任务|牵头|负责|责任|参与|有份))"
)


def _spoken_for(tokens: Sequence[Token], sentence: str) -> list[Token]:
    """``tokens`` without what stands between a unit and what its people ask of it."""
    for token in tokens:
        if token.type == "UNIT" and (said := _SENT_ON.match(sentence, token.end)):
            return [t for t in tokens if not token.end <= t.start < said.end()]
    return list(tokens)


def without_introduction(tokens: Sequence[Token], sentence: str) -> list[Token]:
    """``tokens`` without the clause that tells where the asker works, where the rest names another unit and does not
    speak of the asker's; or without the one that tells who sent the asker, where the rest asks by itself."""
    clauses = clauses_of(_spoken_for(tokens, sentence))
    if (
        len(clauses) > 1
        and _sent(clauses[0], sentence)
        and not _needs_a_unit(list(chain.from_iterable(clauses[1:])), sentence)
    ):
        return list(chain.from_iterable(clauses[1:]))
    at = next((i for i, clause in enumerate(clauses) if _introduces(clause)), None)
    if at is None:
        return list(chain.from_iterable(clauses))
    before, after = list(chain.from_iterable(clauses[:at])), list(chain.from_iterable(clauses[at + 1 :]))
    named = any(t.type == "UNIT" for t in after or before)
    own = _OWN.search(sentence, *((after[0].start,) if after else (0, clauses[at][0].start)))
    return [*before, *after] if named and not own else list(chain.from_iterable(clauses))


def _sent(clause: Sequence[Token], sentence: str) -> bool:
    """Nothing but a unit and whom of it sent the asker."""
    first = clause[0] if clause else None
    return first is not None and first.type == "UNIT" and _SENT.match(sentence, first.end) is not None


def _needs_a_unit(said: Sequence[Token], sentence: str) -> bool:
    """Whether a role is said of a unit that is not named, or something is theirs: 牵头哪些任务, 他们那一项."""
    acts = any(t.type == "ROLE" and not t.has("ROLEN") for t in said)
    theirs = any(t.value_of("HISTORY") == "list" and sentence.startswith(_THEY, t.start) for t in said)
    return (acts or theirs) and not any(t.type == "UNIT" for t in said)


def _introduces(clause: Sequence[Token]) -> bool:
    """我是…, 我在…工作: a unit, and nothing that is asked of it."""
    said = any(token.value_of("HISTORY") == "iam" for token in clause)
    asked = any(token.has(kind) for token in clause for kind in ("ROLE", "LIST", "COUNT", "WHO", "WHEN", "NUM"))
    return said and not asked and any(token.type == "UNIT" for token in clause)
