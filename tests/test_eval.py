"""The evaluation: question files, the split, what counts as right, and how questions are asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Answer
from eval.facts import states
from eval.questions import QuestionFaults, load, shipped_files
from eval.reply import from_answer
from eval.run import run
from eval.score import score
from eval.split import half_of
from tests.fake_evaluation import Echo, answer, line, question, write_lines

# --- question files ------------------------------------------------------------------------------------------------


def test_the_shipped_questions_are_without_fault_and_every_kind_is_in_both_halves() -> None:
    questions = load(shipped_files())
    halves = {(question.kind, half_of(question.id)) for question in questions}
    kinds = {question.kind for question in questions}
    assert len(questions) >= 1000
    assert len(halves) == 2 * len(kinds)


def test_a_line_may_leave_out_what_it_does_not_need(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", "\ufeff" + line(turns=[" "]), "", line(id="r", as_of="2017-03-01") + "\r")
    blank, dated = load([path])
    assert (blank.may, blank.facts, blank.as_of, blank.document) == ((), (), None, None)
    assert dated.as_of == date(2017, 3, 1)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "不是 JSON"),
        ("[]", "应是一个 JSON 对象"),
        (line(turns=[]), "turns: 不能是空的"),
        (line(turns=[3]), "turns.0: 应是文字"),
        (line(id=""), "id: 不能是空的"),
        (line(must=[3], may=[3, 4]), "must 和 may 都有 3"),
        (line(must=[True]), "must.0: 应是整数或文字"),
        (line(outcome="answered|maybe"), "outcome: 不认识 maybe"),
        (line(outcome=""), "outcome: 不认识"),
        (line(facts=["42|"]), "facts: 有空的选项"),
        (line(as_of="tomorrow"), "as_of: 应是日期"),
        (line(answer="?"), "answer: 没有这一项可填"),
        ('{"id": "q"}', "turns: 缺少这一项"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    path = write_lines(tmp_path / "a.jsonl", line(id="first"), "", text)
    with pytest.raises(QuestionFaults) as raised:
        load([path])
    assert any(named.startswith(f"a.jsonl:3: {fault}") for named in raised.value.faults), raised.value.faults


def test_all_faults_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    first = write_lines(tmp_path / "a.jsonl", line(id="x"), "{", line(id="x", outcome="no"))
    second = write_lines(tmp_path / "b.jsonl", line(id="x"))
    (tmp_path / "c.jsonl").write_bytes('{"id": "题"}'.encode("gb18030"))
    with pytest.raises(QuestionFaults) as raised:
        load([first, second, tmp_path / "c.jsonl", tmp_path / "none.jsonl", tmp_path / "d.ods"])
    message = str(raised.value)
    for expected in ("a.jsonl:2: 不是 JSON", "a.jsonl:3: outcome", "a.jsonl:3: id x 与 a.jsonl:1 重复",
                     "b.jsonl:1: id x 与 a.jsonl:1 重复", "c.jsonl:1: 不是 UTF-8",
                     "none.jsonl: 打不开", "d.ods: 不认识"):  # fmt: skip
        assert expected in message
    assert len(raised.value.faults) == 7


# --- the split -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("identifier", "half"), [("", "held-out"), ("abc", "working"), ("题目", "working")])
def test_the_half_of_an_id_never_changes(identifier: str, half: str) -> None:
    # SHA-256 of "" starts with e3, of "abc" with ba (FIPS 180-2).
    assert half_of(identifier) == half


# --- facts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fact", "found"),
    [
        ("共4项", "4", True),
        ("共42项", "4", False),
        ("共42项", "2", False),
        ("占3.4%", "4", False),
        ("占4.2%", "4", False),
        ("占 4%。", "4%", True),
        ("占14%", "4%", False),
        ("占58.4%", "4%", False),
        ("共4,000元", "4", False),
        ("共4,000元", "000", False),
        ("任务3,4,5", "4", True),
        ("见 4. 下一句", "4", True),
        ("任务4 2016年底", "4", True),
        ("任务4 2016年底", "42", False),
        ("任务4\n2016年底", "2016年底", True),
        ("占 58.0 %", "58%|58.0%", True),
        ("占58%", "58.0%|58%", True),
        ("共42 项", "42项", True),
        ("共142项", "42项", False),
        ("共42项", "42 tasks|42 项", True),
        ("The Municipal Office", "municipal office", True),
        ("MunicipalOffice", "Municipal Office", True),
        ("市政府\n办公厅", "市政府办公厅", True),
        ("共四十二项", "四", False),
        ("共四十二项", "二项", False),
        ("共二项", "二项", True),
        ("第十三部分", "三部分", False),
        ("2016-12-31", "2016-12-31", True),
        ("2016-12-31", "2016-12-3", False),
        ("eighteen tasks", "eight", False),
        ("twenty-four tasks", "four", False),
        ("twenty-four tasks", "twenty", False),
        ("Four tasks", "four", True),
        ("共four项", "four", True),
        ("a.b", "a?b", False),
        ("", "4", False),
    ],
)
def test_a_fact_is_found_whatever_its_typography_and_never_inside_a_number(text: str, fact: str, found: bool) -> None:
    assert states(text, fact) is found


@given(st.integers(0, 99999), st.integers(0, 99999))
def test_a_number_is_stated_only_where_it_is_the_number(said: int, asked: int) -> None:
    assert states(f"共{said}项", str(asked)) is (said == asked)


# --- what right means ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "reply", "expected"),
    [
        ({}, answer([5, 3]), (True, True, None, True)),
        ({}, answer([3, 5, 5]), (True, True, None, True)),
        ({}, answer([3]), (False, False, None, True)),
        ({}, answer([3, 5, 7]), (False, False, None, True)),
        ({"may": [7]}, answer([3, 5, 7]), (True, True, None, True)),
        ({"must": [], "may": [7]}, answer([]), (True, True, None, True)),
        ({"must": ["一/3"]}, answer(["一/3"]), (True, True, None, True)),
        ({}, answer([3, 5], other=[5]), (False, False, None, True)),
        ({"document": "other", "must": [5]}, answer([], other=[5]), (True, True, None, True)),
        ({"outcome": "empty|answered"}, answer([3, 5]), (True, True, None, True)),
        ({"outcome": "empty"}, answer([3, 5]), (False, True, None, False)),
        ({"facts": ["2项|二项", "3"]}, answer([3, 5], "共2项,任务3"), (True, True, True, True)),
        ({"facts": ["2项", "4"]}, answer([3, 5], "共2项"), (False, True, False, True)),
    ],
)
def test_right_is_exact_citations_and_facts_and_outcome(
    changes: dict[str, Any], reply: Answer, expected: tuple[bool, bool, bool | None, bool]
) -> None:
    asked = question(**changes)
    row = score(asked, from_answer(reply, asked.document))
    assert (row.right, row.exact, row.facts_ok, row.outcome_ok) == expected


def test_a_row_names_what_was_wrong() -> None:
    row = score(question(facts=["2项", "4"], may=[8]), from_answer(answer([3, 7, 8], "共2项", other=[5]), None, 2.5))
    assert (row.missing, row.extra, row.missing_facts) == ((5,), (7, "other/5"), ("4",))
    assert (row.milliseconds, row.text, row.generation) == (2.5, "共2项", "g1")


# --- running -------------------------------------------------------------------------------------------------------


def test_turns_are_asked_in_order_with_their_history() -> None:
    target = Echo()
    asked = question(turns=["说:甲", "说:乙", "前"], must=[1, 2], as_of="2017-03-01", document="doc")
    (row,) = run([asked], target)
    assert row.right
    assert target.dates == [date(2017, 3, 1)] * 3
    assert target.asked == ["doc"] * 3


@pytest.mark.parametrize("turns", [["boom"], ["boom", "3 5"], ["3 5", "boom"]])
def test_a_question_that_raises_is_wrong_and_the_others_go_on(turns: list[str]) -> None:
    done: list[str] = []
    rows = run([question(turns=turns, facts=["2"]), question(id="r")], Echo(), lambda row: done.append(row.id))
    assert [row.right for row in rows] == [False, True]
    assert (rows[0].facts_ok, rows[0].outcome, rows[0].milliseconds) == (False, None, None)
    assert (rows[0].error or "").startswith("RuntimeError: cannot read")
    assert done == ["q", "r"]
