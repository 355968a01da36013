"""What can go wrong between a file and a searchable index, as sentences for the user."""

from __future__ import annotations


class AssistantError(Exception):
    """Root of every error whose message is meant for the user: one Chinese sentence with the way out."""


class IndexProblem(AssistantError):
    """The index is missing, unreadable, empty, or was built by something this version cannot use."""


class DocumentProblem(AssistantError):
    """A document cannot be read: missing, empty, unknown format or encoding, or no tasks were found in it."""


class EmbeddingProblem(AssistantError):
    """An embedding model cannot be loaded or does not fit the index."""
