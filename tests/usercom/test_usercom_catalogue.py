"""What the catalogue and the operations of User.com state."""

import pytest

from contracts.catalogue import Confidence, Keeper, catalogue
from contracts.exchange import Answer, Request
from contracts.hosts import vendor_of
from contracts.operation import operations_of

RULES = catalogue().of("usercom")
OPERATIONS = operations_of("usercom")
FIELD_NOBODY_HAS = {"ids": [1], "attribute": "name", "value": "A"}
HEADERS = {"Authorization": "Token k", "Content-Type": "application/json"}
SEED = {rule_id: rule for rule_id, rule in RULES.items() if rule.source.startswith("seed 004")}

OF_THE_SEED = {
    Keeper.OURS: [
        *("settings.api-key", "settings.segment-api-key-secret", "settings.no-code-change"),
        *("match.anonymousid-fallback", "engage.user-property", "engage.identify-per-user"),
        *("engage.property-name", "engage.true-false"),
    ],
    Keeper.NOTE: [
        *("engage.first-sync-all", "engage.delta-sync"),
        *("engage.initial-latency", "engage.sync-frequency"),
    ],
}


@pytest.mark.parametrize("keeper", OF_THE_SEED)
def test_the_seed_says_who_keeps_a_rule(keeper):
    stated = {i for i, rule in SEED.items() if rule.kept_by is keeper}
    assert stated == {f"usercom.{name}" for name in OF_THE_SEED[keeper]}


def test_every_rule_of_the_seed_is_stated():
    assert len(SEED) == 50
    assert {rule.confidence for rule in SEED.values()} == {Confidence.DOCUMENTED}


@pytest.mark.parametrize(
    ("line", "body", "where"),
    [
        ("POST users/update_or_create/", {"email": "a@b.io"}, ""),
        ("POST users/update_or_create/", {"custom_id": "u1", "gender": "male"}, "/gender"),
        ("PUT users/7/", {"first_name": "x" * 41}, "/first_name"),
        ("POST events/", {"user_id": 7}, ""),
        ("POST events/", {"user_id": 7, "name": "A", "properties": {}}, "/properties"),
        ("POST events/", {"user_id": 7, "name": "A", "timestamp": "2013-01-07"}, "/timestamp"),
        ("POST site-views/", {"client_user": "k", "page_domain": "a.io"}, ""),
        ("POST companies/", {"custom_id": "g1"}, ""),
        ("PUT companies/7/", {"phone_numbers": "+48"}, "/phone_numbers"),
        ("POST companies/7/add_member/", {}, ""),
        ("POST users/7/add_tag/", {"tag": "vip"}, "/tag"),
        ("DELETE users/7/remove_from_list/", {"list": "General"}, "/list"),
        ("POST users/merge/", {"parent": 1}, ""),
        ("PUT users/mass_update_standard_attributes/", FIELD_NOBODY_HAS, "/attribute"),
        ("POST deals/", {"name": "A", "status": "won"}, "/status"),
        ("POST deals/update_or_create/", {"name": "A"}, ""),
    ],
)
def test_a_body_that_is_none_of_usercoms_is_told(line, body, where):
    method, path = line.split()
    request = Request(method, f"/api/public/{path}", {}, HEADERS, body)
    told = {m.where.removesuffix("/name") for m in OPERATIONS.check_request(request)}
    assert any(place.startswith(where) for place in told)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, {"detail": "Invalid token."}),
        (400, {"errors": {"gender": ['"invalid" is not a valid choice.']}}),
        (404, {"detail": "Not found."}),
        (404, "<title>404 | UserEngage</title>"),
    ],
)
def test_every_recorded_envelope_of_an_error_is_known(status, body):
    """Cases UC-01, UC-09, UC-20, UC-27."""
    assert OPERATIONS["users-update"].check_answer(Answer(status, body)) == []


def test_a_path_without_its_slash_is_no_operation():
    """Case UC-09."""
    assert OPERATIONS.find(Request("GET", "/api/public/users")) is None


@pytest.mark.parametrize("host", ["acme.user.com", "acme.usercom.localhost", "user.localhost:80"])
def test_the_hosts_of_usercom(host):
    assert vendor_of(host) == "usercom"
