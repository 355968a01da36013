"""Chroma: the collections of a folder or of a server, and its errors in words.

The only module that knows chromadb and langchain-chroma.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.errors import IndexProblem

if TYPE_CHECKING:
    from langchain_chroma import Chroma

    from index.vectors import TextEmbedder

SERVER_TIMEOUT = 30.0

# Wide enough that the nearest entries of some ten thousand are found exactly, in about two milliseconds.
_NEAREST = {"space": "cosine", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}
_REBUILD = "请运行 assistant index 重新建立索引"
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
