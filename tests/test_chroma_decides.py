"""Chroma decides which tasks an answer rests on: what is taken out of it is in no answer any more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Outcome, load_settings, open_assistant
from index.types import Chunk, ChunkKind

AS_OF = date(2017, 3, 1)
TAKEN = 34  # led by 市编办 and 市政务服务办


@pytest.fixture(scope="module")
def opened(shipped_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over an index of its own, where the entries of one task are gone."""
    folder = tmp_path_factory.mktemp("taken") / "index"
    shutil.copytree(shipped_index, folder)
    changed = open_assistant(load_settings(index=folder))
    store = changed._index.store
    task = next(iter(changed.documents.values())).tasks[TAKEN - 1]
    kinds: tuple[ChunkKind, ...] = ("task", "clause", "question")
    store.delete([Chunk(task.document, task.position, kind, "", n).id for kind in kinds for n in range(90)])
    yield changed
    store.close()


def cited(answer: Answer) -> list[int | str]:
    return [citation.task for citation in answer.citations]


QUESTIONS = [
    "市编办牵头哪些任务", "市编办牵头几项任务", "市编办和市政务服务办共同牵头的任务", "第二部分有哪些任务", "任务34",
    "任务33到35", "市编办",
    "没有提到“公开”的任务有哪些", "一次性完成的任务有哪些", "不是市政府办公厅牵头的任务有哪些",
    "牵头单位恰好有两家的任务",
    "和任务35时限相同的任务有哪些", "比较任务34和任务35",
]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_task_taken_out_of_chroma_is_gone_from_every_answer(
    assistant: Assistant, opened: Assistant, question: str
) -> None:
    before, after = assistant.ask(question, as_of=AS_OF), opened.ask(question, as_of=AS_OF)
    if "公开" not in question:
        assert TAKEN in cited(before)
    assert cited(after) == [number for number in cited(before) if number != TAKEN]
    assert f"[任务{TAKEN}]" not in after.text


def test_the_count_that_is_said_is_the_count_of_what_was_found(assistant: Assistant, opened: Assistant) -> None:
    question = "市编办牵头几项任务"
    assert "9项" in assistant.ask(question, as_of=AS_OF).text
    assert "8项" in opened.ask(question, as_of=AS_OF).text


def test_a_task_that_is_gone_is_not_described(opened: Assistant) -> None:
    answer = opened.ask(f"任务{TAKEN}的牵头单位是谁", as_of=AS_OF)
    assert (answer.outcome, answer.citations) == (Outcome.EMPTY, ())


def test_a_premise_is_checked_against_what_is_there(assistant: Assistant, opened: Assistant) -> None:
    question = f"任务{TAKEN}是市编办牵头的吗"
    assert cited(assistant.ask(question, as_of=AS_OF)) == [TAKEN]
    assert cited(opened.ask(question, as_of=AS_OF)) == []


def test_a_question_of_content_finds_it_no_more(assistant: Assistant, opened: Assistant) -> None:
    text = next(iter(assistant.documents.values())).tasks[TAKEN - 1].text
    assert TAKEN in cited(assistant.ask(text, as_of=AS_OF))
    assert TAKEN not in cited(opened.ask(text, as_of=AS_OF))


def test_answers_that_rest_on_other_tasks_stay_as_they_were(assistant: Assistant, opened: Assistant) -> None:
    for question in ("市财政局牵头哪些任务", "任务49", "第四部分有哪些任务", "发文字号是什么"):
        before, after = assistant.ask(question, as_of=AS_OF), opened.ask(question, as_of=AS_OF)
        assert (after.text, cited(after)) == (before.text, cited(before))
