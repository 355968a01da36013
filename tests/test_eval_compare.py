"""Two runs in pairs, the baseline, and gates whose line and exit code cannot disagree."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from eval import baseline, compare_page, console, folder, gates
from eval.compare import DifferentQuestions, compare, in_common, mcnemar
from eval.gates import Limits
from eval.metrics import summarise
from eval.questions import shipped_files
from eval.reply import Reply
from eval.score import Row, score, without_texts
from tests.fake_evaluation import SECRET, ids, question


def rows(right: Sequence[bool], kind: str = "k", prefix: str = "") -> list[Row]:
    """Rows of the working half, right or wrong as told."""
    names = ids("working")[: len(right)]
    return [
        score(question(id=name, kind=kind, turns=[f"{prefix}{name}"]), Reply("answered", "甲", (3, 5) if ok else (3,)))
        for name, ok in zip(names, right, strict=True)
    ]


@pytest.mark.parametrize(
    ("won", "lost", "p"),
    # By hand: twice the binomial tail with one half. 1 of 8: 2 * (1 + 8) / 256. Lehmann's example of 10 and 2: .0386.
    [(0, 0, 1.0), (1, 0, 1.0), (0, 5, 0.0625), (1, 7, 0.0703), (7, 1, 0.0703), (10, 2, 0.0386), (4, 4, 1.0)],
)
def test_mcnemar(won: int, lost: int, p: float) -> None:
    assert round(mcnemar(won, lost), 4) == p
    assert mcnemar(800, 900) < 0.02


def test_pairs_are_won_lost_or_the_same() -> None:
    before, now = rows([True, True, False, False]), rows([True, False, True, False])
    found = compare(before, now)
    assert ([p.now.id for p in found.won], [p.now.id for p in found.lost]) == ([now[2].id], [now[1].id])
    assert (found.net, found.before.hits, found.now.hits, found.p) == (0, 2, 2, 1.0)


def test_what_was_not_measured_in_one_run_is_no_loss() -> None:
    before, now = rows([True]), [replace(rows([True])[0], right=None)]
    found = compare(before, now)
    assert (found.lost, found.unmeasured, found.now.value) == ((), 1, None)


def test_different_questions_are_refused_and_named() -> None:
    before, now = rows([True] * 3), rows([True] * 3)
    with pytest.raises(DifferentQuestions) as raised:
        compare([*before[:2], replace(before[2], id="old")], [replace(now[0], digest="changed"), *now[1:]])
    assert f"只在前一次 1 题(old);只在后一次 1 题({now[2].id});内容不同 1 题({now[0].id})" in str(raised.value)
    assert len(in_common(before, now[1:]).pairs) == 2


def test_kinds_that_lost_most_come_first_and_only_sure_losses_count_as_regressions() -> None:
    before = rows([True] * 12, "a") + rows([True] * 12, "b", "b")
    before = before[:12] + [replace(row, id=f"b{row.id}") for row in before[12:]]
    now = [replace(row, right=not (row.kind == "b" and at < 20)) for at, row in enumerate(before)]
    found = compare(before, now)
    assert [kind.kind for kind in found.kinds] == ["b", "a"]
    verdict = gates.verdict(summarise(now), Limits(no_regression=True), found)
    assert verdict.exit_code == 100
    assert verdict.unmet[1].startswith("b比基线退步:赢 0,输 8")
    assert verdict.pointers == ("b:100% → 33.3%(输 8 题,赢 0 题)",)
    little = compare(before, [replace(before[0], right=False), *before[1:]])
    assert gates.verdict(summarise(before), Limits(no_regression=True), little).exit_code == 0


# --- gates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limits", "code", "words"),
    [
        (Limits(), 0, "没有设门槛"), (Limits(min_right=50), 0, "通过"), (Limits(min_right=51), 100, "未通过"),
        (Limits(min_exact=50), 0, "通过"), (Limits(min_exact=50.1), 100, "未通过"),
        (Limits(max_false_answers=0), 0, "通过"),
    ],
)  # fmt: skip
def test_the_line_and_the_exit_code_are_of_one_value(limits: Limits, code: int, words: str) -> None:
    verdict = gates.verdict(summarise(rows([True, False])), limits)
    assert (verdict.exit_code, verdict.line) == (code, words)
    assert bool(verdict.unmet) is (code == 100)


def test_false_answers_are_limited() -> None:
    asked = [question(id=str(n), must=[], outcome="empty") for n in range(4)]
    given = [score(one, Reply("answered" if n else "empty", "", ())) for n, one in enumerate(asked)]
    (sentence,) = gates.verdict(summarise(given), Limits(max_false_answers=74.9)).unmet
    assert "75.0%(3/4)高于允许的 74.9%" in sentence
    assert gates.verdict(summarise(given), Limits(max_false_answers=75)).unmet == ()


def test_a_least_share_of_nothing_is_not_met() -> None:
    nothing = [score(question(), None)]
    assert gates.verdict(summarise(nothing), Limits(min_exact=10)).exit_code == 100


@pytest.mark.parametrize(
    ("text", "value"), [("90", 90), ("90%", 90), ("0.9", 90), ("0.5%", 0.5), ("0", 0), ("100", 100), ("1", 1)]
)
def test_percentages(text: str, value: float) -> None:
    assert console.percent(text) == pytest.approx(value)


def test_a_least_share_of_one_is_all() -> None:
    assert [float(console.least(text)) for text in ("1", "1%", "0.9")] == [100, 1, 90]


@pytest.mark.parametrize("text", ["101", "-1", "many", "", "150%"])
def test_what_is_no_percentage_is_wrong_usage(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        console.percent(text)


# --- the baseline --------------------------------------------------------------------------------------------------

WHOLE = {"shipped": True, "kinds": [], "half": "both"}


def kept_run(place: Path, found: Sequence[Row], **changes: object) -> Path:
    folder.write(place, {**WHOLE, **changes}, found)
    (place / folder.REPORT).write_text("<!doctype html>", encoding="utf-8")
    return place


def test_the_shipped_baseline_is_of_the_shipped_questions() -> None:
    """After a change to the questions: make accuracy."""
    assert folder.read_config(baseline.BASELINE)["questions"] == folder.fingerprint(shipped_files())


def test_a_whole_run_becomes_the_baseline_without_its_texts(tmp_path: Path) -> None:
    found = [*rows([True, False]), score(question(id=ids("held-out")[0], turns=[SECRET]), Reply("empty", SECRET, ()))]
    place = tmp_path / "baseline"
    assert baseline.bless(kept_run(tmp_path / "run", found), place) == 3
    assert SECRET not in "".join(path.read_text(encoding="utf-8") for path in place.iterdir())
    kept = baseline.read(place)
    assert [(row.id, row.kind, row.half, row.right) for row in kept] == [
        (row.id, row.kind, row.half, row.right) for row in found]  # fmt: skip
    assert compare(kept, found).net == 0
    assert baseline.changes(kept, rows([False, False])) == 1


@pytest.mark.parametrize(
    "changes", [{"shipped": False}, {"kinds": ["units"]}, {"half": "working"}, {"released": True}], ids=str
)
def test_only_a_whole_run_of_the_shipped_questions_can_be_blessed(tmp_path: Path, changes: dict[str, object]) -> None:
    run = kept_run(tmp_path / "run", rows([True]), **changes)
    with pytest.raises(baseline.BaselineProblem, match="不能作为基线"):
        baseline.bless(run, tmp_path / "baseline")
    assert not (tmp_path / "baseline").exists()


def test_no_baseline_is_told(tmp_path: Path) -> None:
    assert not baseline.exists(tmp_path)
    with pytest.raises(baseline.BaselineProblem, match="没有可用的基线"):
        baseline.read(tmp_path)


def test_the_shipped_baseline_can_be_read() -> None:
    kept = baseline.read()
    assert len(kept) >= 1000
    summary = json.loads((baseline.BASELINE / folder.SUMMARY).read_text(encoding="utf-8"))
    (whole,) = [cell for cell in summary["cells"] if (cell["kind"], cell["half"]) == (None, "both")]
    assert (whole["right"]["hits"], whole["right"]["n"]) == (sum(row.right is True for row in kept), len(kept))


# --- side by side --------------------------------------------------------------------------------------------------


def test_changed_questions_are_shown_with_both_answers_and_those_without_texts_only_counted() -> None:
    before, now = rows([True, False, True]), rows([False, True, True])
    before = [replace(row, text="<b>前面的</b>") for row in before]
    hidden = score(question(id=ids("held-out")[0], turns=[SECRET]), Reply("answered", SECRET, (3, 5)))
    found = compare(
        [*before, without_texts(hidden)], [*now, without_texts(replace(hidden, right=False))]
    )  # fmt: skip
    page = compare_page.comparison_page(found, ("a", "b"))
    assert page.count("<article") == 2
    assert "&lt;b&gt;前面的" in page and "<b>前面的" not in page and SECRET not in page
    assert "另有 1 题有变化" in page
    assert compare_page.listed(found)[1] == 1
