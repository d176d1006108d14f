"""What Freshdesk holds the fields of contacts and companies to.

Source: developers.freshdesk.com/api, Contact Fields and Company Fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from contracts.call import Json
from emulator.freshdesk import errors
from emulator.freshdesk.indexing import store
from emulator.freshdesk.rules.custom_fields import TYPES
from emulator.table import Record
from emulator.visit import Visit, keeps


@keeps("freshdesk.fields.mandatory")
def check_mandatory(_visit: Visit, name: str, value: Json) -> None:
    """A field has a label that names it and a type, and one of contacts a label for customers."""
    if value is None or (isinstance(value, str) and not name_of(value)):
        raise errors.Invalid(errors.missing(name))


@keeps("freshdesk.fields.type-known")
def check_type(_visit: Visit, kind: Json) -> None:
    """A field is of one of the types that custom fields have."""
    if kind is not None and kind not in TYPES:
        raise errors.Invalid(errors.not_listed("type", TYPES))


@keeps("freshdesk.fields.choices")
def check_choices(
    _visit: Visit, choices: Sequence[Mapping[str, Json]], present: Record | None
) -> None:
    """A choice has a value; one that is named by an id is the field's."""
    known = {choice["id"] for choice in present["choices"]} if present is not None else set()
    for choice in choices:
        named = isinstance(choice.get("id"), int) and choice["id"] in known
        told = isinstance(choice.get("value"), str) and choice["value"].strip()
        place = choice.get("position", 1)
        placed = isinstance(place, int) and not isinstance(place, bool) and place > 0
        stray = present is not None and "id" in choice and not named
        if stray or not placed or not (told or (named and "value" not in choice)):
            says = "It should contain elements of type valid choice only"
            raise errors.Invalid(errors.fault("choices", says, "invalid_value"))


@keeps("freshdesk.fields.unique-types")
def check_unique(_visit: Visit, table: str, field: Mapping[str, Json]) -> None:
    """Values are unique of texts alone, and of the two numbers of a contact."""
    numbers = ("mobile", "phone") if table == "contact_fields" else ()
    fits = field.get("type") == "custom_text" or field["name"] in numbers
    if field.get("unique") and not fits:
        raise errors.Invalid(
            errors.fault("unique", "It cannot be set for this field", "invalid_value")
        )


@keeps("freshdesk.fields.position")
def check_position(_visit: Visit, position: Json, last: int) -> None:
    """A field stands at a position from 1 to one behind the last."""
    if isinstance(position, int) and not 1 <= position <= last:
        says = f"It should be a Positive Integer less than or equal to {last}"
        raise errors.Invalid(errors.fault("position", says, "invalid_value"))


@keeps("freshdesk.fields.defaults-stay")
def check_own(visit: Visit, field: Record) -> None:
    """Freshdesk's own fields are not deleted, unless the account lets them be."""
    if field["default"] and visit.account.settings["default_field_deletion"] == "refuse":
        raise errors.Invalid(
            errors.fault("id", "A default field cannot be deleted", "readonly_field")
        )


@keeps("freshdesk.fields.values-lost")
def lose_values(visit: Visit, table: str, name: str) -> bool:
    """With a field go the values that records have for it."""
    records = {"contact_fields": "contacts", "company_fields": "companies"}[table]
    holders = [r for r in visit.account.tables[records] if name in r["custom_fields"]]
    for holder in holders:
        values = {n: v for n, v in holder["custom_fields"].items() if n != name}
        store(visit.account, records, {**holder, "custom_fields": values})
    return bool(holders)


@keeps("freshdesk.fields.apart-from-defaults")
def keep_defaults_apart(visit: Visit, table: str, field: dict[str, Json]) -> bool:
    """A name that a field of Freshdesk's own has is prefixed with ``custom_``."""
    clash = any(f["default"] for f in visit.account.tables[table].find("name", field["name"]))
    if clash:
        field["name"] = f"custom_{field['name']}"
    return clash


@keeps("freshdesk.fields.name-unique")
def keep_names_apart(visit: Visit, table: str, field: dict[str, Json]) -> bool:
    """No two fields share a name: the second is refused, or numbered where the account says so."""
    fields, name, number = visit.account.tables[table], field["name"], 1
    if fields.find("name", name) and visit.account.settings["same_label"] == "refuse":
        raise errors.Invalid(errors.taken("label"), status=409)
    while fields.find("name", field["name"]):
        number += 1
        field["name"] = f"{name}_{number}"
    return number > 1


def name_of(label: str) -> str:
    """The name of a field with that label: ``Test Field`` is ``test_field``."""
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
