"""No number, unit or date gets into an answer that nothing it rests on holds."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import assistant as package
from assistant import Assistant
from assistant.ground import Ungrounded, ground
from assistant.types import ComputedFact
from tests.sample_document import shipped

TASKS = {task.number: task for task in shipped().tasks}
COUNTED = (ComputedFact("count", "42"), ComputedFact("share", "42%"))

GROUNDED = [
    "数据开放率达到60%,公共数据开放单位比率达到90%。[任务49]",
    "由市经济信息化委牵头,2020年底前完成。[任务49]",
    "2020年12月31日前完成(2020-12-31)。[任务49]",
    "共42项,占42%。",
    "一共四十二项。",
    "发布日期是2016-06-13,即2016年6月13日。",
    "文件由北京市政务公开领导小组印发,共100项任务,7个部分。",
    "详见任务30、任务41-45。",
    "到2020年,数据开放率达到百分之六十。[任务49]",
    "By the end of 2020. [Task 49]",
]
UNGROUNDED = [
    ("数据开放率达到70%。[任务49]", "70%"),
    ("由市财政局牵头。[任务49]", "市财政局"),
    ("由市公安局负责。[任务49]", "市公安局"),
    ("2018年底前完成。[任务49]", "2018"),
    ("2020年6月30日前完成。[任务49]", "2020-06-30"),
    ("由市编办牵头。[任务41]", "41"),
    ("共43项。", "43"),
    ("一共四十三项。", "四十三"),
    ("达到百分之七十。[任务49]", "七十"),
    ("详见任务101。", "101"),
    ("Due by 2030. [Task 49]", "2030"),
]


@pytest.mark.parametrize("text", GROUNDED)
def test_what_the_evidence_holds_passes_unchanged(text: str) -> None:
    assert ground(text, [TASKS[49]], COUNTED, shipped()) == text


@pytest.mark.parametrize(("text", "odd"), UNGROUNDED)
def test_what_nothing_holds_is_refused_by_name(text: str, odd: str) -> None:
    with pytest.raises(Ungrounded, match=odd):
        ground(text, [TASKS[49]], COUNTED, shipped())


@pytest.mark.parametrize("number", sorted(TASKS, key=str))
def test_a_tasks_own_words_are_its_evidence(number: int) -> None:
    task = TASKS[number]
    fields = (task.text, task.lead.literal, task.responsible.literal, task.deadline and task.deadline.literal)
    text = ";".join(part for part in fields if part) + f"[任务{number}]"
    assert ground(text, [task], (), shipped()) == text


def test_the_evidence_of_one_answer_is_not_that_of_another() -> None:
    text = TASKS[64].text
    assert ground(text, [TASKS[64]], (), shipped()) == text
    with pytest.raises(Ungrounded):
        ground(text, [TASKS[1]], (), shipped())


def test_full_width_figures_are_figures() -> None:
    with pytest.raises(Ungrounded, match="43"):
        ground("共\uff14\uff13项。", [TASKS[49]], COUNTED, shipped())


def test_what_the_assistant_says_has_its_ground(assistant: Assistant, caplog: pytest.LogCaptureFixture) -> None:
    """One question of each rule: what an answer says beyond its evidence is reported as an error."""
    table = Path(package.__file__).parent / "understand" / "rules.toml"
    for row in tomllib.loads(table.read_text(encoding="utf-8"))["rule"]:
        assistant.ask(row["row"])
    assert not [record.getMessage() for record in caplog.records if record.name == "assistant.ground"]
