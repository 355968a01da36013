"""The bundled embedding, and what happens where another cannot be had."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from index.embedding import load_embedding
from index.errors import EmbeddingProblem
from index.tokens import MODEL_FOLDER, normalise, tokenize

MOST_BYTES = 25_000_000


def likeness(one: str, other: str) -> float:
    a, b = load_embedding().embed_documents([one, other])
    return sum(x * y for x, y in zip(a, b, strict=True))


def test_vectors_have_length_one_even_for_nothing() -> None:
    for vector in load_embedding().embed_documents(["公开", "", "🙂"]):
        assert sum(x * x for x in vector) == pytest.approx(1, abs=1e-4)


def test_what_means_the_same_is_nearer_than_what_does_not() -> None:
    assert likeness("政府网站多久更新", "网站内容更新频率") > likeness("政府网站多久更新", "干部培训课时")


def test_script_and_width_do_not_matter() -> None:
    assert normalise("ＰＰＰ項目") == "ppp项目"
    assert likeness("政務公開", "政务公开") == pytest.approx(1, abs=1e-4)


def test_words_are_cut_where_a_reader_would() -> None:
    assert tokenize("街道上开个证明")[0] == "街道"


def test_the_record_names_the_weights_that_are_there() -> None:
    record = json.loads((MODEL_FOLDER / "training.json").read_text(encoding="utf-8"))
    weights = (MODEL_FOLDER / "model.safetensors").read_bytes()
    assert record["weights_sha256"] == hashlib.sha256(weights).hexdigest()
    assert len(weights) <= MOST_BYTES


def test_the_model_is_a_sentence_transformer_that_gives_the_same_vectors() -> None:
    from sentence_transformers import SentenceTransformer

    text = "政府要拍板一件大事,之前要走哪几步"
    model = SentenceTransformer(str(MODEL_FOLDER), local_files_only=True)
    assert model.encode(normalise(text)) == pytest.approx(load_embedding().embed_query(text), abs=2e-3)


def test_a_model_that_cannot_be_had_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingProblem, match="ASSISTANT_EMBEDDING"):
        load_embedding(str(tmp_path / "nowhere")).warm()
