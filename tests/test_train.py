"""Training the embedding: on a tiny corpus, whole and from the command line."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from index.embedding import BundledEmbedding
from index.train import build_tokenizer, count_words, train
from index.training.tune import Example, fine_tuned
from index.training.words import write_words


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "lines.txt.xz"
    pairs = ["政府公开财政预算", "财政部门公布预算", "记者参加新闻发布会", "新闻发布会邀请记者"]
    sentences = [f"{pair}第{n}次,{pairs[n % 4]}。" for n in range(200) for pair in pairs]
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.write("\n".join(sentences))
    return path


def test_the_same_corpus_gives_the_same_tokenizer(corpus: Path) -> None:
    examples = [Example("预算公示", 0), Example("预算公示表", 0)]
    first, second = (build_tokenizer(*count_words(corpus, examples), 50).to_str() for _ in range(2))
    assert first == second


def test_the_words_after_the_commonest_are_written_in_order_of_how_common(tmp_path: Path) -> None:
    counts = {"政府": 90, "drone": 80, "湖泊": 7, "态度": 9, "吞吐": 7, "新": 70, "滞销": 2}
    write_words(counts, 1, tmp_path)
    assert (tmp_path / "words.txt").read_text(encoding="utf-8").split() == ["态度", "吞吐", "湖泊"]


def test_fine_tuning_brings_texts_of_one_task_together(corpus: Path) -> None:
    import numpy as np

    tokenizer = build_tokenizer(*count_words(corpus, []), 50)
    before = np.random.default_rng(0).normal(size=(tokenizer.get_vocab_size(), 16)).astype(np.float32)
    texts = [("财政预算", 0), ("部门公布", 0), ("新闻记者", 1), ("邀请参加", 1)]
    after = fine_tuned(before, tokenizer, [Example(text, task) for text, task in texts])

    def likeness(vectors: np.ndarray, one: str, other: str) -> float:
        a, b = (vectors[tokenizer.encode(text).ids].mean(axis=0) for text in (one, other))
        return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))

    assert likeness(after, "财政预算", "部门公布") > likeness(before, "财政预算", "部门公布")
    assert likeness(after, "财政预算", "部门公布") > likeness(after, "财政预算", "新闻记者")


def test_a_trained_folder_can_be_used(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.train.DIMENSION", 8)
    train(corpus, None, tmp_path, 50)
    assert BundledEmbedding(tmp_path).name.startswith("bundled-")
    assert (tmp_path / "model.safetensors").stat().st_size > 0
