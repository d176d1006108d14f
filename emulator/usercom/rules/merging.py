"""What User.com holds merging users to."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.call import Json
from emulator.table import Record
from emulator.visit import Visit, keeps

NAMES = ("users_list", "user_list")
"""What the users to merge are called: in the document's table, and in its example."""


@keeps("usercom.users.merge-names-either")
def take_either_name(_visit: Visit, name: str) -> bool:
    """The users to merge are named users_list, or user_list as the document's example has it."""
    return name != NAMES[0]


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
