"""Rate windows on an account's virtual clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.call import Json

if TYPE_CHECKING:
    from emulator.account import Account

_SWEEP_AT = 1_000


@dataclass(frozen=True, slots=True)
class Spent:
    """What is left of a window: requests, the seconds until it ends, and whether it was empty."""

    remaining: int
    resets_in: float
    over: bool


class Windows:
    """Fixed windows by key; each starts with the first request after the one before ended."""

    def __init__(self) -> None:
        self._windows: dict[Json, tuple[float, float, int]] = {}
        self._sweep_at = _SWEEP_AT

    def __len__(self) -> int:
        return len(self._windows)

    def clear(self) -> None:
        """Start every window anew."""
        self._windows.clear()

    def spend(self, key: Json, limit: int, per_seconds: float, now: float, cost: int = 1) -> Spent:
        """Take ``cost`` requests out of the window of ``key``; a window is never below empty."""
        starts, ends, count = self._windows.get(key, (now, now, 0))
        if not starts <= now < ends:
            starts, ends, count = now, now + per_seconds, 0
        self._windows[key] = starts, ends, count + cost
        if len(self._windows) > self._sweep_at:
            self._sweep(now)
        return Spent(max(limit - count - cost, 0), ends - now, count + cost > limit)

    def _sweep(self, now: float) -> None:
        self._windows = {k: w for k, w in self._windows.items() if w[0] <= now < w[1]}
        self._sweep_at = max(_SWEEP_AT, 2 * len(self._windows))


def spend(account: Account, key: Json, limit: int, per_seconds: float, cost: int = 1) -> Spent:
    """Take ``cost`` requests out of an account's window ``key`` of ``limit`` requests a span."""
    return account.windows.spend(key, limit, per_seconds, account.clock.seconds(), cost)
