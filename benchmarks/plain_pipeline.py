"""The usual pipeline to compare with: LangChain and Chroma with the same embedding, the four nearest passages.

    python -m benchmarks.plain_pipeline build FOLDER
    python -m benchmarks.plain_pipeline ask FOLDER QUESTION

It gets whole tasks as passages, the best case for it: cut by length they would be torn apart.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_chroma import Chroma

TOP = 4


def open_store(folder: Path) -> Chroma:
    """The vector store in this folder, made where there is none."""
    from chromadb.config import Settings as ChromaSettings
    from langchain_chroma import Chroma

    from index.embedding import load_embedding

    return Chroma(
        "plain",
        embedding_function=load_embedding(),
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
    """The tasks of the shipped documents with their fields, as the documents print them."""
    from assistant import open_assistant

    documents = open_assistant().documents.values()
    return [task.span.cut(document.text) for document in documents for task in document.tasks]


def main(arguments: list[str]) -> int:
    """The two commands of the module's docstring."""
    command, folder, *rest = arguments
    if command == "build":
        build(Path(folder), shipped_passages())
    else:
        print(*ask(open_store(Path(folder)), rest[0]), sep="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
