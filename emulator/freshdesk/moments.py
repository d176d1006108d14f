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


def asked_since(visit: Visit) -> str | None:
    """The moment since which records have to have changed; None where none is named."""
    moments = [_moment(visit, name) for name in SINCE if asked(visit, name) is not None]
    return max(moments, default=None)


def changed_since(
    visit: Visit, table: str, found: list[Record] | None = None
) -> list[Record] | None:
    """What of ``found``, or of a whole table, changed since the moment asked; all where none is.

    A whole table is None.
    """
    start = asked_since(visit)
    if start is None:
        return found
    if found is not None:
        return [record for record in found if record["updated_at"] >= start]
    row = visit.account.tables[table].row("updated")
    return row.slice(row.start(start), len(row))


def _moment(visit: Visit, name: str) -> str:
    moment = moment_of(asked(visit, name) or "")
    if moment is None:
        raise Invalid(fault(name, _MALFORMED, "invalid_value"))
    return moment.strftime(WRITTEN)
