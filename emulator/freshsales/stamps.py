"""The account's time as Freshsales writes it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulator.account import Account


def stamp(account: Account) -> str:
    """The time now in the account's time zone, in seconds: ``2022-10-11T08:42:15-04:00``."""
    here = datetime.strptime(account.settings["utc_offset"], "%z").tzinfo or timezone(timedelta())
    return account.clock.now().astimezone(here).isoformat(timespec="seconds")
