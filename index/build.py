"""From files to a new generation of the index: read, carry over, chunk, embed, write, switch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from index.chunk import Questions, chunk_document, in_own_folder, load_questions, questions_of, questions_sha256
from index.errors import DocumentProblem, IndexProblem
from index.generations import Generation, open_generations
from index.manifest import (
    FORMAT,
    MANIFEST_FILE,
    DocumentRecord,
    Manifest,
    created_by,
    dump_manifest,
    load_manifest,
    parser_version,
    tokenizer_version,
)
from index.metadata import entry_metadata, task_metadata
from index.store import Entry
from index.taskfile import CHUNKS_FILE, DOCUMENTS_FILE, dump_chunks, dump_documents, load_chunks, load_documents
from index.types import Chunk, Document
from index.vectors import KnownVectors, as_embedder, embedding_check, same_embedding

if TYPE_CHECKING:
    from index.embedding import Embedder

# Called with a stage ("read", "embed" or "write"), how many of its items are done, and how many there are.
Progress = Callable[[str, int, int], None]

_BATCH = 500


@dataclass(frozen=True, slots=True)
class _Source:
    """A document with its anticipated questions, and the version of the code that read it."""

    document: Document
    questions: Questions
    parser: str


@dataclass(frozen=True, slots=True)
class _Carried:
    """What the generation before holds: its documents, the vectors of its texts, and the documents it lost."""

    sources: tuple[_Source, ...] = ()
    manifest: Manifest | None = None
    generation: Generation | None = None
    dropped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """The parts of a new generation, filled step by step."""

    sources: tuple[_Source, ...]
    chunks: dict[str, list[Chunk]] = field(default_factory=dict)

    @property
    def entries(self) -> list[Entry]:
        made: list[Entry] = []
        for source in self.sources:
            fields = task_metadata(source.document)
            made += [
                Entry(chunk.id, chunk.text, entry_metadata(chunk.kind, fields[chunk.position]))
                for chunk in self.chunks[source.document.id]
            ]
        return made


def build_index(
    files: Sequence[Path],
    index: Path,
    *,
    embedding: str | Embedder | None = None,
    chroma_url: str | None = None,
    replace: bool = True,
    progress: Progress | None = None,
) -> Manifest:
    """Make a new generation of the index out of ``files`` and the documents it already holds, and switch to it.

    A file replaces the document of its id (with ``replace`` false that document stays). Documents already held are
    kept without reading their sources again, and texts already embedded by the same model are not embedded again.
    Until the switch the old generation answers; an error or a kill leaves it as it was.

    Raises DocumentProblem, EmbeddingProblem or IndexProblem.
    """
    report = progress or (lambda stage, done, total: None)
    embedder = as_embedder(embedding)
    with closing(open_generations(index, chroma_url)) as generations, generations.draft() as target:
        carried = _carried(generations.held())
        read = _read(files, report)
        draft = _Draft(_merged(carried.sources, read, replace))
        if not draft.sources:
            raise IndexProblem("没有可以建立索引的文件；请给出文件，例如 assistant index 文件.txt。")
        for source in draft.sources:
            draft.chunks[source.document.id] = chunk_document(source.document, source.questions.rows)
        vectors = _vectors(draft, carried, embedder, report)
        _write(target, draft, vectors, report)
        manifest = _manifest(target.name, draft, carried, embedder, vectors)
        target.write(MANIFEST_FILE, dump_manifest(manifest))
        generations.publish(target)
        return manifest


def shipped_documents(data: Path) -> list[Path]:
    """The documents of a data folder, ``data/<jurisdiction>/<name>/<name>.<extension>``, sorted by folder.

    Of several formats of one document the one that is read most surely is taken.
    """
    from index.reading.formats import SUPPORTED

    rank = {f".{extension}": place for place, extension in enumerate(SUPPORTED)}
    found = [path for path in data.glob("*/*/*") if in_own_folder(path) and path.suffix.lower() in rank]
    best: dict[Path, Path] = {}
    for path in sorted(found, key=lambda path: (path.parent, rank[path.suffix.lower()])):
        best.setdefault(path.parent, path)
    return list(best.values())


def up_to_date(
    files: Sequence[Path], index: Path, *, embedding: str | Embedder | None = None, chroma_url: str | None = None
) -> bool:
    """Whether an index holds exactly what ``build_index`` would now make of these files: nothing has to be done.

    Loads the model where all else agrees: one of the same name may have become another. Raises EmbeddingProblem.
    """
    try:
        with closing(open_generations(index, chroma_url)) as generations:
            generation = generations.current()
            if generation is None:
                return False
            with closing(generation):
                manifest = load_manifest(generation.read(MANIFEST_FILE))
                store = generation.store([document.id for document in manifest.documents], None)
                complete = store.count() == manifest.entries
    except IndexProblem:
        return False
    held = {(record.sha256, record.questions_sha256, record.parser) for record in manifest.documents}
    same_code = manifest.tokenizer == tokenizer_version()
    same_files = all(_identity(path) in held for path in files)
    return complete and same_code and same_files and same_embedding(manifest, as_embedder(embedding))


def _identity(path: Path) -> tuple[str, str, str]:
    try:
        return sha256(path.read_bytes()).hexdigest(), questions_sha256(path), parser_version()
    except OSError:
        return "", "", ""  # the build will say what is wrong with it


def _read(files: Sequence[Path], report: Progress) -> list[_Source]:
    from index.read import read_document

    sources: dict[str, _Source] = {}
    for done, path in enumerate(files):
        report("read", done, len(files))
        document = read_document(path)
        if document.id in sources:
            raise DocumentProblem(f"有两个文件的编号都是“{document.id}”（后一个是 {path}）；请把其中一个改名后再试。")
        sources[document.id] = _Source(document, load_questions(path), parser_version())
    report("read", len(files), len(files))
    return list(sources.values())


def _merged(held: Iterable[_Source], read: Iterable[_Source], replace: bool) -> tuple[_Source, ...]:
    merged = {source.document.id: source for source in held}
    for source in read:
        if replace or source.document.id not in merged:
            merged[source.document.id] = source
    return tuple(merged.values())


def _carried(held: Iterable[Generation]) -> _Carried:
    """What can be kept: the documents of the newest generation that is whole, nothing where there is none."""
    named: list[str] = []
    for generation in held:
        try:
            manifest = load_manifest(generation.read(MANIFEST_FILE))
            named += [record.id for record in manifest.documents]
            documents = load_documents(generation.read(DOCUMENTS_FILE))
            chunks = load_chunks(generation.read(CHUNKS_FILE))
        except IndexProblem:
            continue
        records = {record.id: record for record in manifest.documents}
        sources = tuple(
            _kept(document, chunks, records[document.id]) for document in documents if document.id in records
        )
        return _Carried(sources, manifest, generation, tuple(name for name in named if name not in records))
    return _Carried(dropped=tuple(dict.fromkeys(named)))


def _kept(document: Document, chunks: Sequence[Chunk], record: DocumentRecord) -> _Source:
    return _Source(document, Questions(questions_of(chunks, document), record.questions_sha256), record.parser)


def _vectors(draft: _Draft, carried: _Carried, embedder: Embedder, report: Progress) -> KnownVectors:
    """The vectors of all texts: those of the generation before where the model is the same, the others made now."""
    vectors = KnownVectors(embedder)
    if carried.generation and carried.manifest and same_embedding(carried.manifest, embedder):
        # A damaged store costs time, not the build: everything is embedded again.
        with suppress(IndexProblem):
            store = carried.generation.store([record.id for record in carried.manifest.documents], None)
            vectors.keep(store.vectors())
        carried.generation.close()
    texts = [chunk.text for chunks in draft.chunks.values() for chunk in chunks]
    vectors.complete(texts, lambda done, total: report("embed", done, total))
    return vectors


def _write(target: Generation, draft: _Draft, vectors: KnownVectors, report: Progress) -> None:
    entries = draft.entries
    target.write(DOCUMENTS_FILE, dump_documents([source.document for source in draft.sources]))
    target.write(CHUNKS_FILE, dump_chunks([chunk for chunks in draft.chunks.values() for chunk in chunks]))
    target.create(len(entries))
    store = target.store([source.document.id for source in draft.sources], vectors)
    for start in range(0, len(entries), _BATCH):
        report("write", start, len(entries))
        store.add(entries[start : start + _BATCH])
    report("write", len(entries), len(entries))


def _manifest(name: str, draft: _Draft, carried: _Carried, embedder: Embedder, vectors: KnownVectors) -> Manifest:
    records = tuple(_record(source, draft.chunks[source.document.id]) for source in draft.sources)
    now = {record.id for record in records}
    return Manifest(
        generation=name,
        created_by=created_by(),
        format=FORMAT,
        embedding=embedder.name,
        dimension=vectors.dimension,
        tokenizer=tokenizer_version(),
        documents=records,
        embedding_check=embedding_check(embedder),
        dropped=tuple(document for document in carried.dropped if document not in now),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _record(source: _Source, chunks: Iterable[Chunk]) -> DocumentRecord:
    document = source.document
    return DocumentRecord(
        id=document.id,
        title=document.title,
        sha256=document.sha256,
        source=document.source,
        tasks=len(document.tasks),
        chunks=dict(Counter(chunk.kind for chunk in chunks)),
        questions_sha256=source.questions.sha256,
        parser=source.parser,
    )
