"""What a message takes for granted: of a whole set, of a count, of the task asked about, of the document."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome, Turn
from tests.asked import ask, cited


@pytest.mark.parametrize(
    ("question", "tasks", "words"),
    [
        ("2020年到期的都是市政府办公厅牵头的吧", [49, 51, 52], "不是"),
        ("第四部分全部由市经信委牵头对吗", [49, 50, 51, 52, 53, 54], "是的"),
        ("市委宣传部牵头的任务全部在第五部分,对吧", [75, 76, 77], "不是"),
        ("所有任务都写了完成时限吗", [], "是的"),
        ("are all tasks led by the publicity department in section 5?", [75, 76, 77], "No"),
        ("市编办牵头12项,对吗", [33, 34, 35, 36, 41, 42, 43, 44, 45], "不是"),
        ("市编办牵头的没有一项是2017年到期的吧", [36], "不是"),
        ("这份文件里有八十项任务是吧", [], "不是"),
        ("任务24谁牵头?是市商务委吧?", [24], "不是"),
        ("负面清单是不是第47项", [48], "不是"),
        ("负面清单是不是第48项", [48], "是的"),
        ("“三公”经费公开的期限应该是2018年底吧,我没记错的话", [11], "不是"),
        ("“首都之窗”是2016年到期的吗", [19], "是的"),
        ("第四部分怎么全都没写牵头单位", [49, 50, 51, 52, 53, 54], "不是"),
        ("凭什么2020年到期的全由市经济信息化委牵头", [48], "不是"),
        ("第四部分共6项、全是2018年到期,对吗", [49, 51, 52], "不是"),
        ("这份文件有8个部分、100项任务,没记错吧", [], "不是"),
        ("市民政局牵头的怎么一律2016年底到期", [10], "是的"),
        ("第六部分各项的时限是否均为2016年底前完成并持续落实", [81], "不是"),
    ],
)
def test_a_claim_about_a_set_is_checked_and_its_exceptions_shown(
    assistant: Assistant, question: str, tasks: list[int], words: str
) -> None:
    answer = ask(assistant, question)
    assert (answer.outcome, cited(answer)) == (Outcome.ANSWERED, tasks)
    assert answer.text.startswith(words)


@pytest.mark.parametrize(("question", "fact"), [("那个文件是2017年发布的吧", "2016-06-13"),
                                                ("文件是市政府办公厅发的吧", "北京市政务公开领导小组")])  # fmt: skip
def test_a_wrong_fact_of_the_document_is_put_right(assistant: Assistant, question: str, fact: str) -> None:
    answer = ask(assistant, question)
    assert not answer.citations
    assert fact in answer.text


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("任务96要求每年培训20课时吧", False),
        ("任务96要求每年培训10课时吧", True),
        ("任务89说主要负责人每年研究4次,对吗", False),
        ("任务5要在3个工作日内解读,没错吧", True),
        ("任务97的权重不低于10%,是吗", False),
    ],
)
def test_a_figure_that_is_claimed_is_checked_against_the_text(assistant: Assistant, question: str, right: bool) -> None:
    assert assistant.ask(question).text.startswith("是的" if right else "不是")


@pytest.mark.parametrize(
    ("question", "put_right"),
    [
        ("听说任务12跟PPP有关,牵头是市发改委吧?", "牵头单位是市财政局,不是市发展改革委"),
        ("任务5要求10个工作日内解读,由市财政局牵头,对吗", "牵头单位是市政府办公厅,不是市财政局;"),
        (
            "任务5要求10个工作日内解读,由市政府办公厅牵头,对吗",
            "要在3个工作日内向社会进行公开解读”,不是“10个工作日”。",
        ),
    ],
)
def test_what_is_rejected_stands_behind_the_value_that_is_right(
    assistant: Assistant, question: str, put_right: str
) -> None:
    assert put_right in assistant.ask(question).text.splitlines()[0]


def test_a_doubt_is_answered_with_the_right_unit(assistant: Assistant) -> None:
    first = assistant.ask("任务20是谁牵头")
    answer = assistant.ask("你确定吗?不是市发展改革委吗", history=[Turn("任务20是谁牵头", first)])
    assert answer.text.startswith("不是") and "市政府办公厅" in answer.text


@pytest.mark.parametrize("question", ["任务12和任务46是不是同一年完成", "任务30和任务31是同一年到期的吧"])
def test_the_same_year_is_no_figure_that_a_text_would_write(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert "一年”" not in answer.text
    assert "到期日相同" in answer.text or "相差1年" in answer.text
