"""Records by the id in a path."""

from __future__ import annotations

import re

from emulator.answering import unrouted
from emulator.freshdesk.errors import not_found
from emulator.freshdesk.unbuilt import unbuilt
from emulator.table import Record
from emulator.visit import Refusal, Visit


def record_of(visit: Visit, table: str, text: str) -> Record:
    """The record of that id; Refusal where there is none, or where the text is a path unbuilt."""
    if not re.fullmatch("[0-9]{1,19}", text):
        if unbuilt(visit.request.method, visit.request.path):
            raise Refusal(unrouted(404)(visit))
        raise not_found()
    record = visit.account.tables[table].get(int(text))
    if record is None:
        raise not_found()
    return record
