"""What becomes of records that are deleted."""

from __future__ import annotations

from emulator.freshsales import errors
from emulator.freshsales.ids import is_id
from emulator.freshsales.kinds import Kind
from emulator.freshsales.rules.people import check_contact_email
from emulator.freshsales.tables import emails_of
from emulator.table import Record
from emulator.visit import Visit, keeps


@keeps("freshsales.records.recycle-bin")
def into_bin(visit: Visit, kind: Kind, record: Record) -> bool:
    """A deleted record lies in the recycle bin, where no id and no look-up finds it."""
    visit.account.tables[kind.many].remove(record["id"])
    visit.account.tables[kind.bin].put({**record, "is_deleted": True})
    return True


@keeps("freshsales.records.restored")
def out_of_bin(visit: Visit, kind: Kind, record_id: str) -> Record:
    """A contact comes back out of the recycle bin as it was, unless its email is taken by now."""
    binned = visit.account.tables[kind.bin]
    record = binned.get(int(record_id)) if is_id(record_id) else None
    if record is None:
        raise errors.not_found(kind.word)
    for email in emails_of(record):
        check_contact_email(visit, email, record["id"])
    binned.remove(record["id"])
    return visit.account.tables[kind.many].put({**record, "is_deleted": False})


@keeps("freshsales.deletes.body")
def confirm(_visit: Visit) -> bool:
    """Where a record's delete is answered true, a note's or task's has success: "200"."""
    return True
