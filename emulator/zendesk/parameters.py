"""What a request body says of a record: the known attributes, read as their types."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from contracts.call import Json
from emulator.visit import Visit, keeps
from emulator.zendesk.errors import wrong_parameter
from emulator.zendesk.values import WrongType

CREATE, UPDATE, READ = "create", "update", ""
WRITE = f"{CREATE} {UPDATE}"
MOST_NAMES, LONGEST_NAME = 40, 80
"""How many dropped keys the header names, and how much of each."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a record: its value while nobody has set one, and how a value is read.

    ``on`` names the actions that take it; ``kept`` is False for what is never answered.
    """

    name: str
    default: Json = None
    read: Callable[[Json], Json] | None = None
    on: str = READ
    kept: bool = True


def given(
    visit: Visit, root: str, attributes: Iterable[Attribute], controller: str, action: str
) -> dict[str, Json]:
    """The attributes that the body sets under ``root``, each as its type.

    ``action`` is ``create``, ``update`` or ``create_or_update``; Refusal where ``root`` is no
    object.
    """
    body = visit.request.body if isinstance(visit.request.body, dict) else {}
    said = body.get(root)
    if said is None:
        return {}
    if not isinstance(said, dict):
        raise wrong_parameter(root, root, "a hash", f"{controller}/{action}")
    takes = {a.name: a for a in attributes if any(step in a.on.split() for step in _steps(action))}
    values, wrong = dict[str, Json](), list[str]()
    for name, value in said.items():
        attribute = takes.get(name)
        if attribute is None or attribute.read is None:
            continue
        try:
            values[name] = attribute.read(value)
        except WrongType:
            wrong.append(f"{root}.{name}")
    if wrong:
        ignore_wrong(visit, wrong[0], f"{controller}/{action}")
    unknown = [f"{root}.{k}" for k in said if k not in takes and (k, action) != ("id", CREATE)]
    warn_of_dropped(visit, controller, action, unknown, wrong)
    return values


@keeps("zendesk.keys.wrong-value-ignored")
def ignore_wrong(visit: Visit, parameter: str, endpoint: str) -> bool:
    """A value that an attribute cannot be is ignored, or refused where so switched."""
    if visit.account.settings.get("wrong_value") == "refuse":
        raise wrong_parameter(parameter, parameter, "valid", endpoint)
    return True


def ignore_body(visit: Visit, controller: str, action: str) -> None:
    """Read nothing of the body; its keys are named in the header."""
    body = visit.request.body
    unknown = list[str]()
    for root, said in body.items() if isinstance(body, dict) else ():
        unknown += [f"{root}.{name}" for name in said] if isinstance(said, dict) else []
        unknown.append(root)
    warn_of_dropped(visit, controller, action, unknown, [])


@keeps("zendesk.keys.unknown-ignored")
def warn_of_dropped(
    visit: Visit, controller: str, action: str, unknown: list[str], wrong: list[str]
) -> bool:
    """Keys that cannot be written are ignored; only a header names them."""
    if not unknown and not wrong:
        return False
    visit.headers["X-Zendesk-Api-Warn"] = (
        f'{{:allowed_parameters=>{{:controller=>"{controller}", :action=>"{action}", '
        f":unpermitted_keys=>{_told(unknown)}, :invalid_values=>{_told(wrong)}}}}}"
    )
    return True


def _told(names: list[str]) -> str:
    """The names as far as a header holds them."""
    return json.dumps([name[:LONGEST_NAME] for name in names[:MOST_NAMES]])


def _steps(action: str) -> tuple[str, ...]:
    return (CREATE, UPDATE) if action == "create_or_update" else (action,)
