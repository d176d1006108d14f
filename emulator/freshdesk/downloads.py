"""Files that the vendor makes and keeps for a while, read at an address that is its own key.

Source: developers.freshdesk.com/api, Contacts, Export Contacts; the vendor's own files lie with a
store elsewhere, whose addresses are signed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshdesk.errors import not_found
from emulator.freshdesk.rules import exports as rules
from emulator.routes import Routes
from emulator.visit import Visit

if TYPE_CHECKING:
    from emulator.account import Account

TABLE = "downloads"
_CSV = {"Content-Type": "text/csv; charset=utf-8"}

routes = Routes(TABLE, __name__)


@routes.get("/downloads/<file_id>")
def show(visit: Visit, file_id: str) -> Answer:
    """The file at that address, as long as it is kept."""
    file = visit.account.tables[TABLE].get(file_id)
    if file is None:
        raise not_found()
    rules.check_kept(visit, file)
    rules.tell_by_address(visit)
    return Answer(200, file["content"], _CSV)


def keep_csv(account: Account, rows: Iterable[Sequence[Json]]) -> str:
    """The id of a new file that holds these rows."""
    text = io.StringIO()
    csv.writer(text).writerows([_cell(value) for value in row] for row in rows)
    made = {"content": text.getvalue(), "queued_at": account.clock.seconds()}
    file_id: str = account.tables[TABLE].put({"id": new_id(account), **made})["id"]
    return file_id


def address_of(visit: Visit, file_id: str) -> str:
    """Where a file is read."""
    return visit.address_of(f"/api/v2/downloads/{file_id}")


def new_id(account: Account) -> str:
    """An id of 40 hexadecimal digits that nobody guesses."""
    return f"{account.random.getrandbits(160):040x}"


def _cell(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
