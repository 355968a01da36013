"""Tasks -> the words of an answer: one renderer for each measure, worded by the templates in ``prompts/``."""

from assistant.compose.answer import RENDERERS, compose
from assistant.compose.composed import Composed, Part

__all__ = ["RENDERERS", "Composed", "Part", "compose"]
