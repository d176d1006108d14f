"""Filters of lists of users: ``city__contains=Wars``, ``score__gte=10``.

Source: UserCom.Client (.NET) writes them; no page of the vendor lists them.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeAlias

from contracts.call import Json
from emulator.table import Record, Table
from emulator.usercom.fields import USER
from emulator.usercom.query import asked
from emulator.usercom.times import as_stamp
from emulator.usercom.version import version_of
from emulator.visit import Visit, keeps

Test: TypeAlias = Callable[[Json, str], bool]
Users: TypeAlias = Table | list[Record]
"""All users, or some that are already picked."""

_FIELDS = frozenset(field.name for field in USER if field.shown and field.kept)
_TIMES = ("first_seen", "last_seen", "last_contacted", "updated_at")
_COMPARED: Mapping[str, Callable[[Json, Json], bool]] = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


def _compares(order: Callable[[Json, Json], bool]) -> Test:
    def test(held: Json, sought: str) -> bool:
        if isinstance(held, int | float) and not isinstance(held, bool):
            try:
                return order(held, float(sought))
            except ValueError:
                return False
        return order(str(held), sought)

    return test


_STANDARD: Mapping[str, Test] = {
    "contains": lambda held, sought: sought in str(held),
    **{name: _compares(order) for name, order in _COMPARED.items()},
}
_CUSTOM: Mapping[str, Test] = {
    **_STANDARD,
    "icontains": lambda held, sought: sought.lower() in str(held).lower(),
    "startswith": lambda held, sought: str(held).startswith(sought),
    "istartswith": lambda held, sought: str(held).lower().startswith(sought.lower()),
    "endswith": lambda held, sought: str(held).endswith(sought),
    "iendswith": lambda held, sought: str(held).lower().endswith(sought.lower()),
}


def filtered(visit: Visit, users: Users) -> Users:
    """The users whose standard fields pass every filter of the query; all where it has none."""
    version = version_of(visit.request)
    names = {n: f.name for f in USER if version in f.shown and (n := f.named(version))}
    wanted = {
        (names[name], test): sought
        for (name, test), sought in _comparisons(visit, _STANDARD)
        if name in names
    }
    if not _narrow(visit, bool(wanted)):
        return users
    return [u for u in users if _passes(u, wanted, _STANDARD)]


def attributes_filtered(visit: Visit, users: Users) -> Users:
    """The users whose custom attributes pass every filter of the query; all where it has none.

    A part of an email is the one standard field that can be searched for beside them.
    """
    wanted = dict(_comparisons(visit, _CUSTOM))
    part = wanted.pop(("email", "contains"), "")
    users = [user for user in users if part in (user["email"] or "")] if part else users
    if not _narrow(visit, bool(wanted)):
        return users
    return [u for u in users if _passes(u["attributes"], wanted, _CUSTOM)]


def fits(user: Record, where: Mapping[str, str]) -> bool:
    """Whether a user passes filters by the names of version 2, of fields and attributes alike."""
    for key, sought in where.items():
        name, _, test = key.rpartition("__")
        values = user if name in _FIELDS else user["attributes"]
        if not _passes(values, {(name, test): sought}, _CUSTOM):
            return False
    return True


def between(visit: Visit, users: Users) -> Users:
    """The users whose time ``search`` is from ``min`` to ``max``, in seconds since 1970.

    All where nothing is searched.
    """
    query = asked(visit)
    name = query.get("search")
    if name is None:
        return users
    first, last = _time(query.get("min"), 0), _time(query.get("max"), 32503680000)
    return [u for u in users if name in _TIMES and u[name] and first <= u[name] <= last]


@keeps("usercom.search.filters")
def _narrow(_visit: Visit, asked: bool) -> bool:
    """A field or attribute with a comparison after it narrows a list of users."""
    return asked


def _comparisons(visit: Visit, tests: Mapping[str, Test]) -> list[tuple[tuple[str, str], str]]:
    parts = [(key.rpartition("__"), value) for key, value in asked(visit).items()]
    return [((name, test), sought) for (name, _, test), sought in parts if name and test in tests]


def _passes(
    values: Record, wanted: Mapping[tuple[str, str], str], tests: Mapping[str, Test]
) -> bool:
    return all(
        values.get(name) is not None and tests[test](values[name], sought)
        for (name, test), sought in wanted.items()
    )


def _time(written: str | None, default: int) -> str:
    seconds = int(written) if written and written.isdecimal() and len(written) < 12 else default
    return as_stamp(datetime.fromtimestamp(seconds, UTC))
