"""Fitting what tells answerable questions: the material, the halves, and a small fit from end to end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from eval.questions import load, shipped_files
from eval.split import half_of
from index.answerable import KINDS, load_answerable
from index.chunk import AnticipatedQuestion, load_questions
from index.training.asked import BALANCED, Asked, anticipated, held_out, mistyped, unanswerable
from index.training.calibrate import calibrate, save
from index.training.practice import halved, practice
from index.training.said import said
from index.training.short import short_questions
from index.training.slips import Misspeller
from index.training.strange import calibrate_strange
from index.training.wording import fit_wording, worded
from index.training.worked import worked
from tests.sample_document import DATA, NAME, shipped


def test_every_kind_of_unanswerable_question_is_there() -> None:
    questions = unanswerable()
    assert {question.kind for question in questions} == set(range(1, len(KINDS)))
    assert len({question.text for question in questions}) == len(questions)


def test_one_question_in_five_is_held_out() -> None:
    share = np.mean([held_out(AnticipatedQuestion(1, f"第{n}个问题")) for n in range(2000)])
    assert 0.15 < share < 0.25
    assert all(held_out(AnticipatedQuestion(1, f"第{n}个问题", style=BALANCED)) for n in range(20))


def test_a_question_of_several_tasks_is_one_question() -> None:
    rows = [AnticipatedQuestion(21, "两级执法都公示吗"), AnticipatedQuestion(22, "两级执法都公示吗")]
    assert anticipated(shipped(), rows) == [Asked("两级执法都公示吗", 0, (20, 21))]


def test_balanced_questions_are_both_answerable_and_not() -> None:
    rows = load_questions(DATA / NAME / f"{NAME}.txt").rows
    answerable = sum(question.balanced for question in anticipated(shipped(), rows))
    near = sum(question.balanced and question.kind == 1 for question in unanswerable())
    assert 0.5 < answerable / near < 2


def test_slips_sound_the_same_and_are_the_same_each_time() -> None:
    from pypinyin import lazy_pinyin

    texts = ["是市事式", "是市事式", "是市事式", "政府"]
    typed = Misspeller(texts)("是市政府")
    assert typed != "是市政府"
    assert lazy_pinyin(typed) == lazy_pinyin("是市政府")
    assert typed == Misspeller(texts)("是市政府")
    assert Misspeller(texts)("abc") == "abc"


def test_short_questions_are_phrases_of_one_task_in_many_forms() -> None:
    document = shipped()
    made = short_questions(document)
    assert len({form for _, _, form in made}) > 30
    for text, position, form in made:
        phrase = text.removeprefix(form.partition("{}")[0]).removesuffix(form.partition("{}")[2])
        assert [task.position for task in document.tasks if phrase in task.text] == [position]


def test_variants_of_one_question_are_of_one_group() -> None:
    rows = [Asked(f"政府网站多久更新{n}", 0, (n,)) for n in range(6)]
    assert {question.group for question in mistyped(rows)} <= {row.group for row in rows}


def test_the_wording_tells_kinds_apart() -> None:
    price = [Asked(f"{what}多少钱", 1) for what in ("公报", "年报", "地图", "指南", "资料", "证书")]
    who = [Asked(f"{what}谁牵头", 0) for what in ("公报", "年报", "地图", "指南", "资料", "证书")]
    far = [Asked(f"{what}怎么做好吃", 2) for what in ("红烧肉", "鱼香肉丝", "麻婆豆腐")]
    chat = [Asked(f"你好{end}", 3) for end in ("呀", "啊", "吗")]
    wording = fit_wording([worded(question, frozenset()) for question in (*price, *who, *far, *chat)])
    assert [int(np.argmax(wording.logits(text, frozenset()))) for text in ("清单谁牵头", "清单多少钱")] == [0, 1]


def test_every_practice_document_is_read_with_questions_that_it_answers_and_does_not() -> None:
    documents = practice()
    assert len({one.author for one in documents}) > 10
    for one in documents:
        assert len(one.document.tasks) > 15
        assert {KINDS[question.kind] for question in one.asked} == {"answered", "near", "far"}
        assert all(question.positions for question in one.asked if not question.kind)
    for known, unknown in halved(documents):
        assert not {one.author for one in known} & {one.author for one in unknown}
        assert len(known) + len(unknown) == len(documents)


def test_what_people_say_stands_beside_what_plans_write_for_it() -> None:
    for texts in said():
        rows = [[example.text for example in texts if example.task == at] for at in range(texts[-1].task + 1)]
        assert len(rows) > 50
        assert all(len(row) == len(set(row)) == 4 for row in rows)


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    vectors = np.array([[text.count(char) + 0.1 for char in "公开数据会议网站报"] for text in texts], np.float32)
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def test_a_fit_can_be_saved_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = unanswerable()[::12]  # every kind is there; all of them would take a minute
    for module in ("calibrate", "strange"):
        monkeypatch.setattr(f"index.training.{module}.unanswerable", lambda: few)
    document = shipped()
    rows = [AnticipatedQuestion(task.number, f"{task.text[:12]}谁来做") for task in document.tasks]
    rows += [
        AnticipatedQuestion(task.number, f"{task.text[:8]}归哪家管", style=BALANCED) for task in document.tasks[:40]
    ]
    others = [(one, embed) for one in practice()[::9]]
    strange, more = calibrate_strange(others, None)
    judge, reached = calibrate(document, rows, embed, embed, strange.choice.several)
    names = ("with_questions", "without_questions")
    assert set(reached | more) == {f"{name}{who}" for name in names for who in ("", "_balanced")}
    assert all(0.0 <= share <= 1.0 for shares in (reached | more).values() for share in shares.values())
    save({"with_questions": judge, "without_questions": strange}, tmp_path)
    read = load_answerable(tmp_path)
    for kept, fitted in ((read.with_questions, judge), (read.without_questions, strange)):
        assert kept.least == fitted.least
        assert kept.wording.grams == fitted.wording.grams
        assert kept.choice.several.grams == fitted.choice.several.grams
        assert len(kept.wording.grams) == len(kept.wording.rarity) == len(kept.wording.weights)


def test_only_the_working_half_of_the_evaluation_is_learnt() -> None:
    questions = worked(shipped())
    assert {question.kind for question in questions} >= {0, 1, 2} and all(q.positions for q in questions if not q.kind)
    assert {half_of(question.rewords) for question in questions} == {"working"}
    told = {
        question.id: question.turns[0] for question in load(shipped_files()) if question.kind.startswith("everyday")
    }
    kept = {text for identifier, text in told.items() if half_of(identifier) == "held-out"}
    assert not kept & {question.text for question in questions}
