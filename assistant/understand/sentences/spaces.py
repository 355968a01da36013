"""Spaces that part nothing but words: 哪条任务的 Due Date 空着, 首都之窗 / 政府公报."""

from __future__ import annotations

import re

from assistant.understand.tokens import Token

# 哪条任务的 Due Date 空着: beside a Latin word a space is no pause.
_BESIDE_LATIN = re.compile(r"(?<=[a-z]) | (?=[a-z])")


# 首都之窗 / 政府公报, 编办 + 法制办: the mark joins, not the spaces around it.
_JOINS = frozenset("/+&、")


def only_parts(token: Token, text: str, *, english: bool) -> bool:
    """Whether it is a space that parts nothing but words."""
    if text[token.start : token.end] != " ":
        return False
    if text[token.start - 1 : token.start] in _JOINS or text[token.end : token.end + 1] in _JOINS:
        return bool(text[: token.start].strip() and text[token.end :].strip())
    return english or _BESIDE_LATIN.match(text, token.start) is not None
