"""The states of a stack's accounts in a file, and how two such files differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

from cassettes.cassette import replace_file
from contracts.call import Json
from contracts.problem import BadInput
from emulator.state import check_state
from emulator.vendor import vendors
from emulator.wsgi import json_in

States: TypeAlias = Mapping[str, Mapping[str, Json]]
"""By vendor: what ``GET /_fauxdesk/state`` tells of one account."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two states differ: ``old`` is None for what is new, ``new`` for what is gone."""

    vendor: str
    where: str
    old: Json
    new: Json

    def to_json(self) -> dict[str, Json]:
        """The difference as JSON."""
        return asdict(self)


def write_states(path: str | Path, states: States) -> None:
    """Write the states whole: whoever looks finds the old file or the new one."""
    replace_file(Path(path), json.dumps(states, indent=2, ensure_ascii=False) + "\n")


def read_states(path: str | Path) -> States:
    """The states in a file; BadInput names what makes it none."""
    try:
        states = json_in(Path(path).read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput("is not UTF-8 text", path) from error
    except RecursionError as error:
        raise BadInput("is nested too deeply", path) from error
    except json.JSONDecodeError as error:
        raise BadInput(f"is not JSON: {error.msg}", path, error.lineno) from error
    except ValueError as error:
        raise BadInput(f"is not JSON: {error}", path) from error
    if not isinstance(states, dict):
        raise BadInput("must be an object with a state by vendor", path)
    for name, state in states.items():
        if name not in vendors():
            raise BadInput(f"unknown vendor; there are {', '.join(vendors())}", path, field=name)
        try:
            check_state(state)
        except BadInput as bad:
            field = ".".join(filter(None, (name, bad.field)))
            raise BadInput(bad.what, path, field=field) from None
    return states


def differences(old: States, new: States) -> list[Difference]:
    """How the second states differ from the first, record by record and key by key.

    The time of day and the ids to come are not compared.
    """
    return [
        Difference(vendor, where, was, is_)
        for vendor in dict.fromkeys([*old, *new])
        for where, was, is_ in _apart(_by_id(old.get(vendor, {})), _by_id(new.get(vendor, {})))
    ]


def _by_id(state: Mapping[str, Json]) -> dict[str, Json]:
    """The state with its lists of records as objects by id, tables at the top."""
    tables = {**state.get("tables", {}), "outbox": state.get("outbox", [])}
    records = {name: {str(each["id"]): each for each in held} for name, held in tables.items()}
    ahead = state.get("clock", {}).get("ahead", 0)
    return {"settings": state.get("settings", {}), **records, "clock": {"ahead": ahead}}


def _apart(old: Json, new: Json, *path: str) -> Iterator[tuple[str, Json, Json]]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            yield from _apart(old.get(key), new.get(key), *path, key)
    elif old != new:
        yield ".".join(path), old, new
