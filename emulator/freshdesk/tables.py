"""The tables of an account, and by what their records are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from contracts.call import Json
from emulator.freshdesk.indexing import versions_of
from emulator.freshdesk.searching import (
    SEARCHED,
    Key,
    Keyring,
    Kind,
    day,
    folded,
    plain,
    searched_by,
)
from emulator.ordering import Order
from emulator.table import Index, Keys, Record, Table

FILED_STARTS = (1, 2, 3, 4, 6, 8, 12, 16, 24)
"""At which lengths the start of a word in a name is filed: few, and long enough to tell words."""


def words_of(name: str) -> list[str]:
    """The words of a name, case folded."""
    return re.findall(r"\w+", name.casefold())


def words_start(name: str, wanted: list[str]) -> bool:
    """Whether each wanted word starts a word of the name."""
    words = words_of(name)
    return all(any(word.startswith(start) for word in words) for start in wanted)


def filed_start(word: str) -> str:
    """The longest start of a word that is filed."""
    return word[: max(n for n in FILED_STARTS if n <= len(word))]


def starting_alike(table: Table, wanted: list[str]) -> list[Record]:
    """Records among which are all whose names have words that start like those wanted."""
    starts = map(filed_start, wanted)
    return table.find("start", min(starts, key=lambda start: table.count("start", start)))


def domain_of(email: Json) -> str | None:
    """What follows the @ of an email, case folded; None where there is no email."""
    return email.casefold().rpartition("@")[2] if isinstance(email, str) else None


def _plain(name: str) -> Keys:
    def keys(record: Record) -> Iterator[Json]:
        if record.get(name) is not None:
            yield record[name]

    return keys


def _folded(name: str) -> Keys:
    def keys(record: Record) -> Iterator[Json]:
        if record.get(name) is not None:
            yield str(record[name]).casefold()

    return keys


def _addresses(contact: Record) -> Iterator[Json]:
    for email in (contact["email"], *contact["other_emails"]):
        if email is not None:
            yield email.casefold()


def _domain(contact: Record) -> Iterable[Json]:
    domain = domain_of(contact["email"])
    return () if domain is None else (domain,)


def _companies(contact: Record) -> set[Json]:
    others = {other["company_id"] for other in contact["other_companies"]}
    return {*others, contact["company_id"]} - {None}


def _starts(names: Iterable[str]) -> set[Json]:
    words = {word for name in names for word in words_of(name)}
    return {word[:n] for word in words for n in FILED_STARTS if n <= len(word)}


def is_gone(record: Record) -> bool:
    """Whether a record is deleted, or a contact blocked."""
    return bool(record.get("deleted") or record.get("blocked"))


def _gone(contact: Record) -> Iterable[Json]:
    return [name for name in ("deleted", "blocked") if contact[name]]


def _name(record: Record) -> str | None:
    return None if is_gone(record) else record["name"].casefold()


def _updated(record: Record) -> str:
    return str(record["updated_at"])


_TIMES: Keyring = {"created_at": day("created_at"), "updated_at": day("updated_at")}

CONTACT_KEYS: Keyring = {
    **_TIMES,
    "email": folded(lambda contact: () if contact["email"] is None else (contact["email"],)),
    "phone": plain("phone", Kind.TEXT, SEARCHED),
    "mobile": plain("mobile", Kind.TEXT, SEARCHED),
    "twitter_id": plain("twitter_id", Kind.TEXT, SEARCHED),
    "company_id": plain("company_id", Kind.NUMBER, SEARCHED),
    "tag": Key(Kind.TEXT, lambda contact: contact["tags"], index=SEARCHED),
    "active": plain("active", Kind.FLAG),
    "language": plain("language", Kind.TEXT),
    "time_zone": plain("time_zone", Kind.TEXT),
}
"""What a filter of contacts can name beside custom fields."""

COMPANY_KEYS: Keyring = {**_TIMES, "domain": folded(lambda company: company["domains"])}
"""What a filter of companies can name beside custom fields."""

TICKET_KEYS: Keyring = {
    **_TIMES,
    "due_by": day("due_by"),
    "fr_due_by": day("fr_due_by"),
    "agent_id": plain("responder_id", Kind.NUMBER, SEARCHED),
    "group_id": plain("group_id", Kind.NUMBER, SEARCHED),
    "type": plain("type", Kind.TEXT, SEARCHED),
    "tag": Key(Kind.TEXT, lambda ticket: ticket["tags"], index=SEARCHED),
    "priority": plain("priority", Kind.NUMBER),
    "status": plain("status", Kind.NUMBER),
}
"""What a filter of tickets can name beside custom fields."""

_ORDERS: Mapping[str, Order] = {"listed": Order(_name), "updated": Order(_updated)}
"""By name, without those that are gone, and by the time of change."""

_FIELDS: Mapping[str, Index] = {
    "name": _plain("name"),
    "unique": _plain("unique"),
    "required": _plain("required_for_agents"),
}

TABLES: Mapping[str, Mapping[str, Index]] = {
    "agents": {"email": _folded("email"), "api_key": _plain("api_key")},
    "contacts": {
        "email": _folded("email"),
        "address": _addresses,
        "domain": _domain,
        "mobile": _plain("mobile"),
        "phone": _plain("phone"),
        "twitter_id": _plain("twitter_id"),
        "unique_external_id": _plain("unique_external_id"),
        "company_id": _plain("company_id"),
        "member": _companies,
        "gone": _gone,
        "start": lambda contact: _starts([contact["name"]]),
        **searched_by(CONTACT_KEYS),
        **_ORDERS,
    },
    "companies": {
        "name": _folded("name"),
        "domain": lambda company: {domain.casefold() for domain in company["domains"]},
        "start": lambda company: _starts(known["name"] for known in versions_of(company)),
        **searched_by(COMPANY_KEYS),
        **_ORDERS,
    },
    "tickets": {
        "requester_id": _plain("requester_id"),
        "company_id": _plain("company_id"),
        **searched_by(TICKET_KEYS),
    },
    "conversations": {"ticket_id": _plain("ticket_id")},
    "exports": {"pending": _plain("pending")},
    "imports": {"pending": _plain("pending")},
    "downloads": {},
    "ticket_fields": _FIELDS,
    "contact_fields": _FIELDS,
    "company_fields": _FIELDS,
}
