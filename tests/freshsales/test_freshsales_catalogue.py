"""What the catalogue and the operations of Freshsales state."""

import pytest

from contracts.catalogue import Confidence, Keeper, catalogue
from contracts.exchange import Answer, Request
from contracts.operation import operations_of

RULES = catalogue().of("freshsales")
OPERATIONS = operations_of("freshsales")
HEADERS = {"Authorization": "Token ***", "Content-Type": "application/json"}
SEED = {
    i: r for i, r in RULES.items() if r.source.startswith("seed") and r.kept_by is not Keeper.SERVER
}

OF_THE_SEEDS = {
    Keeper.OURS: [
        *("calls.supported", "calls.group-unsupported", "settings.subdomain", "settings.required"),
        *("auth.admin-key", "identify.userid-as-email", "identify.default-lead"),
        *("identify.fs-contact", "identify.fs-contact-spelling", "custom.internal-name-source"),
        *("track.semantic", "track.custom", "troubleshoot.custom-fields"),
        *("engage.user-property", "engage.identify-per-user", "engage.snake-name"),
    ],
    Keeper.NOTE: [
        *("enable.source", "traits.reserved-meaning", "custom.create-first", "engage.initial"),
        *("engage.incremental", "engage.frequency", "modes.cloud-only", "silent"),
    ],
}


@pytest.mark.parametrize("keeper", OF_THE_SEEDS)
def test_the_seeds_say_which_rules_no_traffic_shows(keeper):
    assert sorted(SEED.keys() & RULES.kept_by(keeper).keys()) == sorted(
        f"freshsales.{name}" for name in OF_THE_SEEDS[keeper]
    )


def test_every_rule_of_the_seeds_is_stated():
    assert len(SEED) == 49
    assert {rule.confidence for rule in SEED.values()} <= {
        Confidence.DOCUMENTED,
        Confidence.INFERRED,
    }


@pytest.mark.parametrize(
    ("line", "root", "key"),
    [
        ("POST /api/leads", "lead", "firstName"),
        ("POST /api/leads", "lead", "title"),
        ("PUT /api/contacts/1", "contact", "fs_contact"),
        ("POST /api/contacts", "contact", "company"),
        ("PUT /api/sales_accounts/1", "sales_account", "numberOfEmployees"),
        ("POST /api/deals", "deal", "value"),
    ],
)
def test_a_key_that_is_none_of_freshsales_is_told(line, root, key):
    request = Request(*line.split(), {}, HEADERS, {root: {key: "x"}})
    told = {(m.where, m.says) for m in OPERATIONS.check_request(request)}
    assert (f"/{root}/{key}", "is not expected") in told


@pytest.mark.parametrize("path", ["visitors", "events", "page_views"])
def test_what_is_tracked_names_its_visitor_and_its_token(path):
    told = {m.where for m in OPERATIONS.check_request(Request("POST", f"/track/{path}", body={}))}
    assert {"/identifier", "/application_token"} <= told


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {"errors": {"code": 400, "message": ["john@example.com already exists."]}}),
        (401, {"login": "failed", "message": None}),
        (403, {"errors": {"code": 403, "message": ["not authorized"]}}),
        (404, {"errors": {"code": 404, "message": ["not in the CRM"]}}),
        (429, "Too many requests"),
        (500, {"error_code": 500}),
    ],
)
def test_every_envelope_of_an_error_is_known(status, body):
    """Cases 2, 8, 27, 32, 56, 72."""
    assert OPERATIONS["contacts-update"].check_answer(Answer(status, body)) == []
