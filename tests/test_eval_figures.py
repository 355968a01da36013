"""The evaluation: figures, the files of a run, and what is shown of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import folder, gates, markdown, metrics, readme, report
from eval.metrics import Share, percentile, summarise, wilson
from eval.run import run
from eval.score import without_texts
from eval.words import interval_words, percent, share_words
from tests.fake_evaluation import SECRET, Echo, ids, mixed_rows, question, write_lines

# --- figures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        # By hand from Wilson's formula with z = 1.96; 5 of 10 and 0 of 10 are in every textbook table.
        (5, 10, 0.2366, 0.7634),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (1, 1, 0.2065, 1.0),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I
        (15, 148, 0.0624, 0.1605),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_interval(hits: int, n: int, low: float, high: float) -> None:
    interval = wilson(hits, n)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_in_its_interval_and_the_interval_in_the_unit(counts: tuple[int, int]) -> None:
    hits, n = counts
    interval = wilson(hits, n)
    assert 0 <= interval.low <= hits / n <= interval.high <= 1


def test_nothing_measured_is_not_zero() -> None:
    assert (Share(0, 0).value, Share(0, 0).interval, share_words(Share(0, 0))) == (None, None, "—")
    assert (Share(0, 3).value, share_words(Share(0, 3))) == (0.0, "0%")
    figures = metrics.figures([])
    assert (figures.right.value, figures.p50, figures.p95) == (None, None, None)


@pytest.mark.parametrize(
    ("share", "words"), [(0.0, "0%"), (1.0, "100%"), (0.9999, "99.9%"), (0.0001, "0.1%"), (0.9234, "92.3%")]
)
def test_only_all_is_written_as_all(share: float, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [([], 50, None), ([7.0], 95, 7.0), ([4.0, 1.0, 3.0, 2.0], 50, 2.0), ([float(i) for i in range(1, 101)], 95, 95.0)],
)
def test_percentile_is_a_measured_value(values: list[float], percent: float, expected: float | None) -> None:
    assert percentile(values, percent) == expected


def test_false_answers_and_refusals_count_only_where_they_can_happen() -> None:
    asked = [
        question(id="a", turns=["3 5"]),
        question(id="b", turns=["empty"]),
        question(id="c", turns=["9"], must=[], outcome="not_stated|empty"),
        question(id="d", turns=["empty"], must=[], outcome="empty|answered"),
        question(id="e", turns=["boom"]),
        question(id="f", turns=["out_of_scope"], must=[], outcome="out_of_scope"),
    ]
    figures = metrics.figures(run(asked, Echo()))
    assert figures.false_answers == Share(1, 2)
    assert figures.false_refusals == Share(1, 2)
    assert (figures.n, figures.right, figures.errors) == (6, Share(3, 6), 1)
    assert figures.facts == Share(0, 0)


def test_kinds_and_halves_are_summed_apart() -> None:
    working, held_out = ids("working"), ids("held-out")
    asked = [question(id=name, kind="a") for name in working[:3]]
    asked += [question(id=name, kind="b", turns=["3"]) for name in (working[3], held_out[0])]
    summary = summarise(run(asked, Echo()))
    assert summary.kinds == ("a", "b")
    assert summary.figures("a", "working").right == Share(3, 3)
    assert summary.figures("a", "held-out").right == Share(0, 0)
    assert summary.figures("b").right == Share(0, 2)
    assert summary.figures().right == Share(3, 5)
    with pytest.raises(KeyError):
        summary.figures("c")


@pytest.mark.parametrize(("least", "met"), [(None, True), (0, True), (60, True), (60.1, False), (100, False)])
def test_the_gate_is_over_all_rows(least: float | None, met: bool) -> None:
    rows = run([question(id=str(i), turns=["3 5" if i < 6 else "3"]) for i in range(10)], Echo())
    assert (gates.unmet(summarise(rows), least) == ()) is met


# --- a run's files -------------------------------------------------------------------------------------------------


def test_a_run_keeps_no_text_of_the_held_out_half(tmp_path: Path) -> None:
    folder.write(tmp_path / "new" / "run", {"half": "both"}, mixed_rows())
    kept = [(tmp_path / "new" / "run" / name).read_text(encoding="utf-8") for name in ("rows.jsonl", "summary.json")]
    assert SECRET not in "".join(kept)
    held_out = [row for row in folder.read(tmp_path / "new" / "run") if row.half == "held-out"]
    assert len(held_out) == 4
    assert all((row.turns, row.must, row.missing, row.text) == ((), (), (), "") for row in held_out)
    assert [row.error for row in held_out] == [None, None, None, "RuntimeError"]


def test_the_figures_can_be_computed_again_from_the_rows_kept(tmp_path: Path) -> None:
    rows = mixed_rows()
    summary = folder.write(tmp_path, {}, rows)
    assert summarise(folder.read(tmp_path)) == summary == summarise([without_texts(row) for row in rows])
    assert [row for row in folder.read(tmp_path) if row.half == "working"] == [r for r in rows if r.half == "working"]


def test_the_summary_says_null_where_nothing_was_measured(tmp_path: Path) -> None:
    folder.write(tmp_path, {}, run([question(id=ids("working")[0])], Echo()))
    cells = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))["cells"]
    (empty,) = [cell for cell in cells if (cell["kind"], cell["half"]) == ("plain", "held-out")]
    assert (empty["n"], empty["right"]["share"], empty["right"]["low"], empty["p50"]) == (0, None, None, None)


def test_a_folder_that_is_no_run_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(folder.RunProblem, match="不是一次评测的结果"):
        folder.read(tmp_path)


# --- what is shown -------------------------------------------------------------------------------------------------


def test_only_failures_of_the_working_half_are_listed() -> None:
    rows = mixed_rows()
    assert [row.id for row in report.failures(rows)] == ids("working")[:2]
    assert report.failures(rows, "other") == ()


def test_a_failure_tells_what_was_expected_and_what_came() -> None:
    asked = question(turns=["hello\x1b[2J", "3 9 说:甲 empty"], facts=["2|二"])
    text = report.describe(run([asked], Echo())[0])
    expected = "结局 answered,引用 3、5,事实 2|二"
    for part in ("q(plain)", "› 3 9", expected, "结局 empty,缺少 5,多出 9,未说 2|二", "回答:甲"):
        assert part in text
    assert "\x1b" not in text


def test_the_markdown_table_holds_both_halves_of_every_kind() -> None:
    text = markdown.table(summarise(mixed_rows()))
    head, _, plain, total = text.split("\n\n")[0].splitlines()
    assert len({row.count("|") for row in (head, plain, total)}) == 1
    assert plain.startswith("| plain | 3 | 33.3%(6–79) |")
    assert "| 4 | 0%(0–49) |" in plain
    assert interval_words(None) == "—"


def test_the_table_replaces_only_what_stands_between_the_markers(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(f"# before\n{markdown.TABLE}\nold\n{markdown.END}\nafter\n", encoding="utf-8")
    markdown.write(path, "| new |\n")
    markdown.write(path, "| newer |\n")
    assert path.read_text(encoding="utf-8") == (f"# before\n{markdown.TABLE}\n\n| newer |\n\n{markdown.END}\nafter\n")


def test_a_document_without_markers_is_left_alone(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "mine.md", "my text", markdown.END, markdown.TABLE)
    before = path.read_text(encoding="utf-8")
    with pytest.raises(markdown.MarkdownProblem, match="标记"):
        markdown.write(path, "| t |")
    assert path.read_text(encoding="utf-8") == before


def test_the_shipped_readme_has_a_place_for_the_table() -> None:
    markdown.around(readme.README)
