"""Work that is done later: an export or an import is in progress until the virtual clock has moved.

Source: developers.freshdesk.com/api, Contacts, Export and Import Contacts, which say nothing of how
long it takes: the account file does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulator.table import Record

if TYPE_CHECKING:
    from emulator.account import Account


def seconds_left(account: Account, job: Record) -> float:
    """How long the work still takes; 0 once it is to be done."""
    ends: float = job["queued_at"] + account.settings["job_seconds"]
    return max(ends - account.clock.seconds(), 0)


def due(account: Account, table: str) -> list[Record]:
    """The work that is to be done now, the oldest first."""
    found = [j for j in account.tables[table].find("pending", True) if not seconds_left(account, j)]
    return sorted(found, key=lambda job: (job["queued_at"], job["id"]))


def finish_due(account: Account) -> None:
    """Do all work whose time has come."""
    from emulator.freshdesk.exports import write_file
    from emulator.freshdesk.importing import do_import

    for begun in due(account, "imports"):
        do_import(account, begun)
    for export in due(account, "exports"):
        write_file(account, export)
