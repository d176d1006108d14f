"""Reading instants as Segment's libraries write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from contracts.call import Json

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS_END = 31_557_600_000
"""Epoch numbers below are seconds (up to the year 2970), others milliseconds."""
_SHORT = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[T ])")


def instant(value: Json) -> datetime | None:
    """The instant that a date of a call names, UTC; None where it names none.

    Takes ISO 8601, also with one-digit months and days as Segment's own batch example has it,
    and epoch seconds or milliseconds as a number or digits. Without a zone it is UTC.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        text = value.strip()
        if not re.fullmatch(r"-?\d{5,}(\.\d+)?", text, re.ASCII):
            return _iso(text)
        value = float(text)
    return _epoch(value) if isinstance(value, int | float) else None


def zoned(value: Json) -> bool:
    """Whether a date says its time zone; an epoch number always does."""
    if not isinstance(value, str):
        return True
    return bool(re.search(r"(^-?\d{5,}(\.\d+)?|[Zz]|[+-]\d{2}:?\d{2})$", value.strip()))


def _iso(text: str) -> datetime | None:
    padded = _SHORT.sub(lambda m: f"{m[1]}-{m[2]:0>2}-{m[3]:0>2}", text)
    try:
        read = datetime.fromisoformat(padded)
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _epoch(number: float) -> datetime | None:
    try:
        seconds = number if abs(number) < _SECONDS_END else number / 1000
        return _EPOCH + timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        return None
