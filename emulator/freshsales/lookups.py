"""Finding records: by the exact value of a field, by words, by a filter.

Source: developers.freshworks.com, CRM API; gomodules/freshsales-client-go; python-freshworks-crm.
"""

from __future__ import annotations

from contracts.call import Json
from contracts.exchange import Answer
from emulator.answering import unrouted
from emulator.freshsales import shapes
from emulator.freshsales.auth import SUITE
from emulator.freshsales.kinds import CONTACT, KINDS, LEAD, Kind
from emulator.freshsales.matching import holders, indexed, matches
from emulator.freshsales.tables import name_of
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

PER_PAGE = 25

routes = Routes("lookups", __name__)


@routes.get("/lookup")
def lookup(visit: Visit) -> Answer:
    """For each of ``entities``, the records whose field ``f`` is exactly ``q``."""
    query, found = visit.request.query, dict[str, Json]()
    field, value = str(query.get("f", "email")), str(query.get("q", ""))
    for kind in _kinds(visit, "entities"):
        seen = indexed(visit, matches(visit, kind, field, value)) if value else []
        shown = [shapes.record(visit, kind, record) for record in seen]
        found[kind.many] = {kind.many: shown}
    return Answer(200, found)


@routes.get("/search")
def search(visit: Visit) -> Answer:
    """The records in whose name and emails the words of ``q`` stand, as one bare list."""
    words = str(visit.request.query.get("q", "")).casefold().split()
    hits: list[Json] = [
        _hit(kind, record)
        for kind in _kinds(visit, "include")
        for record in indexed(visit, holders(visit, kind, words))
    ]
    return Answer(200, hits[:PER_PAGE])


@routes.post("/filtered_search/contact")
def filtered_search(visit: Visit) -> Answer:
    """The contacts that have one of the emails; other filters are not emulated."""
    body = visit.request.body
    rules = body.get("filter_rule") if isinstance(body, dict) else None
    if not isinstance(rules, list) or len(rules) != 1 or not _is_by_email(rules[0]):
        return unrouted(404)(visit)
    value = rules[0]["value"]
    found = {
        record["id"]: record
        for email in (value if isinstance(value, list) else [value])
        for record in indexed(visit, matches(visit, CONTACT, "email", email))
    }
    shown: list[Json] = [shapes.record(visit, CONTACT, record) for record in found.values()]
    return Answer(200, {"contacts": shown, "meta": {"total": len(shown)}})


def _is_by_email(rule: Json) -> bool:
    return (
        isinstance(rule, dict)
        and rule.get("attribute") == "contact_email.email"
        and rule.get("operator") == "is_in"
        and "value" in rule
    )


def _kinds(visit: Visit, name: str) -> list[Kind]:
    said = visit.request.query.get(name, "")
    words = (said if isinstance(said, str) else ",".join(said)).split(",")
    served = [
        k for k in KINDS.values() if k is not LEAD or not visit.request.path.startswith(SUITE)
    ]
    return [kind for kind in served if not any(words) or kind.word in words]


def _hit(kind: Kind, record: Record) -> Json:
    return {
        "id": str(record["id"]),
        "type": kind.word,
        "name": name_of(record),
        "email": record.get("email"),
        "avatar": record.get("avatar"),
    }
