"""What a document says beside its tasks is quoted where no task answers, and no task is cited for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.compose import compose
from assistant.retrieve.beside_tasks import told_beside
from assistant.retrieve.source import Source
from assistant.types import Outcome, Plan, Reading, Result
from index.beside import passages
from index.document_units import registry_of
from index.read import read_document
from index.units import load_registry
from tests.fake_records import FakeRecords

PLAN = """# 松湾县2025年护林工作方案

## 一、总体要求

到2025年底，全县森林覆盖率达到61%，护林员队伍扩大到420人。

## 二、重点任务

1. 新建瞭望塔6座。（牵头单位：县林业局；责任单位：县财政局；完成时限：2025年9月底前）

2. 开展防火宣传12场。（牵头单位：县应急管理局；责任单位：各乡镇；完成时限：2025年10月底前）

## 三、保障措施

本方案经县政府第12次常务会议审议通过。成立护林工作专班，专班办公室设在县林业局，每季度召开一次调度会。
"""
TABLE = """<html><body><h1>松湾县2025年水利任务分工表</h1><table>
<tr><td>序号</td><td>任务</td><td>牵头单位</td><td>完成时限</td></tr>
<tr><td>1</td><td>整治河道30公里。</td><td>县水利局</td><td>2025年底</td></tr>
<tr><td>2</td><td>加固水库4座。</td><td>县水利局</td><td>2025年6月底</td></tr></table>
<p>附表 项目投资表</p>
<table><tr><td>序号</td><td>项目名称</td><td>建设地点</td><td>总投资</td></tr>
<tr><td>1</td><td>青石河堤防加固</td><td>松湾镇</td><td>7300</td></tr>
<tr><td>2</td><td>白沙渠改线</td><td>白沙乡</td><td>1250</td></tr></table></body></html>"""


def source_of(text: str, suffix: str, folder: Path) -> Source:
    file = folder / f"plan{suffix}"
    file.write_text(text, encoding="utf-8")
    document = read_document(file)
    return Source(FakeRecords(document), document, registry_of(document, load_registry(None)))


def asked(source: Source, question: str, *, found: int | None = None) -> Result:
    tasks = () if found is None else source.document.tasks[found - 1 : found]
    outcome = Outcome.ANSWERED if tasks else Outcome.NOT_STATED
    plan = Plan(measure="content", topic=question)
    result = Result(plan, outcome, tasks, tasks, len(tasks), len(source.document.tasks))
    return told_beside([result], source, question)[0]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("护林工作专班办公室设在哪个单位", "专班办公室设在县林业局"),
        ("总体要求里护林员队伍要扩大到多少人", "420人"),
        ("全县森林覆盖率要达到多少", "61%"),
        ("多久召开一次专班调度会", "每季度"),
        ("这个方案是什么时候开会通过的", "第12次常务会议"),
    ],
)
def test_a_sentence_beside_the_tasks_answers(question: str, said: str, tmp_path: Path) -> None:
    result = asked(source_of(PLAN, ".md", tmp_path), question)
    assert result.outcome is Outcome.ANSWERED and not result.cited
    assert said in result.beside[0]


@pytest.mark.parametrize("question", ["护林员一个月发多少工资", "瞭望塔要建几座", "进山要不要门票"])
def test_what_is_not_said_there_stays_as_it_was(question: str, tmp_path: Path) -> None:
    result = asked(source_of(PLAN, ".md", tmp_path), question)
    assert result.outcome is Outcome.NOT_STATED and not result.beside


def test_a_task_that_holds_the_words_stays_cited(tmp_path: Path) -> None:
    result = asked(source_of(PLAN, ".md", tmp_path), "防火宣传开展几场", found=2)
    assert [task.number for task in result.cited] == [2]


def test_a_row_of_another_table_is_said_with_its_heads(tmp_path: Path) -> None:
    source = source_of(TABLE, ".html", tmp_path)
    assert any(one.text == "项目名称:白沙渠改线;建设地点:白沙乡;总投资:1250" for one in passages(source.document))
    assert "7300" in asked(source, "附表里青石河堤防加固总投资多少", found=1).beside[0]


def test_the_sentence_is_quoted_in_the_answer(tmp_path: Path) -> None:
    source = source_of(PLAN, ".md", tmp_path)
    result = asked(source, "护林工作专班办公室设在哪个单位")
    reading = Reading(plans=(result.plan,))
    composed = compose(reading, [result], [], source.document, source.registry, date(2026, 11, 26))
    assert composed.outcome is Outcome.ANSWERED and not composed.cited
    assert composed.text.startswith("没有哪项任务写到这一点") and "县林业局" in composed.text
