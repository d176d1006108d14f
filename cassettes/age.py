"""How old a recording may be before nobody should trust it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cassettes.cassette import Cassette
from cassettes.interaction import EPOCH


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
    return f"was recorded {at:%Y-%m-%d}, {_days(age)} ago: more than {_days(most)}"


def _days(span: timedelta) -> str:
    days = span / timedelta(days=1)
    return "1 day" if days == 1 else f"{days:.1f} days" if days < 10 else f"{days:.0f} days"
