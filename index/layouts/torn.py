"""Digits and Latin that PDF extraction tore out of their lines.

Full-width digits often sit on another baseline; extraction then leaves a gap in the line and puts them on a line of
their own below: "到 年，培育 家企业" / "２０２７ ３０". Where a document shows this again and again, they are put back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.layouts.labels import opening_label
from index.layouts.rows import Row
from index.reading.passage import Passage, join
from index.reading.vocabulary import page

_HAN = re.compile(r"[\u2e80-\u9fff]")
# A gap: white space with Chinese or a full-width mark on both sides.
_WIDE = r"[\u2e80-\u9fff\uff00-\uff60，。、；：“”（）〔〕《》]"
_GAP = re.compile(rf"(?<={_WIDE})\s+(?={_WIDE})")
_TOKEN = re.compile(r"\S+")
_OFTEN = 3


def mended(rows: Sequence[Row]) -> list[Row]:
    """The rows with torn pieces back in their gaps; unchanged where the document shows no more than chance would."""
    fits = sum(_fits(row, below) for row, below in pairwise(rows))
    if fits < _OFTEN:
        return list(rows)
    result: list[Row] = []
    for row in rows:
        above = result[-1] if result else None
        if above is None or not _is_piece(row) or not _belongs(above, row):
            result.append(row)
        elif any(c.isalnum() for c in row.passage.text):
            result[-1] = replace(above, passage=_filled(above.passage, row.passage))
        # A lone sign (＋) does not say which gap was its own: left out rather than guessed.
    return result


def torn_numbers(rows: Sequence[Row]) -> set[int]:
    """Indexes of bare numbers that fill a gap above them and so are no page numbers."""
    pairs = [(row, below) for row, below in pairwise(rows) if _fits(row, below)]
    return {below.index for _, below in pairs} if len(pairs) >= _OFTEN else set()


def _is_piece(row: Row) -> bool:
    return row.table is None and not _HAN.search(row.passage.text)


def _fits(row: Row, below: Row) -> bool:
    if not _is_piece(below) or _is_piece(row) or row.table is not None:
        return False
    if opening_label(row.passage.text) or (page().number.fullmatch(below.compact) and not below.compact.isdecimal()):
        # 牵 头 单 位 is spaced on purpose, and — 6 — is a page number.
        return False
    gaps = len(_GAP.findall(row.passage.text))
    return gaps > 0 and gaps == len(_TOKEN.findall(below.passage.text))


def _belongs(above: Row, piece: Row) -> bool:
    """Whether a piece was torn out of the line above it, and does not just stand below it."""
    return _fits(above, piece) or _opens_torn(above, piece) or not above.passage.text.endswith(("。", "："))


def _opens_torn(above: Row, piece: Row) -> bool:
    """年培育 个 ...: the year before the line's first character is torn out too."""
    tokens = len(_TOKEN.findall(piece.passage.text))
    return above.passage.text.startswith("年") and tokens == len(_GAP.findall(above.passage.text)) + 1


def _filled(line: Passage, piece: Passage) -> Passage:
    tokens = [piece.cut(*match.span()) for match in _TOKEN.finditer(piece.text)]
    gaps = list(_GAP.finditer(line.text))
    if not gaps:
        return join((line, *tokens), "")
    # More pieces than gaps: a single gap takes them all ("“ ”专项基金" / "４ ＋ １"), else the line's end or beginning.
    leading = tokens[:1] if line.text.startswith("年") and len(tokens) == len(gaps) + 1 else []
    tokens = tokens[len(leading) :]
    parts = list(leading)
    at = 0
    for i, gap in enumerate(gaps):
        parts.append(line.cut(at, gap.start()))
        parts += tokens[i:] if len(gaps) == 1 else tokens[i : i + 1]
        at = gap.end()
    rest = tokens[len(gaps) :] if len(gaps) > 1 else []
    return join((*parts, line.cut(at), *rest), "")
