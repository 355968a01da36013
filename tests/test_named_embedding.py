"""ASSISTANT_EMBEDDING: any SentenceTransformer, its prompts, its changes, and what happens where it cannot be had."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.embedding import NamedEmbedding, load_embedding
from index.errors import EmbeddingProblem
from tests.command import invoke, said_in_one_sentence
from tests.small_files import make_data

SEARCHED = "门口修路会提前通知吗"


def make_model(folder: Path, dimension: int = 16, seed: int = 0, prompts: dict[str, str] | None = None) -> Path:
    """A SentenceTransformer of random word vectors over the bundled tokenizer, saved with these prompts."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    from index.tokens import tokenizer

    torch.manual_seed(seed)
    static = StaticEmbedding(tokenizer(), embedding_dim=dimension)
    shutil.rmtree(folder, ignore_errors=True)
    SentenceTransformer(modules=[static], prompts=prompts, device="cpu").save(str(folder))
    return folder


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_DATA", str(make_data(tmp_path / "data")))
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))
    return tmp_path


def is_like(one: list[float], other: list[float]) -> bool:
    return sum(a * b for a, b in zip(one, other, strict=True)) == pytest.approx(1, abs=1e-4)


# --- prompts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["document", "passage", "corpus"])
def test_questions_and_texts_get_the_prompts_of_the_model(tmp_path: Path, name: str) -> None:
    folder = str(make_model(tmp_path / "model", prompts={"query": "提问:", name: "公文:"}))
    plain = NamedEmbedding(str(make_model(tmp_path / "plain")))
    model = load_embedding(folder)
    assert is_like(model.embed_query("修路"), plain.embed_query("提问:修路"))
    assert is_like(model.embed_documents(["修路"])[0], plain.embed_documents(["公文:修路"])[0])
    assert not is_like(model.embed_query("修路"), model.embed_documents(["修路"])[0])


def test_a_model_without_prompts_treats_both_alike(tmp_path: Path) -> None:
    model = load_embedding(str(make_model(tmp_path / "model")))
    assert is_like(model.embed_query("修路"), model.embed_documents(["修路"])[0])
    assert model.dimension == 16


# --- another model ---------------------------------------------------------------------------------------------------


def test_another_model_or_dimension_rebuilds_the_index(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert invoke("index").exit_code == 0
    monkeypatch.setenv("ASSISTANT_EMBEDDING", str(make_model(data / "model")))
    said_in_one_sentence(invoke("ask", SEARCHED), "bundled", "assistant index", "ASSISTANT_EMBEDDING")
    for dimension, seed in ((16, 0), (24, 0), (24, 1)):
        make_model(data / "model", dimension, seed)
        assert "索引已建立" in invoke("index", "--if-needed").stderr
        assert "已是最新" in invoke("index", "--if-needed").stderr
        assert invoke("ask", SEARCHED).exit_code == 0


def test_a_model_that_changed_under_its_name_is_one_sentence(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_EMBEDDING", str(make_model(data / "model")))
    assert invoke("index").exit_code == 0
    make_model(data / "model", 24)
    said_in_one_sentence(invoke("ask", SEARCHED), "维数", "assistant index")
    assert invoke("ask", "任务1的牵头单位").exit_code == 0


# --- a model that cannot be had --------------------------------------------------------------------------------------

HUB = "someone/small-zh"


def test_a_name_that_cannot_be_had_says_how_to_get_it() -> None:
    with pytest.raises(EmbeddingProblem, match=f"hf download {HUB} --local-dir small-zh") as caught:
        load_embedding(HUB).warm()
    assert "ASSISTANT_EMBEDDING_FALLBACK=1" in str(caught.value)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder, said in ((tmp_path / "empty", "modules.json"), (tmp_path / "none", "没有向量模型的文件夹")):
        with pytest.raises(EmbeddingProblem, match=said):
            load_embedding(str(folder)).warm()


def test_the_bundled_model_serves_in_its_place_only_if_the_user_says_so(
    data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert invoke("index").exit_code == 0
    monkeypatch.setenv("ASSISTANT_EMBEDDING", HUB)
    said_in_one_sentence(invoke("index", "--if-needed"), "hf download")
    said_in_one_sentence(invoke("ask", SEARCHED), "assistant index")
    monkeypatch.setenv("ASSISTANT_EMBEDDING_FALLBACK", "1")
    assert "已是最新" in invoke("index", "--if-needed").stderr
    assert invoke("ask", SEARCHED).exit_code == 0
    assert [record.message.count(HUB) for record in caplog.records if record.levelname == "WARNING"] == [1, 1]
