"""Spans of time as people write them: ``90s``, ``2m``, ``1.5h``."""

from __future__ import annotations

import re

from contracts.problem import BadInput

UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
"""Seconds in one of each unit."""

LONGEST = 999_999_999 * UNITS["d"]
"""Seconds in the longest span that ``timedelta`` holds."""

_WRITTEN = re.compile(rf"(\d+(?:\.\d+)?)\s*({'|'.join(UNITS)})?", re.ASCII)


def seconds_in(span: object, *, field: str | None = None) -> float:
    """The seconds in ``"90s"``, ``"1.5h"``, ``90`` or ``"90"``; BadInput for anything else."""
    written = _WRITTEN.fullmatch(str(span).strip())
    if written is None or isinstance(span, bool) or not isinstance(span, str | int | float):
        says = f"{span!r} is no span of time; write seconds, or a number with ms, s, m, h or d"
        raise BadInput(says, field=field)
    seconds = float(written[1]) * UNITS[written[2] or "s"]
    if seconds > LONGEST:
        raise BadInput(f"{span!s:.40} is longer than any span of time", field=field)
    return seconds
