"""Every branch of a group call to Zendesk, driven by canned answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.call import Call
from contracts.conversation import Dropped, Kind
from contracts.exchange import Answer
from driving import driven
from forwarder.settings import settings_of
from forwarder.vendor import vendors
from forwarder.zendesk.discovery import discover
from forwarder.zendesk.group import group

SETTINGS = settings_of(
    vendors()["zendesk"],
    {"subdomain": "acme", "email": "admin@acme.example", "password": "hush-hush"},
)
LAKERS = {"name": "LA Lakers", "url": "https://lakers.com", "deleted": False}
SENT = {"name": "LA Lakers", "external_id": "908172409"}
FORBIDDEN = Answer(403, {"error": {"title": "Forbidden", "message": "You do not have access"}})
LINKED = Answer(201, {"organization_membership": {"id": 9}})
NAME_TAKEN = Answer(422, {"details": {"name": [{"error": "DuplicateValue"}]}})


def organizations(*found) -> Answer:
    listed = [{"id": n, **held} for n, held in enumerate(found, 1)]
    return Answer(200, {"organizations": listed, "next_page": None})


def users(*found) -> Answer:
    listed = [{"id": n, **held} for n, held in enumerate(found, 71)]
    return Answer(200, {"users": listed, "next_page": None})


def written(status: int) -> Answer:
    return Answer(status, {"organization": {"id": 5}})


NONE, NOBODY = organizations(), users()
OURS = {"external_id": "908172409", "name": "Old"}
USER = users({"external_id": "6789", "email": "a@b.io"})


def told(*answers, traits=LAKERS, group_id="908172409", user_id="6789", fields=None, context=None):
    """The requests a call asks, given these answers in turn, and its outcome."""
    call = Call(
        type="group", message_id="m", user_id=user_id, group_id=group_id, traits=traits,
        context=context or {},
    )  # fmt: skip
    return driven(group(call, SETTINGS, fields or {}), answers)


def asked(requests) -> list[tuple[str, str, dict]]:
    return [(r.method, r.path.removeprefix("/api/v2/"), dict(r.query)) for r in requests]


BY_ID = ("GET", "organizations/search", {"external_id": "908172409"})
BY_NAME = ("GET", "organizations/search", {"name": "LA Lakers"})
UPSERT = ("POST", "organizations/create_or_update", {})
UPDATE = ("PUT", "organizations/1", {})
WHO = ("GET", "users/search", {"external_id": "6789"})
LINK = ("POST", "organization_memberships", {})


def test_fwd_09_an_organization_nobody_knows_is_created_and_its_user_linked():
    """Rules 21, 22, 24, case fwd-09."""
    requests, outcome = told(NONE, NONE, written(201), USER, LINKED)
    assert asked(requests) == [BY_ID, BY_NAME, UPSERT, WHO, LINK]
    assert requests[2].body == {"organization": SENT}
    assert requests[4].body == {"organization_membership": {"user_id": 71, "organization_id": 5}}
    assert (outcome.kind, outcome.says) == (Kind.SENT, "organization created; user linked")


def test_an_organization_found_by_group_id_is_updated():
    requests, outcome = told(organizations(OURS), written(200), USER, LINKED)
    assert asked(requests) == [BY_ID, UPDATE, WHO, LINK]
    assert requests[1].body == {"organization": SENT}
    assert outcome.says == "organization updated; user linked"


@pytest.mark.parametrize("held", [None, "", "908172409"])
def test_an_organization_found_by_name_gets_the_group_id(held):
    """Rule 23."""
    found = organizations({"name": "la lakers ", "external_id": held})
    requests, _ = told(NONE, found, written(200), USER, LINKED)
    assert asked(requests) == [BY_ID, BY_NAME, UPDATE, WHO, LINK]
    assert requests[2].body == {"organization": SENT}


def test_fwd_11_several_organizations_of_one_name_are_left_alone():
    """Rule 23, case fwd-11."""
    requests, outcome = told(NONE, organizations({"name": "LA Lakers"}, {"name": "la lakers"}))
    assert asked(requests) == [BY_ID, BY_NAME]
    assert (outcome.kind, outcome.rule) == (Kind.SKIPPED, "zendesk.group.multiple-noop")


def test_an_organization_of_another_group_is_not_taken_over():
    requests, outcome = told(NONE, organizations({"name": "LA Lakers", "external_id": "other"}))
    assert asked(requests) == [BY_ID, BY_NAME]
    assert (outcome.kind, outcome.rule) == (Kind.REFUSED, "zendesk.group.other-external-id")


def test_a_call_without_group_id_asks_nothing():
    """Rule 22."""
    requests, outcome = told(group_id=None)
    assert requests == []
    assert (outcome.kind, outcome.rule) == (Kind.SKIPPED, "zendesk.group.match-groupid")
    assert {entry.trait for entry in outcome.mapping} >= set(LAKERS)


def test_without_a_name_only_what_is_there_is_updated():
    """Rule 27."""
    requests, outcome = told(NONE, traits={})
    assert asked(requests) == [BY_ID]
    assert (outcome.kind, outcome.rule) == (Kind.SKIPPED, "zendesk.group.name-required")
    requests, _ = told(organizations(OURS), written(200), USER, LINKED, traits={})
    assert requests[1].body == {"organization": {"external_id": "908172409"}}


@pytest.mark.parametrize("answers", [[FORBIDDEN], [NONE, NONE, FORBIDDEN]])
def test_fwd_08_an_agent_is_refused_and_nobody_linked(answers):
    """Rule 20, case fwd-08."""
    requests, outcome = told(*answers)
    assert len(requests) == len(answers)
    assert (outcome.kind, outcome.rule) == (Kind.REFUSED, "zendesk.group.admin")
    assert "You do not have access" in outcome.says


@pytest.mark.parametrize("field", ["user_id", "user", "organization_id", "organization", "base"])
def test_a_link_that_is_there_may_be_told_under_any_field(field):
    """Case mem-02: nobody says under which."""
    again = Answer(422, {"details": {field: [{"error": "DuplicateValue"}]}})
    _, outcome = told(organizations(OURS), written(200), USER, again)
    assert outcome.rule == "zendesk.group.link-idempotent"


def test_several_users_of_the_call_are_reported_and_not_linked():
    twins = users({"email": "a@b.io"}, {"email": "a@b.io"})
    context = {"traits": {"email": "a@b.io"}}
    requests, outcome = told(
        organizations(OURS), written(200), twins, user_id=None, context=context
    )
    assert asked(requests)[-1] == ("GET", "users/search", {"query": "a@b.io"})
    assert (outcome.kind, outcome.rule) == (Kind.SENT, "zendesk.group.link-user")
    assert "nobody linked: 2 users match" in outcome.says


def test_an_agent_who_may_not_link_is_refused():
    _, outcome = told(organizations(OURS), written(200), USER, FORBIDDEN)
    assert (outcome.kind, outcome.rule) == (Kind.REFUSED, "zendesk.group.admin")


@pytest.mark.parametrize(
    "details",
    [{"user_id": [{"description": "User has already been taken"}]},
     {"user_id": [{"error": "DuplicateValue"}]}],
)  # fmt: skip
def test_fwd_10_a_user_who_is_linked_already_is_linked(details):
    """Rule 25, case fwd-10."""
    again = Answer(422, {"error": "RecordInvalid", "details": details})
    _, outcome = told(organizations(OURS), written(200), USER, again)
    assert (outcome.kind, outcome.rule) == (Kind.SENT, "zendesk.group.link-idempotent")


def test_a_link_that_is_refused_otherwise_is_refused():
    """Case mem-03."""
    blank = {"description": "Organization cannot be blank", "error": "BlankValue"}
    answer = Answer(422, {"details": {"organization": [blank]}})
    _, outcome = told(organizations(OURS), written(200), USER, answer)
    assert outcome.kind is Kind.REFUSED
    assert "Organization cannot be blank" in outcome.says


def test_fwd_12_an_unknown_user_is_reported_and_not_linked():
    requests, outcome = told(organizations(OURS), written(200), NOBODY)
    assert asked(requests)[-1] == WHO
    assert (outcome.kind, outcome.rule) == (Kind.SENT, "zendesk.group.link-user")
    assert "nobody linked" in outcome.says


@pytest.mark.parametrize(("user_id", "looked"), [("6789", [WHO]), (None, [])])
def test_a_user_may_be_found_by_the_email_of_the_context(user_id, looked):
    context = {"traits": {"email": "a@b.io"}}
    found = [NOBODY] * len(looked) + [users({"email": "A@b.io"})]
    answers = [organizations(OURS), written(200), *found, LINKED]
    requests, _ = told(*answers, user_id=user_id, context=context)
    by_email = ("GET", "users/search", {"query": "a@b.io"})
    assert asked(requests)[2:] == [*looked, by_email, LINK]


def test_a_call_without_a_user_links_nobody():
    requests, outcome = told(organizations(OURS), written(200), user_id=None)
    assert asked(requests) == [BY_ID, UPDATE]
    assert outcome.kind is Kind.SENT


def test_what_zendesk_cannot_hold_is_dropped_unless_the_account_defines_it():
    """Rule 26: url and deleted are no writable attributes."""
    _, outcome = told(NONE, NONE, written(201), NOBODY)
    dropped = {entry.trait: entry.rule for entry in outcome.mapping if isinstance(entry, Dropped)}
    assert dropped == dict.fromkeys(["url", "deleted"], "zendesk.group.example-traits")
    fields = {"organization": {"url": "text", "deleted": "checkbox"}}
    requests, _ = told(NONE, NONE, written(201), NOBODY, fields=fields)
    own = {"url": "https://lakers.com", "deleted": False}
    assert requests[2].body == {"organization": {**SENT, "organization_fields": own}}


def test_domain_names_and_tags_are_lists():
    traits = {"name": "LA Lakers", "domain_names": "lakers.com", "tags": ["a", "b"]}
    requests, _ = told(NONE, NONE, written(201), NOBODY, traits=traits)
    lists = {"domain_names": ["lakers.com"], "tags": ["a", "b"]}
    assert requests[2].body == {"organization": {**SENT, **lists}}


ID_TAKEN = Answer(
    422, {"details": {"external_id": [{"description": "External has already been taken"}]}}
)


@pytest.mark.parametrize("overtaken", [NAME_TAKEN, ID_TAKEN, Answer(404, {})])
def test_an_organization_written_meanwhile_is_looked_up_once_more(overtaken):
    requests, outcome = told(NONE, NONE, overtaken, organizations(OURS), written(200), USER, LINKED)
    assert asked(requests)[2:5] == [UPSERT, BY_ID, UPDATE]
    assert outcome.kind is Kind.SENT


def test_a_name_that_another_organization_has_is_refused_on_update():
    requests, outcome = told(organizations(OURS), NAME_TAKEN)
    assert (len(requests), outcome.kind) == (2, Kind.REFUSED)


def test_a_name_that_stays_taken_is_refused():
    """Quirk q5, case org-08."""
    requests, outcome = told(*[NONE, NONE, NAME_TAKEN] * 2)
    assert (len(requests), outcome.kind) == (6, Kind.REFUSED)


@given(st.lists(st.none() | st.integers() | st.text() | st.just({"organizations": []}), min_size=9))
def test_whatever_zendesk_answers_every_trait_is_accounted_for(bodies):
    _, outcome = told(*[Answer(200, body) for body in bodies])
    assert sorted(entry.trait for entry in outcome.mapping) == sorted([*LAKERS, "groupId"])


def test_discovery_tells_the_active_fields_of_both():
    steps = discover(SETTINGS)
    assert next(steps).path == "/api/v2/user_fields"
    plan = {"id": 1, "key": "plan", "type": "text", "active": True}
    old = {"id": 2, "key": "old", "type": "date", "active": False}
    request = steps.send(Answer(200, {"user_fields": [plan, old], "next_page": None}))
    assert request.path == "/api/v2/organization_fields"
    with pytest.raises(StopIteration) as end:
        steps.send(Answer(200, {"organization_fields": [], "next_page": None}))
    assert end.value.value == {"user": {"plan": "text"}, "organization": {}}
