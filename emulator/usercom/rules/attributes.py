"""What User.com holds custom attributes to: of users, of companies, of what events tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.table import Record
from emulator.usercom.coercion import Unconvertible, converted
from emulator.visit import Visit, keeps

if TYPE_CHECKING:
    from emulator.account import Account

USER, COMPANY, EVENT, DEAL = "clientuser", "company", "activity", "deal"
CONTENT_TYPES = (EVENT, USER, COMPANY, DEAL, "product", "ticket")
"""What attributes are of (apidocs.user.com, Attributes)."""

_NUMBERS = ("integer", "float")
_DEFINED_BEFOREHAND = (USER, COMPANY)
"""Whose attributes the documents want defined; those of deals and events they let come."""


def standard(name: str) -> str:
    """The name under which answers show an attribute: lower case, no blanks."""
    return name.strip().lower().replace(" ", "_")


def defined(account: Account, content_type: str, name: str) -> Record | None:
    """The definition of that name, if there is one."""
    found = account.tables["attributes"].find("name_std", (content_type, standard(name)))
    return found[0] if found else None


def new_definition(account: Account, content_type: str, name: str, **more: Json) -> Record:
    """A definition, a string's where nothing else is said, stored by nobody yet."""
    return {
        "id": account.next_id(),
        "name": name,
        "name_std": standard(name),
        "value_type": "string",
        "content_type": content_type,
        "description": "",
        "choices": [],
        "allow_multiple_choices": False,
        **more,
    }


def fill_user(visit: Visit, user: Record, sent: Mapping[str, Json]) -> None:
    """Put the values that were sent beside or in place of those the user has."""
    user["attributes"] = _filled(visit, _OF_USERS, user["attributes"], sent)


@keeps("usercom.group.custom-traits")
def fill_company(visit: Visit, company: Record, sent: Mapping[str, Json]) -> bool:
    """A company's attributes are created, converted or ignored as those of users are."""
    company["attributes"] = _filled(visit, _OF_COMPANIES, company["attributes"], sent)
    return bool(sent)


@keeps("usercom.deals.attributes")
def fill_deal(visit: Visit, deal: Record, sent: Mapping[str, Json]) -> bool:
    """An attribute of deals that is not defined is created; values are converted or ignored."""
    deal["attributes"] = _filled(visit, _OF_DEALS, deal["attributes"], sent)
    return bool(sent)


@keeps("usercom.track.property-types")
def fill_event(visit: Visit, occurrence: Record, sent: Mapping[str, Json]) -> bool:
    """Properties are converted or left out; the occurrence is recorded all the same."""
    occurrence["data"] = _filled(visit, _OF_EVENTS, {}, sent)
    return bool(occurrence["data"] != sent)


@keeps("usercom.identify.attr-autocreate-string")
def define_for_users(visit: Visit, name: str) -> bool:
    """An attribute of users that is not defined is created as a string."""
    return _define(visit, USER, name)


@keeps("usercom.identify.attr-definitions")
def typed_for_users(_visit: Visit, definition: Record) -> bool:
    """An attribute of users that is defined beforehand has the type it was given."""
    return _typed(definition)


@keeps("usercom.identify.attr-convert")
def converted_for_users(_visit: Visit, value: Json, stored: Json) -> bool:
    """A value is converted to the type that its attribute has."""
    return type(stored) is not type(value) or stored != value


@keeps("usercom.identify.attr-ignore-unconvertible")
def ignore_for_users(_visit: Visit, definition: Record, value: Json) -> bool:
    """A value that cannot be converted is ignored: the old one stays, the rest is stored."""
    return _unconvertible(definition, value)


@keeps("usercom.identify.example-number")
def number_from_text(_visit: Visit, definition: Record, value: Json) -> bool:
    """Digits as text become a number in an attribute of numbers."""
    return definition["value_type"] in _NUMBERS and isinstance(value, str)


@keeps("usercom.identify.example-string")
def text_from_number(_visit: Visit, definition: Record, value: Json) -> bool:
    """A number becomes text in an attribute of strings."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return definition["value_type"] == "string" and number


@keeps("usercom.group.attr-definitions")
def typed_for_companies(visit: Visit, definition: Record) -> bool:
    """A company's attribute has a type of its own, whatever the users' namesake has."""
    namesake = defined(visit.account, USER, definition["name"])
    return _typed(definition) or namesake is not None


@keeps("usercom.track.properties-autocreate")
def define_for_events(visit: Visit, name: str) -> bool:
    """A property that is not defined is created as a string attribute of events."""
    return _define(visit, EVENT, name)


@keeps("usercom.track.definitions")
def typed_for_events(_visit: Visit, definition: Record) -> bool:
    """An event attribute that is defined beforehand has the type it was given, in any event."""
    return _typed(definition)


@keeps("usercom.attributes.list-as-text")
def list_as_text(_visit: Visit, definition: Record, value: Json) -> bool:
    """A list in a string attribute becomes text: ``['a', 'b']``."""
    return definition["value_type"] == "string" and isinstance(value, list)


@keeps("usercom.attributes.strings-stay")
def stay_string(_visit: Visit, definition: Record, value: Json, known: bool) -> bool:
    """What was defined as a string stays one: a later number is stored as text."""
    return known and definition["value_type"] == "string" and not isinstance(value, str)


def _define(visit: Visit, content_type: str, name: str) -> bool:
    account = visit.account
    ignored = account.settings["undefined_attributes"] == "ignore"
    if ignored and content_type in _DEFINED_BEFOREHAND:
        return False
    account.tables["attributes"].put(new_definition(account, content_type, name))
    return True


def _typed(definition: Record) -> bool:
    return bool(definition["value_type"] != "string")


def _unconvertible(definition: Record, value: Json) -> bool:
    try:
        converted(definition, value)
    except Unconvertible:
        return True
    return False


def _ignore(_visit: Visit, definition: Record, value: Json) -> bool:
    return _unconvertible(definition, value)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What attributes are of, and what each step of filling them is there."""

    content_type: str
    define: Callable[[Visit, str], bool]
    typed: Callable[[Visit, Record], bool]
    ignore: Callable[[Visit, Record, Json], bool]
    changed: Callable[[Visit, Record, Json, Json], None]


def _changed_for_users(visit: Visit, definition: Record, value: Json, stored: Json) -> None:
    converted_for_users(visit, value, stored)
    number_from_text(visit, definition, value)
    text_from_number(visit, definition, value)


def _unremarked(_visit: Visit, _definition: Record, _value: Json, _stored: Json) -> None:
    """Companies and events have one rule for everything that becomes of a value."""


def _define_for_companies(visit: Visit, name: str) -> bool:
    return _define(visit, COMPANY, name)


def _define_for_deals(visit: Visit, name: str) -> bool:
    return _define(visit, DEAL, name)


def _typed_unremarked(_visit: Visit, _definition: Record) -> bool:
    return False


_OF_USERS = _Kind(USER, define_for_users, typed_for_users, ignore_for_users, _changed_for_users)
_OF_COMPANIES = _Kind(COMPANY, _define_for_companies, typed_for_companies, _ignore, _unremarked)
_OF_DEALS = _Kind(DEAL, _define_for_deals, _typed_unremarked, _ignore, _unremarked)
_OF_EVENTS = _Kind(EVENT, define_for_events, typed_for_events, _ignore, _unremarked)


def _filled(
    visit: Visit, kind: _Kind, held: Mapping[str, Json], sent: Mapping[str, Json]
) -> dict[str, Json]:
    values = dict(held)
    for name, value in sent.items():
        if value is None or not standard(name):
            continue
        known = defined(visit.account, kind.content_type, name)
        if known is None:
            kind.define(visit, name)
        definition = known or defined(visit.account, kind.content_type, name)
        if definition is None:
            continue
        kind.typed(visit, definition)
        if kind.ignore(visit, definition, value):
            continue
        list_as_text(visit, definition, value)
        stay_string(visit, definition, value, known is not None)
        stored = converted(definition, value)
        kind.changed(visit, definition, value, stored)
        values[definition["name_std"]] = stored
    return values
