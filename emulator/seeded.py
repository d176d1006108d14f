"""Randomness that repeats and whose state is one number."""

from __future__ import annotations

from random import Random
from typing import Any

_MASK = (1 << 64) - 1


class Seeded(Random):
    """A generator (SplitMix64) with the same sequence for the same ``state``, a 64-bit integer.

    It can be saved and resumed by ``state``; the Mersenne Twister would need 625 numbers.
    """

    state: int

    def seed(self, a: Any = 0, version: int = 2) -> None:  # noqa: ARG002
        """Start the sequence of integer ``a``."""
        self.state = int(a or 0) & _MASK

    def random(self) -> float:
        """A float in [0, 1)."""
        return self.getrandbits(53) / (1 << 53)

    def getrandbits(self, k: int, /) -> int:
        """An integer of ``k`` random bits."""
        bits = 0
        for _ in range(0, k, 64):
            bits = (bits << 64) | self._next()
        return bits >> (-k % 64)

    def _next(self) -> int:
        self.state = (self.state + 0x9E3779B97F4A7C15) & _MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return z ^ (z >> 31)
