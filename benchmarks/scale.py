"""Search at scale: encoding 1,000 texts, and one question over 100,000 synthetic tasks in Chroma and the word index.

    python -m benchmarks.scale [TASKS]

The tasks are clauses of the shipped document put together at random, so that words and vectors are of the genre.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.types import Document, Span, Task

if TYPE_CHECKING:
    from index.opened import Index

TASKS = 100_000
ENCODED = 1_000
_CLAUSES = 4  # of a synthetic task
_SHORTEST = 6  # characters of a clause
_BATCH = 2_000
_REPEATS = 5
_SEED = 0


def clauses_of(tasks: Sequence[Task]) -> list[str]:
    """Every clause of the tasks that is long enough to mean something."""
    parts = [part for task in tasks for part in re.split("[,,;;。]", task.text)]
    return [part for part in parts if len(part) >= _SHORTEST]


def synthetic(document: Document, size: int) -> Document:
    """A document of ``size`` tasks, the same ones each time."""
    rng = random.Random(_SEED)
    clauses = clauses_of(document.tasks)
    texts = [f"{','.join(rng.sample(clauses, _CLAUSES))}。" for _ in range(size)]
    tasks = tuple(Task("scale", at + 1, at, str(at + 1), text, Span(0, 0)) for at, text in enumerate(texts))
    return Document("scale", "", "", "", "", "", (), tasks)


def opened_on(document: Document, folder: Path) -> Index:
    """An index of the document's whole tasks, built in a folder without reading a file."""
    from index.chunk import chunk_document
    from index.database import ChromaDatabase
    from index.embedding import load_embedding
    from index.manifest import FORMAT, Manifest
    from index.metadata import entry_metadata, task_metadata
    from index.opened import Index
    from index.store import Entry, TaskStore
    from index.taskfile import dump_chunks
    from index.vectors import embedding_check

    embedder = load_embedding()
    chunks = [chunk for chunk in chunk_document(document) if chunk.kind == "task"]
    fields = task_metadata(document)
    database = ChromaDatabase.in_folder(folder)
    database.ensure("scale", len(chunks))
    store = TaskStore(database, "scale", [document.id], embedder)
    entries = [Entry(chunk.id, chunk.text, entry_metadata("task", fields[chunk.position])) for chunk in chunks]
    for start in range(0, len(entries), _BATCH):
        store.add(entries[start : start + _BATCH])
    check = embedding_check(embedder)
    manifest = Manifest("scale", "benchmark", FORMAT, embedder.name, embedder.dimension, "", (), check)
    return Index(manifest, [document], store, embedder, dump_chunks(chunks))


def encoding_seconds(document: Document) -> float:
    """Seconds to embed ENCODED texts with the bundled model, loaded beforehand."""
    from index.embedding import load_embedding

    embedder = load_embedding()
    embedder.warm()
    texts = [task.text for task in synthetic(document, ENCODED).tasks]
    embedder.embed_documents(texts[:1])
    started = time.perf_counter()
    embedder.embed_documents(texts)
    return time.perf_counter() - started


def search_milliseconds(document: Document, questions: Sequence[str], size: int, folder: Path) -> tuple[float, float]:
    """The median and the slowest question's median, each asked several times of an index of ``size`` tasks."""
    index = opened_on(synthetic(document, size), folder)
    index.warm()
    medians = []
    for question in questions:
        times = []
        for _ in range(_REPEATS):
            started = time.perf_counter()
            index.search(question)
            times.append((time.perf_counter() - started) * 1000)
        medians.append(statistics.median(times))
    index.close()
    return statistics.median(medians), max(medians)


def main(arguments: list[str]) -> int:
    """Measure and print."""
    from assistant.settings import load_settings
    from benchmarks.bench import QUESTIONS
    from index.build import shipped_documents
    from index.read import read_document

    size = int(arguments[0]) if arguments else TASKS
    document = read_document(shipped_documents(load_settings().data)[0])
    print(f"{ENCODED} texts encoded in {encoding_seconds(document):.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        median, worst = search_milliseconds(document, QUESTIONS["content"], size, Path(folder))
    print(f"{size} tasks searched in {median:.1f} ms (median), slowest question {worst:.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
