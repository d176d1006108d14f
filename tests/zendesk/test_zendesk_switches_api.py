"""What Zendesk's API does only sometimes, or nobody knows for sure: each by a switch."""

import pytest

from contracts.exchange import Request
from emulator.calling import answer_to

ANN = {"id": 8, "name": "Ann", "email": "a@x.io", "external_id": "u8", "tags": ["a", "b", "c"]}


def rule_of(answer):
    return (answer.header("X-Fauxdesk-Rule") or "").split(", ")[-1].removeprefix("zendesk.")


def raw(desk, body, kind):
    signed = {"Authorization": "Bearer any", "Content-Type": kind}
    desk.account.open = True
    request = Request("POST", "/api/v2/users", {}, signed, body)
    return answer_to(desk.app, request, accounts=desk.accounts)


def test_user_21_a_body_that_is_not_json_is_malformed(desk):
    answer = raw(desk, '{"user": ', "application/json")
    assert (answer.status, answer.body["error"]["title"]) == (400, "Bad Request")
    assert rule_of(answer) == "requests.json"


@pytest.mark.parametrize(("switch", "status"), [("json", 415), ("any", 422)])
def test_user_22_a_body_of_another_type_is_refused_by_the_switch(desk_of, switch, status):
    desk = desk_of({"settings": {"content_type": switch}})
    assert raw(desk, "user", "text/plain").status == status


def test_http_02_a_method_that_a_path_does_not_take_is_an_invalid_endpoint(desk):
    answer = desk.ask("PATCH", "/users/1", {"user": {"name": "A"}})
    assert (answer.status, answer.body["error"]) == (404, "InvalidEndpoint")
    assert rule_of(answer) == "requests.unknown-endpoint"


@pytest.mark.parametrize(("on", "status"), [(True, 422), (False, 201)])
def test_phone_numbers_are_spelled_as_e164_by_the_switch(desk_of, on, status):
    desk = desk_of({"settings": {"e164_phones": on}})
    answer = desk.post("/users", {"user": {"name": "A", "phone": "5551234567x"}})
    says = "Phone 5551234567x is not properly formatted"
    assert answer.status == status
    refused = {"phone": {"description": says, "error": "InvalidFormat"}}
    assert status == 201 or answer.body["details"] == refused
    assert desk.post("/users", {"user": {"name": "A", "phone": "+15551234567"}}).status == 201


def test_a_shared_user_is_not_changed(desk_of):
    desk = desk_of({"users": [{**ANN, "shared": True}]})
    answer = desk.put("/users/8", {"user": {"name": "B"}})
    assert (answer.status, rule_of(answer)) == (403, "users.shared-read-only")


@pytest.mark.parametrize("key", ["email", "external_id"])
def test_an_upsert_stumbles_over_a_deleted_user_for_a_while(desk_of, key):
    desk = desk_of({"settings": {"deletion_lag_seconds": 10}, "users": [ANN]})
    desk.delete("/users/8")
    body = {"user": {"name": "Ann", key: ANN[key]}}
    answer = desk.post("/users/create_or_update", body)
    assert (answer.status, rule_of(answer)) == (404, "users.upsert-misses-deleted")
    desk.account.clock.advance(10)
    assert desk.post("/users/create_or_update", body).status == 201


@pytest.mark.parametrize(("on", "read"), [(True, ["c", "b", "a"]), (False, ["a", "b", "c"])])
def test_tags_come_in_another_order_by_the_switch(desk_of, on, read):
    desk = desk_of({"settings": {"tags_unordered": on}, "users": [ANN]})
    written = desk.put("/users/8", {"user": {"tags": ["a", "b", "c"]}}).body["user"]["tags"]
    answer = desk.get("/users/8")
    assert (written, answer.body["user"]["tags"]) == (["a", "b", "c"], read)
    assert on is (rule_of(answer) == "users.tags-unordered")


def test_a_scope_for_users_does_not_open_their_identities(desk_of):
    grant = {"token": "t", "email": "admin@acme.example", "scopes": ["users:read"]}
    desk = desk_of({"settings": {"oauth_tokens": [grant]}, "users": [ANN]})
    statuses = [
        answer_to(
            desk.app,
            Request("GET", f"/api/v2/users/8{step}", {}, {"Authorization": "Bearer t"}),
            accounts=desk.accounts,
        ).status
        for step in ("", "/identities")
    ]
    assert statuses == [200, 403]


@pytest.mark.parametrize(("switch", "status"), [("show", 200), ("hide", 404)])
def test_a_deleted_user_is_shown_by_the_switch(desk_of, switch, status):
    desk = desk_of({"settings": {"deleted_user": switch}, "users": [ANN]})
    desk.delete("/users/8")
    answer = desk.get("/users/8")
    assert (answer.status, rule_of(answer)) == (status, "users.deleted-is-shown")
    assert desk.delete("/users/8").status == 404
    assert desk.get("/deleted_users/8").status == 200


@pytest.mark.parametrize(("switch", "status"), [("ignore", 200), ("refuse", 400)])
def test_a_value_of_a_wrong_type_is_ignored_by_the_switch(desk_of, switch, status):
    desk = desk_of({"settings": {"wrong_value": switch}, "users": [ANN]})
    answer = desk.put("/users/8", {"user": {"tags": 1, "name": "B"}})
    assert answer.status == status
    assert "keys.wrong-value-ignored" in answer.header("X-Fauxdesk-Rule")
    assert status == 400 or '["user.tags"]' in answer.header("X-Zendesk-Api-Warn")
    assert desk.get("/users/8").body["user"]["name"] == ("B" if status == 200 else "Ann")


@pytest.mark.parametrize(("switch", "status"), [("ignore", 200), ("refuse", 501)])
def test_nothing_is_loaded_beside_users_by_the_switch(desk_of, switch, status):
    desk = desk_of({"settings": {"sideloads": switch}})
    answer = desk.get("/users", include="organizations")
    assert (answer.status, rule_of(answer)) == (status, "requests.include-ignored")
