"""Custom attributes that bear the name of a field of User.com's own.

In the body of a record they would write that field; set apart from it, as recorded traffic shows
(user_engage-ruby, 2018), they become attributes of that name and leave the field alone.
"""

from __future__ import annotations

from collections.abc import Generator

from contracts.call import Json
from contracts.exchange import Answer, Request
from forwarder.usercom.answers import demand

APART = "attributes"
"""Where a draft holds them, beside what goes into the body of its record."""


def parted(body: dict[str, Json]) -> tuple[dict[str, Json], dict[str, Json]]:
    """The body of a record, and what is to be set apart from it."""
    return {key: value for key, value in body.items() if key != APART}, body.get(APART, {})


def set_apart(
    holder: str, holder_id: int, values: dict[str, Json]
) -> Generator[Request, Answer, bool]:
    """Set attributes of one of the ``users`` or ``companies``; False where it is gone again."""
    if not values:
        return True
    path = f"/api/public/{holder}/{holder_id}/set_multiple_attributes/"
    answer = yield Request("POST", path, body=values)
    if answer.status == 404:
        return False
    demand(answer, "setting attributes")
    return True
