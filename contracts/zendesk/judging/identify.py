"""Identify: users are matched by email, and written once. Source: seed 001, Identify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.exchange import Exchange
from contracts.judging import BROKEN, KEPT, Said, judges, judges_each, ruled
from contracts.memory import Created, Lookups
from contracts.reading import Record, asked, folded, id_of, path_id, status, succeeded
from contracts.zendesk.judging.reading import (
    active,
    begins,
    email_asked,
    email_of,
    told,
    user_written,
)


@judges_each("zendesk.identify.email-required")
def email_required(exchange: Exchange) -> bool | None:
    """Whoever may be created has an email."""
    user = user_written(exchange)
    return None if user is None or exchange.operation == "users-update" else bool(email_of(user))


@judges_each("zendesk.identify.name-required")
def name_required(exchange: Exchange) -> bool | None:
    """Whoever may be created has a name, and nobody's name is made blank."""
    user = user_written(exchange)
    if user is None or (exchange.operation == "users-update" and "name" not in user):
        return None
    return bool(folded(user.get("name")))


@judges("zendesk.identify.multiple-noop")
def multiple_noop(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """No write goes to an email, or a user, that the newest look-up found several times."""
    lookups = Lookups()
    for exchange in exchanges:
        user = user_written(exchange)
        if user is not None:
            several = len(lookups.found(email_of(user))) > 1
            yield BROKEN if several or lookups.crowded(path_id(exchange)) else None
        else:
            yield KEPT if _hear_email(lookups, exchange) > 1 else None


@judges("zendesk.identify.upsert")
def upsert(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """An email is created once, until its user is deleted."""
    created = Created()
    for exchange in exchanges:
        if exchange.operation == "users-delete" and succeeded(exchange):
            created.forget(path_id(exchange))
        user = user_written(exchange)
        if user is None or not succeeded(exchange) or not email_of(user):
            yield None
            continue
        new = status(exchange) == 201
        yield ruled(not (new and created.have(email_of(user))))
        if new:
            created.hold(next(map(id_of, told(exchange, "user")), ""), [email_of(user)])


@judges("zendesk.identify.match-email")
def match_email(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """A write follows a look-up of its email and goes to nobody with another one."""
    people = _People()
    for exchange in exchanges:
        user = user_written(exchange)
        kept = None if user is None else people.match(exchange, user)
        yield ruled(kept)
        people.hear(exchange)


class _People:
    """Who was found by which email, who has which, and who was only mentioned."""

    def __init__(self) -> None:
        self._by_email = Lookups()
        self._by_external_id = Lookups()
        self._emails: dict[str, set[str]] = {}
        self._mentioned: set[str] = set()

    def match(self, exchange: Exchange, user: Record) -> bool | None:
        """Whether a write goes to whom a look-up of its email found; None: nothing to tell by."""
        email, target = email_of(user), path_id(exchange)
        if not email:
            return self._by_target(target) if target else None
        if email not in self._by_email:
            return False
        found = self._by_email.found(email)
        if target:
            emails = self._emails.get(target)
            return email in emails if emails else target in found or not found
        if exchange.operation == "users-create":
            return not found
        holders = self._by_external_id.found(folded(user.get("external_id")))
        return not holders or any(email in self._emails.get(holder, ()) for holder in holders)

    def hear(self, exchange: Exchange) -> None:
        """Take in what an answer tells of users."""
        users = told(exchange, "user")
        for user in users:
            self._learn(id_of(user), email_of(user))
        for identity in told(exchange, "identity", "identities"):
            if identity.get("type") == "email":
                self._learn(folded(identity.get("user_id")), folded(identity.get("value")))
        _hear_email(self._by_email, exchange)
        if email_asked(exchange):
            self._mentioned.update(map(id_of, users))
        external_id = asked(exchange, "users-search", "external_id")
        if external_id is not None:
            ids = active(users, "external_id", external_id)
            self._by_external_id.hear(external_id, ids, anew=begins(exchange))

    def _learn(self, user_id: str, email: str) -> None:
        if email:
            self._emails.setdefault(user_id, set()).add(email)

    def _by_target(self, target: str) -> bool | None:
        if self._by_email.keys_of(target):
            return True
        return False if target in self._mentioned else None


def _hear_email(lookups: Lookups, exchange: Exchange) -> int:
    email = email_asked(exchange)
    if email is None:
        return 0
    ids = active(told(exchange, "user"), "email", email)
    return lookups.hear(email, ids, anew=begins(exchange))
