"""Search by meaning as a LangChain retriever: what the pipeline itself uses for content."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever


class TaskRetriever(BaseRetriever):
    """Gives whole tasks: text as page content; document, position, number, score and coverage as metadata, best first.

    ``index`` is an opened ``Index``; ``where``, ``allowed`` and ``k`` are those of ``Index.search``.
    """

    index: Any
    where: dict[str, Any] | None = None
    allowed: Any = None
    k: int = 20

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        hits = self.index.search(query, where=self.where, allowed=self.allowed, k=self.k)
        tasks = self.index.tasks((hit.document, hit.position) for hit in hits)
        return [
            Document(
                page_content=task.text,
                metadata={
                    "document": hit.document,
                    "position": hit.position,
                    "number": task.number,
                    "score": hit.score,
                    "coverage": hit.coverage,
                },
            )
            for hit, task in zip(hits, tasks, strict=True)
        ]
