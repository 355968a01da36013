"""The sections beside one that is set aside: "第七部分那条我知道,别的部分还有吗" asks of all but the seventh."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.understand.alternatives import alternatives
from assistant.understand.tokens import Token

_NOUN = "(?:大?部分|部份|章节?|板块|大?块)"
_ELSEWHERE = f"(?:(?:别的|其他的?|其它的?|其余的?|另外的?|剩下的?|别)(?:几个?)?(?:{_NOUN}|地方)|别处)"
# 前面还有: of the document, before the section that is set aside.
_OTHERS = re.compile(f"{_ELSEWHERE}|[前后][面头](?=[还也]有)")
_DATA = Path(__file__).with_name("others.toml")
# 第七部分不用再说了。别的部分…: up to the stop, and what follows it.
_STOP = re.compile(
    rf"(?P<said>第[一二三四五六七八九十\d]{{1,3}}{_NOUN}[^。;!?]{{0,40}})[。;!]\s*(?=(?:那么?)?{_ELSEWHERE})"
)


def _set_aside(said: str) -> bool:
    return alternatives(_DATA, "aside").search(said) is not None


def with_others_joined(text: str) -> str:
    """ "第七部分不用再说了。别的部分…" as one sentence: what is set aside goes with the question of the others."""
    return _STOP.sub(lambda m: f"{m['said']}," if _set_aside(m["said"]) else m[0], text)


def with_other_sections(tokens: Sequence[Token], sentence: str) -> list[Token]:
    """``tokens`` with a section that is set aside before 别的部分 as one that is left out."""
    result = list(tokens)
    named = [at for at, t in enumerate(result) if t.type == "SECT"]
    found = _OTHERS.search(sentence, result[named[0]].end) if len(named) == 1 else None
    if found is None:
        return result
    first = named[0]
    clause = next(
        (at for at in range(len(result) - 1, first, -1) if _parts(result[at]) and result[at].end <= found.start()), None
    )
    if clause is None or not _set_aside(sentence[result[first].end : result[clause].start]):
        return result
    section = result[first]
    left_out = Token("EXCLUDED", section, section.start, result[clause].start)
    kept = result[: first - 1] if first and result[first - 1].has("IN") else result[:first]
    return [*kept, left_out, *result[clause:]]


def _parts(token: Token) -> bool:
    return token.has("COMMA")
