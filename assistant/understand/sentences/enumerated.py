"""Things listed first and asked about together: "90%、4%、10课时。各自出处第几条", "①保密审查②经费保障,两项各是第几条".

Each is asked of by itself, as if the question had been put as often. Units, tasks and sections that are listed so are
one list, which the rules read as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_MOST = 8
_ITEM = r"[^\n;。?!,]{2,28}?"
# Numbered (①, as cleaned), told by 第一件 and 第二件, one a line, or announced and joined by 、.
_NUMBERED = re.compile(rf"\s*\((\d)\)\s*(?P<item>{_ITEM})(?=\s*(?:\(\d\)|[\n。;,]|$))")
_TOLD = re.compile(
    r"第[一二三四五六](?:件|样|桩|个)(?:事)?(?:是|呢|,|:)?(?P<item>[^,。;?\n]{2,20}?)(?=,?第[一二三四五六](?:件|样|桩|个)|[,。;]?(?:分别|各自|各|都)(?![部区单]))"
)
_ANNOUNCED = re.compile(r"^[^:?\n]{0,20}:(?P<items>[^:。?\n,;]{3,90})[。,;\n]\s*")
_TOGETHER = re.compile(
    r"[\s,。;]*(?:上面|以上|上述|请问|麻烦|就)?(?:这|那)?(?:[一二两三四五六七八几俩仨]|\d)?(?:项|条|件|个|样|者|桩)?(?:事|东西|词|数|数字)?"
    r"(?:分别|各自|各|都|逐一|依次)(?![部区单级类]|相关)(?:是)?(?P<asked>[^\n]{2,40})$"
)
_ASKS = re.compile("[几哪谁]|什么|啥|多少|有没有|何时")
_OF_RECORDS = re.compile(
    r"(?:[局委办厅府院署]|部门|单位|公司|部分|中心|企业)$|^第?[\d一二三四五六七八九十]+(?:[项条号款章]|部分)?$|^任务|^20\d\d|[几哪谁吗呢]|什么|多少"
)


def one_by_one(text: str) -> str:
    """``text`` as a question of each thing listed; unchanged where nothing is, or where records are listed."""
    listed, rest = _listed(text)
    asked = _TOGETHER.match(rest)
    if asked is None or not _ASKS.search(asked["asked"]) or not 1 < len(listed) <= _MOST:
        return text
    if any(_OF_RECORDS.search(item) for item in listed):
        return text
    question = asked["asked"].rstrip(" ?。!,")
    return "".join(f"{item}{question}?\n" for item in listed).strip()


def _listed(text: str) -> tuple[Sequence[str], str]:
    """What is listed, and what follows the list."""
    for pattern in (_NUMBERED, _TOLD):
        found = list(pattern.finditer(text))
        if len(found) > 1:
            return [m["item"].strip(" ,、") for m in found], text[found[-1].end() :]
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 2 and not any(re.search("[,。;:?|]", line) for line in lines[:-1]):
        return [re.sub(r"^\d{1,2}[.、)]\s*", "", line) for line in lines[:-1]], lines[-1]
    if (announced := _ANNOUNCED.match(text)) is not None:
        return [item.strip() for item in announced["items"].split("、")], text[announced.end() :]
    return (), ""
