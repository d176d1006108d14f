"""When a call happened, told by clocks that may be wrong.

Segment's formula: ``timestamp = receivedAt - (sentAt - originalTimestamp)``.
Source: segment.com/docs/connections/spec/common, Timestamps.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from contracts.call import Json
from forwarder.dates import instant, zoned


def corrected(
    message: Mapping[str, Json], received_at: datetime | None
) -> tuple[datetime | None, list[str]]:
    """The instant of a message and what to warn of.

    Without ``sentAt`` or the time of receipt nothing is corrected; a time that cannot be read
    gives way to the time of receipt. None where nothing tells a time.
    """
    warnings: list[str] = []
    received = _read(message, "receivedAt", warnings) or received_at
    sent = _read(message, "sentAt", warnings)
    original = _read(message, "originalTimestamp", warnings)
    if original is None:
        original = _read(message, "timestamp", warnings)
    if original is None or received is None or sent is None:
        return original or received, warnings
    try:
        return received - (sent - original), warnings
    except OverflowError:
        return received, [*warnings, "timestamp cannot be corrected by sentAt"]


def _read(message: Mapping[str, Json], name: str, warnings: list[str]) -> datetime | None:
    value = message.get(name)
    if value is None:
        return None
    read = instant(value)
    if read is None:
        warnings.append(f"{name} cannot be read and is not used")
    elif not zoned(value):
        warnings.append(f"{name} has no time zone and counts as UTC")
    return read
