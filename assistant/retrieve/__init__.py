"""From plans to tasks: the condition exactly, the topic by meaning and by the letter."""

from assistant.retrieve.several import run_all

__all__ = ["run_all"]
