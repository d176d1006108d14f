"""Marketing lists: named sets of contacts.

Source: developers.freshworks.com, CRM API; python-freshworks-crm.
"""

from __future__ import annotations

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshsales import shapes
from emulator.freshsales.ids import record_of
from emulator.freshsales.kinds import CONTACT, LIST
from emulator.freshsales.paging import meta_of, page_of
from emulator.freshsales.rules import lists as rules
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

routes = Routes("lists", __name__)


@routes.get("/lists")
def index(visit: Visit) -> Answer:
    """A page of the lists there are."""
    table = visit.account.tables["lists"]
    shown: list[Json] = [_shown(each) for each in page_of(visit, table)]
    return Answer(200, {"lists": shown, "meta": meta_of(visit, len(table))})


@routes.post("/lists")
def create(visit: Visit) -> Answer:
    """A new list, empty."""
    named: Record = {"name": rules.name_in(visit), "contact_ids": []}
    made = visit.account.tables["lists"].put({"id": visit.account.next_id(), **named})
    return Answer(200, {"list": _shown(made)})


@routes.put("/lists/<record_id>")
def rename(visit: Visit, record_id: str) -> Answer:
    """A list under another name."""
    held = record_of(visit, LIST, record_id)
    changed = visit.account.tables["lists"].put({**held, "name": rules.name_in(visit)})
    return Answer(200, {"list": _shown(changed)})


@routes.put("/lists/<record_id>/add_contacts")
def add(visit: Visit, record_id: str) -> Answer:
    """Contacts into a list; who is in it stays in it once."""
    _put(visit, record_of(visit, LIST, record_id), rules.ids_in(visit))
    return Answer(200, {"message": "The contacts will be added to the list."})


@routes.put("/lists/<record_id>/remove_contacts")
def remove(visit: Visit, record_id: str) -> Answer:
    """Contacts, or ``all`` of them, out of a list."""
    held = record_of(visit, LIST, record_id)
    _take(visit, held, held["contact_ids"] if rules.says_all(visit) else rules.ids_in(visit))
    return Answer(200, {"message": "The contacts will be removed from the list."})


@routes.put("/lists/<record_id>/move_contacts")
def move(visit: Visit, record_id: str) -> Answer:
    """Contacts out of the list ``from_list_id`` into this one."""
    into, ids = record_of(visit, LIST, record_id), rules.ids_in(visit)
    source = record_of(visit, LIST, rules.source_in(visit))
    moved = [each for each in ids if each in source["contact_ids"]]
    _take(visit, source, moved)
    _put(visit, visit.account.tables["lists"].get(into["id"]) or into, moved)
    return Answer(200, {"message": "The contacts will be moved to the list."})


@routes.get("/contacts/lists/<record_id>")
def contacts(visit: Visit, record_id: str) -> Answer:
    """A page of the contacts of a list."""
    table, held = visit.account.tables["contacts"], record_of(visit, LIST, record_id)
    there = [contact for i in held["contact_ids"] if (contact := table.get(i))]
    shown: list[Json] = [shapes.record(visit, CONTACT, each) for each in page_of(visit, there)]
    return Answer(200, {"contacts": shown, "meta": meta_of(visit, len(there))})


def _put(visit: Visit, held: Record, ids: list[int]) -> None:
    there = [i for i in ids if visit.account.tables["contacts"].get(i)]
    after = list(dict.fromkeys([*held["contact_ids"], *there]))
    visit.account.tables["lists"].put({**held, "contact_ids": after})


def _take(visit: Visit, held: Record, ids: list[int]) -> None:
    gone = set(ids)
    after = [i for i in held["contact_ids"] if i not in gone]
    visit.account.tables["lists"].put({**held, "contact_ids": after})


def _shown(held: Record) -> Record:
    return {"id": held["id"], "name": held["name"]}
