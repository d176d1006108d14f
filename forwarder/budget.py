"""How many requests a minute may go to a vendor."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Budget:
    """A bucket of requests: a tenth of a minute's worth at once, the rest evenly.

    So no minute sees more than ``per_minute``. ``seconds`` tells the time, ``sleep`` waits.
    """

    def __init__(
        self, per_minute: int, seconds: Callable[[], float], sleep: Callable[[float], object]
    ) -> None:
        self._most = max(1.0, per_minute // 10)
        self._a_second = max(1.0, per_minute - self._most) / 60
        self._held = self._most
        self._seconds, self._sleep = seconds, sleep
        self._at = seconds()
        self._lock = threading.Lock()

    def spend(self) -> None:
        """Take one request out of the bucket, waiting until there is one."""
        with self._lock:
            now = self._seconds()
            self._held = min(self._most, self._held + max(0.0, now - self._at) * self._a_second)
            self._at = now
            self._held -= 1
            wait = -self._held / self._a_second
        if wait > 0:
            self._sleep(wait)
