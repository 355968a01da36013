"""An index opened for reading: its documents, its store, and search by meaning."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from index.errors import EmbeddingProblem, IndexProblem
from index.everyday import in_official_words
from index.generations import Generation, open_generations
from index.manifest import MANIFEST_FILE, Manifest, load_manifest
from index.metadata import Where, at_places
from index.store import TaskStore
from index.taskfile import CHUNKS_FILE, DOCUMENTS_FILE, load_chunks, load_documents
from index.tokens import normalise
from index.types import Document, Hit, Task
from index.vectors import as_embedder, same_embedding

if TYPE_CHECKING:
    from index.answerable import Judgement
    from index.embedding import Embedder
    from index.retriever import TaskRetriever
    from index.search import TaskSearch

Place = tuple[str, int]

# Any words do: the first search of all is the slow one, and the one during which other threads have to wait.
_WARMING_TEXT = "公开"
_SPARE = 5  # hits beyond those wanted, for tasks that were taken out of Chroma


class Index:
    """One generation, opened. It keeps answering from this generation when a newer one is built.

    Records are answered at once; the first search by meaning loads the embedding (see ``warm``). Safe for threads.
    """

    def __init__(
        self, manifest: Manifest, documents: Iterable[Document], store: TaskStore, embedder: Embedder, chunks: bytes
    ) -> None:
        self.manifest = manifest
        self.documents: dict[str, Document] = {document.id: document for document in documents}
        self.store = store
        self._embedder = embedder
        self._chunks = chunks
        self._tasks = {(task.document, task.position): task for d in self.documents.values() for task in d.tasks}
        self._searcher: TaskSearch | None = None
        self._lock = Lock()

    def tasks(self, places: Iterable[Place]) -> list[Task]:
        """The tasks at these (document, position), in the order given.

        Raises IndexProblem for a place the task file does not have.
        """
        try:
            return [self._tasks[place] for place in places]
        except KeyError as error:
            raise IndexProblem("索引的向量库和任务文件不一致；请运行 assistant index 重新建立索引。") from error

    def search(
        self, query: str, where: Where | None = None, allowed: Collection[Place] | None = None, k: int = 20
    ) -> list[Hit]:
        """The tasks nearest in meaning to ``query``, best first, at most ``k``.

        ``where`` is a condition as for ``TaskStore.matching``; ``allowed`` narrows to some tasks. Only tasks whose own
        entry is in Chroma are found, by whichever clause or question.
        """
        if not query.strip() or k < 1:
            return []
        if where is None and allowed is None:
            return self._present(self._search().search(query, k=k + _SPARE))[:k]
        present = self.store.matching(where)
        if allowed is not None:
            among = frozenset(allowed)
            present = [place for place in present if place in among]
        if not present:
            return []
        # Looking among some of the entries takes Chroma several times as long as looking among all.
        narrowed = None if len(present) == len(self._tasks) else at_places(present)
        return self._search().search(query, allowed=frozenset(present), where=narrowed, k=k)

    def _present(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits whose task is in Chroma: to ask for these few is faster than to ask first which there are."""
        kept = self.store.present((hit.document, hit.position) for hit in hits)
        found = [hit for hit in hits if (hit.document, hit.position) in kept]
        return found if len(found) == len(hits) else [replace(hit, rank=rank) for rank, hit in enumerate(found)]

    def worded(self, query: str, document: str) -> str:
        """``query`` in the words of a document that anticipates no questions; of another, as it is."""
        if document not in self._plain:
            return query
        return in_official_words(query, self._plain[document])

    @cached_property
    def _plain(self) -> dict[str, str]:
        """What each document writes for which no questions are anticipated."""
        anticipated = {record.id for record in self.manifest.documents if record.questions_sha256}
        return {
            id_: normalise("\n".join(task.text for task in document.tasks))
            for id_, document in self.documents.items()
            if id_ not in anticipated
        }

    def best(self, query: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Those of the tasks found that ``query`` asks for."""
        return self._search().best(query, hits)

    def judge(self, query: str, hits: Sequence[Hit]) -> Judgement:
        """Whether the tasks that ``search`` found for ``query`` answer it."""
        return self._search().judge(query, hits)

    def retriever(
        self, where: Where | None = None, allowed: Collection[Place] | None = None, k: int = 20
    ) -> TaskRetriever:
        """``search`` as a LangChain retriever."""
        from index.retriever import TaskRetriever

        return TaskRetriever(index=self, where=where, allowed=allowed, k=k)

    def warm(self) -> None:
        """Load the embedding and everything else that the first search would wait for. Blocks for some seconds.

        Raises EmbeddingProblem where the model is not the one the index was built with.
        """
        self.retriever(k=1).invoke(_WARMING_TEXT)

    @property
    def is_warm(self) -> bool:
        """Whether a search by meaning can be answered at once."""
        return self._searcher is not None

    def close(self) -> None:
        """Release files and connections."""
        self.store.close()

    def _search(self) -> TaskSearch:
        with self._lock:
            if self._searcher is None:
                from index.search import TaskSearch

                if not same_embedding(self.manifest, self._embedder):
                    raise _other_embedding(self.manifest, self._embedder)
                searcher = TaskSearch(load_chunks(self._chunks), self.store.nearest_each)
                searcher.search(_WARMING_TEXT, k=1)
                self._searcher = searcher
            return self._searcher


def open_index(index: Path, *, embedding: str | Embedder | None = None, chroma_url: str | None = None) -> Index:
    """Open the current generation of an index, without loading the embedding.

    Raises IndexProblem where it is missing, damaged, empty or of another format, EmbeddingProblem where it was built
    with another model than ``embedding``: one sentence that says what is wrong and what mends it.
    """
    generation = open_generations(index, chroma_url).current()
    if generation is None:
        where = chroma_url or index
        raise IndexProblem(f"还没有建立索引（{where}）；请先运行 assistant index。")
    manifest = load_manifest(generation.read(MANIFEST_FILE))
    documents = load_documents(generation.read(DOCUMENTS_FILE))
    embedder = as_embedder(embedding)
    if manifest.embedding != embedder.name:
        raise _other_embedding(manifest, embedder)
    store = _store(generation, manifest, documents, embedder)
    # Read now, so that this reader needs no file of a generation that later builds remove.
    return Index(manifest, documents, store, embedder, generation.read(CHUNKS_FILE))


def _store(
    generation: Generation, manifest: Manifest, documents: tuple[Document, ...], embedder: Embedder
) -> TaskStore:
    if [document.id for document in documents] != [record.id for record in manifest.documents]:
        raise IndexProblem(f"索引的 {DOCUMENTS_FILE} 与 {MANIFEST_FILE} 不一致；请运行 assistant index 重新建立索引。")
    store = generation.store((document.id for document in documents), embedder)
    if not documents or store.count() == 0:
        raise IndexProblem("索引是空的，里面没有任何任务；请运行 assistant index 重新建立索引。")
    return store


def _other_embedding(manifest: Manifest, embedder: Embedder) -> EmbeddingProblem:
    if manifest.embedding == embedder.name:
        return EmbeddingProblem(
            f"向量模型“{embedder.name}”的内容或维数变了，与建立索引时不同；请运行 assistant index 重新建立索引。"
        )
    return EmbeddingProblem(
        f"索引是用向量模型“{manifest.embedding}”建立的，与现在的“{embedder.name}”不同；"
        "请运行 assistant index 重新建立索引，或改回 ASSISTANT_EMBEDDING 设置。"
    )
