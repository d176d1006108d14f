"""Identify: contacts are matched by email, and written once. Source: seed 000, Identify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.exchange import Exchange
from contracts.freshdesk.judging.creating import created_once
from contracts.freshdesk.judging.reading import contact_written, holder_of_email, told_of
from contracts.judging import Said, judges, judges_each, ruled
from contracts.memory import Lookups
from contracts.reading import Record, asked, folded, id_of, path_id, status, succeeded

LOOK_UP = "contacts-list"
LOOK_UPS = (LOOK_UP, "contacts-search", "contacts-autocomplete")
DELETING = ("contacts-delete", "contacts-hard-delete")


@judges_each("freshdesk.identify.email-required")
def email_required(exchange: Exchange) -> bool | None:
    """Whoever is created has an email."""
    created = exchange.operation == "contacts-create"
    return bool(folded((contact_written(exchange) or {}).get("email"))) if created else None


@judges_each("freshdesk.identify.name-fallback")
def name_fallback(exchange: Exchange) -> bool | None:
    """Whoever is created has a name, and nobody's name is made blank."""
    contact = contact_written(exchange)
    if contact is None or (exchange.operation == "contacts-update" and "name" not in contact):
        return None
    return bool(folded(contact.get("name")))


@judges_each("freshdesk.identify.email-is-only-key")
def email_is_only_key(exchange: Exchange) -> bool | None:
    """The list is asked for an email, never for an id of the sender's own."""
    if exchange.operation != LOOK_UP or not exchange.request.query:
        return None
    if "unique_external_id" in exchange.request.query:
        return False
    return True if "email" in exchange.request.query else None


upsert = created_once(
    "freshdesk.identify.upsert", "contacts", "email", contact_written, "contacts-hard-delete"
)


@judges("freshdesk.identify.match-by-email")
def match_by_email(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """A write follows a look-up of its email and goes to whom that found."""
    people = _People()
    for exchange in exchanges:
        contact = contact_written(exchange)
        kept = None if contact is None else people.match(exchange, contact)
        yield ruled(kept)
        people.hear(exchange)


class _People:
    """Who was found by which email, who holds one, and who was found in another way."""

    def __init__(self) -> None:
        self._by_email = Lookups()
        self._holders: dict[str, str] = {}
        self._otherwise: set[str] = set()

    def match(self, exchange: Exchange, contact: Record) -> bool | None:
        """Whether a write goes to whom a look-up of its email found; None: nothing to tell by."""
        email, target = folded(contact.get("email")), path_id(exchange)
        if exchange.operation == "contacts-create":
            return email in self._by_email and not self._by_email.found(email) if email else None
        if not target:
            return None
        if email and email in self._by_email:
            return target in (*self._by_email.found(email), self._holders.get(email))
        if self._by_email.keys_of(target) or target in self._holders.values():
            return True
        return False if target in self._otherwise else None

    def hear(self, exchange: Exchange) -> None:
        """Take in what an answer tells of contacts."""
        contact = contact_written(exchange) or {}
        holder = holder_of_email(exchange)
        if holder is not None:
            self._holders[folded(contact.get("email"))] = holder
        if exchange.operation == "contacts-create" and succeeded(exchange):
            self._holders.update(
                (folded(r.get("email")), id_of(r)) for r in told_of("contacts", exchange)
            )
        gone = exchange.operation in DELETING and succeeded(exchange)
        if gone or (exchange.operation == "contacts-update" and status(exchange) == 404):
            self._by_email.forget(path_id(exchange))
        email = asked(exchange, LOOK_UP, "email")
        rows = told_of("contacts", exchange) if exchange.operation in LOOK_UPS else []
        if email is None:
            self._otherwise.update(map(id_of, rows))
        else:
            self._by_email.hear(email, [id_of(r) for r in rows if folded(r.get("email")) == email])
            self._otherwise.update(id_of(r) for r in rows if folded(r.get("email")) != email)
