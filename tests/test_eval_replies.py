"""Answers made elsewhere, parts that were not told, omissions, and runs that go on where they were stopped."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.batch import answer_json, dump
from eval import resume
from eval.omissions import omissions
from eval.questions import Question
from eval.reply import AnswersProblem, Reply, answer_line, answer_lines, from_answer, read_answers
from eval.resume import PartFile, generate
from eval.run import ask, run
from eval.score import score
from tests.fake_evaluation import Echo, question, write_lines

DOCUMENT = "beijing-zhengwu-gongkai-2016-2020"


def answers(tmp_path: Path, *lines: dict[str, Any] | str) -> Path:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return write_lines(tmp_path / "answers.jsonl", *texts)


# --- files of answers ----------------------------------------------------------------------------------------------


def test_another_system_may_leave_out_whatever_it_does_not_tell(tmp_path: Path) -> None:
    path = answers(
        tmp_path,
        {"id": "a", "outcome": "answered", "answer": "甲", "citations": [{"document": "doc", "task": 3}, 5, "7"]},
        {"id": "b", "citations": [{"task": 3}, {"document": "other", "task": 5}], "probability": 0.8},
        {"id": 3, "answer": "乙", "milliseconds": 2.5},
    )
    asked = [question(id=name) for name in ("a", "b", "3")]
    found = read_answers(path, asked, "doc")
    assert found.problems == ()
    assert found.replies["a"] == Reply("answered", "甲", (3, 5, 7))
    assert found.replies["b"] == Reply(citations=(3, "other/5"), probability=0.8)
    assert found.replies["3"] == Reply(text="乙", milliseconds=2.5)


def test_lines_that_cannot_be_used_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = answers(
        tmp_path, {"id": "a", "citations": []}, "{", {"id": "b"}, {"id": "a"}, {"id": "a", "citations": 3}, ""
    )
    found = read_answers(path, [question(id="a")], None)
    assert list(found.replies) == ["a"]
    assert [problem.split(": ")[0] for problem in found.problems] == [f"answers.jsonl:{n}" for n in (2, 3, 4, 5)]
    with pytest.raises(AnswersProblem, match="没有这些题目的答案"):
        read_answers(path, [question(id="z")], None)
    with pytest.raises(AnswersProblem, match="打不开"):
        read_answers(tmp_path / "none.jsonl", [question()], None)


def test_the_answers_of_the_command_line_are_judged_like_those_of_a_run(tmp_path: Path, assistant: Assistant) -> None:
    asked = question(turns=["市编办牵头哪些任务"], must=[33, 34, 35, 36, 41, 42, 43, 44, 45])
    path = write_lines(tmp_path / "a.jsonl", dump(answer_json(assistant.ask(asked.turns[0]), "q")))
    (row,) = run([asked], assistant)
    judged = score(asked, read_answers(path, [asked], DOCUMENT).replies["q"], assistant.documents)
    assert row.right and judged.right
    assert (judged.citations, judged.text) == (row.citations, row.text)


def test_a_reply_written_as_a_line_is_read_back_the_same(tmp_path: Path) -> None:
    reply = Reply("answered", "甲\n乙", (3, "other/5"), 1.5, "g1", 0.9, None, (None, Reply("empty", "丙", ())))
    path = tmp_path / "a.jsonl"
    path.write_text("".join(answer_lines([("q", reply)])), encoding="utf-8")
    assert read_answers(path, [question()], "doc").replies == {"q": reply}
    assert answer_line("q", Reply(error="boom")) == {"id": "q", "error": "boom"}


# --- what was not told is not measured -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (None, (None, None, None, None)),
        (Reply(citations=(3, 5)), (True, True, None, None)),
        (Reply("answered", citations=(3, 5)), (True, True, None, True)),
        (Reply(citations=(3,)), (False, False, None, None)),
        (Reply("answered", "共2项"), (None, None, True, True)),
        (Reply("empty", "共2项"), (False, None, True, False)),
        (Reply("answered", "共3项", (3, 5)), (False, True, False, True)),
        (Reply(error="boom"), (False, False, False, False)),
    ],
)
def test_what_an_answerer_does_not_tell_is_never_wrong(reply: Reply | None, expected: tuple[bool | None, ...]) -> None:
    row = score(question(facts=["2项"]), reply)
    assert (row.right, row.exact, row.facts_ok, row.outcome_ok) == expected


def test_citations_that_nobody_asked_for_are_not_judged() -> None:
    asked = question(must=None, facts=["2项"])
    row = score(asked, Reply("answered", "共2项", (3, 9)))
    assert (row.right, row.exact, row.cited, row.extra) == (True, None, 0, ())
    assert score(asked, Reply("answered", "共3项", (3, 9))).right is False
    assert score(asked, Reply("answered", "共2项")).right is True
    assert score(asked, Reply(error="boom")).right is False


def conversation(**last: Any) -> Question:
    first = {"text": "3 说:十项", "must": [3], "facts": ["十项"], "outcome": "answered"}
    return question(turns=[first, "说:乙", "5"], **({"must": [5]} | last))


def test_every_turn_may_have_its_own_expectation() -> None:
    reply = ask(conversation(), Echo())
    assert reply.earlier == (Reply("answered", "十项", (3,), generation="g1"), None)
    assert score(conversation(), reply).right
    wrong = score(conversation(), Reply("answered", "", (5,), earlier=(Reply("empty", "九项", (4,)), None)))
    assert (wrong.right, wrong.exact, wrong.facts_ok, wrong.outcome_ok) == (False, False, False, False)
    assert wrong.turn_faults == ("第 1 轮:结局不对", "第 1 轮:缺少 3", "第 1 轮:多出 4", "第 1 轮:未说 十项")


def test_an_earlier_turn_that_was_not_told_is_not_measured() -> None:
    assert score(conversation(), Reply("answered", "", (5,))).right
    assert score(conversation(), Reply("answered", "", (4,))).right is False
    assert score(conversation(), Reply("answered", "")).right is None


# --- omissions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cited", "expected"),
    [
        ("任务7由市住房城乡建设委、市重大项目办牵头", [7], ()),
        ("任务7由市住房城乡建设委牵头", [7], ("任务7漏了牵头单位 市重大项目办",)),
        ("牵头单位是市住房城乡建设委", [7], ("任务7漏了牵头单位 市重大项目办",)),
        ("任务7涉及市住房城乡建设委", [7], ()),
        ("市住房城乡建设委牵头的任务:\n- 任务7(市住房城乡建设委、市重大项目办牵头)", [7], ()),
        ("任务7在2017年底前完成", [7], ("任务7漏了“并持续落实”",)),
        ("任务7在2017年底前完成并持续落实", [7], ()),
        ("任务38在2017年底完成", [38], ()),
        ("任务5:{after}", [5], ("任务5漏了“除依法应当保密的外”",)),
        ("任务5:除依法应当保密的外,{after}", [5], ()),
        ("任务5:{before}…", [5], ()),
        ("任务7由市住房城乡建设委牵头", [8], ()),
        ("| 编号 | 牵头单位 |\n| --- | --- |\n| 任务7 | 市重大项目办 |", [7], ("任务7漏了牵头单位 市住房城乡建设委",)),
    ],
)
def test_what_belongs_to_a_statement_is_missed(
    assistant: Assistant, text: str, cited: list[int | str], expected: tuple[str, ...]
) -> None:
    task = next(task for task in assistant.documents[DOCUMENT].tasks if task.number == 5)
    before, _, after = task.text.replace("，", ",").partition("除依法应当保密的外,")
    filled = text.format(before=before, after=after)
    assert omissions(question(), Reply("answered", filled, tuple(cited)), assistant.documents) == expected


# --- stopping and going on -----------------------------------------------------------------------------------------


class Stops(Echo):
    """Is stopped from the keyboard after so many questions."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after = after

    def ask(self, *arguments: Any, **more: Any) -> Any:
        if len(self.dates) == self.after:
            raise KeyboardInterrupt
        return super().ask(*arguments, **more)


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    asked = [question(id=str(number), turns=[f"3 5 说:{number}"]) for number in range(6)]
    part = resume.part_of(tmp_path, asked, Echo())
    with pytest.raises(KeyboardInterrupt):
        generate(asked, Stops(4), part)
    with part.path.open("a", encoding="utf-8") as file:
        file.write('{"id": "4", "answer": "cut o')
    rest = Echo()
    replies = generate(asked, rest, resume.part_of(tmp_path, asked, rest))
    assert [reply.text for reply in replies.values()] == [str(number) for number in range(6)]
    assert len(rest.dates) == 2
    part.finish()
    assert list(tmp_path.iterdir()) == []


def test_answers_of_other_questions_or_other_code_are_never_mixed_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [question()]
    first = resume.part_of(tmp_path, asked, Echo())
    generate(asked, Echo(), first)
    assert resume.part_of(tmp_path, asked, Echo()) == first
    assert resume.part_of(tmp_path, [question(must=[3])], Echo()) != first
    monkeypatch.setattr(resume, "fingerprint_of_code", lambda: "another")
    assert resume.part_of(tmp_path, asked, Echo()) != first


def test_the_fingerprint_of_the_code_is_of_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "assistant").mkdir()
    monkeypatch.setattr(resume, "ROOT", tmp_path)
    before = resume.fingerprint_of_code()
    write_lines(tmp_path / "assistant" / "cues.toml", "a = 1")
    assert resume.fingerprint_of_code() != before


def test_a_part_file_that_holds_nothing_of_use_is_as_good_as_none(tmp_path: Path) -> None:
    part = PartFile(write_lines(tmp_path / "part.jsonl", "{"))
    assert part.replies([question()], None) == {}


def test_the_assistant_s_own_answer_is_taken_as_it_is(assistant: Assistant) -> None:
    answer = assistant.ask("任务7由谁牵头", as_of=date(2017, 3, 1))
    reply = from_answer(answer, None, 1.0)
    assert (reply.citations, reply.outcome, reply.text) == ((7,), "answered", answer.text)
