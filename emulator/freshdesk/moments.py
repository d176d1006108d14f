"""When records changed.

Source: developers.freshdesk.com/api, Contacts and Companies; python-freshdesk spells the
parameter with an underscore.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulator.freshdesk.errors import Invalid, fault
from emulator.freshdesk.paging import asked
from emulator.freshdesk.values import moment_of
from emulator.table import Record
from emulator.visit import Visit

if TYPE_CHECKING:
    from emulator.account import Account

WRITTEN = "%Y-%m-%dT%H:%M:%SZ"
SINCE = ("updated_since", "_updated_since")
_MALFORMED = "It should be in the 'combined date and time ISO8601' format"


def stamp(account: Account) -> str:
    """The account's time as Freshdesk writes it: UTC, in seconds."""
    return account.clock.now().strftime(WRITTEN)


def changed_since(visit: Visit, records: list[Record]) -> list[Record]:
    """The records changed at or after the moment that a parameter names; all where none does."""
    for name in SINCE:
        text = asked(visit, name)
        if text is None:
            continue
        moment = moment_of(text)
        if moment is None:
            raise Invalid(fault(name, _MALFORMED, "invalid_value"))
        start = moment.strftime(WRITTEN)
        records = [record for record in records if record["updated_at"] >= start]
    return records
