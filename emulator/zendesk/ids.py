"""Records by the id in a path."""

from __future__ import annotations

import re

from emulator.answering import unrouted
from emulator.table import Record
from emulator.visit import Refusal, Visit, keeps
from emulator.zendesk.errors import not_found, wrong_parameter
from emulator.zendesk.unbuilt import unbuilt


def record_of(
    visit: Visit, table: str, text: str, endpoint: str, *, or_in: str | None = None
) -> Record:
    """The record of that id in ``table``, or else in the table ``or_in``.

    ``endpoint``, spelled ``users/show``, is named where the id is none.
    """
    if not text.isdecimal() and unbuilt(visit.request.method, visit.request.path):
        raise Refusal(unrouted(404)(visit))
    record_id = integer_id(visit, text, endpoint)
    for name in (table, or_in):
        record = visit.account.tables[name].get(record_id) if name else None
        if record is not None:
            return record
    raise not_found()


@keeps("zendesk.ids.integer")
def integer_id(_visit: Visit, text: str, endpoint: str) -> int:
    """An id is an integer of any size."""
    if re.fullmatch("-?[0-9]{1,32}", text):
        return int(text)
    raise wrong_parameter("id", "id", "an integer", endpoint)
