"""The tables of an account, and by what their records are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from contracts.call import Json
from emulator.freshdesk.indexing import versions_of
from emulator.freshdesk.searching import Key, Keyring, Kind, folded, plain, searched_by
from emulator.table import Keys, Record

LONGEST_PREFIX = 24
"""How many characters of a word its prefixes are filed under."""


LONGEST_START = 3
"""How many first characters of a word in a contact's name are filed."""


def words_of(name: str) -> list[str]:
    """The words of a name, case folded."""
    return re.findall(r"\w+", name.casefold())


def words_start(name: str, wanted: list[str]) -> bool:
    """Whether each wanted word starts a word of the name."""
    words = words_of(name)
    return all(any(word.startswith(start) for word in words) for start in wanted)


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


def _prefixes(company: Record) -> set[Json]:
    words = {word for version in versions_of(company) for word in words_of(version["name"])}
    return {w[:n] for w in words for n in range(2, min(len(w), LONGEST_PREFIX) + 1)}


def _companies(contact: Record) -> set[Json]:
    others = {other["company_id"] for other in contact["other_companies"]}
    return {*others, contact["company_id"]} - {None}


def _starts(contact: Record) -> set[Json]:
    return {w[:n] for w in words_of(contact["name"]) for n in range(1, LONGEST_START + 1)}


CONTACT_KEYS: Keyring = {
    "email": folded(lambda contact: () if contact["email"] is None else (contact["email"],)),
    "phone": plain("phone", Kind.TEXT),
    "mobile": plain("mobile", Kind.TEXT),
    "twitter_id": plain("twitter_id", Kind.TEXT),
    "company_id": plain("company_id", Kind.NUMBER),
    "tag": Key(Kind.TEXT, lambda contact: contact["tags"]),
}
"""What a filter of contacts can name and an index finds."""

COMPANY_KEYS: Keyring = {"domain": folded(lambda company: company["domains"])}
"""What a filter of companies can name and an index finds."""

TICKET_KEYS: Keyring = {
    "agent_id": plain("responder_id", Kind.NUMBER),
    "group_id": plain("group_id", Kind.NUMBER),
    "type": plain("type", Kind.TEXT),
    "tag": Key(Kind.TEXT, lambda ticket: ticket["tags"]),
}
"""What a filter of tickets can name and an index finds."""

TABLES: Mapping[str, Mapping[str, Keys]] = {
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
        "start": _starts,
        "searched": searched_by(CONTACT_KEYS),
    },
    "companies": {
        "name": _folded("name"),
        "domain": lambda company: {domain.casefold() for domain in company["domains"]},
        "prefix": _prefixes,
        "searched": searched_by(COMPANY_KEYS),
    },
    "tickets": {
        "requester_id": _plain("requester_id"),
        "company_id": _plain("company_id"),
        "searched": searched_by(TICKET_KEYS),
    },
    "conversations": {"ticket_id": _plain("ticket_id")},
    "ticket_fields": {"name": _plain("name"), "unique": _plain("unique")},
    "contact_fields": {"name": _plain("name"), "unique": _plain("unique")},
    "company_fields": {"name": _plain("name"), "unique": _plain("unique")},
}
