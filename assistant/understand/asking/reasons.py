"""Questions that ask for the reason of what they take for granted: 任务82为什么没有牵头单位."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _why() -> re.Pattern[str]:
    return re.compile(tomllib.loads((Path(__file__).parent / "reasons.toml").read_text(encoding="utf-8"))["why"])


def asks_why(text: str) -> bool:
    """Whether a reason is asked for."""
    return _why().search(text) is not None
