"""How old a recording may be before nobody should trust it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cassettes.cassette import Cassette
from cassettes.interaction import EPOCH

_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
"""Seconds and name of each unit, the largest first."""


def stale(cassette: Cassette, most: timedelta, now: datetime | None = None) -> str | None:
    """Why the cassette is older than ``most`` by ``now`` (default: the real time), in a sentence.

    None where it is not. One that tells no date of recording is: nobody knows how old it is.
    """
    at = cassette.metadata.recorded_at
    if at == EPOCH:
        return "does not tell when it was recorded"
    age = (now or datetime.now(UTC)) - at
    if age <= most:
        return None
    return f"was recorded {at:%Y-%m-%d}, {_span(age)} ago: more than {_span(most)}"


def _span(span: timedelta) -> str:
    """The span in the largest unit of which it holds at least one."""
    seconds = span.total_seconds()
    size, unit = next((u for u in _UNITS if seconds >= u[0]), _UNITS[-1])
    count = (
        f"{seconds / size:.1f}".removesuffix(".0")
        if seconds < 10 * size
        else f"{seconds / size:.0f}"
    )
    return f"{count} {unit}" if count == "1" else f"{count} {unit}s"
