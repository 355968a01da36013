"""What is noted of a task answers where its text does not, and the task is cited."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.retrieve.noted_of import told_in_a_note
from assistant.types import Outcome, Plan, Result
from tests.test_beside_tasks import source_of

LEDGER = """<html><body><h1>松湾港2025年重点工作台账</h1><table>
<tr><td>序号</td><td>重点任务</td><td>牵头单位</td><td>完成时限</td><td>备注</td></tr>
<tr><td>1</td><td>建设视频调度平台。</td><td>信息中心</td><td>2025年底</td><td>预算420万元</td></tr>
<tr><td>2</td><td>更换缆绳60根。</td><td>设备部</td><td>2025年6月底</td><td>原定4月底，经批准延期</td></tr>
<tr><td>3</td><td>培训水手90人。</td><td>人事部</td><td>2025年9月底</td><td></td></tr></table></body></html>"""


def asked(question: str, folder: Path) -> Result:
    source = source_of(LEDGER, ".html", folder)
    result = Result(Plan("content", topic=question), Outcome.NOT_STATED, (), (), 0, len(source.document.tasks))
    return told_in_a_note([result], source, question)[0]


@pytest.mark.parametrize(("question", "task"), [("视频调度平台的预算是多少", 1), ("缆绳更换为什么延期了", 2)])
def test_a_note_answers(question: str, task: int, tmp_path: Path) -> None:
    result = asked(question, tmp_path)
    assert result.outcome is Outcome.ANSWERED and result.plan.fields == ("note",)
    assert [cited.number for cited in result.cited] == [task]


@pytest.mark.parametrize("question", ["视频调度平台由哪家公司建", "培训水手的预算", "缆绳是什么牌子的"])
def test_what_no_note_says_stays_as_it_was(question: str, tmp_path: Path) -> None:
    assert asked(question, tmp_path).outcome is Outcome.NOT_STATED
