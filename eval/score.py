"""One reply against what its question expects. Pure: the same question and reply give the same row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from eval.facts import states
from eval.omissions import omissions
from eval.reply import Reply
from eval.schema import Expectation, Question
from eval.split import Half, half_of
from index.types import Document, TaskNumber


@dataclass(frozen=True, slots=True)
class Row:
    """The result of one question. None is what was not measured: not asked for, or not told by the answerer.

    ``exact``: must ⊆ cited ⊆ must ∪ may, in every judged turn. ``outcome`` is what came back, None where nothing did;
    ``error`` then says why, and nothing of the row counts as right. ``milliseconds`` is the time the last turn took.
    The counts are of the last turn's citations: ``wanted`` and ``found`` of must, ``cited`` in all, ``allowed`` of them
    in must or may. ``omissions`` are what the text left out that belongs to what it says; ``turn_faults`` what was
    wrong with earlier turns. ``digest`` tells two versions of a question apart.
    """

    id: str
    kind: str
    half: Half
    right: bool | None
    exact: bool | None
    facts_ok: bool | None
    outcome_ok: bool | None
    expected_outcome: str
    outcome: str | None
    milliseconds: float | None
    error: str | None = None
    generation: str | None = None
    digest: str = ""
    probability: float | None = None
    wanted: int = 0
    found: int = 0
    cited: int = 0
    allowed: int = 0
    omitted: int = 0
    turns: tuple[str, ...] = ()
    must: tuple[TaskNumber, ...] = ()
    may: tuple[TaskNumber, ...] = ()
    facts: tuple[str, ...] = ()
    citations: tuple[TaskNumber, ...] = ()
    missing: tuple[TaskNumber, ...] = ()
    extra: tuple[TaskNumber, ...] = ()
    missing_facts: tuple[str, ...] = ()
    omissions: tuple[str, ...] = ()
    turn_faults: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answer against one expectation; ``cites`` tells whether citations were to be judged."""

    exact: bool | None
    facts_ok: bool | None
    outcome_ok: bool | None
    missing: tuple[TaskNumber, ...] = ()
    extra: tuple[TaskNumber, ...] = ()
    missing_facts: tuple[str, ...] = ()
    cites: bool = True


def judge(expected: Expectation, reply: Reply) -> Judgement:
    """What of the expectation the reply meets. A part that the reply does not tell is None; after an error none is."""
    cites = expected.must is not None
    if reply.error is not None:
        facts_ok = False if expected.facts else None
        return Judgement(False if cites else None, facts_ok, False, expected.needed, (), expected.facts, cites)
    cited = (reply.citations or ()) if cites else ()
    missing = tuple(number for number in expected.needed if number not in cited)
    extra = tuple(number for number in cited if number not in expected.needed and number not in expected.may)
    unsaid = tuple(fact for fact in expected.facts if not states(reply.text or "", fact))
    tells_citations, tells_text = cites and reply.citations is not None, reply.text is not None
    return Judgement(
        exact=not missing and not extra if tells_citations else None,
        facts_ok=not unsaid if expected.facts and tells_text else None,
        outcome_ok=None if reply.outcome is None else reply.outcome in expected.outcomes,
        missing=missing if tells_citations else (),
        extra=extra,
        missing_facts=unsaid if tells_text else (),
        cites=cites,
    )


def together(parts: Iterable[bool | None]) -> bool | None:
    """False where any part is, True where all that were measured are, None where none was."""
    measured = [part for part in parts if part is not None]
    return all(measured) if measured else None


def right(judgement: Judgement) -> bool | None:
    """Wrong where any part is wrong; right only where citations that were to be judged could be."""
    whole = together((judgement.exact, judgement.facts_ok, judgement.outcome_ok))
    return None if whole and judgement.cites and judgement.exact is None else whole


def _all_right(judged: Sequence[Judgement]) -> bool | None:
    """Right in every turn that was measured, the last among them."""
    whole = together(right(judgement) for judgement in judged)
    return None if whole and right(judged[-1]) is None else whole


def score(question: Question, reply: Reply | None, documents: Mapping[str, Document] | None = None) -> Row:
    """The row of a reply, None for a question that nobody answered. ``documents`` are needed to see omissions."""
    given = reply or Reply()
    judged = [(turn, judge(expected, _of_turn(given, turn, question))) for turn, expected in question.judged]
    last = judged[-1][1]
    left_out = omissions(question, given, documents or {})
    cited = given.citations or ()
    counted = len(cited) if last.exact is not None else 0
    return Row(
        id=question.id,
        kind=question.kind,
        half=half_of(question.id),
        right=_all_right([judgement for _, judgement in judged]),
        exact=together(judgement.exact for _, judgement in judged),
        facts_ok=together(judgement.facts_ok for _, judgement in judged),
        outcome_ok=together(judgement.outcome_ok for _, judgement in judged),
        expected_outcome=question.outcome,
        outcome=given.outcome,
        milliseconds=given.milliseconds,
        error=given.error,
        generation=given.generation,
        digest=question.digest,
        probability=given.probability,
        wanted=len(question.needed) if last.exact is not None else 0,
        found=len(question.needed) - len(last.missing) if last.exact is not None else 0,
        cited=counted,
        allowed=counted - len(last.extra),
        omitted=len(left_out),
        turns=question.turns,
        must=question.needed,
        may=question.may,
        facts=question.facts,
        citations=cited,
        missing=last.missing,
        extra=last.extra,
        missing_facts=last.missing_facts,
        omissions=left_out,
        turn_faults=tuple(f"第 {turn + 1} 轮:{words}" for turn, j in judged[:-1] for words in _faults(j)),
        text=given.text or "",
    )


def _of_turn(reply: Reply, turn: int, question: Question) -> Reply:
    if turn == len(question.turns) - 1 or reply.error is not None:
        return reply
    return (reply.earlier[turn] if turn < len(reply.earlier) else None) or Reply()


def _faults(judgement: Judgement) -> list[str]:
    """What was wrong with an answer, part by part."""
    found = []
    if judgement.outcome_ok is False:
        found.append("结局不对")
    if judgement.missing:
        found.append(f"缺少 {'、'.join(map(str, judgement.missing))}")
    if judgement.extra:
        found.append(f"多出 {'、'.join(map(str, judgement.extra))}")
    if judgement.missing_facts:
        found.append(f"未说 {';'.join(judgement.missing_facts)}")
    return found


def without_texts(row: Row) -> Row:
    """The figures of a row alone: what is kept of the held-out half."""
    error = row.error.split(":")[0] if row.error else None
    return replace(
        row, error=error, turns=(), must=(), may=(), facts=(), citations=(), missing=(), extra=(), missing_facts=(),
        omissions=(), turn_faults=(), text="",
    )  # fmt: skip
