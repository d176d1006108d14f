"""Group: one company, found by groupId, and its user, each created if unknown, then linked.

Source: seed 004, Group; the requests are those of rudder-transformer, destination user.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

from contracts.call import Call, Json
from contracts.exchange import Answer, Request
from forwarder.ending import ends, sent, skipped
from forwarder.settings import Settings
from forwarder.usercom.answers import demand, held, is_taken
from forwarder.usercom.apart import parted, set_apart
from forwarder.usercom.fields import company_of, identified
from forwarder.usercom.users import accounted, nobody, upserted
from forwarder.vendor import Fields, Steps

COMPANIES = "/api/public/companies/"
FINDING = "looking up the company"
LINKING = "linking the user to the company"


class Written(NamedTuple):
    """A company after its write."""

    id: int
    note: str


def group(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    """Insert or update the company that the call names, and link its user."""
    user, company = identified(call), company_of(call)
    if call.group_id is None:
        says = "the call has no groupId, by which companies are matched"
        return accounted(skipped(says, "usercom.group.key-groupid"), user, company)
    if "custom_id" not in user.body:
        return accounted(nobody(), user, company)
    if "/" in call.group_id or not call.group_id.strip("."):
        says = "the groupId cannot stand in a path, so the company cannot be looked up"
        return accounted(skipped(says, "usercom.group.groupid-in-path"), user, company)
    return accounted((yield from _upsert_and_link(user.body, company.body)), user, company)


@ends
def _upsert_and_link(user: dict[str, Json], company: dict[str, Json]) -> Steps:
    """Whoever or whatever is gone again between the requests is created once more."""
    note = yield from _attempt(user, company)
    if note is None:
        note = yield from _attempt(user, company, last=True)
    return sent(f"{note}; user linked")


def _attempt(
    user: dict[str, Json], company: dict[str, Json], *, last: bool = False
) -> Generator[Request, Answer, str | None]:
    """What became of the company; None where somebody else's write came between."""
    user_id, _ = yield from upserted(user)
    body, apart = parted(company)
    written = yield from _written(body, last=last)
    if written is None:
        return None
    there = yield from set_apart("companies", written.id, apart)
    if not there and not last:
        return None
    answer = yield Request(
        "POST",
        f"{COMPANIES}{written.id}/add_member/",
        body={"user_id": user_id, "user_custom_id": user["custom_id"]},
    )
    if answer.status == 404 and not last:
        return None
    demand(answer, LINKING)
    return written.note


def _written(company: dict[str, Json], *, last: bool) -> Generator[Request, Answer, Written | None]:
    """The company written; None where it came or went between look-up and write."""
    found = yield Request("GET", f"/api/public/companies-by-id/{company['custom_id']}/")
    new = found.status == 404
    if new:
        doing = "creating the company"
        named = {"name": company["custom_id"], **company}
        answer = yield Request("POST", COMPANIES, body=named)
    else:
        doing = "updating the company"
        company_id = held(demand(found, FINDING), "id", int, FINDING)
        answer = yield Request("PUT", f"{COMPANIES}{company_id}/", body=company)
    if not last and (is_taken(answer, "custom_id") if new else answer.status == 404):
        return None
    written = held(demand(answer, doing), "id", int, doing)
    return Written(written, "company created" if new else "company updated")
