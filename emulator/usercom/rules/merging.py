"""What User.com holds merging users, and changing many, to."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from contracts.call import Json
from emulator.table import Record
from emulator.usercom.body import said
from emulator.usercom.errors import invalid
from emulator.visit import Visit, keeps

_NAMES = ("users_list", "user_list")


def list_in(visit: Visit) -> str:
    """The name that the body has for the users to merge; that of the document's table if none."""
    sent = said(visit)
    name = next((name for name in _NAMES if name in sent), _NAMES[0])
    take_either_name(visit, name)
    return name


@keeps("usercom.users.merge-names-either")
def take_either_name(_visit: Visit, name: str) -> bool:
    """The users to merge are named users_list, or user_list as the document's example has it."""
    return name != _NAMES[0]


def value_of(visit: Visit, name: str, users: Sequence[Record]) -> Json:
    """What one user of several has in a field; ``users`` are the parent, then the others by id."""
    if isinstance(users[0][name], list):
        return list(dict.fromkeys(item for user in users for item in user[name]))
    held = [user[name] for user in users if user[name] not in (None, "")]
    keep_parent(visit, users[0][name], held)
    return held[0] if held else None


@keeps("usercom.users.merge-parent-wins")
def keep_parent(_visit: Visit, parent: Json, held: Sequence[Json]) -> bool:
    """A parent's value wins, then that of the user with the lowest id."""
    return parent not in (None, "") and any(other != parent for other in held)


@keeps("usercom.users.mass-update-fields")
def check_field(_visit: Visit, name: Json, allowed: Collection[str]) -> None:
    """What is changed of many users is one of the fields that the document lists."""
    if name not in allowed:
        raise invalid({"attribute": [f'"{name}" is not a valid choice.']})
