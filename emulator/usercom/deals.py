"""The deals of an account.

Source: apidocs.user.com, Deals; BitBag's plugin for Sylius for the unknown user.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.usercom import shapes
from emulator.usercom.body import check_present, given
from emulator.usercom.creating import created
from emulator.usercom.deal_fields import DEAL
from emulator.usercom.ids import record_by_custom_id
from emulator.usercom.rules import deals as rules
from emulator.usercom.rules.attributes import fill_deal
from emulator.usercom.times import stamp
from emulator.usercom.writing import blank, named
from emulator.visit import Visit

TABLE = "deals"

_OF: tuple[tuple[str, str, str, Callable[[Visit, str, Json], Record]], ...] = (
    ("user_id", "user_id", "id", rules.user_named),
    ("user_custom_id", "user_id", "custom_id", rules.user_named),
    ("company_id", "company_id", "id", rules.company_named),
    ("company_custom_id", "company_id", "custom_id", rules.company_named),
)
"""A name in a body, the field it fills, by what the record is found, and how."""

routes = Routes(TABLE, __name__)


@routes.post("/deals/")
def create(visit: Visit) -> Answer:
    """A new deal."""
    return created(visit, shapes.deal(visit, _made(visit, *given(visit, DEAL))))


@routes.post("/deals/update_or_create/")
def update_or_create(visit: Visit) -> Answer:
    """The deal of the client's own id changed, or a new one."""
    values, custom = given(visit, DEAL)
    deal = rules.match(visit, values.get("custom_id"), named(visit, DEAL, "custom_id"))
    if deal is None:
        return created(visit, shapes.deal(visit, _made(visit, values, custom)))
    return Answer(200, shapes.deal(visit, _written(visit, deal, values, custom)))


@routes.post("/deals-by-id/")
def create_by_custom_id(visit: Visit) -> Answer:
    """A new deal, which the client's own id names."""
    values, custom = given(visit, DEAL)
    called = named(visit, DEAL, "custom_id")
    check_present(visit, [] if values.get("custom_id") else [called])
    return created(visit, shapes.deal(visit, _made(visit, values, custom)))


@routes.put("/deals-by-id/<custom_id>/")
def update(visit: Visit, custom_id: str) -> Answer:
    """A deal with some fields changed, by the client's own id."""
    deal = record_by_custom_id(visit, TABLE, custom_id)
    return Answer(200, shapes.deal(visit, _written(visit, deal, *given(visit, DEAL))))


def _made(visit: Visit, values: Mapping[str, Json], custom: Mapping[str, Json]) -> Record:
    check_present(visit, [] if "name" in values else ["name"])
    return _written(visit, blank(visit.account, DEAL), values, custom)


def _written(
    visit: Visit, deal: Record, values: Mapping[str, Json], custom: Mapping[str, Json]
) -> Record:
    if values.get("custom_id") is not None:
        called = named(visit, DEAL, "custom_id")
        rules.check_custom_id_unused(visit, values["custom_id"], deal["id"], called)
    kept = {key: value for key, value in values.items() if key in deal}
    deal = {**deal, **kept, **_owners(visit, values), "updated_at": stamp(visit.account)}
    fill_deal(visit, deal, custom)
    return visit.account.tables[TABLE].put(deal)


def _owners(visit: Visit, values: Mapping[str, Json]) -> Record:
    return {
        field: find(visit, index, values[name])["id"]
        for name, field, index, find in _OF
        if values.get(name) is not None
    }
