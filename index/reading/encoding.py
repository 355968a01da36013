"""Bytes of a text file to characters: UTF-8, UTF-16 and GB18030 are told apart, anything else is refused by name."""

from __future__ import annotations

import codecs
import re

from index.errors import DocumentProblem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd\ufffe\uffff]")
_SAMPLE = 20_000
# Encodings that are recognised only to be named in the refusal.
_NAMED = (("big5", "Big5（繁体）"), ("shift_jis", "Shift-JIS（日文）"), ("euc_kr", "EUC-KR（韩文）"))


def decode(data: bytes, name: str) -> str:
    """The text of a file with newlines as ``\\n`` and no byte-order mark.

    Raises DocumentProblem, naming the encoding where it can, rather than return garbage.
    """
    text = _decode(data, name)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")


def _decode(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _with_mark(data[len(bom) :], encoding, name)
    text = _try(data, "utf-8") or _repaired(data)
    if text is not None:
        if _CONTROL.search(text) is None:
            return text
        if _common(wide := data.decode("utf-16-le", "replace")) > 0.9:
            return wide
        raise DocumentProblem(f"“{name}”里有二进制内容，不是文本文件；请确认文件没有损坏，扩展名也没有写错。")
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        candidate = _try(data, encoding) or _try(data[:-1], encoding)
        if candidate is not None and not _CONTROL.search(candidate) and _common(candidate) > 0.9:
            return candidate
    raise DocumentProblem(_refusal(data, name))


def _with_mark(data: bytes, encoding: str, name: str) -> str:
    text = _try(data, encoding)
    if text is None or _CONTROL.search(text):
        label = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        raise DocumentProblem(f"“{name}”标明是 {label} 编码，内容却不完整或已损坏；请重新下载或另存为 UTF-8 后再试。")
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _repaired(data: bytes) -> str | None:
    """UTF-8 that lost the rest of its last character (a cut-off download): the text without that character."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _try(data[: error.start], "utf-8")
        if error.reason == "unexpected end of data" and text and not text.isascii():
            return text
    return None


def _common(text: str) -> float:
    """How much of a text is what a simplified Chinese document is made of, from 0 to 1 (1 for plain ASCII)."""
    sample = [c for c in text[:_SAMPLE] if not c.isspace()]
    wide = [c for c in sample if not c.isascii()]
    if not wide:
        return 1.0 if sample else 0.0
    return sum(map(_is_common, wide)) / len(wide)


def _is_common(character: str) -> bool:
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return character in "—·〔〕"
    # Level 1 of GB 2312 ends at D7: the 3,755 characters that make up well over 99 % of running text.
    return code[0] <= 0xD7


def _refusal(data: bytes, name: str) -> str:
    if _CONTROL.search(data[:_SAMPLE].decode("latin-1")) and b"\x00" in data[:_SAMPLE]:
        return f"“{name}”里有二进制内容，不是文本文件；请确认文件没有损坏，扩展名也没有写错。"
    for encoding, label in _NAMED:
        text = _try(data, encoding)
        if text is not None and not _CONTROL.search(text):
            return f"“{name}”看起来是 {label}编码，这里只读 UTF-8、UTF-16 和 GB18030；请另存为 UTF-8 后再试。"
    return f"“{name}”的编码认不出来（不是 UTF-8、UTF-16 或 GB18030），或内容已损坏；请另存为 UTF-8 后再试。"
