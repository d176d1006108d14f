"""When a request is sent again, and how long to wait before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from contracts.exchange import Answer, Exchange

NEVER = (501, 505, 511)
"""Statuses from 500 up that another try does not mend, as Segment's libraries have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a sender keeps trying; times in seconds.

    Waits double from ``first`` to ``longest``, less a random part so that senders do not come
    back together. A ``Retry-After`` is obeyed in full; one above ``longest_asked`` is not
    waited for.
    """

    tries: int = 6
    first: float = 0.5
    longest: float = 30.0
    longest_asked: float = 3600.0

    def wait(self, tried: int, chance: float) -> float | None:
        """The wait after the ``tried``-th try that met no answer; None to give up.

        ``chance`` is a random number from 0 to 1.
        """
        if tried >= self.tries:
            return None
        whole: float = min(self.longest, self.first * 2 ** (tried - 1))
        return whole * (1 + chance) / 2

    def wait_after(self, answer: Answer, tried: int, chance: float, now: datetime) -> float | None:
        """The wait after an answer; None where it is final, or to give up."""
        if not is_passing(answer.status):
            return None
        own = self.wait(tried, chance)
        asked = retry_after(answer, now)
        if own is None or asked is None:
            return own
        return None if asked > self.longest_asked else max(asked, 0.0) + self.first * chance


def is_passing(status: int) -> bool:
    """Whether an answer of this status may turn out otherwise a little later."""
    return status in (408, 429) or (status >= 500 and status not in NEVER)


def is_unsure(exchange: Exchange) -> bool:
    """Whether a write may have been done although the vendor does not say so.

    A vendor that failed (500, 503), or a gateway that got no answer from it (502, 504), says no
    more than silence does.
    """
    answer = exchange.answer
    passing = answer is None or (answer.status >= 500 and is_passing(answer.status))
    return exchange.request.writes and passing


def retry_after(answer: Answer, now: datetime) -> float | None:
    """The seconds a Retry-After header asks to wait, given as a number or a date (RFC 9110)."""
    value = (answer.header("Retry-After") or "").strip()
    if value.isdecimal() and value.isascii():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds()
