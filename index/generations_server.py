"""Generations of an index on a Chroma server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import orjson

from index.database import ChromaDatabase
from index.errors import IndexProblem
from index.generations import POINTER_FILE, Generation, only_build
from index.store import TaskStore
from index.vectors import TextEmbedder

_PREFIX = "task-assistant"
# Characters of a text kept in one record of a server.
_PART = 100_000


class Records:
    """Texts by name in a collection: what a generation on a server has in place of files.

    A short text is replaced as a whole or not at all; a long one is kept in parts.
    """

    def __init__(self, database: ChromaDatabase, name: str) -> None:
        self._database = database
        self._collection = database.ensure(name, _PART)

    def get(self, key: str) -> str | None:
        """The text of this name, None where there is none or parts of it are missing."""
        with self._database.translated():
            found = self._collection.get(where={"key": key}, include=["metadatas"])["metadatas"]
        parts = {row["part"]: row for row in found}
        if 0 not in parts or any(part not in parts for part in range(parts[0]["parts"])):
            return None
        return "".join(parts[part]["text"] for part in range(parts[0]["parts"]))

    def put(self, key: str, text: str) -> None:
        """Write or replace the text of this name."""
        pieces = [text[start : start + _PART] for start in range(0, len(text), _PART)] or [""]
        rows = [{"key": key, "part": n, "parts": len(pieces), "text": piece} for n, piece in enumerate(pieces)]
        with self._database.translated():
            for row in rows:
                # A collection asks for a vector with everything; texts in metadata stay out of its full-text index.
                self._collection.upsert(ids=[f"{key}#{row['part']}"], embeddings=[[1.0]], metadatas=[row])

    def drop(self, key: str) -> None:
        """Take out the text of this name."""
        with self._database.translated():
            self._collection.delete(where={"key": key})


class ServerGeneration:
    """A collection on a server; its files are records beside it, so that any machine can open it."""

    def __init__(self, database: ChromaDatabase, records: Records, name: str) -> None:
        self._database = database
        self._records = records
        self.name = name

    def read(self, file: str) -> bytes:
        text = self._records.get(f"{self.name}/{file}")
        if text is None:
            raise IndexProblem(f"服务器上的索引缺少 {file}；请运行 assistant index 重新建立索引。")
        return text.encode()

    def write(self, file: str, data: bytes) -> None:
        self._records.put(f"{self.name}/{file}", data.decode())
        self._records.put(f"{self.name}/", "\n".join([*self._files(), file]))

    def create(self, size: int) -> None:
        self._database.ensure(self.name, size)

    def store(self, documents: Iterable[str], embeddings: TextEmbedder | None) -> TaskStore:
        return TaskStore(self._database, self.name, documents, embeddings)

    def close(self) -> None:
        pass  # the connection is shared by all generations

    def remove(self) -> None:
        """Take its entries and its files off the server."""
        for file in (*self._files(), ""):
            self._records.drop(f"{self.name}/{file}")
        if self.name in self._database.names():
            self._database.drop(self.name)

    def _files(self) -> list[str]:
        return (self._records.get(f"{self.name}/") or "").split()


class ServerGenerations:
    """Generations as collections on a Chroma server; a record names the current one and the one before.

    One database of a server holds one index. The lock in ``index`` keeps builds of one machine apart; of builds on
    several machines the first to finish wins, and the others are told.
    """

    def __init__(self, index: Path, url: str) -> None:
        self.index = index
        self.url = url
        self._database = ChromaDatabase.on_server(url)
        self._base: str | None = None

    def current(self) -> ServerGeneration | None:
        name, _ = self._pointer()
        return self._generation(name) if name else None

    def held(self) -> Sequence[ServerGeneration]:
        there = set(self._database.names())
        return [self._generation(name) for name in self._pointer() if name in there]

    @contextmanager
    def draft(self) -> Iterator[ServerGeneration]:
        with only_build(self.index):
            self._base, _ = self._pointer()
            number = int(self._base.split("-")[2]) + 1 if self._base else 1
            draft = self._generation(f"{_PREFIX}-{number:06d}-{token_hex(4)}")
            try:
                yield draft
            finally:
                if self._pointer()[0] != draft.name:
                    draft.remove()

    def publish(self, draft: Generation) -> None:
        last, _ = self._pointer()
        if last != self._base:
            raise IndexProblem("另一台机器刚刚更新了同一份索引；请再运行一次 assistant index。")
        self._records().put(POINTER_FILE, orjson.dumps([draft.name, last]).decode())
        # Any other build still going on began before this one was published, and will be refused.
        for name in self._database.names():
            if name.startswith(f"{_PREFIX}-") and name not in (draft.name, last):
                self._generation(name).remove()

    def close(self) -> None:
        self._database.close()

    def _pointer(self) -> tuple[str | None, str | None]:
        text = self._records().get(POINTER_FILE)
        if text is None:
            return None, None
        current, last = orjson.loads(text)
        return current, last

    def _records(self) -> Records:
        return Records(self._database, _PREFIX)

    def _generation(self, name: str) -> ServerGeneration:
        return ServerGeneration(self._database, self._records(), name)
