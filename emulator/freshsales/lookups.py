"""Finding records: by the exact value of a field, and by words.

Source: developers.freshworks.com, CRM API; gomodules/freshsales-client-go; python-freshworks-crm.
"""

from __future__ import annotations

from functools import partial

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshsales import shapes
from emulator.freshsales.auth import SUITE
from emulator.freshsales.indexing import indexed
from emulator.freshsales.kinds import KINDS, LEAD, Kind
from emulator.freshsales.matching import found_in, holders
from emulator.freshsales.paging import asked, page_of
from emulator.freshsales.tables import name_of, words_of
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit, keeps

routes = Routes("lookups", __name__)


@routes.get("/lookup")
def lookup(visit: Visit) -> Answer:
    """For each of ``entities``, the records whose field ``f`` is exactly ``q``."""
    found = dict[str, Json]()
    field, value = asked(visit, "f") or "email", asked(visit, "q")
    for kind in _kinds(visit, "entities"):
        find = partial(found_in, kind=kind, field=field, value=value)
        seen = indexed(visit, kind, find) if value else []
        shown = [shapes.record(visit, kind, record) for record in seen]
        found[kind.many] = {kind.many: shown}
    return Answer(200, found)


@routes.get("/search")
def search(visit: Visit) -> Answer:
    """The records in whose name and emails the words of ``q`` stand, as one bare list."""
    words = asked(visit, "q").casefold().split()
    hits: list[Record] = [
        {**record, "kind": kind.word}
        for kind in _kinds(visit, "include")
        for record in indexed(visit, kind, partial(holders, words=words))
    ] + _users(visit, words)
    page = page_of(visit, hits)
    spell_ids(visit, len(page))
    return Answer(200, [_hit(hit) for hit in page])


@keeps("freshsales.search.ids-as-text")
def spell_ids(_visit: Visit, found: int) -> bool:
    """The ids that a search answers are text; elsewhere they are integers."""
    return found > 0


def _users(visit: Visit, words: list[str]) -> list[Record]:
    """The users of whom a search is told, where ``include`` names them."""
    if not words or "user" not in _named(visit, "include"):
        return []
    return [
        {**user, "kind": "user"}
        for user in visit.account.tables["users"]
        if words_of(f"{user['display_name']} {user.get('email', '')}").issuperset(words)
    ]


def _kinds(visit: Visit, name: str) -> list[Kind]:
    words = _named(visit, name)
    served = [
        k for k in KINDS.values() if k is not LEAD or not visit.request.path.startswith(SUITE)
    ]
    return [kind for kind in served if not any(words) or kind.word in words]


def _named(visit: Visit, name: str) -> list[str]:
    """What a parameter lists, parted by commas."""
    said = visit.request.query.get(name, "")
    return (said if isinstance(said, str) else ",".join(said)).split(",")


def _hit(record: Record) -> Json:
    return {
        "id": str(record["id"]),
        "type": record["kind"],
        "name": name_of(record),
        "email": record.get("email"),
        "avatar": record.get("avatar"),
    }
