"""Whether a call's ``integrations`` let it go to a vendor.

The names are those of Segment's catalog and their case counts; the table of cases follows
Segment's accessor library and RudderStack where the two agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from contracts.call import Call, Json

_ABSENT = object()


class Switch(NamedTuple):
    """Whether a call may go to a vendor, and what its sender may have meant otherwise."""

    on: bool
    warnings: tuple[str, ...] = ()


def switch_of(call: Call, names: Iterable[str]) -> Switch:
    """The switch that a call sets for the vendor known by ``names``."""
    names = tuple(names)
    held = next((call.integrations[n] for n in names if n in call.integrations), _ABSENT)
    if isinstance(held, bool):
        return Switch(held)
    if isinstance(held, dict):
        return Switch(True)
    others = _all(call)
    warnings = [*others.warnings, *_misspelled(call, names)]
    if held is not _ABSENT and held is not None and not others.on:
        warnings.append(f'integrations: "{names[0]}" must be true, false or an object of options')
    return Switch(others.on, tuple(warnings))


def _all(call: Call) -> Switch:
    value: Json = call.integrations.get("All")
    if value is None:
        lower = call.integrations.get("all") is False
        return Switch(True, ('integrations: "all" has no effect; write "All"',) if lower else ())
    if isinstance(value, bool):
        return Switch(value)
    return Switch(False, ('integrations: "All" must be true or false',))


def _misspelled(call: Call, names: tuple[str, ...]) -> list[str]:
    known = {name.lower() for name in names}
    return [
        f'integrations: "{key}" is not the name; write "{names[0]}"'
        for key in call.integrations
        if key.lower() in known and key not in names
    ]
