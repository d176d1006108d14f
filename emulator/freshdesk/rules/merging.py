"""What Freshdesk holds the merging of contacts to.

Source: developers.freshdesk.com/api, Merge Contacts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contracts.call import Json
from emulator.freshdesk import errors
from emulator.freshdesk.indexing import store
from emulator.freshdesk.moments import stamp
from emulator.table import Record
from emulator.visit import Visit, keeps

SINGLE = ("phone", "mobile", "twitter_id", "unique_external_id")
"""Of these the contact that remains has one."""


@keeps("freshdesk.contacts.merge-named")
def check_named(_visit: Visit, name: str, value: Json) -> None:
    """A merge names the contact that remains and those that go into it."""
    if value is None or value == []:
        raise errors.Invalid(errors.missing(name))


@keeps("freshdesk.contacts.merge-conflicts")
def check_conflicts(_visit: Visit, merged: Sequence[Record], wished: Mapping[str, Json]) -> None:
    """Where several of the contacts have a number, a Twitter id or an external id, one is told."""
    faults = [
        errors.missing(f"contact.{name}")
        for name in SINGLE
        if wished.get(name) is None and len({c[name] for c in merged} - {None}) > 1
    ]
    if faults:
        raise errors.Invalid(*faults)


@keeps("freshdesk.contacts.merge-deletes")
def empty_out(visit: Visit, others: Sequence[Record]) -> bool:
    """The contacts that were merged in are deleted, and leave what is unique to the one."""
    gone: Record = {"deleted": True, "email": None, "other_emails": [], **dict.fromkeys(SINGLE)}
    for other in others:
        store(visit.account, "contacts", {**other, **gone, "updated_at": stamp(visit.account)})
    return bool(others)


def gather(primary: Record, others: Sequence[Record], wished: Mapping[str, Json]) -> Record:
    """The contact that remains: as wished, else its own, else what one of the others had."""
    merged = [primary, *others]
    single = {name: wished.get(name) or _first(merged, name) for name in SINGLE}
    email = wished.get("email") or _first(merged, "email")
    emails = [e for c in merged for e in (c["email"], *c["other_emails"]) if e not in (None, email)]
    companies = wished.get("company_ids") or [_first(merged, "company_id")]
    return {
        **primary,
        **single,
        "email": email,
        "other_emails": wished.get("other_emails") or list(dict.fromkeys(emails)),
        "tags": list(dict.fromkeys(tag for contact in merged for tag in contact["tags"])),
        "company_id": companies[0],
        "other_companies": [
            *primary["other_companies"],
            *({"company_id": c, "view_all_tickets": False} for c in companies[1:]),
        ],
    }


def _first(merged: Sequence[Record], name: str) -> Json:
    return next((contact[name] for contact in merged if contact[name] is not None), None)
