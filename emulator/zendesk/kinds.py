"""What a search knows of users, organizations and tickets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from contracts.call import Json
from emulator.table import Record

if TYPE_CHECKING:
    from emulator.account import Account

Values: TypeAlias = "Callable[[Account, Record], Iterator[str]]"
"""The values of a record of which a term has to name one."""

TIMES: Mapping[str | None, str] = {
    "created": "created_at",
    "created_at": "created_at",
    "updated": "updated_at",
    "updated_at": "updated_at",
}
"""The names of times that can be compared, and the attributes they stand for."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its table, the properties whose words are searched, exact names."""

    name: str
    table: str
    properties: tuple[str, ...]
    exact: Mapping[str | None, Values] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        """Every name that a term may have."""
        return {*self.properties, *filter(None, (*self.exact, *TIMES))}


def texts_of(kind: Kind, record: Record, name: str | None = None) -> Iterator[str]:
    """The searched texts of a record, or of one property alone."""
    for property_name in (name,) if name else kind.properties:
        value = record.get(property_name)
        held = list(value.values()) if isinstance(value, dict) else value
        for text in held if isinstance(held, list | tuple) else (held,):
            if isinstance(text, str) and text:
                yield text


def _attribute(name: str) -> Values:
    def values(_account: Account, record: Record) -> Iterator[str]:
        if record[name] is not None:
            yield str(record[name]).lower() if isinstance(record[name], bool) else str(record[name])

    return values


def _organization(account: Account, record: Record) -> Iterator[str]:
    organization = account.tables["organizations"].get(record["organization_id"] or 0)
    yield str(record["organization_id"] or "none")
    if organization is not None:
        yield organization["name"]


def _person(name: str) -> Values:
    def values(account: Account, ticket: Record) -> Iterator[str]:
        user: Json = account.tables["users"].get(ticket[name] or 0)
        yield str(ticket[name] or "none")
        yield from (user[key] for key in ("email", "name") if user and user[key])

    return values


_USER = (
    "name",
    "email",
    "external_id",
    "phone",
    "alias",
    "details",
    "notes",
    "signature",
    "tags",
    "user_fields",
)

KINDS: Mapping[str, Kind] = {
    "user": Kind(
        "user",
        "users",
        _USER,
        {
            "role": _attribute("role"),
            "verified": _attribute("verified"),
            "suspended": _attribute("suspended"),
            "organization": _organization,
        },
    ),
    "organization": Kind(
        "organization",
        "organizations",
        ("name", "external_id", "details", "notes", "tags", "domain_names", "organization_fields"),
    ),
    "ticket": Kind(
        "ticket",
        "tickets",
        ("subject", "description", "external_id", "tags"),
        {
            "status": _attribute("status"),
            "priority": _attribute("priority"),
            "ticket_type": _attribute("type"),
            "organization": _organization,
            "requester": _person("requester_id"),
            "assignee": _person("assignee_id"),
            "submitter": _person("submitter_id"),
        },
    ),
}
"""The kinds by the names that ``type:`` has for them."""
