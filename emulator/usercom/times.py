"""Times as User.com reads and writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from contracts.call import Json

if TYPE_CHECKING:
    from emulator.account import Account


class WrongTime(ValueError):
    """A value that is no time."""


def moment(value: Json) -> datetime:
    """The time (UTC) that ISO 8601 text or a number of seconds since 1970 names.

    A time without a zone is UTC. Raises WrongTime.
    """
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, str) and len(value) > 10:
            named = datetime.fromisoformat(value)
            return named.replace(tzinfo=named.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise WrongTime(str(error)) from error
    raise WrongTime("neither text nor a number")


def as_stamp(at: datetime) -> str:
    """A time as answers show it: UTC with microseconds, ``2018-10-29T20:00:32.471199Z``."""
    return at.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def stamp(account: Account) -> str:
    """The account's time as answers show it."""
    return as_stamp(account.clock.now())
