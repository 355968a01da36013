"""All peers on the same questions in the same run."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError
from eval.peers.ideal import bounds
from eval.peers.reader import ModelReader, ModelServer
from eval.peers.retrievers import Bm25Top, ChromaTop, passages
from eval.peers.types import Passage, PeerRow, Retriever, row_of
from eval.schema import Question
from eval.score import Row, score
from index.types import Document

SELF = "本助手"
MODEL_K = 20
AT_ONCE = 4  # requests to the model


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which peers beside those that are always there."""

    embeddings: tuple[str, ...] = ()
    server: ModelServer | None = None


def side_by_side(
    questions: Sequence[Question],
    rows: Sequence[Row],
    documents: Mapping[str, Document],
    wanted: Wanted,
    on_question: Callable[[], None] = lambda: None,
) -> tuple[PeerRow, ...]:
    """The assistant's line from its ``rows``, then every peer on those questions that ask the first document.

    Raises AssistantError where an embedding or the model cannot be used.
    """
    document = next(iter(documents.values()), None)
    if document is None:
        raise AssistantError("索引里没有文件,没有可以对照的。")
    pairs = [(q, row) for q, row in zip(questions, rows, strict=True) if q.document in (None, document.id)]
    asked = [question for question, _ in pairs]
    found = [row_of(SELF, asked, [row for _, row in pairs])]
    texts = passages(document)
    with _stores() as folder:
        dense = [ChromaTop(texts, folder / str(at), name) for at, name in enumerate((None, *wanted.embeddings))]
        retrievers: list[Retriever] = [*dense, Bm25Top(texts)]
        for retriever in retrievers:
            found += bounds(asked, retriever, on_question=on_question)
        if wanted.server is not None:
            found.append(_model(asked, wanted.server, dense[0], texts, documents))
    return tuple(found)


def _model(
    questions: Sequence[Question], server: ModelServer, retriever: Retriever, texts: Sequence[Passage],
    documents: Mapping[str, Document],
) -> PeerRow:  # fmt: skip
    reader = ModelReader(server, retriever, texts, MODEL_K)
    reader.check()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        replies = list(pool.map(reader.ask, questions))
    rows = [score(question, reply, documents) for question, reply in zip(questions, replies, strict=True)]
    return row_of(reader.name, questions, rows)


@contextmanager
def _stores() -> Iterator[Path]:
    """A folder for the stores of the peers. Chroma keeps files open, so leftovers are no error."""
    with tempfile.TemporaryDirectory(prefix="peers-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
