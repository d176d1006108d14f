"""Writing a lead or a contact, with its company and its deal.

Source: seed 003, Identify and Objects; developers.freshworks.com, CRM API.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping

from contracts.call import Json
from contracts.conversation import Outcome
from contracts.exchange import Answer, Request
from forwarder.ending import Ended, ends, failed, sent
from forwarder.freshsales.answers import Record, is_taken, record_of
from forwarder.freshsales.drafts import Person
from forwarder.freshsales.lookups import Known, keys_of, known, same
from forwarder.freshsales.objects import Held, deal_written, held_by, with_account
from forwarder.recent import Recent
from forwarder.vendor import Steps

Body = Mapping[str, Json]
ATTEMPTS = 2
"""How often a call begins when somebody else's write came between look-up and ours."""


@ends
def written(person: Person, recent: Recent) -> Steps:
    """Update who is known, else create; then write the deal of a contact."""
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
    body = dict(person.draft.body)
    company, deal, account = None, None, None
    held = Held()
    if person.part == "contact":
        company, deal = body.pop("sales_account", None), body.pop("deal", None)
        if found and (company or deal):
            held = yield from held_by(found.record["id"])
    if company:
        body, account = yield from with_account(body, company, held)
    record = yield from _person(person, found, body)
    if record is None:
        return None
    recent.hold(record["id"], keys_of(person))
    done = "updated" if found else "upserted" if person.upserted else "created"
    note = f"{person.part} {done}"
    if deal:
        yield from deal_written(deal, record["id"], account, held)
        note += " with its deal"
    return sent(note, found.rule if found else None)


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
    """The body without a userId that is only the email, where the record has another."""
    field, custom = person.identifier, record.get("custom_field") or {}
    held = custom.get(field) if field else None
    if held in (None, "") or same(held, person.user_id) or not same(person.user_id, person.email):
        return body
    rest = {key: value for key, value in body["custom_field"].items() if key != field}
    others = {key: value for key, value in body.items() if key != "custom_field"}
    return {**others, "custom_field": rest} if rest else others
