"""Waiting for Ctrl-C or SIGTERM, which end a server cleanly."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interruption() -> Iterator[Callable[[], object]]:
    """Inside the block Ctrl-C and SIGTERM end only the wait for them, which is what it gives.

    They may come before anybody waits. Works in the main thread alone.
    """
    ended = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    before = {n: signal.signal(n, end) for n in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield ended.wait
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
