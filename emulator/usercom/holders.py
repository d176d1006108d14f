"""Users and companies in paths, which name them by either of their ids: one view serves both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.usercom.ids import record_by_custom_id, record_of
from emulator.visit import Visit

Act: TypeAlias = Callable[[Visit, str, Record], Answer]
"""Does something to a record of a table."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the paths of a table's records start, and how the id there finds one."""

    start: str
    table: str
    find: Callable[[Visit, str, Json], Record]


USERS = (
    Place("users", "users", record_of),
    Place("users-by-id", "users", record_by_custom_id),
)
COMPANIES = (
    Place("companies", "companies", record_of),
    Place("companies-by-id", "companies", record_by_custom_id),
)
HOLDERS = (*USERS, *COMPANIES)


def by_either_id(
    routes: Routes, places: Sequence[Place], *methods: str, below: str = ""
) -> Callable[[Act], Act]:
    """Route ``/<place>/<id>/``, or what is ``below`` it, to an act at each of the places.

    ``@by_either_id(routes, USERS, "GET", below="events/")``
    """

    def add(act: Act) -> Act:
        for place in places:
            path, endpoint = f"/{place.start}/<record_id>/{below}", f"{place.start} {act.__name__}"
            routes.add_url_rule(path, endpoint, _view(place, act), methods=methods)  # type: ignore[arg-type]
        return act

    return add


def _view(place: Place, act: Act) -> Callable[[Visit, str], Answer]:
    def view(visit: Visit, record_id: str) -> Answer:
        return act(visit, place.table, place.find(visit, place.table, record_id))

    return view
