"""What Freshdesk holds custom fields to.

Source: developers.freshdesk.com/api, Contact Fields and Company Fields.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from contracts.call import Json
from emulator.freshdesk import errors
from emulator.freshdesk.values import Read, WrongType, flag, is_day, text, type_name, whole
from emulator.table import Record
from emulator.visit import Visit, keeps

TYPES: Mapping[str, Read] = {
    "custom_text": text,
    "custom_paragraph": text,
    "custom_checkbox": flag,
    "custom_number": whole,
    "custom_dropdown": text,
    "custom_phone_number": text,
    "custom_url": text,
    "custom_date": text,
}
"""The types a custom field can have, and what their values are read by."""

PREFIX = "cf_"

_URL = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)


@keeps("freshdesk.custom-fields.object")
def check_object(_visit: Visit, values: Json) -> None:
    """Custom fields are an object, maybe an empty one: an empty list is none."""
    if values is not None and not isinstance(values, dict):
        raise errors.Invalid(errors.mismatch("custom_fields", type_name(values), "Object"))


@keeps("freshdesk.custom-fields.no-prefix")
def check_prefix(visit: Visit, values: dict[str, Json], names: Sequence[str]) -> bool:
    """Custom fields are spelled without ``cf_``, unless the account strips it."""
    prefixed = [name for name in values if name.startswith(PREFIX) and name not in names]
    if prefixed and visit.account.settings["prefixed_custom_field"] == "refuse":
        raise errors.Invalid(*(errors.unexpected(_path(name)) for name in prefixed))
    for name in prefixed:
        values[name.removeprefix(PREFIX)] = values.pop(name)
    return bool(prefixed)


@keeps("freshdesk.custom-fields.known")
def check_known(_visit: Visit, values: Mapping[str, Json], names: Sequence[str]) -> None:
    """A custom field is one of the account's."""
    unknown = [name for name in values if name not in names]
    if unknown:
        raise errors.Invalid(*(errors.unexpected(_path(name)) for name in unknown))


@keeps("freshdesk.custom-fields.types")
def check_type(_visit: Visit, field: Record, value: Json) -> None:
    """A value has the type of its field; nothing is converted."""
    try:
        TYPES[field["type"]](value)
    except WrongType as wrong:
        must_be = str(wrong)
        raise errors.Invalid(
            errors.mismatch(_path(field["name"]), type_name(value), must_be)
        ) from None


@keeps("freshdesk.custom-fields.choices")
def check_choice(visit: Visit, field: Record, value: Json) -> None:
    """A dropdown takes one of its choices, in another case too where the account says so."""
    if field["type"] != "custom_dropdown" or not isinstance(value, str):
        return
    choices = [choice["value"] for choice in field["choices"]]
    lenient = visit.account.settings["choice_case"] == "ignore"
    known = [c.casefold() for c in choices] if lenient else choices
    if (value.casefold() if lenient else value) not in known:
        raise errors.Invalid(errors.not_listed(_path(field["name"]), choices))


@keeps("freshdesk.custom-fields.dates")
def check_date(_visit: Visit, field: Record, value: Json) -> None:
    """A date is a day, written YYYY-MM-DD, without a time."""
    if field["type"] == "custom_date" and isinstance(value, str) and not is_day(value):
        says = "It should be in the 'YYYY-MM-DD' format"
        raise errors.Invalid(errors.fault(_path(field["name"]), says, "invalid_value"))


@keeps("freshdesk.custom-fields.urls")
def check_url(_visit: Visit, field: Record, value: Json) -> None:
    """A URL is an address that begins with http or https."""
    if field["type"] == "custom_url" and isinstance(value, str) and not _URL.fullmatch(value):
        says = "It should be in the 'valid URL' format"
        raise errors.Invalid(errors.fault(_path(field["name"]), says, "invalid_value"))


@keeps("freshdesk.custom-fields.lengths")
def check_length(visit: Visit, field: Record, value: Json) -> None:
    """A text has 255 characters at most, or as many as the account says."""
    most = visit.account.settings["longest_text"]
    if (
        field["type"] == "custom_text"
        and isinstance(value, str)
        and len(value) > (most or len(value))
    ):
        raise errors.Invalid(errors.too_long(_path(field["name"]), value, most))


@keeps("freshdesk.custom-fields.unique")
def check_unused(
    visit: Visit, table: str, field: Record, value: Json, own: Collection[int]
) -> None:
    """No two records share a value of a field that is unique."""
    if not field["unique"] or value is None:
        return
    name = field["name"]
    for holder in visit.account.tables[table].find("searched", (name, value)):
        has = holder[name] if field["default"] else holder["custom_fields"].get(name)
        if holder["id"] not in own and has == value:
            told = holder["id"] if table == "contacts" else None
            path = name if field["default"] else _path(name)
            raise errors.Invalid(errors.taken(path, told), status=409)


@keeps("freshdesk.custom-fields.required")
def check_required(_visit: Visit, empty: Mapping[str, Record]) -> None:
    """A field that agents must fill is filled on creation, and emptied by no update."""
    if empty:
        raise errors.Invalid(*(_missing(*named) for named in empty.items()))


@keeps("freshdesk.custom-fields.required-on-update")
def check_still_empty(visit: Visit, empty: Mapping[str, Record]) -> None:
    """An update fills what agents must fill, unless the account lets records lack it."""
    if empty and visit.account.settings["unfilled_update"] == "refuse":
        raise errors.Invalid(*(_missing(*named) for named in empty.items()))


@keeps("freshdesk.custom-fields.merged")
def merge(_visit: Visit, present: Mapping[str, Json], values: Mapping[str, Json]) -> bool:
    """Custom fields that an update does not name keep their values."""
    return bool(present.keys() - values.keys())


def _missing(path: str, field: Record) -> Json:
    if not field["choices"]:
        return errors.missing(path)
    says = errors.one_of(choice["value"] for choice in field["choices"])
    return errors.fault(path, says, "missing_field")


def _path(name: str) -> str:
    return f"custom_fields.{name}"
