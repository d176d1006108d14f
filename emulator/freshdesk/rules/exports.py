"""What Freshdesk holds exports and the files it makes to.

Source: developers.freshdesk.com/api, Contacts, Export Contacts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from contracts.call import Json
from emulator.freshdesk import errors
from emulator.table import Record
from emulator.visit import Visit, keeps

KEPT = 15 * 86_400
"""How many seconds an export and its file are kept."""


@keeps("freshdesk.exports.one-at-a-time")
def check_idle(visit: Visit) -> None:
    """An account has one export in progress, of contacts or of companies."""
    if visit.account.tables["exports"].count("pending", True):
        raise errors.inconsistent("Another export is in progress")


@keeps("freshdesk.exports.fields")
def check_columns(
    _visit: Visit, asked: Mapping[str, Json], known: Mapping[str, Collection[str]]
) -> None:
    """An export names one field at least, and none that the account does not have."""
    if not any(asked.values()):
        raise errors.Invalid(errors.missing("fields"))
    wrong = [
        errors.not_listed(kind, known[kind])
        for kind, names in asked.items()
        if any(name not in known[kind] for name in names or ())
    ]
    if wrong:
        raise errors.Invalid(*wrong)


@keeps("freshdesk.exports.kept-15-days")
def check_kept(visit: Visit, kept: Record) -> None:
    """An export and its file are there for 15 days; after that nobody knows them."""
    if visit.account.clock.seconds() >= kept["queued_at"] + KEPT:
        raise errors.not_found()


@keeps("freshdesk.exports.address-is-key")
def tell_by_address(_visit: Visit) -> bool:
    """A file is read by its address alone, without an API key."""
    return True
