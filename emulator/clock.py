"""The virtual clock: real time plus what tests have advanced it by."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

MOST_AHEAD = 100 * 365 * 86_400.0
"""The most seconds a clock runs ahead; dates a vendor adds to it can still be written."""


class Clock:
    """Tells the time of a fake.

    It runs with ``source`` (seconds since the epoch), or stands still at ``frozen_at``,
    and jumps ahead by ``advance``. It goes back only where a saved state is restored.
    """

    def __init__(
        self, source: Callable[[], float] = time.time, *, frozen_at: float | None = None
    ) -> None:
        self._source = source if frozen_at is None else (lambda: frozen_at)
        self._ahead = 0.0

    @property
    def ahead(self) -> float:
        """How many seconds it was advanced by."""
        return self._ahead

    def restore(self, ahead: float) -> None:
        """Run ``ahead`` seconds ahead of its source, as it did when that was saved."""
        self._ahead = ahead

    def seconds(self) -> float:
        """Seconds since the epoch, virtual."""
        return self._source() + self._ahead

    def now(self) -> datetime:
        """The virtual time, UTC."""
        return datetime.fromtimestamp(self.seconds(), UTC)

    def advance(self, seconds: float) -> None:
        """Jump ahead; ValueError for a negative number of seconds, or one beyond MOST_AHEAD."""
        if seconds < 0:
            raise ValueError("a clock cannot go back")
        if self._ahead + seconds > MOST_AHEAD:
            raise ValueError("a clock cannot run more than 100 years ahead")
        self._ahead += seconds
