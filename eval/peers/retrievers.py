"""The usual retrievers over whole tasks, the best case for them: cut by length, tasks would be torn apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.peers.types import Passage
from index.tokens import terms
from index.types import Document, Task, TaskNumber

if TYPE_CHECKING:
    from langchain_core.vectorstores import VectorStore

_COLLECTION = "passages"


def passages(document: Document) -> tuple[Passage, ...]:
    """The tasks with their number, heading and fields, in the words of the document."""
    return tuple(Passage(task.number, _whole(document, task)) for task in document.tasks)


def _whole(document: Document, task: Task) -> str:
    fields = {
        "牵头单位": task.lead.literal,
        "责任单位": task.responsible.literal,
        "完成时限": task.deadline.literal if task.deadline else None,
        "所属部分": document.sections[task.section].heading if task.section is not None else None,
    }
    said = [f"{name}:{literal}" for name, literal in fields.items() if literal]
    return "\n".join([f"任务{task.number}:{task.text}", *said])


class ChromaTop:
    """LangChain over Chroma, in ``folder``, with the bundled embedding or the SentenceTransformer of this name."""

    def __init__(self, passages: Sequence[Passage], folder: Path, embedding: str | None = None) -> None:
        from index.database import ChromaDatabase
        from index.embedding import load_embedding

        self.name = f"LangChain + Chroma + {'自带向量' if embedding is None else Path(embedding).name}"
        self._numbers = {str(at): passage.number for at, passage in enumerate(passages)}
        database = ChromaDatabase.in_folder(folder)
        database.ensure(_COLLECTION, len(passages))
        self._store: VectorStore = database.vectorstore(_COLLECTION, load_embedding(embedding))
        self._store.add_texts([passage.text for passage in passages], ids=list(self._numbers))

    def nearest(self, query: str, k: int) -> Sequence[TaskNumber]:
        found = self._store.similarity_search(query, k=k)
        return [self._numbers[str(document.id)] for document in found]


class Bm25Top:
    """bm25s over the same passages, by characters, pairs of them and Latin words."""

    name = "BM25(bm25s)"

    def __init__(self, passages: Sequence[Passage]) -> None:
        import bm25s

        self._numbers = [passage.number for passage in passages]
        self._index: Any = bm25s.BM25()
        self._index.index([terms(passage.text) for passage in passages], show_progress=False)

    def nearest(self, query: str, k: int) -> Sequence[TaskNumber]:
        known = [term for term in terms(query) if term in self._index.vocab_dict]
        if not known:
            return []
        scores = self._index.get_scores(known)
        order = sorted(range(len(self._numbers)), key=lambda at: (-scores[at], at))
        return [self._numbers[at] for at in order[:k]]
