"""Memberships as Zendesk's API answers them; each case names the fact it holds."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

AGENT = "agent@acme.example:zd-agent-password"
ANN, BOB = 101, 102
LAKERS, BULLS, CELTICS = 201, 202, 203
FILE = {
    "users": [{"id": ANN, "name": "Ann"}, {"id": BOB, "name": "Bob", "role": "agent"}],
    "organizations": [
        {"id": LAKERS, "name": "Lakers"},
        {"id": BULLS, "name": "bulls"},
        {"id": CELTICS, "name": "Celtics"},
    ],
}
KEYS = [
    "url",
    "id",
    "user_id",
    "organization_id",
    "default",
    "created_at",
    "organization_name",
    "updated_at",
    "view_tickets",
]


@pytest.fixture
def desk(desk_of):
    return desk_of(copy.deepcopy(FILE))


def link(desk, user_id, organization_id, path="/organization_memberships", **more):
    said = {"user_id": user_id, "organization_id": organization_id, **more}
    return desk.post(path, {"organization_membership": said})


def linked(desk, *organizations, user_id=ANN):
    answers = [link(desk, user_id, organization) for organization in organizations]
    assert [a.status for a in answers] == [201] * len(answers)
    return [a.body["organization_membership"]["id"] for a in answers]


def organization_of(desk, user_id=ANN):
    return desk.get(f"/users/{user_id}").body["user"]["organization_id"]


def listed(desk, path=f"/users/{ANN}/organization_memberships"):
    memberships = desk.get(path).body["organization_memberships"]
    return [(m["organization_id"], m["default"]) for m in memberships]


def test_mem_01_the_first_membership_is_the_default_and_the_users_organization(desk):
    answer = link(desk, ANN, LAKERS)
    membership = answer.body["organization_membership"]
    assert (answer.status, list(membership)) == (201, KEYS)
    assert answer.header("Location") == membership["url"]
    assert (membership["default"], membership["organization_name"]) == (True, "Lakers")
    assert organization_of(desk) == LAKERS


def test_a_second_membership_is_not_the_default_unless_it_says_so(desk):
    linked(desk, LAKERS, BULLS)
    assert organization_of(desk) == LAKERS
    link(desk, ANN, CELTICS, default=True)
    assert organization_of(desk) == CELTICS
    assert dict(listed(desk)) == {LAKERS: None, BULLS: None, CELTICS: True}


def test_a_second_membership_takes_a_plan_that_has_it(desk_of):
    desk = desk_of({**FILE, "settings": {"multiple_organizations": False}})
    linked(desk, LAKERS)
    answer = link(desk, ANN, BULLS)
    assert (answer.status, answer.body["error"]) == (422, "RecordInvalid")
    assert answer.header("X-Fauxdesk-Rule") == "zendesk.memberships.many-by-plan"
    desk.put(f"/users/{ANN}", {"user": {"organization_id": BULLS}})
    assert listed(desk) == [(BULLS, True)]


def test_the_user_of_the_path_is_linked(desk):
    answer = link(desk, BOB, LAKERS, f"/users/{ANN}/organization_memberships")
    assert answer.body["organization_membership"]["user_id"] == ANN


def test_mem_02_a_pair_is_linked_once(desk):
    linked(desk, LAKERS)
    answer = link(desk, ANN, LAKERS)
    assert (answer.status, answer.body["error"]) == (422, "RecordInvalid")
    assert listed(desk) == [(LAKERS, True)]


@pytest.mark.parametrize("organization_id", [999, None])
def test_mem_03_an_unknown_organization_is_blank(desk, organization_id):
    answer = link(desk, ANN, organization_id)
    says = {"description": "Organization cannot be blank", "error": "BlankValue"}
    assert (answer.status, answer.body["details"]) == (422, {"organization": [says]})


def test_an_unknown_user_is_not_linked(desk):
    assert link(desk, 999, LAKERS).status in (404, 422)
    assert desk.get("/organization_memberships").body["count"] == 0


def test_a_plural_root_says_nothing_of_a_membership(desk):
    body = {"organization_memberships": [{"user_id": ANN, "organization_id": LAKERS}]}
    assert desk.post("/organization_memberships", body).status == 422


def test_mem_05_the_default_comes_first_then_the_names(desk):
    linked(desk, LAKERS, CELTICS, BULLS)
    assert listed(desk) == [(LAKERS, True), (BULLS, None), (CELTICS, None)]
    own = desk.get(f"/users/{ANN}/organizations").body["organizations"]
    assert [o["id"] for o in own] == [LAKERS, BULLS, CELTICS]


def test_the_memberships_of_an_organization_and_of_all_are_listed(desk):
    linked(desk, LAKERS, BULLS)
    assert listed(desk, f"/organizations/{BULLS}/organization_memberships") == [(BULLS, None)]
    assert len(listed(desk, "/organization_memberships")) == 2


@pytest.mark.parametrize("path", ["organization_memberships/{}", f"organizations/{BULLS}"])
def test_mem_06_another_membership_becomes_the_default(desk, path):
    _, bulls = linked(desk, LAKERS, BULLS)
    answer = desk.put(f"/users/{ANN}/{path.format(bulls)}/make_default", {})
    assert answer.status == 200
    shown = answer.body["organization_memberships"]
    assert [(m["organization_id"], m["default"]) for m in shown] == [(BULLS, True), (LAKERS, None)]
    assert organization_of(desk) == BULLS


@pytest.mark.parametrize(
    "path",
    [
        "/organization_memberships/{}",
        f"/users/{ANN}/organization_memberships/{{}}",
        f"/users/{ANN}/organizations/{LAKERS}",
    ],
)
def test_mem_07_a_deleted_membership_is_gone(desk, path):
    (membership,) = linked(desk, LAKERS)
    answer = desk.delete(path.format(membership))
    assert (answer.status, answer.body) == (204, None)
    assert (listed(desk), organization_of(desk)) == ([], None)


def test_a_membership_is_shown_under_its_own_user_only(desk):
    (membership,) = linked(desk, LAKERS)
    path = f"organization_memberships/{membership}"
    assert desk.get(f"/{path}").body == desk.get(f"/users/{ANN}/{path}").body
    assert desk.get(f"/users/{BOB}/{path}").status == 404


def test_user_43_an_organization_set_on_a_user_ends_the_other_memberships(desk):
    linked(desk, LAKERS, BULLS)
    desk.put(f"/users/{ANN}", {"user": {"organization_id": CELTICS}})
    assert listed(desk) == [(CELTICS, True)]


def test_a_user_outlives_the_organization(desk):
    linked(desk, LAKERS)
    desk.delete(f"/organizations/{LAKERS}")
    assert (desk.get(f"/users/{ANN}").status, listed(desk)) == (200, [])


def test_links_to_a_deleted_organization_stay_by_the_switch(desk_of):
    desk = desk_of(copy.deepcopy(FILE) | {"settings": {"deleted_organization": "keep-links"}})
    linked(desk, LAKERS)
    desk.delete(f"/organizations/{LAKERS}")
    assert listed(desk) == [(LAKERS, True)]


def test_an_agent_links_end_users_alone(desk):
    said = {"user_id": BOB, "organization_id": LAKERS}
    path = "/organization_memberships"
    refused = desk.post(path, {"organization_membership": said}, caller=AGENT)
    taken = desk.post(path, {"organization_membership": {**said, "user_id": ANN}}, caller=AGENT)
    assert (refused.status, taken.status) == (403, 201)


IDS = st.sampled_from([ANN, BOB, LAKERS, BULLS, CELTICS, 0, 10**30, None, True, "101", "x", [], {}])
STEPS = st.tuples(st.sampled_from(["link", "unlink", "prefer"]), IDS, IDS)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, max_size=8))
def test_a_user_has_one_default_or_none_and_a_refusal_changes_nothing(desk_of, steps):
    desk = desk_of(copy.deepcopy(FILE))
    for step, user, organization in steps:
        before, answer = desk.records(), None
        if step == "link":
            answer = link(desk, user, organization)
        else:
            path = f"/users/{user}/organizations/{organization}"
            answer = desk.delete(path) if step == "unlink" else desk.put(f"{path}/make_default", {})
        assert answer.status < 500
        assert answer.ok or desk.records() == before
    for user in (ANN, BOB):
        chosen = [
            m for m, default in listed(desk, f"/users/{user}/organization_memberships") if default
        ]
        assert chosen == [o for o in [organization_of(desk, user)] if o]
