"""What can be done to a user or a company in a path of its own, by either of their ids."""

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


def add_act(
    routes: Routes,
    name: str,
    act: Act,
    places: Sequence[Place] = HOLDERS,
    methods: Sequence[str] = ("POST",),
) -> None:
    """Route ``<place>/<id>/<name>/`` to the act, at each of the places."""
    for place in places:
        path, endpoint = f"/{place.start}/<record_id>/{name}/", f"{place.start} {name}"
        routes.add_url_rule(path, endpoint, _view(place, act), methods=list(methods))  # type: ignore[arg-type]


def _view(place: Place, act: Act) -> Callable[[Visit, str], Answer]:
    def view(visit: Visit, record_id: str) -> Answer:
        return act(visit, place.table, place.find(visit, place.table, record_id))

    return view
