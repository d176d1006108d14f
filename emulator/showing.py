"""Where a vendor's answers show the records of an account, declared; and reading them there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contracts.call import Json
from contracts.exchange import Exchange
from emulator.table import Record

if TYPE_CHECKING:
    from emulator.vendor import Vendor


def _as_shown(record: Record, _exchange: Exchange) -> Record:
    return record


def _alone(_record: Record, _exchange: Exchange) -> Iterable[tuple[str, Record]]:
    return ()


def _created(exchange: Exchange) -> bool:
    return exchange.answer is not None and exchange.answer.status == 201


@dataclass(frozen=True, slots=True)
class Shown:
    """Where answers show the records of one table of an account file.

    ``path`` is a regular expression for the whole path of a request; its group ``id``, where it
    has one, is the id of the record that the request is about, whose answer need not show it.
    """

    table: str
    path: str
    under: Sequence[str] = ("",)
    """Where in a body a record or a list of them stands: keys joined by ``/``, ``""`` the body."""
    read: Callable[[Record, Exchange], Record | None] = _as_shown
    """Makes of what is shown what an account file says; None where it is no record of the file."""
    beside: Callable[[Record, Exchange], Iterable[tuple[str, Record]]] = _alone
    """The tables and records that must be there because this one, as shown, points at them."""
    refusal: bool = False
    """Whether it is a refusal that tells of the record, perhaps without its id."""
    whole: bool = False
    """Whether an answer to this path shows all records that the table has."""
    about: bool = False
    """Whether what a request says is true of the record where the answer shows only its id."""
    values: str = ""
    """The key below which a record keeps the values of custom fields by name."""
    defines: Callable[[str, Json], tuple[str, Record]] | None = None
    """The table and the definition of a custom field of which nothing but a value is known."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What the answers of a vendor show of an account, and who asked."""

    places: Sequence[Shown] = ()
    created: Callable[[Exchange], bool] = _created
    """Whether the request of an exchange has created the record that its answer shows."""
    callers: Callable[[Mapping[str, str]], Sequence[Mapping[str, Json]]] = field(
        default=lambda _headers: ({},)
    )
    """What an account file says of the credentials in these headers, if they are an
    administrator's, or those of somebody with fewer rights: the likeliest first."""
    others: Callable[[Mapping[str, Json]], Iterable[tuple[str, Json, Mapping[str, Json]]]] = field(
        default=lambda _account: ()
    )
    """Other accounts that would show the same records: each with the name of what is supposed,
    and its value."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A record that an exchange shows, as an account file has it.

    ``beside`` are the records it points at; ``place`` is None of such a one itself.
    """

    table: str
    record: Record
    place: Shown | None = None
    beside: tuple[Seen, ...] = ()


def seen_in(vendor: Vendor, exchange: Exchange) -> Iterator[Seen]:
    """The records that an exchange shows, in the order of its answer."""
    if exchange.answer is None:
        return
    for place in vendor.showing.places:
        asked = re.fullmatch(place.path, vendor.spell(exchange.request.path))
        if asked is None or place.refusal is exchange.answer.ok:
            continue
        shown = list(_shown_at(place, exchange, exchange.answer.body))
        named = asked.groupdict().get("id")
        if named and not shown:
            record = {"id": int(named) if named.isdecimal() else named}
            shown.append(Seen(place.table, record, place))
        yield from shown


def _shown_at(place: Shown, exchange: Exchange, body: Json) -> Iterator[Seen]:
    for record in _records(place, body):
        read = place.read(record, exchange)
        if read and (place.refusal or isinstance(read.get("id"), int | str)):
            pointed = [Seen(table, other) for table, other in place.beside(record, exchange)]
            yield Seen(place.table, read, place, tuple(pointed))


def shows_whole(vendor: Vendor, exchange: Exchange) -> Iterator[str]:
    """The tables that the answer of an exchange shows whole."""
    if exchange.answer is not None and exchange.answer.ok and exchange.request.method == "GET":
        for place in vendor.showing.places:
            if place.whole and re.fullmatch(place.path, vendor.spell(exchange.request.path)):
                yield place.table


def _records(place: Shown, body: Json) -> Iterator[Record]:
    for pointer in place.under:
        held = body
        for key in pointer.split("/") if pointer else ():
            held = held.get(key) if isinstance(held, dict) else None
        for record in held if isinstance(held, list) else [held]:
            if isinstance(record, dict):
                yield record
