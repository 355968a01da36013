"""The assistant put together from an opened index: what ``open_assistant`` gives."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import EmbeddingProblem, IndexProblem
from assistant.pipeline import answer
from assistant.retrieve.source import Source
from assistant.retrieve.where import EVERYTHING
from assistant.settings import Settings, load_settings
from assistant.types import Answer, Reading, Turn
from assistant.understand.spelling.ordinary import ordinary_english
from index.document_units import registry_of
from index.types import Document, Hit
from index.units import UnitRegistry, load_registry

if TYPE_CHECKING:
    from index.answerable import Judgement
    from index.opened import Index

_log = logging.getLogger(__name__)


_OF_A_HIT = ("document", "position", "score", "coverage")


@dataclass(frozen=True, slots=True)
class OpenedRecords:
    """The records of one document in an opened index, as retrieval asks for them."""

    index: Index
    document: str

    def matching(self, where: dict[str, object]) -> list[tuple[str, int]]:
        """Positions of the document's tasks that meet ``where``, in one Chroma query."""
        clauses = [] if where == EVERYTHING else [where]
        if len(self.index.documents) > 1:
            clauses.insert(0, {"document": {"$eq": self.document}})
        return self.index.store.matching(clauses[0] if len(clauses) == 1 else {"$and": clauses} if clauses else None)

    def nearest(self, query: str, positions: Iterable[int] | None) -> list[Hit]:
        """Tasks by meaning, best first, through the LangChain retriever; ``positions`` narrows to some."""
        allowed = None if positions is None else [(self.document, position) for position in positions]
        alone = len(self.index.documents) == 1
        retriever = self.index.retriever(where=None if alone else {"document": {"$eq": self.document}}, allowed=allowed)
        found = retriever.invoke(self.index.worded(query, self.document))
        return [Hit(rank=rank, **{name: d.metadata[name] for name in _OF_A_HIT}) for rank, d in enumerate(found)]

    def best(self, query: str, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Those of the tasks found that ``query`` asks for."""
        return self.index.best(self.index.worded(query, self.document), hits)

    def judge(self, query: str, hits: Sequence[Hit]) -> Judgement:
        """Whether the tasks found for ``query`` answer it."""
        return self.index.judge(self.index.worded(query, self.document), hits)


class Assistant:
    """Answers questions about the documents of one index. Safe for threads; reads the clock only for today's date."""

    def __init__(self, index: Index, data: Path) -> None:
        self._index = index
        self._sources = {
            id_: Source(OpenedRecords(index, id_), d, _registry(d, data)) for id_, d in index.documents.items()
        }

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents of the index by id, in order."""
        return self._index.documents

    @property
    def generation(self) -> str:
        """Name of the generation of the index that answers."""
        return self._index.manifest.generation

    @property
    def is_warm(self) -> bool:
        """Whether the embedding is loaded; structured questions never need it."""
        return self._index.is_warm

    def warm(self) -> None:
        """Load the embedding and the English dictionary; blocks for some seconds."""
        self._index.warm()
        ordinary_english()

    def ask(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, document: str | None = None,
        reading: Reading | None = None,
    ) -> Answer:  # fmt: skip
        """The answer to ``question`` after ``history``.

        ``as_of`` is the date that 逾期 and 今年 refer to (today unless given); ``document`` names the document asked
        (the only one, the one the question names, or the first); ``reading`` is answered in place of what the question
        would be understood as. Raises IndexProblem for an unknown document.
        """
        source = self._source(question, document)
        return answer(question, history, source, as_of or date.today(), self.generation, reading)

    def stream(
        self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, document: str | None = None
    ) -> Iterator[Answer]:
        """The answer growing paragraph by paragraph; the last one is whole and equals what ``ask`` gives."""
        whole = self.ask(question, history, as_of, document)
        paragraphs = whole.text.split("\n\n")
        for end in range(1, len(paragraphs)):
            yield replace(whole, text="\n\n".join(paragraphs[:end]))
        yield whole

    def _source(self, question: str, document: str | None) -> Source:
        if document is not None:
            if document not in self._sources:
                known = "、".join(self._sources)
                raise IndexProblem(f"索引里没有文件“{document}”,现有:{known};请用 assistant documents 查看。")
            return self._sources[document]
        named = [s for s in self._sources.values() if s.document.title and s.document.title in question]
        return named[0] if named else next(iter(self._sources.values()))


def _registry(document: Document, data: Path) -> UnitRegistry:
    """The units of the document's jurisdiction, and those that the document itself names."""
    path = data / document.jurisdiction / "units.toml" if document.jurisdiction else None
    return registry_of(document, load_registry(path))


def open_assistant(settings: Settings | None = None) -> Assistant:
    """Open the index that the settings name. Raises AssistantError with one sentence that says what mends it."""
    settings = settings or load_settings()
    return Assistant(_opened(settings), settings.data)


def _opened(settings: Settings) -> Index:
    from index.opened import open_index

    try:
        return open_index(settings.index, embedding=settings.embedding, chroma_url=settings.chroma_url)
    except EmbeddingProblem:
        # An index of the bundled model goes on serving, if the user said so, until one of the wanted model is built.
        if not (settings.embedding and settings.embedding_fallback):
            raise
        opened = open_index(settings.index, chroma_url=settings.chroma_url)
        _log.warning("索引还不是用向量模型“%s”建立的，继续用自带的模型。", settings.embedding)
        return opened
