"""Turns: those who share a key go one after the other, in the order they came."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Hashable, Iterator
from contextlib import contextmanager


class Turns:
    """A queue a key; a key that nobody waits for takes no memory."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[Hashable, deque[threading.Event]] = {}

    @contextmanager
    def of(self, key: Hashable) -> Iterator[None]:
        """Hold the turn of ``key``, after all who asked for it before."""
        mine = threading.Event()
        with self._lock:
            queue = self._waiting.setdefault(key, deque())
            queue.append(mine)
            if queue[0] is mine:
                mine.set()
        try:
            mine.wait()
            yield
        finally:
            self._leave(key, mine)

    def _leave(self, key: Hashable, mine: threading.Event) -> None:
        """Leave the queue, also from its midst: waiting may be interrupted."""
        with self._lock:
            queue = self._waiting[key]
            queue.remove(mine)
            if queue:
                queue[0].set()
            else:
                del self._waiting[key]
