"""How often something may happen, for everybody together: visitors are not told apart."""

from __future__ import annotations

import threading
import time
from collections import deque


class Limit:
    """At most ``count`` events a minute. Safe for threads."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._times: deque[float] = deque()
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Whether one more may happen now."""
        now = time.monotonic()
        with self._lock:
            while self._times and now - self._times[0] > 60:
                self._times.popleft()
            if len(self._times) >= self._count:
                return False
            self._times.append(now)
            return True
