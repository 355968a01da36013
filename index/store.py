"""Chroma: the collection of a generation, written through langchain-chroma, filtered and searched by id.

The only module that knows chromadb. Reading asks the collection itself for ids and distances alone: a LangChain
vector store always fetches texts and metadata too, which takes eight times as long, and importing it takes a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.errors import IndexProblem
from index.metadata import ENTRY_KEYS, Metadata, Where, at_places, both, keys_of
from index.types import Chunk

if TYPE_CHECKING:
    from langchain_chroma import Chroma

    from index.vectors import TextEmbedder

SERVER_TIMEOUT = 30.0

# Wide enough that the nearest entries of some ten thousand are found exactly, in about two milliseconds.
_NEAREST = {"space": "cosine", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}
_REBUILD = "请运行 assistant index 重新建立索引"
_WIDER = 4
_DAMAGED = "数据已损坏或不兼容"
_STRANGE = "应答异常"
_CHECK_SERVER = "请检查 CHROMA_URL，并确认服务器正在运行"


class ChromaDatabase:
    """The collections of one folder, or of one Chroma server. Every error is an IndexProblem."""

    def __init__(self, client: Any, label: str, way_out: str) -> None:
        self._client = client
        self._label = label
        self._way_out = way_out

    @classmethod
    def in_folder(cls, folder: Path) -> ChromaDatabase:
        """Open or create the database of a folder. One process may write, several may read."""
        label = f"索引的向量库 {folder}"
        with _translated(label, _REBUILD, otherwise=_DAMAGED):
            import chromadb

            folder.mkdir(parents=True, exist_ok=True)
            client = chromadb.PersistentClient(str(folder.absolute()), settings=_settings())
        return cls(client, label, _REBUILD)

    @classmethod
    def on_server(cls, url: str, timeout: float = SERVER_TIMEOUT) -> ChromaDatabase:
        """Connect to a Chroma server, e.g. ``http://127.0.0.1:8000``; requests end after ``timeout`` seconds."""
        label = f"Chroma 服务器 {url}"
        address = _address(url)
        with _translated(label, _CHECK_SERVER, otherwise=_STRANGE):
            import chromadb
            import httpx

            # chromadb makes its first requests without any timeout, so a server that accepts and never answers
            # has to be found out beforehand.
            httpx.get(f"{address.url}/api/v2/heartbeat", timeout=timeout).raise_for_status()
            client: Any = chromadb.HttpClient(address.host, address.port, address.ssl, settings=_settings())
            for session in _sessions(client):
                session.timeout = httpx.Timeout(timeout)
        return cls(client, label, _CHECK_SERVER)

    def names(self) -> list[str]:
        """The names of all collections."""
        with self.translated():
            return [collection.name for collection in self._client.list_collections()]

    def collection(self, name: str) -> Any:
        """An existing collection. Raises IndexProblem where there is none of this name."""
        with self.translated():
            return self._client.get_collection(name, embedding_function=None)

    def ensure(self, name: str, size: int, **metadata: str | int) -> Any:
        """A collection for about ``size`` entries, made where it is missing."""
        # Written to its files once, when it is complete: what is left unwritten is read again at every opening.
        nearest = {**_NEAREST, "sync_threshold": max(size, 2), "batch_size": max(min(size, 100), 2)}
        with self.translated():
            return self._client.get_or_create_collection(
                name, embedding_function=None, configuration={"hnsw": nearest}, metadata=metadata or None
            )

    def vectorstore(self, name: str, embeddings: TextEmbedder | None) -> Chroma:
        """An existing collection as the LangChain vector store."""
        from langchain_chroma import Chroma

        embedder: Any = embeddings  # used like one of LangChain's, without being of its class
        with self.translated():
            return Chroma(name, embedder, client=self._client)

    def drop(self, name: str) -> None:
        """Delete a collection."""
        with self.translated():
            self._client.delete_collection(name)

    def close(self) -> None:
        """Release files and connections. Closing twice does nothing."""
        self._client.close()
        for session in _sessions(self._client):  # chromadb leaves them open
            session.close()

    def translated(self) -> Any:
        """A context in which errors of Chroma become an IndexProblem about this database."""
        return _translated(self._label, self._way_out)


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


# --- chromadb ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Address:
    host: str
    port: int
    ssl: bool

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.ssl else 'http'}://{host}:{self.port}"


def _address(url: str) -> _Address:
    """Raises IndexProblem where this is not the address of a server."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        ssl = {"http": False, "https": True}[parts.scheme]
        if not parts.hostname:
            raise ValueError(url)
        return _Address(parts.hostname, parts.port or (443 if ssl else 8000), ssl)
    except (KeyError, ValueError) as error:
        raise IndexProblem(f"CHROMA_URL“{url}”不是服务器地址；请写成 http://主机:端口 的形式。") from error


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _sessions(client: Any) -> list[Any]:
    """The HTTP connections of a client: none where it reads a folder."""
    servers = (client._server, client._admin_client._server)
    return [server._session for server in servers if hasattr(server, "_session")]


@contextmanager
def _translated(label: str, way_out: str, *, otherwise: str | None = None) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        # A client that cannot be made fails in its own cleaning up, with whatever comes of that.
        reason = _reason(error) or otherwise
        if reason is None:  # a mistake of the caller, who has to see it
            raise
        raise IndexProblem(f"{label} 无法使用：{reason}；{way_out}。") from error


def _reason(error: Exception) -> str | None:
    """What is wrong with the database, in words; None where it is not the database."""
    import httpx
    from chromadb.errors import ChromaError, NotFoundError

    reasons: tuple[tuple[type[Exception], str], ...] = (
        (httpx.TimeoutException, "没有及时应答"),
        (httpx.TransportError, "连接不上"),
        (httpx.HTTPError, _STRANGE),
        (NotFoundError, "其中没有这份索引，或已被更新的一份替换"),
        (ChromaError, _DAMAGED),
        (PermissionError, "没有读写权限"),
        (OSError, "磁盘读写失败"),
    )
    said = {"disk is full": "磁盘已满", "readonly": "没有写入权限（打开时也要写入）"}
    for text, words in said.items():
        if text in str(error):
            return words
    if type(error) is Exception:  # how chromadb passes on what it does not know of a server's answer
        return _STRANGE
    return next((words for kind, words in reasons if isinstance(error, kind)), None)
