"""The document called by its title: 《…任务分工(2016-2020年)》里市财政局牵头哪些.

The years in it are no deadline and its words no topic, so 这份文件 is read in its place, and nothing where it only says
where to look (按《…》,孩子上学的信息归谁公开).
"""

from __future__ import annotations

import re

from assistant.understand.kept import kept
from index.tokens import normalise
from index.types import Document

_HERE, _HERE_ENGLISH = "这份文件", "this document"
_BEHIND = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_INNER = re.compile(r"《([^《》]+)》")
_PIECE = re.compile(r"《([^《》]{4,80})》")
_SHORT = 6  # characters: a shorter title is only looked for between its marks
# What the title is, is asked: a piece of it stays.
_OF_THE_TITLE = re.compile(r"标题|题目|题为|名称|全称|名字|叫|title|\bname|\bcalled")
_SPACES = re.compile(r"\s+")
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”|\"[^\"]*\"")
_HAN = re.compile("[\u4e00-\u9fff]")
_ONLY_WHERE = re.compile(
    r"^\s*(?:根据|按照?|依据|参照|对照|结合|依照|照着?|查(?:一下)?|看(?:一下)?|就|在|under|in|according to|per)?\s*"
    rf"(?:the )?(?:{_HERE}|{_HERE_ENGLISH})(?:的)?(?:规定|要求|内容|精神|部署|安排)?(?:来看|来说|看)?"
    r"(?:中|里面|里头|里|上|内)?\s*[,:]\s*"
)


@kept
def _names(document: Document) -> re.Pattern[str] | None:
    """Every way to write the title: whole, without what stands in brackets behind it, and the name inside 《》."""
    whole = normalise(document.title)
    names = {whole, *_INNER.findall(whole)}
    names |= {_BEHIND.sub("", name) for name in names}
    long = sorted((name for name in map(str.strip, names) if len(name) >= _SHORT), key=len, reverse=True)
    if not long:
        return None
    written = "|".join(r"\s*".join(map(re.escape, _SPACES.sub("", name))) for name in long)
    return re.compile(rf"[《“\"「『]?(?:{written})(?:\s*[(\[]20\d\d[^()\[\]]*[)\]])?[》”\"」』]?")


def without_title(text: str, document: Document) -> str:
    """``text`` with the document's title, or a piece of it in 《》, replaced by 这份文件 or "this document"."""
    names = _names(document)
    marked = _PIECE.search(text) is not None
    if not marked and (names is None or names.search(text) is None):
        return text
    here = _HERE if _HAN.search(_QUOTED.sub("", text)) else _HERE_ENGLISH
    named = names.sub(here, text) if names is not None else text
    if marked and not _OF_THE_TITLE.search(text):
        title = normalise(document.title)
        named = _PIECE.sub(lambda m: here if m[1] in title else m[0], named)
    return text if named == text else _ONLY_WHERE.sub("", named)
