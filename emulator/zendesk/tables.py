"""The tables of an account, and by what their records are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from contracts.call import Json
from emulator.ordering import Order
from emulator.table import Index, Keys, Record
from emulator.zendesk.kinds import KINDS, texts_of
from emulator.zendesk.terms import tokens

CHANGED = "changed"
"""The order of users by when they were changed last, those of one second by id."""


def changed(record: Record) -> tuple[str, int]:
    """When a record was changed, and its id."""
    return record["updated_at"], record["id"]


def _folded(name: str) -> Keys:
    def keys(record: Record) -> Iterator[Json]:
        value = record.get(name)
        if value is not None:
            yield str(value).strip().casefold()

    return keys


def _plain(name: str) -> Keys:
    def keys(record: Record) -> Iterator[Json]:
        yield record[name]

    return keys


def _pair(record: Record) -> Iterator[Json]:
    yield record["user_id"], record["organization_id"]


def _words(kind: str) -> Keys:
    return lambda record: tokens(texts_of(KINDS[kind], record))


def _words_of_user(user: Record) -> Iterable[str]:
    """The words of a user; those of the email are filed with its identity."""
    return tokens(texts_of(KINDS["user"], {**user, "email": None}))


def _pending(job: Record) -> Iterator[Json]:
    if job["results"] is None:
        yield True


def _unsettled(merge: Record) -> Iterator[Json]:
    if merge["outcome"] is None:
        yield True


TABLES: Mapping[str, Mapping[str, Index]] = {
    "users": {
        "external_id": _folded("external_id"),
        "token": _words_of_user,
        "prefix": lambda user: [user["name"].strip().casefold()[:2]],
        "phone": _folded("phone"),
        "role": _plain("role"),
        CHANGED: Order(changed),
    },
    "deleted_users": {
        "external_id": _folded("external_id"),
        "freed": lambda user: {str(key).casefold() for key in user["freed"] if key},
        CHANGED: Order(changed),
    },
    "tickets": {
        "requester_id": _plain("requester_id"),
        "assignee_id": _plain("assignee_id"),
        "organization_id": _plain("organization_id"),
        "external_id": _folded("external_id"),
        "collaborator_id": lambda ticket: ticket["collaborator_ids"],
        "token": _words("ticket"),
    },
    "identities": {
        "value": _folded("value"),
        "user_id": _plain("user_id"),
        "token": lambda identity: tokens([identity["value"]]),
    },
    "organizations": {
        "name": _folded("name"),
        "external_id": _folded("external_id"),
        "prefix": lambda organization: [organization["name"].strip().casefold()[:2]],
        "token": _words("organization"),
        "domain": lambda organization: organization["domain_names"],
    },
    "organization_memberships": {
        "user_id": _plain("user_id"),
        "organization_id": _plain("organization_id"),
        "pair": _pair,
    },
    "ticket_comments": {"ticket_id": _plain("ticket_id")},
    "job_statuses": {"token": _plain("token"), "pending": _pending},
    "organization_merges": {"pending": _unsettled},
    "user_fields": {"key": _plain("key")},
    "organization_fields": {"key": _plain("key")},
}
