"""Setting custom attributes alone, of a user or a company, and taking them away.

Source: answers recorded in 2018 (user_engage-ruby); userengage-go for the single one;
UserCom.Client (.NET) for taking one away.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.usercom.body import demanded, said
from emulator.usercom.fields import COMPANY, USER
from emulator.usercom.holders import HOLDERS, by_either_id
from emulator.usercom.rules import attributes as rules
from emulator.usercom.times import stamp
from emulator.usercom.values import anything, required, text
from emulator.visit import Visit, keeps

_HOLDERS = {"users": (USER, rules.fill_user), "companies": (COMPANY, rules.fill_company)}
_ONE = {"attribute": required(text()), "value": anything}

routes = Routes("setting", __name__)


@by_either_id(routes, HOLDERS, "POST", below="set_attribute/")
def set_one(visit: Visit, table: str, record: Record) -> Answer:
    """One attribute set."""
    sent = demanded(visit, _ONE, ("attribute", "value"))
    set_attributes(visit, table, record, {sent["attribute"]: sent["value"]})
    return Answer(200)


@by_either_id(routes, HOLDERS, "POST", below="set_multiple_attributes/")
def set_many(visit: Visit, table: str, record: Record) -> Answer:
    """Attributes set; nothing is answered but that it is done."""
    set_attributes(visit, table, record, said(visit))
    answer_nothing(visit)
    return Answer(200)


@by_either_id(routes, HOLDERS, "POST", "DELETE", below="remove_attribute/")
def remove_one(visit: Visit, table: str, record: Record) -> Answer:
    """One attribute taken away; nothing happens where the record has no value of it."""
    name = rules.standard(demanded(visit, _ONE, ("attribute",))["attribute"])
    kept = {key: value for key, value in record["attributes"].items() if key != name}
    if kept != record["attributes"]:
        _put(visit, table, {**record, "attributes": kept})
    return Answer(200)


def set_attributes(visit: Visit, table: str, record: Record, sent: Mapping[str, Json]) -> None:
    """Set custom attributes of a user or company, also those named as a standard field is."""
    fields, fill = _HOLDERS[table]
    leave_standard_fields(visit, [field.name for field in fields if field.name in sent])
    record = {**record}
    fill(visit, record, sent)
    _put(visit, table, record)


@keeps("usercom.attributes.standard-names-become-custom")
def leave_standard_fields(_visit: Visit, names: list[str]) -> bool:
    """Setting an attribute by a standard field's name makes a custom one, and leaves the field."""
    return bool(names)


@keeps("usercom.attributes.set-without-answer")
def answer_nothing(_visit: Visit) -> bool:
    """Whoever sets attributes is answered 200 without a body."""
    return True


def _put(visit: Visit, table: str, record: Record) -> None:
    visit.account.tables[table].put({**record, "updated_at": stamp(visit.account)})
