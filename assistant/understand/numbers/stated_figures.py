"""Figures that a question states (90%, 每季度2次), each against what a task's text writes of the same thing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.understand.numbers.numerals import NUMERAL, parse_english, parse_numeral
from index.english import with_chinese
from index.types import Task

_CLAUSE = re.compile(r"[,,]")
_SENTENCE = re.compile(r"[。;;??!\n]+")
_SIDE = 8


@dataclass(frozen=True, slots=True)
class Written:
    """A figure where it is written: ``number`` of ``unit``, in each ``period``; a bare period (每月) has no number.

    ``clause`` is the clause it stands in, ``about`` the words since the figure before it, ``before`` and ``after`` what
    stands right beside it.
    """

    figure: str
    number: float | None
    unit: str
    family: str
    period: str | None
    clause: str
    about: str
    before: str
    after: str

    def agrees(self, stated: Written) -> bool:
        """Whether it is what is stated: a period that is not stated may be any."""
        same = stated.number is None or (self.number, self.unit) == (stated.number, stated.unit)
        return same and (stated.period is None or self.period == stated.period)


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "stated_figures.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _figure() -> re.Pattern[str]:
    units = "|".join(f"(?P<u{at}>{row['written']})" for at, row in enumerate(_data()["unit"]))
    return re.compile(rf"(?<![\d.第])(?P<n>\d+(?:\.\d+)?|{NUMERAL}|(?<![a-z])[a-z]{{3,6}}(?= )) ?(?:{units})")


@lru_cache(maxsize=1)
def _period() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<p{at}>{row['written']})" for at, row in enumerate(_data()["period"])))


@lru_cache(maxsize=1)
def _spoken() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["written"]), row["put"]) for row in _data()["spoken"])


@lru_cache(maxsize=3)
def _between(where: str) -> re.Pattern[str]:
    return re.compile(_data()["between"][where])


def _printed(text: str) -> str:
    for pattern, put in _spoken():
        text = pattern.sub(lambda m, put=put: f"{parse_numeral(m['n']) or m['n']}{put}", text)  # type: ignore[misc]
    return text


def _number(said: str) -> float | None:
    if said[0].isdigit():
        return float(said)
    found = parse_numeral(said) or parse_english(said)
    return None if found is None else float(found)


def _row(found: re.Match[str], rows: str, prefix: str) -> dict[str, str]:
    return next(row for at, row in enumerate(_data()[rows]) if found[f"{prefix}{at}"] is not None)


def figures_in(text: str) -> tuple[Written, ...]:
    """The figures of ``text`` in order; a period without a number (每月) is one by itself."""
    return tuple(w for sentence in _SENTENCE.split(_printed(text.lower())) for w in _of_sentence(sentence))


def _of_sentence(sentence: str) -> list[Written]:
    numbers = [m for m in _figure().finditer(sentence) if _number(m["n"]) is not None]
    taken = {at for m in numbers for at in range(*m.span())}
    periods = [p for p in _period().finditer(sentence) if p.start() not in taken]
    found: list[Written] = []
    last = 0
    for m in numbers:
        end = _clause_end(sentence, m.end())
        near = [p for p in periods if last <= p.start() < end]
        name = _row(near[-1], "period", "p")["name"] if near else None
        row = _row(m, "unit", "u")
        about = _without(sentence[last:end], [m, *near], last)
        clause = sentence[_clause_start(sentence, m.start()) : end]
        found.append(
            Written(m[0].strip(), _number(m["n"]), row["name"], row["family"], name, clause, about,
                    sentence[last : m.start()], sentence[m.end() : end])
        )  # fmt: skip
        last = end if end > m.end() or end == len(sentence) else m.end()
    return found or [_bare(sentence, p) for p in periods]


def _bare(sentence: str, p: re.Match[str]) -> Written:
    """A period that no number goes with."""
    start, end = _clause_start(sentence, p.start()), _clause_end(sentence, p.end())
    name = _row(p, "period", "p")["name"]
    about = _without(sentence, [p], 0)
    return Written(p[0], None, "", "period", name, sentence[start:end], about, sentence[: p.start()], "")


def _clause_start(sentence: str, at: int) -> int:
    return max((m.end() for m in _CLAUSE.finditer(sentence, 0, at)), default=0)


def _clause_end(sentence: str, at: int) -> int:
    found = _CLAUSE.search(sentence, at)
    another = _figure().search(sentence, at)
    ends = [m.start() for m in (found, another) if m]
    return min(ends, default=len(sentence))


def _without(text: str, cut: Sequence[re.Match[str]], offset: int) -> str:
    kept = list(text)
    for m in cut:
        for at in range(max(0, m.start() - offset), max(0, min(m.end() - offset, len(kept)))):
            kept[at] = " "
    return "".join(kept)


def _pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1) if words[at : at + 2].isalnum()}


def _shared_end(one: str, other: str) -> int:
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    return size


def _beside(stated: Written, written: Written) -> int:
    """How many letters of the nouns beside the two figures are the same."""
    noun = _between("before").sub("", written.before)
    ends = [_between("before").sub("", stated.before), _between("end").sub("", _between("after").sub("", stated.after))]
    before = max(_shared_end(end, noun) for end in ends)
    after = (_between("after").sub("", w.after)[::-1] for w in (stated, written))
    return before + _shared_end(*after)


def _nearest(stated: Written, candidates: Sequence[Written], words: str) -> list[Written]:
    """Those of the candidates whose clause says most of what the question says, ties kept."""
    said = _pairs(words)
    held = [_pairs(c.about) & said for c in candidates]
    common = set.intersection(*held) if len(held) > 1 else set()
    scores = [len(h - common) + 2 * _beside(stated, c) for h, c in zip(held, candidates, strict=True)]
    return [c for c, score in zip(candidates, scores, strict=True) if score == max(scores)]


@dataclass(frozen=True, slots=True)
class Compared:
    """A stated figure and what ``tasks`` have ``written`` of the same thing: none where no task has its like."""

    stated: Written
    held: bool
    written: tuple[Written, ...] = ()
    tasks: tuple[Task, ...] = ()


def compared(words: str, tasks: Sequence[Task]) -> tuple[Compared, ...]:
    """Every figure that ``words`` state against the one that ``tasks`` write of the same thing."""
    return tuple(c for stated in figures_in(words) if (c := _compared(stated, words, tasks)) is not None)


def _compared(stated: Written, words: str, tasks: Sequence[Task]) -> Compared | None:
    mine = {t.position: [w for w in figures_in(t.text) if _comparable(stated, w)] for t in tasks}
    candidates = [w for found in mine.values() for w in found]
    if not candidates:
        # 5个 of something that no task counts says nothing of the document.
        return None if stated.family == "things" else Compared(stated, False)
    nearest = _nearest(stated, candidates, with_chinese(stated.about) if words.isascii() else stated.about)
    held = any(w.agrees(stated) for w in nearest)
    kept = tuple(w for w in nearest if w.agrees(stated) or not held)
    return Compared(stated, held, kept, tuple(t for t in tasks if any(w in kept for w in mine[t.position])))


def _comparable(stated: Written, written: Written) -> bool:
    if stated.number is None:
        return written.period is not None
    same = written.family == stated.family
    return same and (stated.family != "things" or _shares_noun(stated, written))


def _shares_noun(stated: Written, written: Written) -> bool:
    """What is counted is named after the figure, or before it: 分平台有4个."""
    nouns = _pairs(stated.after[:_SIDE]) | _pairs(_between("before").sub("", stated.before)[-_SIDE:])
    return bool(nouns & _pairs(written.after[:_SIDE]))
