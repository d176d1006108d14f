"""What the query of a request asks for, by name.

Zendesk's API is a Rails application: ``name=a&name=b`` is b, ``name[]=a&name[]=b`` is both.
"""

from __future__ import annotations

from collections.abc import Sequence

from emulator.visit import Visit, keeps


def asked(visit: Visit, name: str) -> str:
    """The value of a parameter, the last one of several; empty where there is none."""
    value = visit.request.query.get(name, "")
    if isinstance(value, str):
        return value
    let_last_count(visit, value)
    return value[-1]


def asked_all(visit: Visit, name: str) -> Sequence[str]:
    """Every value of a parameter that is a list, such as ``role[]``."""
    value = visit.request.query.get(name, ())
    return (value,) if isinstance(value, str) else value


@keeps("zendesk.requests.last-counts")
def let_last_count(_visit: Visit, values: Sequence[str]) -> bool:
    """Of a parameter that is there several times the last one counts."""
    return len(values) > 1
