"""Generations of an index, in a folder and on a server: the same promises for both."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.database import ChromaDatabase
from index.errors import IndexProblem
from index.generations import FolderGenerations, Generation, Generations, open_generations
from index.generations_server import ServerGenerations
from index.manifest import MANIFEST_FILE
from index.store import TaskStore
from tests.small_index import BigramEmbedder, chroma_server, document, entries, task

ROOT = Path(__file__).resolve().parent.parent
LONG = "很长的内容。" * 40_000

# Runs in a process of its own, which ends in the middle of a build as by a power cut.
KILLED = """
import os, signal, sys
from contextlib import closing
from pathlib import Path
from index.generations import open_generations
from tests.test_generations import fill
with open_generations(Path(sys.argv[1]), sys.argv[2] or None).draft() as draft:
    fill(draft, "killed")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def fill(draft: Generation, text: str) -> TaskStore:
    """Write a generation of one task with this text."""
    written = entries(document("甲", task(1, text)))[1]
    draft.write("documents.json", f"[{text}]".encode())
    draft.create(len(written))
    store = draft.store(["甲"], BigramEmbedder())
    store.add(written)
    draft.write(MANIFEST_FILE, b"{}")
    return store


def publish(generations: Generations, text: str) -> None:
    with generations.draft() as draft:
        fill(draft, text)
        generations.publish(draft)


def answer(generation: Generation | None) -> str:
    """What a reader finds: the file and the entry have to agree."""
    assert generation is not None
    file = generation.read("documents.json").decode()[1:-1]
    store = generation.store(["甲"], BigramEmbedder())
    assert store.matching({"#document": {"$contains": file}}) == [("甲", 0)]
    assert store.nearest(file, 1)[0][1] == pytest.approx(1.0, abs=1e-4)
    return file


class Conformance:
    """What every kind of generations promises. Subclasses say where they are kept."""

    @pytest.fixture
    def generations(self, tmp_path: Path) -> Iterator[Generations]:
        raise NotImplementedError

    def url(self, generations: Generations) -> str:
        raise NotImplementedError

    def kept(self, generations: Generations) -> int:
        """How many generations there are, complete or not."""
        raise NotImplementedError

    @pytest.fixture
    def again(self, generations: Generations, tmp_path: Path) -> Iterator[Generations]:
        """The same generations, as another program sees them."""
        with closing(open_generations(tmp_path / "索引", self.url(generations) or None)) as other:
            yield other

    def test_there_is_none_at_first(self, generations: Generations) -> None:
        assert generations.current() is None

    def test_a_draft_is_not_current(self, generations: Generations, again: Generations) -> None:
        with generations.draft() as draft:
            fill(draft, "第一")
            assert again.current() is None

    def test_what_is_published_answers_everywhere(self, generations: Generations, again: Generations) -> None:
        publish(generations, "第一")
        assert answer(generations.current()) == "第一"
        assert answer(again.current()) == "第一"

    def test_the_next_one_takes_over(self, generations: Generations) -> None:
        publish(generations, "第一")
        publish(generations, "第二")
        assert answer(generations.current()) == "第二"

    def test_every_generation_has_a_name_of_its_own(self, generations: Generations) -> None:
        names = set()
        for text in ("第一", "第二", "第三"):
            publish(generations, text)
            current = generations.current()
            assert current is not None
            names.add(current.name)
        assert len(names) == 3

    def test_a_reader_keeps_what_it_opened(self, generations: Generations) -> None:
        publish(generations, "第一")
        opened = generations.current()
        assert answer(opened) == "第一"
        publish(generations, "第二")
        assert answer(opened) == "第一"

    def test_only_the_last_two_are_kept(self, generations: Generations) -> None:
        for text in ("第一", "第二", "第三", "第四"):
            publish(generations, text)
        assert self.kept(generations) == 2
        assert answer(generations.current()) == "第四"

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
    def test_an_error_in_a_build_leaves_the_old_one(self, generations: Generations, error: type[BaseException]) -> None:
        publish(generations, "第一")
        with pytest.raises(error), generations.draft() as draft:
            fill(draft, "第二")
            raise error
        assert answer(generations.current()) == "第一"
        assert self.kept(generations) == 1

    def test_a_killed_build_leaves_the_old_one(
        self, generations: Generations, again: Generations, tmp_path: Path
    ) -> None:
        publish(generations, "第一")
        self.kill_a_build(generations, tmp_path)
        assert answer(again.current()) == "第一"
        publish(generations, "第二")
        assert answer(generations.current()) == "第二"
        assert self.kept(generations) == 2

    def test_a_killed_first_build_leaves_nothing(self, generations: Generations, tmp_path: Path) -> None:
        self.kill_a_build(generations, tmp_path)
        publish(generations, "第一")
        assert answer(generations.current()) == "第一"

    def test_two_builds_are_kept_apart(self, generations: Generations, again: Generations) -> None:
        publish(generations, "第一")
        with generations.draft() as draft:
            fill(draft, "第二")
            with pytest.raises(IndexProblem) as caught, again.draft():
                pass
            generations.publish(draft)
        assert "另一次建立索引正在" in str(caught.value)
        assert str(caught.value).count("。") == 1
        assert answer(generations.current()) == "第二"

    def test_a_long_file_comes_back_whole(self, generations: Generations) -> None:
        with generations.draft() as draft:
            fill(draft, "第一")
            draft.write("chunks.json", LONG.encode())
            generations.publish(draft)
        current = generations.current()
        assert current is not None
        assert current.read("chunks.json").decode() == LONG

    def test_a_missing_file_is_an_index_problem(self, generations: Generations) -> None:
        publish(generations, "第一")
        current = generations.current()
        assert current is not None
        with pytest.raises(IndexProblem, match="assistant index"):
            current.read("none.json")

    def kill_a_build(self, generations: Generations, tmp_path: Path) -> None:
        command = [sys.executable, "-c", KILLED, str(tmp_path / "索引"), self.url(generations)]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


class TestFolder(Conformance):
    @pytest.fixture
    def generations(self, tmp_path: Path) -> Iterator[Generations]:
        yield FolderGenerations(tmp_path / "索引")

    def url(self, generations: Generations) -> str:
        return ""

    def kept(self, generations: Generations) -> int:
        assert isinstance(generations, FolderGenerations)
        return len(list((generations.index / "generations").iterdir()))

    def test_other_folders_are_left_alone(self, generations: FolderGenerations) -> None:
        publish(generations, "第一")
        notes = generations.index / "generations" / "备份"
        notes.mkdir()
        for text in ("第二", "第三"):
            publish(generations, text)
        assert notes.is_dir()

    def test_an_index_can_be_copied(self, generations: FolderGenerations, tmp_path: Path) -> None:
        publish(generations, "第一")
        shutil.copytree(generations.index, tmp_path / "别处")
        shutil.rmtree(generations.index)
        assert answer(FolderGenerations(tmp_path / "别处").current()) == "第一"

    def test_a_folder_of_other_things_is_not_built_into(self, tmp_path: Path) -> None:
        (tmp_path / "论文.docx").touch()
        with pytest.raises(IndexProblem, match="--index"), FolderGenerations(tmp_path).draft():
            pass
        assert os.listdir(tmp_path) == ["论文.docx"]

    def test_a_new_volume_is_built_into(self, tmp_path: Path) -> None:
        (tmp_path / "lost+found").mkdir()
        publish(FolderGenerations(tmp_path), "第一")
        assert answer(FolderGenerations(tmp_path).current()) == "第一"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("server")) as url:
        yield url


class TestServer(Conformance):
    @pytest.fixture
    def generations(self, tmp_path: Path, server: str) -> Iterator[Generations]:
        with closing(ChromaDatabase.on_server(server)) as database:
            for name in database.names():
                database.drop(name)
        made = ServerGenerations(tmp_path / "索引", server)
        yield made
        made.close()

    def url(self, generations: Generations) -> str:
        assert isinstance(generations, ServerGenerations)
        return generations.url

    def kept(self, generations: Generations) -> int:
        with closing(ChromaDatabase.on_server(self.url(generations))) as database:
            return len([name for name in database.names() if name != "task-assistant"])

    def test_of_builds_on_two_machines_the_first_to_finish_wins(self, generations: Generations, tmp_path: Path) -> None:
        publish(generations, "第一")
        elsewhere = ServerGenerations(tmp_path / "另一台机器", self.url(generations))
        with closing(elsewhere), elsewhere.draft() as slow:
            fill(slow, "第二")
            publish(generations, "第三")
            with pytest.raises(IndexProblem, match="再运行一次"):
                elsewhere.publish(slow)
        assert answer(generations.current()) == "第三"

    def test_what_is_gone_from_the_server_is_said(self, generations: Generations) -> None:
        publish(generations, "第一")
        opened = generations.current()
        assert opened is not None
        store = opened.store(["甲"], BigramEmbedder())
        for text in ("第二", "第三"):
            publish(generations, text)
        with pytest.raises(IndexProblem, match="已被更新的一份替换"):
            store.matching()


def test_a_server_that_never_answers_is_given_up(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(IndexProblem, match="没有及时应答"):
            ChromaDatabase.on_server(url, timeout=0.2)
