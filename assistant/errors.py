"""Errors whose message is meant for the user; the root is shared with the index."""

from index.errors import AssistantError, DocumentProblem, EmbeddingProblem, IndexProblem

__all__ = ["AssistantError", "DocumentProblem", "EmbeddingProblem", "IndexProblem", "SettingsProblem"]


class SettingsProblem(AssistantError):
    """A setting of the environment or of assistant.toml cannot be used."""
