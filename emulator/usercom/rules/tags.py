"""What User.com holds tags and lists to."""

from __future__ import annotations

from contracts.call import Json
from emulator.table import Record
from emulator.usercom.errors import invalid, taken, unknown_key
from emulator.visit import Visit, keeps


@keeps("usercom.tags.name-unique")
def check_tag_unused(visit: Visit, name: str, tag_id: int | None) -> None:
    """Each tag has a name of its own."""
    found = visit.account.tables["tags"].find("name", name)
    if any(tag["id"] != tag_id for tag in found):
        raise taken("name")


@keeps("usercom.tags.once")
def has(_visit: Visit, record: Record, key: str, value: Json) -> bool:
    """Nobody has a tag, or is on a list, more than once, however often it is given."""
    return value in record[key]


@keeps("usercom.tags.created-by-name")
def is_known(visit: Visit, name: str) -> bool:
    """``created`` is false where the app has a tag of that name already."""
    return bool(visit.account.tables["tags"].count("name", name))


@keeps("usercom.lists.known")
def list_named(visit: Visit, list_id: int) -> Record:
    """A list that a body names and the account does not have is answered 400."""
    found = visit.account.tables["lists"].get(list_id)
    if found is None:
        raise invalid({"list": [unknown_key(list_id)]})
    return found
