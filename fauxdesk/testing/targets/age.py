"""How old a recording may be, as a run is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class MostAge:
    """The longest time since a recording was made; beyond it the test fails, or is only warned."""

    span: timedelta
    only_warns: bool


def most_age(text: str) -> MostAge:
    """The age in ``90d`` or ``warn:90d``; ValueError for anything else."""
    from contracts.duration import seconds_in
    from contracts.problem import BadInput

    warns, colon, span = text.rpartition(":")
    if colon and warns != "warn":
        raise ValueError(f"{text!r} is no age; write 90d, or warn:90d only to be warned")
    try:
        return MostAge(timedelta(seconds=seconds_in(span)), only_warns=bool(colon))
    except BadInput as bad:
        raise ValueError(str(bad)) from None
