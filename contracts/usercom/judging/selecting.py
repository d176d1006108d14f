"""How users are selected: by identifier, and created if unknown. Source: seed 004."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.exchange import Exchange
from contracts.judging import BROKEN, KEPT, Open, Said, judges, ruled
from contracts.reading import sent, status, succeeded
from contracts.usercom.judging.people import ACTIONS, SETTING, People
from contracts.usercom.judging.reading import (
    BY_CUSTOM_ID,
    BY_ID,
    USER_CREATIONS,
    USER_WRITES,
    custom_id,
)


@judges("usercom.match.userid-first")
def userid_first(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """Who is created has an identifier, and who is written was not found by anything else."""
    people = People()
    for exchange in exchanges:
        if exchange.operation in USER_CREATIONS:
            yield ruled(bool(custom_id(sent(exchange))))
        elif exchange.operation in BY_CUSTOM_ID:
            yield ruled(True if exchange.operation in USER_WRITES else None)
        elif exchange.operation in (*ACTIONS, *SETTING, *USER_WRITES):
            name = people.target(exchange)
            yield ruled(people.selected(name) if people.known(name) else None)
        else:
            yield None
        people.hear(exchange)


@judges("usercom.match.auto-create-user")
def auto_create_user(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """What a user does is sent after an answer has told of that user."""
    people = People()
    for exchange in exchanges:
        acts = exchange.operation in ACTIONS
        yield ruled(people.known(people.target(exchange)) if acts else None)
        people.hear(exchange)


@judges("usercom.match.no-404")
def no_404(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """Where a user turns out to be unknown, that user is created afterwards."""
    people = People()
    lost: list[tuple[Open, str]] = []
    for exchange in exchanges:
        acts = exchange.operation in ACTIONS
        if exchange.operation in USER_CREATIONS and succeeded(exchange):
            there = custom_id(sent(exchange))
            for met, _ in (each for each in lost if each[1] in ("", there)):
                met.ruling = KEPT
            lost = [each for each in lost if each[1] not in ("", there)]
            yield None
        elif (acts or exchange.operation in (*BY_ID, *BY_CUSTOM_ID)) and status(exchange) == 404:
            met = Open(BROKEN if acts else None)
            by_custom_id = exchange.operation in BY_CUSTOM_ID
            name = people.target(exchange)
            lost.append((met, name if by_custom_id else people.identifier(name)))
            yield met
        else:
            yield ruled(True if acts and succeeded(exchange) else None)
        people.hear(exchange)


@judges("usercom.group.associate-user")
def associate_user(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """A membership is of a user told of; where it says both id and custom_id, of one user."""
    people = People()
    for exchange in exchanges:
        if exchange.operation == "companies-add-member":
            names = [n for k in ("user_id", "user_custom_id") if (n := _name(exchange, k))]
            yield ruled(bool(names) and all(people.same(name, names[0]) for name in names))
        else:
            yield None
        people.hear(exchange)


def _name(exchange: Exchange, key: str) -> str:
    value = sent(exchange).get(key)
    return "" if value is None else str(value)
