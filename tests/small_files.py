"""A data folder of two small documents, and indexes built from it."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

from index.build import build_index
from index.manifest import Manifest
from index.opened import open_index
from tests.small_index import BigramEmbedder

ROADS = """滨海市道路建设任务分工

一、修路

1.公开道路施工信息，提前告知沿线居民。
牵头单位：市交通委
责任单位：市财政局
完成时限：2016年底

2.公布道路施工预算。
牵头单位：市财政局
完成时限：2017年底前完成并持续落实

二、管路

3.加强组织领导，抓好落实。
牵头单位：市交通委
完成时限：2018年底
"""
FOOD = """滨海市食品安全任务分工

1.公布食品安全抽检结果。
牵头单位：市卫生局
完成时限：2016年底

2.加强组织领导，抓好落实。
牵头单位：市卫生局
完成时限：2018年底
"""
QUESTIONS = [{"task": 1, "style": "everyday", "q": "门口修路会提前通知吗"}, {"task": 2, "q": "修路花多少钱"}]
FINANCE = {"lead": {"$contains": "市财政局"}}


def make_data(folder: Path) -> Path:
    """A data folder with two documents, the first of them with anticipated questions."""
    for name, text in (("道路", ROADS), ("食品", FOOD)):
        own = folder / "滨海" / name
        own.mkdir(parents=True)
        (own / f"{name}.txt").write_text(text, encoding="utf-8")
    write_questions(folder, QUESTIONS)
    return folder


def write_questions(data: Path, rows: list[dict[str, Any]]) -> None:
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (data / "滨海" / "道路" / "questions.jsonl").write_text(lines, encoding="utf-8")


def roads(data: Path) -> Path:
    return data / "滨海" / "道路" / "道路.txt"


def food(data: Path) -> Path:
    return data / "滨海" / "食品" / "食品.txt"


def build(files: list[Path], index: Path, **options: Any) -> Manifest:
    """``build_index`` with an embedding computed from the texts."""
    return build_index(files, index, **{"embedding": BigramEmbedder(), **options})


def found(index: Path) -> dict[str, int]:
    """The documents of an index and how many tasks of each the store has."""
    with closing(open_index(index, embedding=BigramEmbedder())) as opened:
        matching = [document for document, _ in opened.store.matching()]
        return {name: matching.count(name) for name in opened.documents}
