"""Records by the id in a path."""

from __future__ import annotations

import re

from emulator.answering import unrouted
from emulator.table import Record
from emulator.visit import Refusal, Visit, keeps
from emulator.zendesk.errors import not_found, wrong_parameter
from emulator.zendesk.unbuilt import unbuilt


def record_of(visit: Visit, table: str, text: str, endpoint: str) -> Record:
    """The record of that id; ``endpoint``, spelled ``users/show``, is named where it is no id."""
    if not text.isdecimal() and unbuilt(visit.request.method, visit.request.path):
        raise Refusal(unrouted(404)(visit))
    record = visit.account.tables[table].get(integer_id(visit, text, endpoint))
    if record is None:
        raise not_found()
    return record


@keeps("zendesk.ids.integer")
def integer_id(_visit: Visit, text: str, endpoint: str) -> int:
    """An id is an integer of any size."""
    if re.fullmatch("[0-9]{1,32}", text):
        return int(text)
    raise wrong_parameter("id", "id", "an integer", endpoint)
