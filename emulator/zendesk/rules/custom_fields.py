"""What Zendesk holds custom fields and their values to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk.auth import is_admin
from emulator.zendesk.errors import forbidden, invalid
from emulator.zendesk.field_values import TYPES, blank_of, readable, tags_of, value_of
from emulator.zendesk.values import WrongType

if TYPE_CHECKING:
    from emulator.account import Account


def filled(
    visit: Visit, table: str, given: Mapping[str, Json], present: Mapping[str, Json]
) -> tuple[dict[str, Json], list[str]]:
    """The values after a write, merged key by key, and the tags they put on their record.

    ``table`` is ``user_fields`` or ``organization_fields``; a null clears its value.
    """
    values, tags = dict(present), list[str]()
    for key, value in given.items():
        field = _active(visit.account, table, key)
        if field is None:
            skip_unknown_key(visit, table, key)
            continue
        try:
            values[key] = value_of(field, value)
        except WrongType as wrong:
            refuse_wrong_value(visit, table, key, wrong)
            values[key] = None
        lose_the_time(visit, field, value, values[key])
        put_on_tags(visit, tags, field, values[key])
        if values[key] is None:
            del values[key]
    return values, tags


def listed(account: Account, table: str, values: Mapping[str, Json]) -> dict[str, Json]:
    """The values of a record, with every active field of the account among them."""
    fields = sorted((f for f in account.tables[table] if f["active"]), key=lambda f: str(f["key"]))
    return {field["key"]: values.get(field["key"], blank_of(field)) for field in fields}


@keeps("zendesk.fields.unknown-key-ignored")
def skip_unknown_key(visit: Visit, table: str, key: str) -> bool:
    """A value for a field that the account does not have is dropped."""
    if visit.account.settings.get("unknown_field_key") == "refuse":
        raise invalid(table, f"{key} is not a field of this account", "InvalidValue")
    return True


@keeps("zendesk.fields.value-of-type")
def refuse_wrong_value(visit: Visit, table: str, key: str, wrong: WrongType) -> None:
    """A value that the field's type does not take is refused, or cleared where so switched."""
    if visit.account.settings.get("wrong_field_value") != "ignore":
        raise invalid(table, f"{key} {wrong}", "InvalidValue")


@keeps("zendesk.fields.date-loses-time")
def lose_the_time(_visit: Visit, field: Record, given: Json, kept: Json) -> bool:
    """A date field keeps the day alone."""
    return field["type"] == "date" and kept is not None and given != kept


@keeps("zendesk.fields.values-become-tags")
def put_on_tags(_visit: Visit, tags: list[str], field: Record, value: Json) -> bool:
    """A ticked checkbox and a chosen option are tags of the record too."""
    found = tags_of(field, value)
    tags.extend(found)
    return bool(found)


@keeps("zendesk.fields.admin-only")
def check_admin(visit: Visit) -> None:
    """Custom fields are made, changed and deleted by administrators."""
    if not is_admin(visit):
        raise forbidden()


@keeps("zendesk.fields.key-well-formed")
def check_key(_visit: Visit, key: Json) -> None:
    """A key is mandatory: letters, digits and underscores, and not digits alone."""
    if key is None or key == "":
        raise invalid("key", "Key: cannot be blank", "BlankValue")
    if not isinstance(key, str) or not re.fullmatch(r"(?![0-9]+$)[A-Za-z0-9_]+", key):
        raise invalid("key", "Key: is invalid", "InvalidValue")


@keeps("zendesk.fields.key-unique")
def check_key_unused(visit: Visit, table: str, key: str) -> None:
    """No two fields of one kind share a key."""
    if visit.account.tables[table].find("key", key):
        raise invalid("key", f"Key: {key} has already been taken", "DuplicateValue")


@keeps("zendesk.fields.title-required")
def check_title(_visit: Visit, title: Json) -> None:
    """A field has a title."""
    if not isinstance(title, str) or not title.strip():
        raise invalid("title", "Title: cannot be blank", "BlankValue")


@keeps("zendesk.fields.type-known")
def check_type(_visit: Visit, kind: Json) -> None:
    """A field is of one of the documented types, whatever else it says of itself."""
    if not isinstance(kind, str) or kind not in TYPES:
        raise invalid("type", "Type: is invalid", "InvalidValue")


@keeps("zendesk.fields.pattern-readable")
def check_pattern(_visit: Visit, pattern: Json) -> None:
    """A pattern for validation is a regular expression."""
    if pattern is not None and not readable(pattern):
        raise invalid("regexp_for_validation", "Regexp: is invalid", "InvalidValue")


@keeps("zendesk.fields.options-well-formed")
def check_options(_visit: Visit, options: Json) -> None:
    """Options have a name and a value, and no two share a value."""
    if not isinstance(options, list) or not all(map(_is_option, options)):
        raise invalid("custom_field_options", "Options: need a name and a value", "BlankValue")
    if len({option["value"] for option in options}) < len(options):
        raise invalid("custom_field_options", "Options: values must be unique", "DuplicateValue")


@keeps("zendesk.fields.options-replaced")
def replace_options(visit: Visit, record: Record, present: list[Record]) -> bool:
    """The options sent are all there are; one whose value was there keeps its id."""
    record["custom_field_options"] = options_of(
        visit.account, record["custom_field_options"], present
    )
    return bool(present)


def options_of(
    account: Account, given: Iterable[Record], present: Iterable[Record]
) -> list[Record]:
    """Options as they are kept: each with an id, the one it had where it was present."""
    ids = {option["value"]: option["id"] for option in present}
    return [
        {
            "id": ids.get(option["value"]) or account.next_id(),
            "name": option["name"],
            "raw_name": option["name"],
            "value": option["value"],
        }
        for option in given
    ]


def _is_option(option: Json) -> bool:
    return isinstance(option, dict) and all(
        isinstance(option.get(key), str) and option[key].strip() for key in ("name", "value")
    )


def _active(account: Account, table: str, key: str) -> Record | None:
    return next((f for f in account.tables[table].find("key", key) if f["active"]), None)
