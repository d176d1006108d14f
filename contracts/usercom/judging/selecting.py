"""How users are selected: by identifier, and created if unknown. Source: seed 004."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.exchange import Exchange
from contracts.judging import BROKEN, KEPT, Ruling, judges, ruled
from contracts.reading import sent, status, succeeded
from contracts.usercom.judging.people import ACTIONS, BY_ID, People
from contracts.usercom.judging.reading import USER_CREATIONS, custom_id, user_written


@judges("usercom.match.userid-first")
def userid_first(exchanges: Iterable[Exchange]) -> Iterator[tuple[Exchange, Ruling]]:
    """Who is created has an identifier, and who is written was not found by anything else."""
    people = People()
    for exchange in exchanges:
        if exchange.operation in USER_CREATIONS:
            yield exchange, ruled(bool(custom_id(sent(exchange))))
        elif exchange.operation in ACTIONS or user_written(exchange) is not None:
            name = people.target(exchange)
            if people.known(name):
                yield exchange, ruled(people.selected(name))
        people.hear(exchange)


@judges("usercom.match.auto-create-user")
def auto_create_user(exchanges: Iterable[Exchange]) -> Iterator[tuple[Exchange, Ruling]]:
    """What a user does is sent after an answer has told of that user."""
    people = People()
    for exchange in exchanges:
        if exchange.operation in ACTIONS:
            yield exchange, ruled(people.known(people.target(exchange)))
        people.hear(exchange)


@judges("usercom.match.no-404")
def no_404(exchanges: Iterable[Exchange]) -> Iterator[tuple[Exchange, Ruling]]:
    """Where a user turns out to be unknown, that user is created afterwards."""
    people = People()
    lost: list[tuple[Exchange, str]] = []
    for exchange in exchanges:
        if exchange.operation in USER_CREATIONS and succeeded(exchange):
            there = custom_id(sent(exchange))
            yield from ((met, KEPT) for met, name in lost if name in ("", there))
            lost = [(met, name) for met, name in lost if name not in ("", there)]
        elif exchange.operation in (*ACTIONS, *BY_ID) and status(exchange) == 404:
            lost.append((exchange, people.identifier(people.target(exchange))))
        elif exchange.operation in ACTIONS and succeeded(exchange):
            yield exchange, KEPT
        people.hear(exchange)
    yield from ((met, BROKEN) for met, _ in lost if met.operation in ACTIONS)


@judges("usercom.group.associate-user")
def associate_user(exchanges: Iterable[Exchange]) -> Iterator[tuple[Exchange, Ruling]]:
    """A membership is of a user told of; where it says both id and custom_id, of one user."""
    people = People()
    for exchange in exchanges:
        if exchange.operation == "companies-add-member":
            names = [n for k in ("user_id", "user_custom_id") if (n := _name(exchange, k))]
            kept = bool(names) and all(people.same(name, names[0]) for name in names)
            yield exchange, ruled(kept)
        people.hear(exchange)


def _name(exchange: Exchange, key: str) -> str:
    value = sent(exchange).get(key)
    return "" if value is None else str(value)
