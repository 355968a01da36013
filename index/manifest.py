"""What a generation was built from, and by what: the facts that tell whether it has to be built again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import orjson

from index.errors import IndexProblem

MANIFEST_FILE = "manifest.json"
# Raised whenever the files or the metadata of a generation change in a way that older code cannot use.
FORMAT = 2

_PACKAGE = Path(__file__).resolve().parent
_GENRE = _PACKAGE.parent / "data" / "genre"
# What the tasks and chunks of a document depend on besides the document.
_PARSER = ("read.py", "reading", "layouts", "deadline.py", "chunk.py", "metadata.py", "types.py")
_TOKENIZER = ("tokens.py",)
_CODE_AND_DATA = {".py", ".toml", ".json", ".jsonl", ".txt"}


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document of a generation. ``sha256`` and ``questions_sha256`` are of the files' bytes ("" for no file);
    ``parser`` tells with which version it was read; ``chunks`` counts the entries of each kind."""

    id: str
    title: str
    sha256: str
    source: str
    tasks: int
    chunks: dict[str, int]
    questions_sha256: str
    parser: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A generation: its name, its documents in order, and what made it.

    ``embedding_check`` is the vector of a fixed sentence, which shows whether a model of the same name is still the
    same model. ``dropped`` are ids of documents that an earlier, damaged generation held and that could not be kept.
    ``built_at`` is for people (ISO 8601, UTC): nothing depends on it.
    """

    generation: str
    created_by: str
    format: int
    embedding: str
    dimension: int
    tokenizer: str
    documents: tuple[DocumentRecord, ...]
    embedding_check: tuple[float, ...] = ()
    dropped: tuple[str, ...] = ()
    built_at: str = ""

    @property
    def entries(self) -> int:
        """How many Chroma entries it was built with."""
        return sum(sum(document.chunks.values()) for document in self.documents)


def dump_manifest(manifest: Manifest) -> bytes:
    """As JSON, indented: people read it too."""
    return orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def load_manifest(data: bytes) -> Manifest:
    """The inverse of ``dump_manifest``. Raises IndexProblem where it is damaged or of another format."""
    try:
        row: dict[str, Any] = orjson.loads(data)
        found = row["format"]
        if found == FORMAT:
            documents = tuple(DocumentRecord(**document) for document in row["documents"])
            lists = {key: tuple(row[key]) for key in ("embedding_check", "dropped")}
            return Manifest(**{**row, "documents": documents, **lists})
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise IndexProblem(f"索引的说明文件 {MANIFEST_FILE} 已损坏；请运行 assistant index 重新建立索引。") from error
    if isinstance(found, int) and found > FORMAT:
        raise IndexProblem(
            f"索引由更新的版本建立（格式 {found}，本程序支持 {FORMAT}）；"
            "请升级本程序，或运行 assistant index 重新建立索引。"
        )
    raise IndexProblem(f"索引的格式 {found} 已不再支持；请运行 assistant index 重新建立索引。")


@cache
def created_by() -> str:
    """Name and version of this program."""
    try:
        return f"task-assistant {version('task-assistant')}"
    except PackageNotFoundError:
        return "task-assistant"


@cache
def parser_version() -> str:
    """A hash of the code and data that turn a file into tasks and chunks: no number that one may forget to raise."""
    return _hash([*(_PACKAGE / name for name in _PARSER), _GENRE])


@cache
def tokenizer_version() -> str:
    """A hash of the code and data that normalise and segment text."""
    return _hash([_PACKAGE / name for name in _TOKENIZER])


def _hash(paths: Iterable[Path]) -> str:
    digest = sha256()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in _CODE_AND_DATA and file.is_file():
                digest.update(file.relative_to(_PACKAGE.parent).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
