"""Train the bundled embedding: words of a corpus, then fine-tuned on anticipated questions.

    python -m index.train CORPUS.txt.xz [--document FOLDER] [--out FOLDER] [--words 30000] [--plain]

Word vectors are the truncated SVD of the positive pointwise mutual information of words within a window (Levy and
Goldberg 2014; Levy, Goldberg and Dagan 2015), each weighted by smooth inverse frequency (Arora, Liang and Ma 2017), so
that the mean of a text's words is a usable vector. Fine-tuning pulls questions and clauses of one task together
(supervised contrastive loss, Khosla et al. 2020), in the document and in those of ``data/genre/practice``, and what
people say to what plans write for it (``data/genre/said``). ``index.training.calibrate`` and ``strange`` fit what tells
answerable questions. ``--plain`` leaves the document out: the model that it would find as a new one. The same corpus,
questions and seed give the same tokenizer and, on one machine, the same weights. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import lzma
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.training.practice import Practice, halved, practice
from index.training.said import said
from index.training.tune import SEED, Example, fine_tuned
from index.training.words import write_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from index.chunk import AnticipatedQuestion
    from index.training.calibrate import Embed
    from index.types import Document

    Material = tuple[Document, tuple[AnticipatedQuestion, ...]]

DIMENSION = 256
WINDOW = 5
CONTEXT_SMOOTHING = 0.75  # exponent on context counts (Levy, Goldberg and Dagan 2015)
FREQUENCY = 3e-4  # a of a / (a + p(word)) (Arora, Liang and Ma 2017)
CHARACTERS = 4_500  # single characters kept beside the words, so that nothing is unknown
MISTYPED = 4  # one question in so many is also learnt mistyped
_RUN = re.compile(r"[0-9a-z%\u4e00-\u9fff]+")
_BREAKS = (
    r"[^0-9a-z%\u4e00-\u9fff]+|(?<=[0-9%])(?=[a-z\u4e00-\u9fff])|(?<=[a-z])(?=[0-9%\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff])(?=[0-9a-z%])"
)


def _lines(corpus: Path) -> Iterator[str]:
    from index.tokens import normalise

    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield normalise(line)


def count_words(corpus: Path, examples: Sequence[Example]) -> tuple[collections.Counter[str], set[str]]:
    """Words of the corpus with their counts, and the words of the examples that occur at least twice."""
    import jieba

    jieba.setLogLevel(60)
    counts: collections.Counter[str] = collections.Counter()
    for line in _lines(corpus):
        for run in _RUN.findall(line):
            counts.update(jieba.lcut(run, HMM=False))
    own: collections.Counter[str] = collections.Counter()
    for example in examples:
        own.update({word for run in _RUN.findall(example.text) for word in jieba.lcut(run, HMM=False)})
    return counts, {word for word, times in own.items() if times > 1}


def build_tokenizer(counts: collections.Counter[str], own: set[str], words: int) -> Tokenizer:
    """A Unigram tokenizer over the commonest words, the examples' words and single characters."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    total = sum(counts.values())
    scores = {word: math.log(times / total) for word, times in ordered[:words]}
    floor = min(scores.values()) - 2
    scores |= {word: floor + 1 for word in sorted(own) if word not in scores}
    characters: collections.Counter[str] = collections.Counter()
    for word, times in ordered:
        for character in word:
            characters[character] += times
    common = sorted(characters.items(), key=lambda item: (-item[1], item[0]))[:CHARACTERS]
    scores |= {character: floor for character, _ in common if character not in scores}
    vocabulary = [("<unk>", 0.0), *sorted(scores.items(), key=lambda item: (-item[1], item[0]))]
    made = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=False))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    made.pre_tokenizer = pre_tokenizers.Split(Regex(_BREAKS), "removed")
    return made


def _encoded(corpus: Path, tokenizer: Tokenizer) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All word numbers of the corpus in a row, and the sentence that each belongs to; unknown words left out."""
    import numpy as np

    words: list[NDArray[np.int64]] = []
    lengths: list[int] = []
    batch: list[str] = []

    def flush() -> None:
        for encoding in tokenizer.encode_batch(batch, add_special_tokens=False):
            ids = np.array([i for i in encoding.ids if i], np.int64)
            words.append(ids)
            lengths.append(len(ids))
        batch.clear()

    for line in _lines(corpus):
        batch.append(line)
        if len(batch) == 4096:
            flush()
    flush()
    return np.concatenate(words), np.repeat(np.arange(len(lengths)), lengths)


def word_vectors(words: NDArray[np.int64], sentences: NDArray[np.int64], size: int) -> NDArray[np.float32]:
    """(size, DIMENSION) vectors: SVD of the PPMI of words at most WINDOW apart, weighted by inverse frequency."""
    import numpy as np
    import scipy.sparse as sp
    from sklearn.utils.extmath import randomized_svd

    together = sp.csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        left, right = words[:-distance], words[distance:]
        same = sentences[:-distance] == sentences[distance:]
        weight = np.full(same.sum(), (WINDOW + 1 - distance) / WINDOW, np.float32)
        together = together + sp.coo_matrix((weight, (left[same], right[same])), shape=(size, size)).tocsr()
    together = (together + together.T).tocoo()
    rows = np.asarray(together.tocsr().sum(1)).ravel()
    total = together.data.sum()
    contexts = rows**CONTEXT_SMOOTHING / (rows**CONTEXT_SMOOTHING).sum()
    expected = rows[together.row] / total * contexts[together.col]
    information = np.log(np.maximum(together.data / total / expected, 1e-12))
    kept = information > 0
    matrix = sp.csr_matrix(
        (information[kept].astype(np.float32), (together.row[kept], together.col[kept])), (size, size)
    )
    left, strength, _ = randomized_svd(matrix, DIMENSION, n_iter=4, random_state=SEED)
    vectors = left * np.sqrt(strength)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    share = np.bincount(words, minlength=size) / len(words)
    vectors *= (FREQUENCY / (FREQUENCY + share))[:, None]
    return _unseen_at_random(vectors.astype(np.float32))


def _unseen_at_random(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Words that the corpus never has start from a small random vector; the unknown word stays zero."""
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1)
    unseen = lengths < 1e-6
    scale = 0.02 * np.median(lengths[~unseen])
    vectors[unseen] = np.random.default_rng(SEED).normal(size=(unseen.sum(), vectors.shape[1])) * scale
    vectors[0] = 0
    return vectors


def read_material(folder: Path) -> Material:
    """The document of a folder, and its anticipated questions."""
    from index.chunk import load_questions
    from index.read import read_document

    path = next(p for p in sorted(folder.iterdir()) if p.stem == folder.name)
    return read_document(path), load_questions(path).rows


def examples_of(document: Document, rows: Sequence[AnticipatedQuestion]) -> list[Example]:
    """Tasks, their clauses and their anticipated questions, normalised; a question of several tasks pulls at none.

    One question in ``MISTYPED`` comes mistyped too, so that single characters stand for the words they are part of.
    """
    from index.chunk import chunk_document
    from index.tokens import normalise
    from index.training.slips import Misspeller

    times = collections.Counter(row.text for row in rows)
    chunks = chunk_document(document, [row for row in rows if times[row.text] == 1])
    mistyped = Misspeller(chunk.text for chunk in chunks)
    asked = [chunk for chunk in chunks if chunk.kind == "question"][::MISTYPED]
    slips = [Example(normalise(mistyped(chunk.text)), chunk.position) for chunk in asked]
    return [*(Example(normalise(chunk.text), chunk.position) for chunk in chunks), *slips]


def embedder(vectors: NDArray[np.float32], tokenizer: Tokenizer) -> Embed:
    """Texts to vectors of length 1: the means of their words' vectors."""
    import numpy as np

    from index.tokens import normalise

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        found = np.zeros((len(texts), vectors.shape[1]), np.float32)
        encoded = tokenizer.encode_batch([normalise(text) for text in texts], add_special_tokens=False)
        for vector, encoding in zip(found, encoded, strict=True):
            if encoding.ids:
                vector[:] = vectors[encoding.ids].mean(axis=0)
        unit: NDArray[np.float32] = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return unit

    return embed


def save(vectors: NDArray[np.float32], tokenizer: Tokenizer, record: Mapping[str, object], out: Path) -> None:
    """Write a SentenceTransformer folder, weights in float16, with the record of what trained it."""
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    static = StaticEmbedding(tokenizer, embedding_weights=vectors.astype(np.float16))
    SentenceTransformer(modules=[static, Normalize()]).save(str(out), create_model_card=False)
    digest = hashlib.sha256((out / "model.safetensors").read_bytes()).hexdigest()
    text = json.dumps({"weights_sha256": digest, **record}, indent=2, ensure_ascii=False)
    (out / "training.json").write_text(text + "\n", encoding="utf-8")


def train(corpus: Path, folder: Path | None, out: Path, words: int) -> None:
    """Train on ``corpus``, tune and calibrate on the questions of the document in ``folder`` and of the practice
    documents, and write ``out``."""
    material = read_material(folder) if folder else None
    examples = examples_of(*material) if material else []
    others = practice()
    beside = [*(examples_of(one.document, one.rows) for one in others), *said()]
    counts, own = count_words(corpus, [example for part in (examples, *beside) for example in part])
    print(f"{sum(counts.values())} words, {len(counts)} different", flush=True)
    tokenizer = build_tokenizer(counts, own, words)
    ids, sentences = _encoded(corpus, tokenizer)
    vectors = word_vectors(ids, sentences, tokenizer.get_vocab_size())
    print(f"{vectors.shape[0]} vectors of {vectors.shape[1]} numbers", flush=True)
    record = {
        "corpus_sha256": hashlib.sha256(corpus.read_bytes()).hexdigest(),
        "document": folder.name if folder else None, "practice": len(others), "said": sum(map(len, said())),
        "examples": len(examples), "vocabulary": len(vectors), "dimension": DIMENSION, "seed": SEED,
    }  # fmt: skip
    tuned = fine_tuned(vectors, tokenizer, examples, beside)
    save(tuned, tokenizer, record, out)
    write_words(counts, words, out)
    reached = _calibrated(vectors, tokenizer, material, others, embedder(tuned, tokenizer), out)
    print(json.dumps(reached, indent=2), flush=True)
    save(tuned, tokenizer, {**record, "reached": reached}, out)


def _calibrated(
    vectors: NDArray[np.float32], tokenizer: Tokenizer, material: Material | None, others: Sequence[Practice],
    final: Embed, out: Path,
) -> dict[str, dict[str, float]]:  # fmt: skip
    """What tells answerable questions, fitted with vectors that have not seen one in five of them, and for documents
    without any with vectors that have not seen the author of a practice document; ``final`` has seen all."""
    from index.training import asides, calibrate, strange
    from index.training.asked import held_out

    def tuned(material: Material | None, beside: Sequence[Practice]) -> Embed:
        examples = [*(examples_of(one.document, one.rows) for one in beside), *said()]
        return embedder(fine_tuned(vectors, tokenizer, examples_of(*material) if material else (), examples), tokenizer)

    unseen: list[tuple[Practice, Embed]] = []
    for known, unknown in halved(others):
        embed = tuned(material, known)
        unseen += [(one, embed) for one in unknown]
    plain, reached = strange.calibrate_strange(unseen, material)
    judge = plain
    if material is not None:
        document, rows = material
        seen = tuned((document, tuple(row for row in rows if not held_out(row))), others)
        judge, more = calibrate.calibrate(document, rows, seen, final, plain.choice.several)
        reached |= more
    calibrate.save({"with_questions": judge, "without_questions": plain}, out)
    asides.write(out)
    return reached


def main() -> None:
    """Command line."""
    here = Path(__file__).resolve().parent
    shipped = here.parent / "data" / "beijing" / "beijing-zhengwu-gongkai-2016-2020"
    parser = argparse.ArgumentParser(description="训练自带的向量模型。 Train the bundled embedding.")
    parser.add_argument("corpus", type=Path, help="语料,每行一句,xz 压缩 sentences, one a line, xz")
    parser.add_argument("--document", type=Path, default=shipped, help="文件及其预想问题的文件夹 a document's folder")
    parser.add_argument("--out", type=Path, default=here / "model", help="写到哪里 target folder")
    parser.add_argument("--words", type=int, default=30_000, help="语料中最常见的多少个词 words kept of the corpus")
    parser.add_argument(
        "--plain", action="store_true", help="不用这份文件的问题 without the document: what it gets as a new one"
    )
    given = parser.parse_args()
    train(given.corpus, None if given.plain else given.document, given.out, given.words)


if __name__ == "__main__":
    main()
