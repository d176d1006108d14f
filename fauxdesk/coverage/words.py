"""What every report of coverage says in the same words."""

from __future__ import annotations

from collections import Counter

from contracts.covered import CoveredRule, Recorded


def ways_of(covered: CoveredRule) -> str:
    """How often a rule was kept, broken, applied, refused by or cited: ``cited 1, kept 3``."""
    ways = Counter(sign.how for sign in covered.signs)
    return ", ".join(f"{how} {count}" for how, count in sorted(ways.items()))


def day_of(recorded: Recorded | None) -> str:
    """The day of a rule's latest recording and who answered; empty where there is none."""
    if recorded is None:
        return ""
    day = f"{recorded.at:%Y-%m-%d}" if recorded.at else "at no stated date"
    return f"{day}, {recorded.origin or 'origin not stated'}"
