"""Group: one organization, found by groupId, else by name; then the user is linked to it.

Source: seed 001, Group; developer.zendesk.com, Organizations, Organization Memberships.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import NamedTuple

from contracts.call import Call, Json
from contracts.conversation import Outcome
from contracts.exchange import Answer, Request
from forwarder.ending import Ended, ends, refused, sent, skipped
from forwarder.settings import Settings
from forwarder.vendor import Fields, Steps
from forwarder.zendesk.answers import demand, is_taken, record_of
from forwarder.zendesk.fields import organization_of
from forwarder.zendesk.membership import linked
from forwarder.zendesk.pages import Records, every_page

SEARCH = "/api/v2/organizations/search"
ADMIN_RULE = "zendesk.group.admin"
SEVERAL_RULE = "zendesk.group.multiple-noop"

Body = Mapping[str, Json]


class Written(NamedTuple):
    """An organization after its write."""

    id: int
    note: str


def group(call: Call, settings: Settings, fields: Fields) -> Steps:
    """Insert or update the organization that the call names, and link its user."""
    draft = organization_of(call, fields)
    if "external_id" not in draft.body:
        says = "the call has no groupId, by which organizations are matched"
        return draft.account(skipped(says, "zendesk.group.match-groupid"))
    return draft.account((yield from _upsert_and_link(call, draft.body, settings)))


@ends
def _upsert_and_link(call: Call, organization: Body, settings: Settings) -> Steps:
    written = yield from _attempt(organization, settings)
    if written is None:
        written = yield from _attempt(organization, settings, last=True)
    assert written is not None
    link = yield from linked(call, written.id, settings)
    return sent(f"{written.note}; {link.says}", link.rule)


def _attempt(
    organization: Body, settings: Settings, *, last: bool = False
) -> Generator[Request, Answer, Written | None]:
    """The organization written; None where somebody else's write came between."""
    found = yield from _found(organization, settings)
    if found is None:
        doing = "creating the organization"
        path = "/api/v2/organizations/create_or_update"
        answer = yield Request("POST", path, body={"organization": organization})
    else:
        doing = "updating the organization"
        path = f"/api/v2/organizations/{found}"
        answer = yield Request("PUT", path, body={"organization": organization})
    if not last and _overtaken(answer, new=found is None):
        return None
    record = record_of(demand(answer, doing, settings, ADMIN_RULE), "organization", doing)
    return Written(record["id"], f"organization {'created' if answer.status == 201 else 'updated'}")


def _overtaken(answer: Answer, *, new: bool) -> bool:
    return answer.status == 404 or (new and is_taken(answer, "name", "external_id"))


def _found(organization: Body, settings: Settings) -> Generator[Request, Answer, int | None]:
    """The id of the organization to update, None to create one; Ended where neither may be."""
    external_id, name = organization["external_id"], organization.get("name")
    by_id = yield from _search({"external_id": external_id}, settings)
    if len(by_id) > 1:
        raise Ended(_several(len(by_id), "groupId"))
    if by_id:
        return _id(by_id[0])
    if name is None:
        says = "no organization has this groupId, and without a name none can be created"
        raise Ended(skipped(says, "zendesk.group.name-required"))
    by_name = yield from _search({"name": name}, settings)
    if len(by_name) > 1:
        raise Ended(_several(len(by_name), "name"))
    if not by_name:
        return None
    if not _may_take(by_name[0], external_id):
        says = "the organization of this name has another external_id, so nothing is written"
        raise Ended(refused(says, "zendesk.group.other-external-id"))
    return _id(by_name[0])


def _search(query: dict[str, str], settings: Settings) -> Generator[Request, Answer, Records]:
    """The organizations whose one named field is exactly this, whatever its case."""
    request = Request("GET", SEARCH, query)
    found = yield from every_page(request, "organizations", settings, ADMIN_RULE)
    ((field, value),) = query.items()
    wanted = value.strip().lower()
    return [each for each in found if str(each.get(field)).strip().lower() == wanted]


def _several(count: int, field: str) -> Outcome:
    return skipped(f"{count} organizations have this {field}, so nothing is written", SEVERAL_RULE)


def _may_take(organization: Body, external_id: str) -> bool:
    held = organization.get("external_id")
    return held in (None, "") or str(held).lower() == external_id.lower()


def _id(organization: Body) -> int:
    found: int = organization["id"]
    return found
