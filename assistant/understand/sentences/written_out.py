"""What a message abbreviates as people do who write to each other, written out before it is read.

The speakers of a pasted chat (【王科】…) are left out; what a form lacks is asked: "三公经费(牵头?时限?)". What is
passed on in quotation marks is asked by itself, things listed first are asked about one by one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.types import Question
from assistant.understand.sentences.enumerated import one_by_one

_SPEAKER = re.compile(
    r"(?:(?<=^)|(?<=[\s。?!;]))(?:【[^】]{1,8}】[:,]?\s*(?:[\u4e00-\u9fff]{1,3}:)?"
    r"|(?:[老小阿][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,2}(?:科|处|局|主任|科长|处长|局长|老师|师傅|姐|哥|工|总)|我|领导|同事|群友):)"
)
_FEWEST = 2  # speakers: one may be an address (王科:第3条谁牵头)
_LACKING = re.compile(r"(?P<of>[^\s,;:。?!()、]{2,20})\((?P<fields>(?:[^()?]{1,8}\?){1,4})\)")
# Two questions in one breath, as they are dictated: 旁听是周几来着 还有公示多少天.
_ONE_BREATH = re.compile(
    "(?P<asked>(?:[几谁哪吗呢]|什么|多少|来着)[^,。?!;\\s]{0,8}) (?=(?:还有|另外|对了|再问|再有)[\u4e00-\u9fff]{4})"
)
# What somebody else asks is passed on in quotation marks: 转:“请各处报送…的任务编号”.
_PASSED_ON = re.compile(
    r"^[^“\"「『\n]{0,12}(?:转|转发|通知|来文|原话|短信|微信|群里|领导说|领导问|问题?)[^“\"「『\n]{0,8}[:,]\s*"
    r"[“\"「『](?P<asked>(?=[^”\"」』]*(?:[几哪谁?]|什么|多少|请|报送|列))[^”\"」』]{12,120})[”\"」』]\s*"
)
_GAP = re.compile(r"_{2,}|□+|\(\s{1,8}\)")
_GAPPED = re.compile(r"[“\"「『](?P<said>[^”\"」』]*(?:_{2,}|□+|\(\s{1,8}\))[^”\"」』]*)[”\"」』]")
_ANNOUNCED = re.compile(r"^[^:?]{0,16}:")


def written_out(question: Question) -> Question:
    """``question`` without the names of who said what, and with the fields that a form lacks asked one by one."""
    text = _ONE_BREATH.sub("\\g<asked>?", question.text)
    if len(_SPEAKER.findall(text)) >= _FEWEST:
        text = _SPEAKER.sub("", text)
    if _LACKING.search(text):
        text = _LACKING.sub(_asked, _ANNOUNCED.sub("", text))
    text = one_by_one(_without_gaps(_PASSED_ON.sub("\\g<asked>\n", text)))
    return question if text == question.text else replace(question, text=text.strip())


def _without_gaps(text: str) -> str:
    """A form's passage with something to fill in, as the question that it is: 网站每____更新____次."""
    return _GAP.sub("几", _GAPPED.sub("\\g<said>", text)) if _GAP.search(text) else text


def _asked(found: re.Match[str]) -> str:
    fields = "、".join(found["fields"].rstrip("?").split("?"))
    return f"{found['of']}的{fields}?\n"
