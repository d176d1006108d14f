"""Identities as Zendesk's API adds, changes and takes them away."""

import pytest

AGENT = "agent@acme.example:zd-agent-password"


@pytest.fixture
def desk(desk_of):
    """An account with two users: one has an email, the other has nothing."""
    return desk_of({"users": [{"id": 8, "name": "A", "email": "a@x.io"}, {"id": 9, "name": "B"}]})


def added(desk, user_id=8, **identity):
    answer = desk.post(f"/users/{user_id}/identities", {"identity": identity})
    assert answer.status == 201, answer.body
    return answer.body["identity"]


def held(desk, user_id=8):
    found = desk.get(f"/users/{user_id}/identities").body["identities"]
    return [(i["value"], i["primary"], i["verified"]) for i in found]


def path(identity, step=""):
    return f"/users/{identity['user_id']}/identities/{identity['id']}{step}"


def email(desk, user_id=8):
    return desk.get(f"/users/{user_id}").body["user"]["email"]


def mails(desk):
    return [mail["to"] for mail in desk.account.tables["outbox"]]


def test_ident_02_an_added_email_is_neither_primary_nor_verified(desk):
    made = added(desk, type="email", value="B@x.io")
    assert (made["value"], made["primary"], made["verified"]) == ("b@x.io", False, False)
    assert list(made)[:7] == ["url", "id", "user_id", "type", "value", "verified", "primary"]
    assert desk.get(path(made)).body == {"identity": made}
    assert mails(desk) == ["b@x.io"]


@pytest.mark.parametrize("said", [{"verified": True}, {"skip_verify_email": True}])
def test_who_needs_no_mail_gets_none(desk, said):
    added(desk, type="email", value="b@x.io", **said)
    assert mails(desk) == []


def test_the_first_email_is_the_users_own(desk):
    added(desk, 9, type="email", value="b@x.io", verified=True)
    assert (email(desk, 9), held(desk, 9)) == ("b@x.io", [("b@x.io", True, True)])


def test_an_email_may_be_added_as_primary(desk):
    added(desk, type="email", value="b@x.io", primary=True)
    assert held(desk) == [("b@x.io", True, False), ("a@x.io", False, False)]
    assert email(desk) == "b@x.io"


def test_ident_03_another_email_becomes_the_primary_one(desk):
    made = added(desk, type="email", value="b@x.io")
    answer = desk.put(path(made, "/make_primary"), {})
    shown = [(i["value"], i["primary"]) for i in answer.body["identities"]]
    assert (answer.status, list(answer.body)) == (200, ["identities"])
    assert shown == [("b@x.io", True), ("a@x.io", False)]
    assert email(desk) == "b@x.io"


@pytest.mark.parametrize("value", ["c@x.io", "C@X.io"])
def test_ident_04_a_value_is_used_once(desk, value):
    added(desk, 9, type="email", value="c@x.io")
    answer = desk.post("/users/8/identities", {"identity": {"type": "email", "value": value}})
    (why,) = answer.body["details"]["value"]
    assert answer.status == 422
    assert why["description"] == "Value: c@x.io is already being used by another user"


def test_one_value_may_be_of_two_types(desk):
    added(desk, type="twitter", value="a")
    assert added(desk, 9, type="facebook", value="a")["type"] == "facebook"


def test_ident_05_a_deleted_identity_is_gone(desk):
    made = added(desk, type="twitter", value="a")
    answer = desk.delete(path(made))
    assert (answer.status, answer.body) == (204, None)
    assert desk.get(path(made)).status == 404


def test_the_next_email_succeeds_the_primary_one(desk):
    first = desk.get("/users/8/identities").body["identities"][0]
    added(desk, type="email", value="b@x.io")
    assert "next-email-succeeds" in desk.delete(path(first)).header("X-Fauxdesk-Rule")
    assert (email(desk), held(desk)) == ("b@x.io", [("b@x.io", True, False)])


def test_a_user_without_emails_has_none(desk):
    desk.delete(path(desk.get("/users/8/identities").body["identities"][0]))
    assert email(desk) is None


@pytest.mark.parametrize("method", ["sso", "embed", "full"])
def test_ident_06_a_verification_method_of_others_is_refused(desk, method):
    made = added(desk, type="email", value="b@x.io")
    body = {"identity": {"verification_method": method}}
    assert desk.put(path(made), body).status == 400
    assert desk.put(path(made), {"identity": {"verification_method": "low"}}).status == 200


def test_an_update_changes_the_value_and_not_which_is_primary(desk):
    first = desk.get("/users/8/identities").body["identities"][0]
    body = {"identity": {"value": "n@example.com", "primary": False, "verified": True}}
    answer = desk.put(path(first), body)
    assert '["identity.primary"]' in answer.header("X-Zendesk-Api-Warn")
    assert answer.body["identity"]["deliverable_state"] == "reserved_example"
    assert answer.header("X-Fauxdesk-Rule").endswith("zendesk.identities.example-reserved")
    assert (email(desk), held(desk)) == ("n@example.com", [("n@example.com", True, True)])


def test_an_identity_is_verified(desk):
    made = added(desk, type="email", value="b@x.io")
    assert desk.put(path(made, "/verify")).body["identity"]["verified"] is True
    assert desk.get("/users/8").body["user"]["verified"] is True


@pytest.mark.parametrize(("on", "joined"), [(True, 7), (False, None)])
def test_a_verified_email_joins_the_organization_of_its_domain(desk_of, on, joined):
    organization = {"id": 7, "name": "X", "domain_names": ["x.io"]}
    user = {"id": 8, "name": "A", "email": "a@x.io"}
    settings = {"map_domains": on}
    desk = desk_of({"settings": settings, "organizations": [organization], "users": [user]})
    desk.put(path(desk.get("/users/8/identities").body["identities"][0], "/verify"))
    assert desk.get("/users/8").body["user"]["organization_id"] == joined


def test_a_mail_may_be_asked_for_again(desk):
    made = added(desk, type="email", value="b@x.io")
    assert desk.put(path(made, "/request_verification")).status == 200
    assert mails(desk) == ["b@x.io", "b@x.io"]


def test_an_identity_is_found_under_its_own_user_alone(desk):
    made = added(desk, type="email", value="b@x.io")
    assert desk.get(f"/users/9/identities/{made['id']}").status == 404


def test_an_agent_writes_the_identities_of_end_users_alone(desk):
    admin = desk.get("/users/me").body["user"]["id"]
    body = {"identity": {"type": "twitter", "value": "a"}}
    assert desk.post("/users/8/identities", body, caller=AGENT).status == 201
    assert desk.post(f"/users/{admin}/identities", body, caller=AGENT).status == 403


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"type": "fax", "value": "a"}, "type-known"),
        ({"value": "a@x.io"}, "type-known"),
        ({"type": "email", "value": "bad"}, "value-well-formed"),
        ({"type": "twitter", "value": " "}, "value-well-formed"),
        ({"type": "twitter", "value": "a", "primary": True}, "primary-is-an-email"),
    ],
)
def test_an_identity_that_cannot_be_is_refused_and_nothing_changes(desk, said, rule):
    before = desk.records()
    answer = desk.post("/users/8/identities", {"identity": said})
    assert answer.status == 422
    assert answer.header("X-Fauxdesk-Rule") == f"zendesk.identities.{rule}"
    assert desk.records() == before
