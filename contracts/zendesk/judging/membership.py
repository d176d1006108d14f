"""Group links the user to the organization, once. Source: seed 001, Group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.exchange import Exchange
from contracts.judging import BROKEN, KEPT, Said, judges, ruled
from contracts.reading import folded, id_of, path_id, status, succeeded
from contracts.zendesk.judging.reading import organization_written, pair_sent, told, user_written

LINKED = (201, 422)
"""Answers after which the pair is linked: now, or already."""


@judges("zendesk.group.link-user")
def link_user(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """A link joins a user and an organization that Zendesk has told of.

    Where it told of neither, the sender may know both from a database of its own.
    """
    users: set[str] = set()
    organizations: set[str] = set()
    for exchange in exchanges:
        pair = pair_sent(exchange)
        told_of = {pair[0] in users, pair[1] in organizations} if pair is not None else {False}
        yield ruled(all(told_of) if any(told_of) else None)
        users.update(map(id_of, told(exchange, "user")))
        organizations.update(_organizations_of(exchange))


@judges("zendesk.group.link-idempotent")
def link_idempotent(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """Who is linked is not linked again, before another call asks for the organization."""
    links = _Links()
    for place, exchange in enumerate(exchanges):
        pair = pair_sent(exchange)
        if pair is not None and links.stands(pair):
            yield BROKEN
        else:
            yield KEPT if status(exchange) in LINKED and pair is not None else None
        links.hear(exchange, place)


class _Links:
    """Which pairs are linked, and since when their user or organization was left alone."""

    def __init__(self) -> None:
        self._linked: dict[tuple[str, str], int] = {}
        self._pairs: dict[str, tuple[str, str]] = {}
        self._users: dict[str, int] = {}
        self._organizations: dict[str, int] = {}

    def stands(self, pair: tuple[str, str]) -> bool:
        """Whether the pair is linked and nothing has happened to either of the two since."""
        touched = max(self._users.get(pair[0], -1), self._organizations.get(pair[1], -1))
        return self._linked.get(pair, -1) > touched

    def hear(self, exchange: Exchange, place: int) -> None:
        """Take in a link, the end of one, or what makes a new link likely."""
        pair = pair_sent(exchange)
        if pair is not None and status(exchange) in LINKED:
            self._linked[pair] = place
        for link in told(exchange, "organization_membership"):
            ends = folded(link.get("user_id")), folded(link.get("organization_id"))
            self._pairs[id_of(link)] = ends
        if exchange.operation == "memberships-delete":
            self._linked.pop(self._pairs.get(path_id(exchange), ("", "")), None)
        if "organization_id" in (user_written(exchange) or {}):
            self._users.update((id_of(user), place) for user in told(exchange, "user"))
        self._organizations.update(dict.fromkeys(_organizations_of(exchange), place))


def _organizations_of(exchange: Exchange) -> set[str]:
    ids = {id_of(record) for record in told(exchange, "organization")}
    if organization_written(exchange) is not None and succeeded(exchange):
        ids.add(path_id(exchange))
    return ids - {""}
