"""The embedding of texts: the bundled one, or any SentenceTransformer by name or folder.

``load_embedding`` only notes what is wanted; the model is loaded when a vector is first asked for. The bundled model is
a SentenceTransformer folder too, but a static one: a vector is the mean of its words' rows. Looking these up here takes
a tenth of a second at first use, where importing sentence-transformers would take five.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import EmbeddingProblem
from index.tokens import MODEL_FOLDER, normalise, tokenizer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)

RECORD_FILE = "training.json"
WEIGHTS_FILE = "model.safetensors"

_BATCH = 512
# What the authors of models call the prompt of a text that is searched; the first that is not empty is used.
_DOCUMENT_PROMPTS = ("document", "passage", "corpus")


class Embedder(Protocol):
    """A LangChain embedding that knows its name. Vectors have length 1 and ``dimension`` numbers."""

    @property
    def name(self) -> str:
        """What an index records to know its model again."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers in a vector; loads the model."""
        ...

    @property
    def is_warm(self) -> bool:
        """Whether the model is loaded."""
        ...

    def warm(self) -> None:
        """Load the model now. Raises EmbeddingProblem where it cannot be had."""
        ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector for each text, in order."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        ...


def load_embedding(name: str | None = None) -> Embedder:
    """The bundled embedding, or the SentenceTransformer of this name or folder. Loads nothing yet."""
    return NamedEmbedding(name) if name else BundledEmbedding()


def available_embedding(name: str | None) -> Embedder:
    """The model of this name where it can be had, otherwise the bundled one, which is said. Loads the model."""
    wanted = load_embedding(name)
    try:
        wanted.warm()
    except EmbeddingProblem:
        if not name:
            raise
        _log.warning("向量模型“%s”加载不了，改用自带的模型。", name)
        return load_embedding()
    return wanted


class BundledEmbedding:
    """The static model in ``folder``: no torch, no network. Safe for threads."""

    def __init__(self, folder: Path = MODEL_FOLDER) -> None:
        self._folder = folder
        self._rows: NDArray[np.float16] | None = None
        self._lock = Lock()

    @property
    def name(self) -> str:
        """ "bundled-" and the beginning of the weights' SHA-256, so that a retrained model is another model."""
        try:
            record = json.loads((self._folder / RECORD_FILE).read_text(encoding="utf-8"))
            return f"bundled-{record['weights_sha256'][:12]}"
        except (OSError, ValueError, KeyError) as error:
            raise _damaged(self._folder) from error

    @property
    def dimension(self) -> int:
        return int(self._weights().shape[1])

    @property
    def is_warm(self) -> bool:
        return self._rows is not None

    def warm(self) -> None:
        self._weights()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        found: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            found += self._embed(texts[start : start + _BATCH]).tolist()
        return found

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Means of the rows of each text's words, of length 1, as (texts, dimension)."""
        import numpy as np

        rows = self._weights()
        encodings = tokenizer().encode_batch([normalise(text) for text in texts], add_special_tokens=False)
        vectors = np.zeros((len(texts), rows.shape[1]), np.float32)
        for vector, encoding in zip(vectors, encodings, strict=True):
            if encoding.ids:
                vector[:] = rows[encoding.ids].astype(np.float32).mean(axis=0)
        # A text without any known word still needs a vector of length 1: one fixed direction.
        vectors[~vectors.any(axis=1), -1] = 1.0
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def _weights(self) -> NDArray[np.float16]:
        with self._lock:
            if self._rows is None:
                from safetensors import SafetensorError
                from safetensors.numpy import load_file

                try:
                    self._rows = load_file(self._folder / WEIGHTS_FILE)["embedding.weight"]
                except (OSError, KeyError, SafetensorError) as error:
                    raise _damaged(self._folder) from error
            return self._rows


class NamedEmbedding:
    """A SentenceTransformer from a folder, the local cache or the Hugging Face hub. Safe for threads."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._model: Any = None
        self._lock = Lock()

    @property
    def dimension(self) -> int:
        return len(self.embed_query("长度"))

    @property
    def is_warm(self) -> bool:
        return self._model is not None

    def warm(self) -> None:
        self._loaded()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._loaded().embed_documents(texts)
        return vectors

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._loaded().embed_query(text)
        return vector

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = _sentence_transformer(self.name)
            return self._model


def _sentence_transformer(name: str) -> Any:
    from langchain_huggingface import HuggingFaceEmbeddings

    problem: Exception | None = None
    # What is on this machine is used as it is: no other machine is asked whether there is something newer.
    for local in (True,) if _is_folder(name) else (True, False):
        try:
            return _prompted(HuggingFaceEmbeddings(model_name=name, model_kwargs={"local_files_only": local}))
        except Exception as error:  # hub, network, file format: each library has its own exceptions
            problem = error
    raise EmbeddingProblem(_remedy(name)) from problem


def _prompted(model: Any) -> Any:
    """The model told apart questions and texts by its own prompts, and by its own routes where it has such."""
    # Private, but the only place where LangChain keeps which prompts the model was saved with.
    prompts: dict[str, str] = model._client.prompts
    document = next((name for name in _DOCUMENT_PROMPTS if prompts.get(name)), "document")
    model.encode_kwargs = {"normalize_embeddings": True, "prompt_name": document, "task": "document"}
    model.query_encode_kwargs = {"normalize_embeddings": True, "prompt_name": "query", "task": "query"}
    return model


def _is_folder(name: str) -> bool:
    """Whether a name means a folder: the hub's names have one slash at most and never begin like a path."""
    return Path(name).exists() or name.startswith((".", "~", "/", "\\")) or len(Path(name).parts) > 2


def _remedy(name: str) -> str:
    folder = Path(name).name
    instead = "要在此之前先用自带模型，设 ASSISTANT_EMBEDDING_FALLBACK=1。"
    if Path(name).is_dir():
        return f"文件夹“{name}”里没有能用的模型；请放入完整的 SentenceTransformer（含 modules.json）；{instead}"
    if _is_folder(name):
        return f"没有向量模型的文件夹“{name}”；请改正 ASSISTANT_EMBEDDING，或把模型放到那里；{instead}"
    return (
        f"向量模型“{name}”不在本机，也没能下载；请在能联网的机器上运行 hf download {name} --local-dir {folder}，"
        f"把文件夹 {folder} 拷来并设 ASSISTANT_EMBEDDING={folder} 的路径；{instead}"
    )


def _damaged(folder: Path) -> EmbeddingProblem:
    return EmbeddingProblem(
        f"自带的向量模型不完整（{folder}）；请重新安装本程序，或运行 python -m index.train 重新训练。"
    )
