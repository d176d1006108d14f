"""The definitions of custom attributes.

Source: apidocs.user.com, Attributes; UserCom.Client (.NET) for the type of one.
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.usercom import shapes
from emulator.usercom.body import demanded
from emulator.usercom.coercion import TYPES
from emulator.usercom.creating import created
from emulator.usercom.ids import record_of
from emulator.usercom.paging import page_of
from emulator.usercom.rules import definitions as rules
from emulator.usercom.rules.attributes import COMPANY, CONTENT_TYPES, USER, new_definition
from emulator.usercom.values import choice, flag, required, text, texts
from emulator.visit import Visit

TABLE = "attributes"
_DEFINITION = {
    "content_type": required(choice({name: name for name in CONTENT_TYPES})),
    "name": required(text(32)),
    "value_type": required(choice({name: name for name in TYPES})),
    "choices": texts,
    "allow_multiple_choices": flag,
    "description": text(),
}

routes = Routes(TABLE, __name__)


@routes.get("/attributes/")
def index(visit: Visit) -> Answer:
    """Every definition."""
    return page_of(visit, visit.account.tables[TABLE], shapes.definition)


@routes.post("/attributes/")
def create(visit: Visit) -> Answer:
    """A new definition."""
    said = demanded(visit, _DEFINITION, ("content_type", "name", "value_type"))
    rules.check_choices(visit, said)
    rules.check_name_unused(visit, said["content_type"], said["name"])
    told = {name: value for name, value in said.items() if value is not None}
    definition = new_definition(visit.account, told.pop("content_type"), told.pop("name"), **told)
    return created(visit, shapes.definition(visit, visit.account.tables[TABLE].put(definition)))


@routes.get("/attributes/<attribute_id>/")
def show(visit: Visit, attribute_id: str) -> Answer:
    """One definition."""
    return Answer(200, shapes.definition(visit, record_of(visit, TABLE, attribute_id)))


@routes.get("/attribute-type/<name>/users/")
def type_for_users(visit: Visit, name: str) -> Answer:
    """The type of an attribute of users, by its standard name."""
    return _type_of(visit, USER, name)


@routes.get("/attribute-type/<name>/companies/")
def type_for_companies(visit: Visit, name: str) -> Answer:
    """The type of an attribute of companies, by its standard name."""
    return _type_of(visit, COMPANY, name)


@routes.delete("/attributes/<attribute_id>/")
def destroy(visit: Visit, attribute_id: str) -> Answer:
    """A definition gone, and with it the values that records have of it."""
    definition = record_of(visit, TABLE, attribute_id)
    rules.forget_values(visit, definition)
    visit.account.tables[TABLE].remove(definition["id"])
    return Answer(204)


def _type_of(visit: Visit, content_type: str, name: str) -> Answer:
    definition = rules.definition_named(visit, content_type, name)
    return Answer(200, {"value_type": definition["value_type"]})
