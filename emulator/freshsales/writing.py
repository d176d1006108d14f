"""Creating and changing records: what every endpoint that writes one does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from contracts.call import Json
from emulator.freshsales.companies import settle_account, settle_deal
from emulator.freshsales.fields import blank_of
from emulator.freshsales.indexing import keep_earlier
from emulator.freshsales.kinds import Kind
from emulator.freshsales.people import settle_contact, settle_lead
from emulator.freshsales.rules import writes as rules
from emulator.freshsales.stamps import stamp
from emulator.table import Record
from emulator.visit import Visit

Settle = Callable[[Visit, dict[str, Json], Record], None]
"""Checks the values of a write against the record they are for, and completes them."""

_SETTLE: Mapping[str, Settle] = {
    "lead": settle_lead,
    "contact": settle_contact,
    "sales_account": settle_account,
    "deal": settle_deal,
}


def said_of(visit: Visit, kind: Kind) -> dict[str, Json]:
    """What the body says of a record; Refusal where it says nothing of one."""
    rules.check_is_json(visit, kind)
    return rules.check_wrapped(visit, kind)


def written(
    visit: Visit, kind: Kind, said: Mapping[str, Json], present: Record | None = None
) -> Record:
    """A new record, or ``present`` with what is said changed; Refusal where it cannot be."""
    values = values_of(visit, kind, said)
    now = stamp(visit.account)
    record = present or {**blank_of(kind.attributes), "created_at": now}
    if present is None:
        record["id"] = None
    custom = rules.merged(visit, kind, values.pop("custom_field", {}), record["custom_field"])
    _SETTLE[kind.word](visit, values, record)
    record = {**record, **values, "custom_field": custom, "updated_at": now}
    if present is None:
        record["id"] = visit.account.next_id()
    else:
        keep_earlier(visit, kind, present)
    return visit.account.tables[kind.many].put(record)


def values_of(visit: Visit, kind: Kind, said: Mapping[str, Json]) -> dict[str, Json]:
    """What is said of a record, each value read as its attribute; Refusal for another type."""
    values, unknown = dict[str, Json](), list[str]()
    for name, value in said.items():
        attribute = kind.takes.get(name)
        if attribute is None:
            unknown.append(name)
        else:
            rules.read_into(values, visit, attribute, value)
    rules.drop_unknown(visit, unknown)
    return values
