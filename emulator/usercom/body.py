"""What a request body says of a record: standard fields as their types, the rest as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from contracts.call import Json
from emulator.usercom.errors import REQUIRED, invalid, not_an_object, unsupported_media
from emulator.usercom.fields import Field
from emulator.usercom.malformed import answer_malformed
from emulator.usercom.values import Read, TooLong, WrongValue
from emulator.usercom.version import version_of
from emulator.visit import Refusal, Visit, keeps
from emulator.wsgi import NotJson

Wrongs: TypeAlias = Mapping[str, WrongValue]
"""What is wrong, field by field."""

_BY_NUMBER = frozenset({"gender", "status"})


def said(visit: Visit) -> dict[str, Json]:
    """The body's object, empty where there is no body; Refusal where it is anything else."""
    body, length = visit.request.body, visit.request.headers.get("Content-Length", "0")
    if body is None and length == "0":
        return {}
    check_media(visit)
    if isinstance(body, NotJson):
        raise Refusal(answer_malformed(visit))
    if not isinstance(body, dict):
        raise not_an_object(type(body).__name__)
    return dict(body)


def given(visit: Visit, fields: Iterable[Field]) -> tuple[dict[str, Json], dict[str, Json]]:
    """The standard fields that the body sets, by their own names, and everything else it says.

    Fields are known by the names of the version that is spoken. Refusal names each that is wrong.
    """
    version = version_of(visit.request)
    known = {name: field for field in fields if (name := field.named(version))}
    sent = said(visit)
    takes = {name: field.read for name, field in known.items() if field.read is not None}
    values = values_of(visit, takes, {k: v for k, v in sent.items() if k in takes})
    ignore_read_only(visit, [name for name in sent if name in known and name not in takes])
    others = {name: value for name, value in sent.items() if name not in known}
    return {known[name].name: value for name, value in values.items()}, others


def demanded(
    visit: Visit, takes: Mapping[str, Read], required: Iterable[str] = ()
) -> dict[str, Json]:
    """What the body says under the keys in ``takes``, of which ``required`` must be there."""
    sent = said(visit)
    check_present(visit, [name for name in required if name not in sent])
    return values_of(visit, takes, {name: sent[name] for name in takes if name in sent})


def values_of(visit: Visit, takes: Mapping[str, Read], sent: Mapping[str, Json]) -> dict[str, Json]:
    """The values that were sent, each as its type; Refusal names each that is wrong."""
    values, wrongs = dict[str, Json](), dict[str, WrongValue]()
    for name, value in sent.items():
        try:
            values[name] = takes[name](value)
        except WrongValue as wrong:
            wrongs[name] = wrong
    for check in (check_choices, check_lengths, check_values):
        check(visit, wrongs)
    return values


@keeps("usercom.users.choices-by-number")
def check_choices(_visit: Visit, wrongs: Wrongs) -> None:
    """Gender and status are written as numbers and read as words; a word written is refused."""
    if wrongs.keys() & _BY_NUMBER:
        raise _refusal(wrongs)


@keeps("usercom.fields.longest")
def check_lengths(_visit: Visit, wrongs: Wrongs) -> None:
    """A text that is longer than its field refuses the whole request; it is never cut."""
    if any(isinstance(wrong, TooLong) for wrong in wrongs.values()):
        raise _refusal(wrongs)


@keeps("usercom.fields.valid")
def check_values(_visit: Visit, wrongs: Wrongs) -> None:
    """A standard field that cannot be like this refuses the whole request, field by field."""
    if wrongs:
        raise _refusal(wrongs)


@keeps("usercom.fields.required")
def check_present(_visit: Visit, missing: list[str]) -> None:
    """A request that leaves out a required key is refused, and the key is named."""
    if missing:
        raise invalid({name: [REQUIRED] for name in missing})


@keeps("usercom.fields.read-only-ignored")
def ignore_read_only(_visit: Visit, names: list[str]) -> bool:
    """What cannot be written, such as page_views or name of a user, is ignored."""
    return bool(names)


@keeps("usercom.bodies.json-only")
def check_media(visit: Visit) -> None:
    """A body is JSON and says so."""
    kind = visit.request.headers.get("Content-Type", "")
    if kind.partition(";")[0].strip().lower() != "application/json":
        raise unsupported_media(kind)


def _refusal(wrongs: Wrongs) -> Refusal:
    return invalid({name: [str(wrong)] for name, wrong in wrongs.items()})
