"""What User.com holds the definitions of custom attributes to."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from emulator.table import Record
from emulator.usercom.errors import REQUIRED, invalid, not_found, taken
from emulator.usercom.rules.attributes import COMPANY, DEAL, USER, defined
from emulator.visit import Visit, keeps

_HOLDERS = {USER: "users", COMPANY: "companies", DEAL: "deals"}
_FOR_FIXED = ("choices", "allow_multiple_choices")


@keeps("usercom.attributes.choices-required")
def check_choices(_visit: Visit, said: Mapping[str, Json]) -> None:
    """An attribute of fixed values names its choices and whether several can be chosen."""
    missing = [name for name in _FOR_FIXED if said.get(name) in (None, [])]
    if said["value_type"] == "fixed" and missing:
        raise invalid({name: [REQUIRED] for name in missing})


@keeps("usercom.attributes.name-unique")
def check_name_unused(visit: Visit, content_type: str, name: str) -> None:
    """No two attributes of one kind share a name."""
    if defined(visit.account, content_type, name) is not None:
        raise taken("name")


@keeps("usercom.attributes.name-known")
def definition_named(visit: Visit, content_type: str, name: str) -> Record:
    """Asking for the type of an attribute by a name that no attribute has is answered 404."""
    found = defined(visit.account, content_type, name)
    if found is None or found["name_std"] != name:
        raise not_found()
    return found


@keeps("usercom.attributes.delete-forgets")
def forget_values(visit: Visit, definition: Record) -> bool:
    """Deleting a definition deletes the values that records have of it."""
    table = visit.account.tables[_HOLDERS.get(definition["content_type"], "users")]
    if definition["content_type"] not in _HOLDERS:
        return False
    name = definition["name_std"]
    holders = [record for record in table if name in record["attributes"]]
    for record in holders:
        kept = {key: value for key, value in record["attributes"].items() if key != name}
        table.put({**record, "attributes": kept})
    return bool(holders)
