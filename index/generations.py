"""Generations of an index: each build makes a new one, and a single atomic step makes it current.

A build that fails or is killed leaves the old generation answering; readers keep the one they opened.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

import orjson

from index.database import ChromaDatabase
from index.errors import IndexProblem
from index.manifest import MANIFEST_FILE
from index.statistics import count_values
from index.store import TaskStore
from index.vectors import TextEmbedder

POINTER_FILE = "current"
GENERATIONS_FOLDER = "generations"
LOCK_FILE = "build.lock"
SIZES_FILE = "sizes.json"

_NAME = re.compile(r"\d{6,}")
_COLLECTION = "tasks"


class Generation(Protocol):
    """One generation: its files, and the collection of its entries."""

    @property
    def name(self) -> str: ...

    def read(self, file: str) -> bytes:
        """A file of it. Raises IndexProblem where it is missing or cannot be read."""
        ...

    def write(self, file: str, data: bytes) -> None:
        """Add a file to a draft."""
        ...

    def create(self, size: int) -> None:
        """Make the collection of a draft, for ``size`` entries."""
        ...

    def store(self, documents: Iterable[str], embeddings: TextEmbedder | None) -> TaskStore:
        """Open its entries. Raises IndexProblem where they are missing or damaged."""
        ...

    def close(self) -> None:
        """Release what only this generation holds open."""
        ...


class Generations(Protocol):
    """Where the generations of one index are kept."""

    def current(self) -> Generation | None:
        """The current generation, None where nothing has been built. Raises IndexProblem where it is damaged."""
        ...

    def held(self) -> Sequence[Generation]:
        """The complete generations there are, the current one first: what can be saved where that one is damaged."""
        ...

    def draft(self) -> AbstractContextManager[Generation]:
        """A new generation to fill, gone at the end unless published. Raises IndexProblem while another build runs."""
        ...

    def publish(self, draft: Generation) -> None:
        """Make a draft current, in one step, and remove the generations before the last."""
        ...

    def close(self) -> None:
        """Release connections."""
        ...


def open_generations(index: Path, chroma_url: str | None = None) -> Generations:
    """The generations in a folder or, with a URL, on a Chroma server. Raises IndexProblem for an unreachable server."""
    if not chroma_url:
        return FolderGenerations(index)
    from index.generations_server import ServerGenerations

    return ServerGenerations(index, chroma_url)


@contextmanager
def only_build(index: Path) -> Iterator[None]:
    """Keeps two builds of one index apart; the system frees the lock of a build that is killed."""
    from filelock import FileLock, Timeout

    try:
        index.mkdir(parents=True, exist_ok=True)
        lock = FileLock(index / LOCK_FILE, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise IndexProblem(f"另一次建立索引正在 {index} 中进行；请等它结束后再试。") from error
    except OSError as error:
        raise _unwritable(index) from error
    try:
        yield
    finally:
        lock.release()


def _unwritable(folder: Path) -> IndexProblem:
    return IndexProblem(f"索引文件夹 {folder} 不能写入；请检查权限和磁盘空间，或用 --index 换一个文件夹。")


# --- in a folder ---------------------------------------------------------------------------------------------------


class FolderGeneration:
    """A folder with the files of a generation and its own Chroma database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database: ChromaDatabase | None = None

    @property
    def name(self) -> str:
        return self.folder.name

    def read(self, file: str) -> bytes:
        try:
            return (self.folder / file).read_bytes()
        except OSError as error:
            raise IndexProblem(f"索引缺少文件 {file}，或它无法读取；请运行 assistant index 重新建立索引。") from error

    def write(self, file: str, data: bytes) -> None:
        try:
            (self.folder / file).write_bytes(data)
        except OSError as error:
            raise _unwritable(self.folder) from error

    def create(self, size: int) -> None:
        self._opened().ensure(_COLLECTION, size)

    def store(self, documents: Iterable[str], embeddings: TextEmbedder | None) -> TaskStore:
        if self.database is None:
            self._refuse_incomplete()
        return TaskStore(self._opened(), _COLLECTION, documents, embeddings)

    def close(self) -> None:
        if self.database is not None:
            self.database.close()
            self.database = None

    def seal(self) -> None:
        """What is done once all is written and closed: the counts to plan queries by, and the size of every file."""
        count_values(self.folder)
        files = [path for path in sorted(self.folder.rglob("*")) if path.is_file()]
        sizes = {path.relative_to(self.folder).as_posix(): path.stat().st_size for path in files}
        self.write(SIZES_FILE, orjson.dumps(sizes, option=orjson.OPT_INDENT_2))

    def _refuse_incomplete(self) -> None:
        # Asked before Chroma is: it makes a new database where there is none, finds nothing without its vectors,
        # and takes the whole process down where they are cut short.
        try:
            sizes: dict[str, int] = orjson.loads(self.read(SIZES_FILE))
            short = [name for name, size in sizes.items() if (self.folder / name).stat().st_size < size]
        except (OSError, orjson.JSONDecodeError, AttributeError, TypeError) as error:
            raise self._incomplete(getattr(error, "filename", None) or SIZES_FILE) from error
        if short:
            raise self._incomplete(short[0])

    def _incomplete(self, name: str) -> IndexProblem:
        return IndexProblem(f"索引中的文件 {Path(name).name} 不完整；请运行 assistant index 重新建立索引。")

    def _opened(self) -> ChromaDatabase:
        self.database = self.database or ChromaDatabase.in_folder(self.folder)
        return self.database


class FolderGenerations:
    """Generations as folders under INDEX/generations; the file INDEX/current names the current one."""

    def __init__(self, index: Path) -> None:
        self.index = index

    def current(self) -> FolderGeneration | None:
        self._refuse_foreign()
        pointer = self.index / POINTER_FILE
        if not pointer.exists():
            return None
        try:
            name = pointer.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise self._damaged("指向当前版本的文件无法读取") from error
        if not _NAME.fullmatch(name):
            raise self._damaged("指向当前版本的文件已损坏")
        folder = self.index / GENERATIONS_FOLDER / name
        if not folder.is_dir():
            raise self._damaged(f"当前版本 {name} 不存在")
        return FolderGeneration(folder)

    def held(self) -> Sequence[FolderGeneration]:
        current = self._current_name()
        # The manifest is written last, so a folder without one was left by a build that was killed.
        complete = [folder for folder in reversed(self._generations()) if (folder / MANIFEST_FILE).is_file()]
        return [FolderGeneration(folder) for folder in sorted(complete, key=lambda folder: folder.name != current)]

    @contextmanager
    def draft(self) -> Iterator[FolderGeneration]:
        self._refuse_foreign()
        with only_build(self.index):
            current = self._current_name()
            # Whatever is newer than the current one was left by a build that was killed.
            self._remove(folder for folder in self._generations() if current and folder.name > current)
            newest = max((folder.name for folder in self._generations()), default="0")
            draft = FolderGeneration(self.index / GENERATIONS_FOLDER / f"{int(newest) + 1:06d}")
            try:
                draft.folder.mkdir(parents=True)
            except OSError as error:
                raise _unwritable(draft.folder) from error
            try:
                yield draft
            finally:
                draft.close()
                if self._current_name() != draft.name:
                    self._remove([draft.folder])

    def publish(self, draft: Generation) -> None:
        last = self._current_name()
        draft.close()
        FolderGeneration(self.index / GENERATIONS_FOLDER / draft.name).seal()
        temporary = self.index / f"{POINTER_FILE}.new"
        try:
            with temporary.open("w", encoding="utf-8") as file:
                file.write(f"{draft.name}\n")
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, self.index / POINTER_FILE)
        except OSError as error:
            raise _unwritable(self.index) from error
        self._remove(folder for folder in self._generations() if folder.name not in (draft.name, last))

    def close(self) -> None:
        pass

    def _current_name(self) -> str | None:
        with suppress(IndexProblem):
            current = self.current()
            return current.name if current else None
        return None

    def _generations(self) -> list[Path]:
        folders = (self.index / GENERATIONS_FOLDER).glob("*")
        return sorted(folder for folder in folders if _NAME.fullmatch(folder.name) and folder.is_dir())

    def _remove(self, folders: Iterable[Path]) -> None:
        for folder in list(folders):
            shutil.rmtree(folder, ignore_errors=True)

    def _refuse_foreign(self) -> None:
        if not self.index.exists():
            return
        if not self.index.is_dir():
            raise IndexProblem(f"{self.index} 是一个文件，不是索引文件夹；请用 --index 指定一个文件夹。")
        try:
            names = {path.name for path in self.index.iterdir() if not path.name.startswith((".", "lost+found"))}
        except OSError as error:
            raise IndexProblem(f"索引文件夹 {self.index} 无法读取；请检查权限。") from error
        if names and not names & {POINTER_FILE, GENERATIONS_FOLDER, LOCK_FILE}:
            raise IndexProblem(
                f"文件夹 {self.index} 里是别的内容，不是索引；"
                "请用 --index 指定另一个文件夹，再运行 assistant index 建立索引。"
            )

    def _damaged(self, what: str) -> IndexProblem:
        return IndexProblem(f"索引文件夹 {self.index} 已损坏：{what}；请运行 assistant index 重新建立索引。")
