"""Who asks with a ticket: found by an id or an address, or made a contact.

Source: developers.freshdesk.com/api, Create a Ticket.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from emulator.freshdesk.parameters import Said
from emulator.freshdesk.rules import tickets as rules
from emulator.freshdesk.writing import write_contact
from emulator.table import Record
from emulator.visit import Visit

FOUND_BY: Mapping[str, str] = {
    "email": "address",
    "phone": "phone",
    "twitter_id": "twitter_id",
    "unique_external_id": "unique_external_id",
}
"""What tells a contact from others, and the index that finds it."""


def requester_of(visit: Visit, values: Mapping[str, Json]) -> Record:
    """The contact or agent who asks, made a contact where nobody is found."""
    if values.get("requester_id") is not None:
        return rules.check_requester(visit, values["requester_id"])
    told = {name: values[name] for name in FOUND_BY if values.get(name) is not None}
    for name, value in told.items():
        found = _found(visit, name, value)
        if found is not None:
            return found
    told["name"] = values.get("name") or told.get("email")
    rules.check_newcomer(visit, told)
    rules.make_contact(visit)
    return write_contact(visit, Said(sent=dict(told), values=dict(told)), None)


def _found(visit: Visit, name: str, value: str) -> Record | None:
    tables = visit.account.tables
    if name == "email":
        agents = tables["agents"].find("email", value.casefold())
        return next(iter([*agents, *tables["contacts"].find("address", value.casefold())]), None)
    return next(iter(tables["contacts"].find(FOUND_BY[name], value)), None)
