"""From a question to a cited answer.

>>> from assistant import open_assistant
>>> open_assistant().ask("市政府办公厅牵头几项任务")  # doctest: +SKIP
"""

from assistant.settings import Settings, load_settings
from assistant.types import Answer, Outcome, Turn
from assistant.wiring import Assistant, open_assistant

__all__ = ["Answer", "Assistant", "Outcome", "Settings", "Turn", "load_settings", "open_assistant"]
