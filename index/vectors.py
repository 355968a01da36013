"""The vectors of a build: those already known, those made now, and the proof that both come from one model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import EmbeddingProblem
from index.manifest import Manifest

if TYPE_CHECKING:
    from index.embedding import Embedder

# Any sentence serves, as long as it never changes.
_CHECKED_TEXT = "公开重点任务的牵头单位、责任单位和完成时限"
# Enough numbers to tell two models apart, few enough to be read in a manifest.
_CHECKED_NUMBERS = 8
# Libraries and processors differ in the last digits; two models differ in the second.
_TOLERANCE = 1e-3
_BATCH = 256


def as_embedder(embedding: str | Embedder | None) -> Embedder:
    """The model of this name or folder, the bundled one for None; not loaded until it is used."""
    if embedding is not None and not isinstance(embedding, str):
        return embedding
    from index.embedding import load_embedding

    return load_embedding(embedding)


class TextEmbedder(Protocol):
    """What is used of a LangChain embedding: one vector a text, all of one length."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]: ...

    def embed_query(self, text: str) -> list[float]: ...


class KnownVectors:
    """A LangChain embedding that answers from a table of vectors, filled before it is used."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, list[float]] = {}

    @property
    def dimension(self) -> int:
        """Length of the vectors, 0 while there are none."""
        return len(next(iter(self._vectors.values()), ()))

    def keep(self, vectors: Mapping[str, Any]) -> None:
        """Take over vectors made earlier by the same model."""
        self._vectors |= {text: [float(number) for number in vector] for text, vector in vectors.items()}

    def complete(self, texts: Iterable[str], report: Callable[[int, int], None]) -> None:
        """Embed the texts not yet known, once each, reporting how many of how many are done.

        Raises EmbeddingProblem where the model gives no usable vectors.
        """
        missing = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        for start in range(0, len(missing), _BATCH):
            report(start, len(missing))
            batch = missing[start : start + _BATCH]
            self._vectors |= zip(batch, self._embedder.embed_documents(batch), strict=True)
        report(len(missing), len(missing))
        lengths = {len(vector) for vector in self._vectors.values()}
        if len(lengths) > 1 or 0 in lengths:
            raise EmbeddingProblem(
                f"向量模型“{self._embedder.name}”给出的向量长短不一或为空；请换一个模型（ASSISTANT_EMBEDDING）。"
            )

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._vectors[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._embedder.embed_query(text)


def embedding_check(embedder: Embedder) -> tuple[float, ...]:
    """The first numbers of the vector of a fixed sentence."""
    return _first(embedder.embed_query(_CHECKED_TEXT))


def same_embedding(manifest: Manifest, embedder: Embedder) -> bool:
    """Whether the vectors of a generation and of this model may be compared. Loads the model where the names agree."""
    if manifest.embedding != embedder.name:
        return False
    vector = embedder.embed_query(_CHECKED_TEXT)
    pairs = zip(manifest.embedding_check, _first(vector), strict=False)
    return len(vector) == manifest.dimension and all(abs(old - new) <= _TOLERANCE for old, new in pairs)


def _first(vector: Sequence[float]) -> tuple[float, ...]:
    return tuple(round(float(number), 6) for number in vector[:_CHECKED_NUMBERS])
