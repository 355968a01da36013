"""A run as JUnit XML: a suite a kind, a case a question; what build servers show without being taught."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as xml

from eval.report import describe
from eval.score import Row

_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(rows: Sequence[Row]) -> bytes:
    """Wrong rows are failures, those that raised errors, those that were not measured skipped.

    A row without texts (of the held-out half) fails without saying how.
    """
    root = xml.Element("testsuites", {"name": "eval", **_counts(rows)})
    for kind in dict.fromkeys(row.kind for row in rows):
        members = [row for row in rows if row.kind == kind]
        suite = xml.SubElement(root, "testsuite", {"name": _clean(kind), **_counts(members)})
        for row in members:
            _case(suite, row)
    return bytes(xml.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _case(suite: xml.Element, row: Row) -> None:
    seconds = f"{(row.milliseconds or 0) / 1000:.4f}"
    case = xml.SubElement(suite, "testcase", name=_clean(row.id), classname=_clean(row.kind), time=seconds)
    if row.error is not None:
        xml.SubElement(case, "error", message=_clean(row.error)).text = _clean(_details(row))
    elif row.right is None:
        xml.SubElement(case, "skipped", message="没有测到")
    elif not row.right:
        xml.SubElement(case, "failure", message="答错").text = _clean(_details(row))


def _details(row: Row) -> str:
    return describe(row) if row.turns else "保留半,不列题目"


def _counts(rows: Sequence[Row]) -> dict[str, str]:
    errors = sum(row.error is not None for row in rows)
    wrong = sum(row.right is False for row in rows)
    skipped = sum(row.right is None for row in rows)
    seconds = sum(row.milliseconds or 0 for row in rows) / 1000
    return {
        "tests": str(len(rows)), "failures": str(wrong - errors), "errors": str(errors), "skipped": str(skipped),
        "time": f"{seconds:.3f}",
    }  # fmt: skip


def _clean(text: str) -> str:
    """Without the characters that XML cannot carry."""
    return _NOT_IN_XML.sub("\ufffd", text)
