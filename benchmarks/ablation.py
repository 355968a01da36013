"""What each part of search by meaning contributes, as a Markdown table, printed and put into docs/retrieval.md.

    python -m benchmarks.ablation

Each answerable everyday question is searched in memory, without rules, thresholds or Chroma: a share is of questions
whose first task is one that the answer has to cite. The bundled embedding is measured, and that of ASSISTANT_EMBEDDING.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from assistant.question import clean
from assistant.settings import ROOT, load_settings
from eval import markdown
from eval.questions import load
from eval.schema import Question
from eval.split import HALVES, half_of
from eval.words import HALF_NAMES
from index.build import shipped_documents
from index.chunk import chunk_document, load_questions
from index.embedding import load_embedding
from index.read import read_document
from index.search import TaskSearch
from index.types import Chunk, Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.embedding import Embedder

QUESTIONS = ROOT / "eval" / "questions" / "everyday.jsonl"
PAGE = ROOT / "docs" / "retrieval.md"
_EXTERNAL = "合并(外部模型,如 bge-small-zh-v1.5)"  # needs a download, so it is measured where one is set
START = "<!-- eval: ablation -->"
_HEAD = ("检索", *(f"{given}预想问题:{HALF_NAMES[half]}" for given in ("有", "没有") for half in HALVES))

# From a question to the position of the task found first, None where nothing is found.
First = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of all chunks of a document, asked as the vector store is: ``rows`` is (chunks, dimension)."""

    chunks: Sequence[Chunk]
    rows: NDArray[np.float32]
    embedder: Embedder

    def nearest(self, query: str, k: int) -> list[tuple[str, float]]:
        """Ids and cosines of the ``k`` nearest chunks, nearest first; the vectors have length 1."""
        import numpy as np

        cosines = self.rows @ np.asarray(self.embedder.embed_query(query), np.float32)
        order = np.argsort(-cosines, kind="stable")[:k]
        return [(self.chunks[at].id, float(cosines[at])) for at in order]

    def nearest_each(
        self, queries: Sequence[str], k: int, where: dict[str, Any] | None = None
    ) -> list[list[tuple[str, float]]]:
        """``nearest`` for each query, as ``TaskSearch`` asks."""
        return [self.nearest(query, k) for query in queries]

    def first(self, query: str) -> int | None:
        """The task of the nearest chunk."""
        position = {chunk.id: chunk.position for chunk in self.chunks}
        return position[self.nearest(query, 1)[0][0]]


def vectors(chunks: Sequence[Chunk], embedder: Embedder) -> Vectors:
    """Embed every chunk."""
    import numpy as np

    return Vectors(chunks, np.asarray(embedder.embed_documents([chunk.text for chunk in chunks]), np.float32), embedder)


def methods(chunks: Sequence[Chunk], embedders: Iterable[tuple[str, Embedder]]) -> dict[str, First]:
    """Every way to search these chunks, by the name that the table shows."""
    found: dict[str, First] = {
        "只用词(BM25)": _fused(TaskSearch(chunks, lambda queries, k, where: [[] for _ in queries]))
    }
    for name, embedder in embedders:
        known = vectors(chunks, embedder)
        found[f"只用义({name})"] = known.first
        found[f"合并({name})"] = _fused(TaskSearch(chunks, known.nearest_each))
    return found


def _fused(search: TaskSearch) -> First:
    def first(query: str) -> int | None:
        hits = search.search(query, k=1)
        return hits[0].position if hits else None

    return first


def answerable(document: Document) -> list[tuple[Question, str]]:
    """Single questions of everyday language that cite tasks of the document, with what is searched for each."""
    asked = load([QUESTIONS], {document.id: document})
    kept = [question for question in asked if question.must and len(question.turns) == 1]
    return [(question, clean(question.turns[0]).text) for question in kept]


def shares(first: First, asked: Iterable[tuple[Question, str]], document: Document) -> list[str]:
    """For each half the share of questions whose first task is right; only figures leave this function."""
    right: dict[str, list[bool]] = {half: [] for half in HALVES}
    for question, text in asked:
        position = first(text)
        number = None if position is None else document.tasks[position].number
        right[half_of(question.id)].append(number in (question.must or ()))
    return [f"{sum(found) / len(found):.3f}" if found else "未测" for found in right.values()]


def table(document: Document, embedders: Sequence[tuple[str, Embedder]], questions: Sequence[Any]) -> str:
    """The Markdown table, and how many questions each half has."""
    asked = answerable(document)
    with_, without = (methods(chunk_document(document, rows), embedders) for rows in (questions, ()))
    lines = [_HEAD, ("---", *["---:"] * (len(_HEAD) - 1))]
    lines += [(name, *shares(with_[name], asked, document), *shares(without[name], asked, document)) for name in with_]
    if len(embedders) == 1:
        lines.append((_EXTERNAL, *["未测"] * (len(_HEAD) - 1)))
    halves = [half_of(question.id) for question, _ in asked]
    sizes = ",".join(f"{HALF_NAMES[half]} {halves.count(half)} 题" for half in HALVES)
    note = (
        f"首位任务正确的比例;文件能回答的日常单轮问题,{sizes}。"
        "自带模型训练时用过本文件的预想问题,所以它在“没有预想问题”时的成绩偏高,新文件达不到。"
    )
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + f"\n\n{note}"


def main() -> int:
    """Measure, print, and bring the document up to date; 1 with the reason where a model cannot be had."""
    try:
        settings = load_settings()
        path = shipped_documents(settings.data)[0]
        named = [settings.embedding] if settings.embedding else []
        embedders = [("自带模型", load_embedding()), *((name, load_embedding(name)) for name in named)]
        made = table(read_document(path), embedders, load_questions(path).rows)
        markdown.write(PAGE, made, START)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
