"""Records by what a path names: the id, or the client's own id."""

from __future__ import annotations

import re
from urllib.parse import quote

from contracts.call import Json
from emulator.answering import unrouted
from emulator.table import Record
from emulator.usercom.errors import method_not_allowed, not_found
from emulator.usercom.headers import allowed
from emulator.usercom.unbuilt import unbuilt
from emulator.visit import Refusal, Visit, keeps


def record_of(visit: Visit, table: str, record_id: Json) -> Record:
    """The record of an id; what stands in its place may be an endpoint's name."""
    if not re.fullmatch("[0-9]{1,19}", str(record_id)):
        check_method(visit)
        record_id = -1
    return record_by_id(visit, table, int(record_id))


def check_method(visit: Visit) -> None:
    """An endpoint whose name stands where ids do takes its own methods alone."""
    method = visit.request.method
    if method not in (allowed(visit.request.path) or "").split(", "):
        raise Refusal(method_not_allowed(method))


@keeps("usercom.ids.known")
def record_by_id(visit: Visit, table: str, record_id: int) -> Record:
    """An id that names nobody is answered 404."""
    record = visit.account.tables[table].get(record_id)
    if record is None:
        raise not_found()
    return record


@keeps("usercom.ids.custom-id-known")
def record_by_custom_id(visit: Visit, table: str, custom_id: Json) -> Record:
    """A custom_id that names nobody is answered 404; it matches exactly."""
    read_encoded(visit, custom_id)
    found = visit.account.tables[table].find("custom_id", custom_id)
    if not found and unbuilt(visit.request.method, visit.request.path):
        raise Refusal(unrouted(404)(visit))
    if not found:
        raise not_found()
    return found[0]


@keeps("usercom.ids.custom-id-in-path")
def read_encoded(_visit: Visit, custom_id: Json) -> bool:
    """A custom_id is one segment of a path, its characters percent-encoded or as they are."""
    return quote(str(custom_id), safe="") != str(custom_id)


@keeps("usercom.ids.doer-known")
def doer(_visit: Visit, found: Record | None) -> Record:
    """An event or a page view of an unknown user is answered 404 and not stored."""
    if found is None:
        raise not_found()
    return found
