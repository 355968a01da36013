"""The entries of a generation in its Chroma collection, written through langchain-chroma, filtered and searched by id.

Reading asks the collection itself for ids and distances alone: a LangChain vector store always fetches texts and
metadata too, which takes eight times as long, and importing it takes a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.database import ChromaDatabase
from index.errors import IndexProblem
from index.metadata import ENTRY_KEYS, Metadata, Where, at_places, both, keys_of
from index.types import Chunk

if TYPE_CHECKING:
    from langchain_chroma import Chroma

    from index.vectors import TextEmbedder

_WIDER = 4  # times as many entries are asked for where those of some tasks are picked from those of all


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written: id, text to embed, and metadata."""

    id: str
    text: str
    metadata: Metadata


class TaskStore:
    """The entries of one generation.

    ``documents`` are the ids of its documents in order; ``embeddings`` is a LangChain embedding, loaded by whoever
    made it and used only for texts (vectors need none).
    """

    def __init__(
        self, database: ChromaDatabase, name: str, documents: Iterable[str], embeddings: TextEmbedder | None = None
    ) -> None:
        self.name = name
        self._database = database
        self._order = {document: place for place, document in enumerate(documents)}
        self._embeddings = embeddings
        self._collection = database.collection(name)

    def matching(self, where: Where | None = None) -> list[tuple[str, int]]:
        """Tasks that meet a condition on metadata, as (document, position) in document order; all without one.

        A literal mention of W in a task's text is ``{"#document": {"$contains": W}}``.
        """
        with self._database.translated():
            found = self._collection.get(where=both({"kind": "task"}, where), include=[])["ids"]
        return sorted(map(_place, found), key=lambda place: (self._order.get(place[0], len(self._order)), place))

    def present(self, places: Iterable[tuple[str, int]]) -> frozenset[tuple[str, int]]:
        """Those of a few tasks that are in Chroma. Asked for by id: a condition takes it twenty times as long."""
        ids = [Chunk(document, position, "task", "").id for document, position in places]
        with self._database.translated():
            return frozenset(map(_place, self._collection.get(ids=ids, include=[])["ids"])) if ids else frozenset()

    def nearest(self, query: str | Sequence[float], k: int, where: Where | None = None) -> list[tuple[str, float]]:
        """The ``k`` entries nearest to a text or vector, as (chunk id, cosine similarity), best first.

        ``where`` is a condition on their tasks, as for ``matching``: a clause is found by its task's lead unit or text.
        """
        return self.nearest_each([query], k, where)[0]

    def nearest_each(
        self, queries: Sequence[str | Sequence[float]], k: int, where: Where | None = None
    ) -> list[list[tuple[str, float]]]:
        """What ``nearest`` finds for each of several texts or vectors, in their order: Chroma is asked once."""
        if k < 1 or not queries:
            return [[] for _ in queries]
        if where and not keys_of(where) <= set(ENTRY_KEYS):
            return self._nearest_among(queries, k, self.matching(where))
        vectors = [self._embedded(query) if isinstance(query, str) else list(query) for query in queries]
        with self._database.translated():
            found = self._collection.query(
                query_embeddings=vectors, n_results=k, where=where or None, include=["distances"]
            )
        return [_by_cosine(*one) for one in zip(found["ids"], found["distances"], strict=True)]

    def _nearest_among(
        self, queries: Sequence[str | Sequence[float]], k: int, places: Sequence[tuple[str, int]]
    ) -> list[list[tuple[str, float]]]:
        if not places:
            return [[] for _ in queries]
        listed = at_places(places)
        if listed is not None:
            return self.nearest_each(queries, k, listed)
        # Of so many tasks, some of the nearest are among the nearest of all.
        among = set(places)
        found = self.nearest_each(queries, _WIDER * k)
        return [[pair for pair in pairs if _place(pair[0]) in among][:k] for pairs in found]

    def add(self, entries: Sequence[Entry]) -> None:
        """Write entries, embedding their texts."""
        with self._database.translated():
            self.vectorstore.add_texts(
                [entry.text for entry in entries],
                [entry.metadata for entry in entries],
                [entry.id for entry in entries],
            )

    def vectors(self) -> dict[str, Any]:
        """The vector of every text, as arrays of 32-bit floats."""
        with self._database.translated():
            found = self._collection.get(include=["documents", "embeddings"])
        return dict(zip(found["documents"], found["embeddings"], strict=True))

    def delete(self, ids: Sequence[str]) -> None:
        """Take entries out."""
        with self._database.translated():
            self._collection.delete(ids=list(ids))

    def count(self) -> int:
        """How many entries there are, of all kinds."""
        with self._database.translated():
            return int(self._collection.count())

    @property
    def vectorstore(self) -> Chroma:
        """The same entries as a LangChain vector store, for use in LangChain programs."""
        return self._database.vectorstore(self.name, self._embeddings)

    def close(self) -> None:
        """Release files and connections."""
        self._database.close()

    def _embedded(self, text: str) -> list[float]:
        if self._embeddings is None:
            raise IndexProblem("没有可用的向量模型，无法按含义查找；请检查 ASSISTANT_EMBEDDING 设置。")
        return list(self._embeddings.embed_query(text))


def _by_cosine(names: Sequence[str], distances: Sequence[float]) -> list[tuple[str, float]]:
    """Entries with their cosine similarity, nearest first and of equals by name."""
    pairs = [(name, 1.0 - distance) for name, distance in zip(names, distances, strict=True)]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def _place(identifier: str) -> tuple[str, int]:
    document, position, _, _ = identifier.rsplit(":", 3)
    return document, int(position)
