"""Small documents, an embedding computed from the text, and a Chroma server, for tests of the index."""

from __future__ import annotations

import math
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from hashlib import md5
from itertools import pairwise
from pathlib import Path

import httpx

from index.chunk import AnticipatedQuestion, chunk_document
from index.metadata import entry_metadata, task_metadata
from index.store import Entry
from index.types import Chunk, Deadline, Document, Section, Span, Task, UnitField

DIMENSION = 64


class BigramEmbedder:
    """An embedding of pairs of characters: texts that share words are near. Counts what it was asked to embed."""

    def __init__(self, name: str = "bigrams", salt: str = "") -> None:
        self.name = name
        self.dimension = DIMENSION
        self.embedded: list[str] = []
        self._salt = salt

    @property
    def is_warm(self) -> bool:
        return True

    def warm(self) -> None:
        pass

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += texts
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        vector = [1e-3] * DIMENSION
        for first, second in pairwise(text):
            vector[md5(f"{self._salt}{first}{second}".encode()).digest()[0] % DIMENSION] += 1.0
        length = math.sqrt(sum(number * number for number in vector))
        return [number / length for number in vector]


def task(
    number: int | str,
    text: str,
    lead: Sequence[str] = (),
    responsible: Sequence[str] = (),
    deadline: str = "",
    section: int | None = 0,
) -> Task:
    """A task whose document and position ``document`` fills in; a deadline begins with its year or has no date."""
    return Task(
        document="",
        number=number,
        position=0,
        label=f"{number}.",
        text=text,
        span=Span(0, len(text)),
        section=section,
        lead=UnitField(tuple(lead), "、".join(lead) or None),
        responsible=UnitField(tuple(responsible), "、".join(responsible) or None),
        deadline=_deadline(deadline) if deadline else None,
    )


def _deadline(literal: str) -> Deadline:
    year = literal[:4]
    return Deadline(literal, date(int(year), 12, 31) if year.isdigit() else None, "持续" in literal)


def document(identifier: str, *tasks: Task, sections: Sequence[Sequence[str]] = (("一",),)) -> Document:
    """A document of these tasks, with sections of these paths."""
    text = "\n".join(t.text for t in tasks)
    return Document(
        id=identifier,
        title=f"{identifier}分工",
        text=text,
        sha256=md5(text.encode()).hexdigest() * 2,
        source=f"{identifier}.txt",
        layout="numbered",
        sections=tuple(Section(n, n + 1, path[-1], "公开", tuple(path)) for n, path in enumerate(sections)),
        tasks=tuple(replace(t, document=identifier, position=position) for position, t in enumerate(tasks)),
    )


def entries(of: Document, questions: Sequence[tuple[int, str]] = ()) -> tuple[list[Chunk], list[Entry]]:
    """The chunks of a document and what is written to Chroma for them."""
    chunks = chunk_document(of, [AnticipatedQuestion(number, text) for number, text in questions])
    fields = task_metadata(of)
    return chunks, [Entry(c.id, c.text, entry_metadata(c.kind, fields[c.position])) for c in chunks]


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """The address of a Chroma server of its own on a free port of this machine, stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = shutil.which("chroma", path=str(Path(sys.executable).parent)) or "chroma"
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [command, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)], stdout=log, stderr=log
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/api/v2/heartbeat", process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    # A server that starts says nothing that could be waited for; the time it may take is bounded by the attempts.
    for _ in range(600):
        assert process.poll() is None, "the Chroma server ended while it was starting"
        try:
            httpx.get(url, timeout=5).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.05)
    raise AssertionError("the Chroma server did not start")
