"""Everyday words of a question are put in the words that the document writes."""

import pytest

from index.everyday import in_official_words

WRITTEN = "新增公共停车泊位900个。改造农贸市场3家。压缩企业开办时间。"


@pytest.mark.parametrize(
    ("question", "worded"),
    [
        ("没地方停车咋办", "停车泊位咋办"),
        ("菜市场翻新几家", "农贸市场翻新几家"),
        ("开公司要几天", "企业开办要几天"),
        ("企业开办要几天", "企业开办要几天"),  # in the document's words already
        ("哪儿能充电", "哪儿能充电"),  # nothing that the document writes
        ("Who leads task 3?", "Who leads task 3?"),
    ],
)
def test_an_everyday_word_becomes_the_words_that_the_document_writes(question: str, worded: str) -> None:
    assert in_official_words(question, WRITTEN) == worded


def test_an_everyday_word_that_the_document_writes_stays() -> None:
    assert in_official_words("菜市场翻新几家", WRITTEN + "评选示范菜市场。") == "菜市场翻新几家"
