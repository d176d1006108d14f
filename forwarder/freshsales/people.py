"""Writing a lead or a contact, with its company and its deal.

Source: seed 003, Identify and Objects; developers.freshworks.com, CRM API.
"""

from __future__ import annotations

from collections.abc import Generator

from contracts.call import Json
from contracts.conversation import Outcome
from contracts.exchange import Answer, Request
from forwarder.ending import Ended, ends, failed, sent
from forwarder.freshsales.answers import Record, is_taken, record_of
from forwarder.freshsales.deals import deal_written
from forwarder.freshsales.drafts import Person
from forwarder.freshsales.lookups import Known, key_of, keys_of, known, same
from forwarder.freshsales.objects import (
    ACCOUNT,
    Held,
    account_written,
    held_by,
    joined,
    links_with,
)
from forwarder.recent import Key, Recent
from forwarder.vendor import Steps

Body = dict[str, Json]
ATTEMPTS = 2
"""How often a call begins when somebody else's write came between look-up and ours."""


@ends
def written(person: Person, recent: Recent) -> Steps:
    """Update who is known, else create; then write the deal of a contact."""
    with recent.turn([*keys_of(person), *_object_keys(person)]):
        for _ in range(ATTEMPTS):
            found = yield from known(person, recent)
            outcome = yield from _attempt(person, found, recent)
            if outcome:
                return outcome
    says = f"the {person.part} is there already and not to be found yet"
    raise Ended(failed(says, "freshsales.identify.upsert"))


def _attempt(
    person: Person, found: Known | None, recent: Recent
) -> Generator[Request, Answer, Outcome | None]:
    body, (company, deal) = _apart(person)
    objects, unseen = bool(company or deal), found is None and person.upserted
    held = (yield from held_by(found.record["id"])) if found and objects else Held()
    account = (yield from account_written(company, held, recent)) if company else None
    if account is not None and not unseen:
        body |= links_with(account, held)
    record = yield from _person(person, found, body)
    if record is None:
        return None
    recent.hold(record["id"], keys_of(person))
    if unseen and objects:
        held = yield from joined(record["id"], account)
    if deal:
        yield from deal_written(deal, record["id"], account, held, recent)
    done = "updated" if found else "upserted" if person.upserted else "created"
    note = f"{person.part} {done}" + (" with its deal" if deal else "")
    return sent(note, found.rule if found else None)


def _object_keys(person: Person) -> list[Key]:
    """What the account and the deal of a contact are looked up by."""
    _, objects = _apart(person)
    parts = zip((ACCOUNT, "deal"), objects, strict=True)
    return [key_of(part, "name", each["name"]) for part, each in parts if each]


def _apart(person: Person) -> tuple[Body, tuple[Body | None, Body | None]]:
    """The body of a person, and the company and deal that a contact has beside it."""
    body = dict(person.draft.body)
    if person.part != "contact":
        return body, (None, None)
    return body, (body.pop(ACCOUNT, None), body.pop("deal", None))


def _person(
    person: Person, found: Known | None, body: Body
) -> Generator[Request, Answer, Record | None]:
    """The record written; None where it was gone, or there already."""
    part, path = person.part, f"/api/{person.part}s"
    if found is None:
        answer = yield _creation(person, path, body)
        if is_taken(answer):
            return None
        return record_of(answer, part, f"creating the {part}")
    body = _keeping_identifier(person, found.record, body)
    answer = yield Request("PUT", f"{path}/{found.record['id']}", body={part: body})
    if answer.status == 404:
        return None
    return record_of(answer, part, f"updating the {part}")


def _creation(person: Person, path: str, body: Body) -> Request:
    if not person.upserted:
        return Request("POST", path, body={person.part: body})
    by_email = {"unique_identifier": {"emails": person.email}, person.part: body}
    return Request("POST", f"{path}/upsert", body=by_email)


def _keeping_identifier(person: Person, record: Record, body: Body) -> Body:
    """The body without its userId, which is only the email then, where the record has another."""
    field, custom = person.identifier, record.get("custom_field") or {}
    held = custom.get(field) if field else None
    if held in (None, "") or same(held, person.user_id):
        return body
    rest = {key: value for key, value in body["custom_field"].items() if key != field}
    others = {key: value for key, value in body.items() if key != "custom_field"}
    return {**others, "custom_field": rest} if rest else others
