"""What Freshdesk holds the fields of contacts and companies to.

Source: developers.freshdesk.com/api, Contact Fields and Company Fields.
"""

from __future__ import annotations

import re

from contracts.call import Json
from emulator.freshdesk import errors
from emulator.freshdesk.rules.custom_fields import TYPES
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


@keeps("freshdesk.fields.apart-from-defaults")
def keep_defaults_apart(visit: Visit, table: str, field: dict[str, Json]) -> bool:
    """A name that a field of Freshdesk's own has is prefixed with ``custom_``."""
    clash = any(f["default"] for f in visit.account.tables[table].find("name", field["name"]))
    if clash:
        field["name"] = f"custom_{field['name']}"
    return clash


@keeps("freshdesk.fields.name-unique")
def check_name_unused(visit: Visit, table: str, name: str) -> None:
    """No two fields share a name."""
    if visit.account.tables[table].find("name", name):
        raise errors.Invalid(errors.taken("label"), status=409)


def name_of(label: str) -> str:
    """The name of a field with that label: ``Test Field`` is ``test_field``."""
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
