"""The usual pipeline to compare with: LangChain and Chroma with the same embedding, the four nearest passages.

    python -m benchmarks.plain_pipeline build FOLDER
    python -m benchmarks.plain_pipeline ask FOLDER QUESTION [--light]

It gets whole tasks as passages, the best case for it: cut by length they would be torn apart. The embedding is loaded
the usual way, through HuggingFaceEmbeddings, or with --light as this product loads it, without torch.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

TOP = 4


def embedding(light: bool) -> Embeddings:
    """The bundled embedding, loaded the usual way or as this product does; the vectors are the same."""
    if light:
        from index.embedding import load_embedding

        return cast("Embeddings", load_embedding())
    from langchain_huggingface import HuggingFaceEmbeddings

    from index.tokens import MODEL_FOLDER

    return HuggingFaceEmbeddings(model_name=str(MODEL_FOLDER))


def open_store(folder: Path, light: bool = False) -> Chroma:
    """The vector store in this folder, made where there is none."""
    from chromadb.config import Settings as ChromaSettings
    from langchain_chroma import Chroma

    return Chroma(
        "plain",
        embedding_function=embedding(light),
        persist_directory=str(folder),
        client_settings=ChromaSettings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder)),
    )


def build(folder: Path, passages: list[str]) -> None:
    """Embed and store the passages."""
    open_store(folder).add_texts(passages)


def ask(store: Chroma, question: str) -> list[str]:
    """The nearest passages, nearest first."""
    return [document.page_content for document in store.similarity_search(question, k=TOP)]


def shipped_passages() -> list[str]:
    """The tasks of the shipped documents with their fields, the same as in the evaluation's comparison."""
    from assistant import open_assistant
    from eval.peers.retrievers import passages

    return [passage.text for document in open_assistant().documents.values() for passage in passages(document)]


def main(arguments: list[str]) -> int:
    """The two commands of the module's docstring."""
    command, folder, *rest = arguments
    if command == "build":
        build(Path(folder), shipped_passages())
    else:
        print(*ask(open_store(Path(folder), light="--light" in rest), rest[0]), sep="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
