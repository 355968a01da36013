"""What references mean in a conversation: 它, 这些, 那个单位, 第二个, 这个部分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assistant.dialogue.earlier import rest_of
from assistant.dialogue.in_itself import of_this_message, without_the_former
from assistant.dialogue.memory import FEW, Memory, section_before, tasks_numbered
from assistant.dialogue.pairs import actor_meant, other_of_two, pair_meant
from assistant.dialogue.places_listed import nth_listed, nth_unit, ranked
from assistant.types import Condition, NumberIn, Plan, SectionIn
from assistant.understand.algebra import conjuncts
from assistant.understand.builders.numbers import several_beside
from assistant.understand.numbers.numerals import parse_numeral
from assistant.understand.sections.beside import STEPS, beside
from assistant.understand.tokens import Context, Numbers, Slice, Token, Units
from index.types import TaskNumber


def resolved(tokens: Sequence[Token], at: int, text: str, memory: Memory, context: Context) -> Token:
    """The token ``at`` with what the conversation knows in its place; itself where it refers to nothing known."""
    token = of_this_message(tokens, at, text, memory)
    if memory.focus is not None and token.type == "DUO" and _asks_who(tokens):
        return replace(token, type="WHO", value="any", also=())
    if token.has("BEYOND"):
        return replace(token, type="BEYOND", also=())
    token = _that_place(_that_unit(token, tokens, at, memory), tokens, at)
    kind = token.value_of("HISTORY")
    said = text[token.start : token.end]
    if (own := _own_meant(kind, said, memory)) is not None:
        return replace(token, type="UNIT", value=own, also=())
    if (meant := _meant_with_others(token, tokens, at, text, memory)) is not None:
        return meant
    if kind == "item":
        return _task_meant(token, memory)
    if kind in ("unit", "first_unit", "all_units"):
        return _unit_meant(token, str(kind), memory)
    if kind == "section" or kind in STEPS:
        return _section_meant(token, memory, context)
    if kind == "first_item" and memory.first is not None:
        return replace(token, type="NUM", value=Numbers((memory.first,)), also=())
    if kind in ("list", "which"):
        return _list_meant(token, tokens, said, memory)
    return _by_place(token, said, text, memory, context)


def _that_place(token: Token, tokens: Sequence[Token], at: int) -> Token:
    """同一部分里 without a task to compare with: the section that was spoken of."""
    before = tokens[at - 1] if at else token
    if token.has("IN") and "section" in (before.value_of("SAME"), before.value_of("HISTORY")):
        return replace(token, type="IN", value="yes", also=())  # 同一部分|里头 of the section, not of the tasks
    inside = token.value_of("SAME") == "section" and at + 1 < len(tokens) and tokens[at + 1].has("IN")
    named = any(t.type in ("NUM", "SECT") or t.value_of("HISTORY") == "item" for t in tokens)
    return replace(token, type="HISTORY", value="section", also=()) if inside and not named else token


def _that_unit(token: Token, tokens: Sequence[Token], at: int, memory: Memory) -> Token:
    """除了它牵头的那条 after the tasks of one unit: 它 is the unit, no task."""
    spoken = memory.focus is None and bool(memory.units) and len(memory.units[-1].names) == 1
    if not spoken or token.value_of("HISTORY") != "item":
        return token
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    acts = after is not None and after.type == "ROLE" and not after.has("ROLEN")
    meant = acts and at > 0 and tokens[at - 1].has("EXCEPT")
    said = [t for t in tokens[at + 1 :] if t.types != ("FILL",)][:3]
    poses = len(said) == 3 and said[0].has("ONLY") and said[1].has("AS") and said[2].has("ROLE")  # 它只当责任单位
    return replace(token, value="unit", also=()) if meant or poses else token


def _own_meant(kind: object, said: str, memory: Memory) -> Units | None:
    """我们局: the asker's unit, once said; before that the one unit that was spoken of."""
    if memory.own is not None:
        return Units((memory.own,)) if kind == "own" or said in ("我们", "咱们", "我方", "我们这") else None
    last = memory.units[-1] if kind == "own" and memory.units else None
    return last if last is not None and len(last.names) == 1 else None


def _units_together(tokens: Sequence[Token], at: int, memory: Memory) -> Units | None:
    """他们共同牵头的: the units spoken of last, together."""
    after = [t for t in tokens[at + 1 :] if t.type not in ("FILL", "HAS", "YESNO") and not t.has("STILL")][:2]
    if tokens[at].value_of("HISTORY") not in ("list", "all_units") or len(after) < 2:
        return None
    if not after[0].has("TOGETHER") or not after[1].has("ROLE") or after[1].has("ROLEN"):
        return None
    last = memory.units[-1:] if memory.units and len(memory.units[-1].names) > 1 else memory.units[-2:]
    names = tuple(dict.fromkeys(name for units in last for name in units.names))
    return Units(names, joint=True) if len(names) > 1 else None


def _meant_with_others(token: Token, tokens: Sequence[Token], at: int, text: str, memory: Memory) -> Token | None:
    """What only the tokens beside it tell: 我们自己牵头, 第二项 of a list, 它俩共同牵头, 其余的."""
    said = text[token.start : token.end]
    if (units := nth_unit(tokens, at, said, memory) or _units_together(tokens, at, memory)) is not None:
        return replace(token, type="UNIT", value=units, also=())
    if token.value_of("HISTORY") == "rest" and _opens(tokens, at) and (rest := rest_of(memory)) is not None:
        return replace(token, type="SCOPE", value=rest, also=(("HISTORY", "rest"),))
    if (other := other_of_two(tokens, at, said, memory)) is not None:
        return replace(token, type="NUM", value=other, also=())
    if (own := _own_deed(tokens, at, said, memory)) is not None:
        return own
    if (nth := nth_listed(tokens, at, said, memory)) is not None:
        return replace(token, type="NUM", value=nth, also=())
    both = actor_meant(tokens, at, said, memory) or pair_meant(tokens, at, text, memory)
    return replace(token, type="UNIT", value=both, also=()) if both is not None else None


def _own_deed(tokens: Sequence[Token], at: int, said: str, memory: Memory) -> Token | None:
    """我们自己牵头 of the asker's own unit stresses who leads, and shuts nobody out."""
    token = tokens[at]
    ours = memory.own is not None and at > 0 and tokens[at - 1].value_of("HISTORY") in (None, "own")
    if not ours or not said.startswith(("自己", "自个")) or not token.has("ONLY") or tokens[at - 1].end != token.start:
        return None
    if tokens[at - 1].type not in ("FILL", "HISTORY", "UNIT"):
        return None
    leads = said.endswith("牵头")
    return replace(token, type="ROLE" if leads else "FILL", value="lead" if leads else "yes", also=())


def _list_meant(token: Token, tokens: Sequence[Token], said: str, memory: Memory) -> Token:
    """这些, 那两项: the tasks of the last answer, or of as many turns as are counted back."""
    which = token.value_of("HISTORY") == "which"
    if not which and (few := _counted_back(said, memory, compared=_compares(tokens))):
        return replace(token, type="NUM", value=Numbers(few), also=())
    if not which and _one_by_one(tokens, memory):
        return replace(token, type="NUM", value=Numbers(memory.numbers), also=())
    if memory.plan is None or (which and len(memory.numbers) < 2):
        return token
    meant = without_the_former(_tasks_meant(memory), tokens)
    return replace(token, type="SCOPE", value=meant, also=token.also if which else ())


def _one_by_one(tokens: Sequence[Token], memory: Memory) -> bool:
    """它们时限一样吗 of a handful of tasks compares the tasks, not the conditions that gave them."""
    return _compares(tokens) and 1 < len(memory.numbers) <= FEW


def _compares(tokens: Sequence[Token]) -> bool:
    return any(t.has("SAME") or t.has("COMPARE") or t.has("EARLIER") for t in tokens)


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """其余的 begins the message and stands for tasks: not 其余的单位, nor 除了甲,其余的."""
    after = tokens[at + 1].type if at + 1 < len(tokens) else ""
    return all(t.type in ("FILL", "COMMA", "SPACE") for t in tokens[:at]) and after not in ("UNIT", "UNITN", "ROLEN")


_POINTERS = ("它", "这项", "那项", "这条", "it")


_WHO_LEADS = ("DUO", "ROLE", "IS", "BY", "FILL", "QUESTION", "COMMA")


def _asks_who(tokens: Sequence[Token]) -> bool:
    """牵头的是哪两家 of the task spoken of, and nothing of pairs in general."""
    roles = [t for t in tokens if t.type == "ROLE"]
    return len(roles) == 1 and all(t.type in _WHO_LEADS or t.value_of("HISTORY") == "item" for t in tokens)


def _task_meant(token: Token, memory: Memory) -> Token:
    if memory.focus is not None:
        return replace(token, type="NUM", value=Numbers((memory.focus,)), also=())
    if memory.numbers and memory.plan is not None and memory.plan.measure == "describe":
        return replace(token, type="NUM", value=Numbers(memory.numbers), also=())
    return token


def _section_meant(token: Token, memory: Memory, context: Context) -> Token:
    """这个部分: the one asked about, else the one of the task spoken of; 下一部分: the one beside it."""
    asked = conjuncts(memory.plan.condition) if memory.plan is not None else ()
    found = {s for c in asked if isinstance(c, SectionIn) for s in c.sections}
    found = (
        found
        or section_before(memory, context)
        or {t.section for t in tasks_numbered(memory.numbers, context) if t.section is not None}
    )
    if len(found) != 1:
        return token
    step = STEPS.get(str(token.value_of("HISTORY")))
    meant = beside(found.pop(), step, context.document) if step else tuple(found)
    return replace(token, type="SECT", value=meant, also=())


_FROM_THE_END = re.compile("倒数第([一二两三四五六七八九十\\d]+)个?")


def _by_place(token: Token, said: str, text: str, memory: Memory, context: Context) -> Token:
    """第二个, 后面两项, 下一项 of what was spoken of."""
    if (counted := _FROM_THE_END.fullmatch(said)) and memory.plan is not None and memory.plan.measure != "rank":
        n = parse_numeral(counted[1]) or 1  # 倒数第二呢 after 最后一条
        if memory.focus == context.numbers[-1] and n <= len(context.numbers):
            return replace(token, type="NUM", value=Numbers((context.numbers[-n],)), also=())
    if token.type == "SLICE" and cast(Slice, token.value).beside and len(memory.numbers) == 1:
        return _beside(token, memory, context)
    if token.type == "SLICE" and memory.numbers:
        return _item_meant(token, said, text, memory)
    if token.type == "RANKN" and (nth := ranked(token, text, memory)) is not None:
        return replace(token, type="NUM", value=nth, also=())
    if token.type not in ("NEXT", "PREV"):
        return token
    beside = text[: token.start] + text[token.end :]
    own_number = any(c.isdigit() for c in beside) or any(word in beside for word in _POINTERS)
    if memory.focus is not None and not own_number:
        return _neighbour(token, memory, context)
    if len(memory.numbers) == 2 and not own_number:  # 前一个 of two
        return replace(token, type="NUM", value=Numbers((memory.numbers[token.type == "NEXT"],)), also=())
    return token


_HOW_MANY = {"pair": 2, "两": 2, "俩": 2, "二": 2, "two": 2, "both": 2, "三": 3, "three": 3}


def _counted_back(said: str, memory: Memory, *, compared: bool) -> tuple[TaskNumber, ...]:
    """ "这两项" after a turn about one task and another about the next: the tasks of both turns; also 它们,
    ``compared`` with each other."""
    wanted = next((n for word, n in _HOW_MANY.items() if word in said), 2 * compared)
    return memory.recent[-wanted:] if len(memory.numbers) < wanted <= len(memory.recent) else ()


def _unit_meant(token: Token, kind: str, memory: Memory) -> Token:
    if not memory.units:
        return token
    if kind == "first_unit":
        meant = memory.units[0]
        meant = Units(meant.names[:1]) if len(memory.units) == 1 else meant
    elif kind == "all_units":
        names = dict.fromkeys(name for units in memory.units for name in units.names)
        meant = Units(tuple(names))
    else:
        meant = memory.units[-1]
        if len(meant.names) > 1:
            return token
    return replace(token, type="UNIT", value=meant, also=())


def _item_meant(token: Token, said: str, text: str, memory: Memory) -> Token:
    """ "第二个" of the list just given; "第2项" stays a task number unless 刚才 or 其中 points back."""
    wanted = cast(Slice, token.value)
    back = any(word in text for word in ("刚才", "其中", "这些", "上面", "里面", "前面", "列的"))
    if wanted.classifier != "个" and not back and "第" in said and "倒" not in said:
        return token
    if len(memory.numbers) < 2 and not back:
        return token
    chosen = memory.numbers[wanted.start : wanted.stop]
    return replace(token, type="NUM", value=Numbers(tuple(chosen)), also=()) if chosen else token


def _beside(token: Token, memory: Memory, context: Context) -> Token:
    """ "后面两项" after one task was spoken of: the two that follow it."""
    anchor = Token("NUM", Numbers(memory.numbers), token.start, token.end)
    found = several_beside((anchor, token), context)
    return replace(token, type="NUM", value=Numbers(found.numbers), also=()) if isinstance(found, NumberIn) else token


def _neighbour(token: Token, memory: Memory, context: Context) -> Token:
    known = list(context.numbers)
    step = 1 if token.type == "NEXT" else -1
    at = known.index(memory.focus) + step if memory.focus in known else -1
    last = memory.focus
    beyond = last + step if isinstance(last, int) else "-"
    return replace(token, type="NUM", value=Numbers((known[at] if 0 <= at < len(known) else beyond,)), also=())


def _tasks_meant(memory: Memory) -> Condition:
    """The tasks of the last answer: by the condition that gave them, else by number."""
    plan = cast(Plan, memory.plan)
    exact = (
        plan.condition is not None
        and plan.topic is None
        and not plan.pick
        and plan.measure not in ("compare", "rank", "units")
    )
    return cast(Condition, plan.condition) if exact else NumberIn(memory.numbers)
