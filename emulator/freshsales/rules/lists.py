"""What Freshsales holds lists of contacts to. Nobody says what it answers to less than this."""

from __future__ import annotations

from contracts.call import Json
from emulator.freshsales import errors
from emulator.freshsales.values import WrongType, ids
from emulator.visit import Visit, keeps


@keeps("freshsales.lists.named")
def name_in(visit: Visit) -> str:
    """A list without a name is refused, unless the settings take it."""
    name = _body(visit).get("name")
    if isinstance(name, str) and name.strip():
        return name
    if not name and visit.account.settings["list_without_name"] == "take":
        return ""
    raise errors.blank("Name")


@keeps("freshsales.lists.contacts-told")
def ids_in(visit: Visit) -> list[int]:
    """Who goes into a list or out of it is told by ids, else nobody does in some accounts."""
    try:
        read: list[int] = ids(_body(visit).get("ids"))
    except WrongType:
        raise errors.wrong_body() from None
    if not read and visit.account.settings["list_without_ids"] == "refuse":
        raise errors.wrong_body()
    return read


def says_all(visit: Visit) -> bool:
    """Whether everybody is meant."""
    return _body(visit).get("all") is True


def source_in(visit: Visit) -> str:
    """The id of the list that contacts come from."""
    return str(_body(visit).get("from_list_id"))


def _body(visit: Visit) -> dict[str, Json]:
    return visit.request.body if isinstance(visit.request.body, dict) else {}
