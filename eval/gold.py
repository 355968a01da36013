"""What a question expects against the document it is asked of: gold that the document cannot give is a fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.settings import ROOT
from assistant.types import Outcome
from eval.facts import fold, quotation
from eval.schema import ALTERNATIVE, Expectation, Question
from index.types import Document, TaskNumber

_HAN_PHRASE = re.compile(r"[\u3400-\u9fff，。、；：（）“”《》·]+")
# A shorter phrase may well be the asker's own (没有写明责任单位); one so long is compared literally and can only be
# met by words of the document.
LONG_PHRASE = 10


@dataclass(frozen=True, slots=True)
class Source:
    """What gold may name of one document: its tasks, and everything that a fact may quote (white space left out)."""

    numbers: frozenset[TaskNumber]
    text: str


def sources(documents: Mapping[str, Document]) -> dict[str, Source]:
    """The sources of these documents by id. A fact may also quote later and full names of the jurisdiction's units."""
    found = {}
    for name, document in documents.items():
        units = ROOT / "data" / (document.jurisdiction or "") / "units.toml"
        units_text = units.read_text(encoding="utf-8") if document.jurisdiction and units.is_file() else ""
        text = _packed("\n".join((document.title, document.text, units_text)))
        found[name] = Source(frozenset(task.number for task in document.tasks), text)
    return found


def gold_faults(question: Question, known: Mapping[str, Source]) -> list[str]:
    """What is wrong with the expectations of a question, without its place; with no sources only what needs none."""
    faults = []
    source = next(iter(known.values()), None) if question.document is None else known.get(question.document)
    if known and source is None:
        faults.append(f"document: 没有文件 {question.document},可用的是 {'、'.join(known)}")
    if source is not None:
        for turn, expected in question.judged:
            where = f"turns.{turn}." if expected is not question else ""
            faults += [f"{where}{fault}" for fault in _faults(expected, source, known)]
    if _nothing_to_judge(question) and not question.note.strip():
        faults.append("must: 期望 answered,却没有 must、may、facts 可以核对;若只看结局,请在 note 里写明理由")
    return faults


def _nothing_to_judge(expected: Expectation) -> bool:
    return expected.outcomes == {Outcome.ANSWERED} and not (expected.must or expected.may or expected.facts)


def _faults(expected: Expectation, source: Source, known: Mapping[str, Source]) -> list[str]:
    found = []
    for name, numbers in (("must", expected.needed), ("may", expected.may)):
        unknown = [str(number) for number in numbers if not _is_task(number, source, known)]
        if unknown:
            found.append(f"{name}: 文件里没有任务 {'、'.join(unknown)}")
    found += [f"facts: 文件里没有“{fact}”这段原文" for fact in expected.facts if not _can_be_met(fact, source)]
    return found


def _is_task(number: TaskNumber, source: Source, known: Mapping[str, Source]) -> bool:
    """Also of another document, written ``document/number``."""
    if number in source.numbers:
        return True
    name, _, rest = str(number).partition("/")
    return name in known and rest in {str(one) for one in known[name].numbers}


def _can_be_met(fact: str, source: Source) -> bool:
    """Whether any alternative is in the document, or is no quotation at all (short, or with figures of its own)."""
    return any(_is_quotable(alternative, source) for alternative in fact.split(ALTERNATIVE))


def _is_quotable(alternative: str, source: Source) -> bool:
    quoted = quotation(alternative)
    phrase = quoted or alternative.strip()
    is_long = len(phrase) >= LONG_PHRASE and _HAN_PHRASE.fullmatch(phrase) is not None
    return _packed(phrase) in source.text if quoted or is_long else True


def _packed(text: str) -> str:
    return re.sub(r"\s+", "", fold(text))
