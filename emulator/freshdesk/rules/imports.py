"""What Freshdesk holds imports to.

Source: developers.freshdesk.com/api, Contacts, Import Contacts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from contracts.call import Json
from emulator.freshdesk import errors
from emulator.multipart import Upload
from emulator.table import Record
from emulator.visit import Refusal, Visit, keeps

LISTED = 5
"""How many imports a list shows."""
_KEYS = {"contacts": ("email", "unique_external_id"), "companies": ("name",)}
"""By what a row means a record that is there; the first that the row has."""
_NUMBER = re.compile("[0-9]{1,4}")


@keeps("freshdesk.imports.form")
def check_form(
    _visit: Visit, file: Json | Upload, columns: Sequence[Record], strange: Sequence[str]
) -> Upload:
    """An import is a file and, of one field at least, the number of its column."""
    wrong = [errors.unexpected(spelled) for spelled in strange]
    if file in (None, ""):
        wrong.append(errors.missing("file"))
    elif not isinstance(file, Upload):
        wrong.append(errors.wrong_elements("file", "valid file format"))
    if not columns and not strange:
        wrong.append(errors.missing("fields"))
    wrong += [
        errors.mismatch(column["spelled"], "String", "Integer")
        for column in columns
        if not isinstance(column["number"], str) or not _NUMBER.fullmatch(column["number"])
    ]
    if wrong or not isinstance(file, Upload):
        raise errors.Invalid(*wrong)
    return file


@keeps("freshdesk.imports.last-five")
def leave_out_older(_visit: Visit, newest: Sequence[Record]) -> bool:
    """A list shows the last five imports."""
    return len(newest) > LISTED


@keeps("freshdesk.imports.cancelled-in-progress")
def check_in_progress(_visit: Visit, begun: Record) -> None:
    """Only an import in progress is cancelled."""
    if not begun["pending"]:
        raise errors.inconsistent(f"The import is {begun['status']}")


@keeps("freshdesk.imports.each-alone")
def skip_refused(_visit: Visit) -> bool:
    """A row that is refused is told among the failures and leaves the others alone."""
    return True


def meant(visit: Visit, table: str, sent: Mapping[str, Json]) -> Record | None:
    """The record that a row means: by the email or else the external id, a company by its name."""
    for key in _KEYS[table]:
        value = sent.get(key)
        if isinstance(value, str):
            exact = key == "unique_external_id"
            found = visit.account.tables[table].find(key, value if exact else value.casefold())
            if found:
                return found[0]
    return None


def reason(refusal: Refusal) -> str:
    """Why a row was refused, in one line."""
    body = refusal.answer.body
    if isinstance(body, dict) and "errors" in body:
        return "; ".join(f"{fault['field']}: {fault['message']}" for fault in body["errors"])
    return str(body["message"]) if isinstance(body, dict) else "refused"
