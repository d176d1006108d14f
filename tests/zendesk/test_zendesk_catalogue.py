"""What the catalogue and the operations of Zendesk state."""

import pytest

from contracts.catalogue import Confidence, Keeper, catalogue
from contracts.exchange import Answer, Request
from contracts.operation import operations_of

RULES = catalogue().of("zendesk")
OPERATIONS = operations_of("zendesk")
HEADERS = {"Authorization": "Basic eHg=", "Content-Type": "application/json"}
SEED = {rule_id: rule for rule_id, rule in RULES.items() if rule.source.startswith("seed 001")}

TAKEN = {
    "name": [{"description": "Name: O has already been taken", "error": "DuplicateValue"}],
}

OF_THE_SEED = {
    Keeper.SERVER: ["settings.verified.effect"],
    Keeper.OURS: [
        *("settings.email", "settings.password", "settings.subdomain", "settings.ui-only"),
        *("identify.verified-note", "page.unsupported", "track.unsupported"),
    ],
    Keeper.NOTE: ["modes.cloud-only"],
}


@pytest.mark.parametrize("keeper", OF_THE_SEED)
def test_the_seed_says_who_keeps_a_rule(keeper):
    assert sorted(SEED.keys() & RULES.kept_by(keeper).keys()) == sorted(
        f"zendesk.{name}" for name in OF_THE_SEED[keeper]
    )


def test_every_rule_of_the_seed_is_stated():
    assert len(SEED) == 31
    assert {rule.confidence for rule in SEED.values()} <= {
        Confidence.DOCUMENTED,
        Confidence.INFERRED,
    }


@pytest.mark.parametrize(
    ("line", "root", "key"),
    [
        ("POST /api/v2/users/create_or_update", "user", "verify"),
        ("POST /api/v2/users", "user", "organizationId"),
        ("PUT /api/v2/users/1", "user", "timezone"),
        ("POST /api/v2/organizations/create_or_update", "organization", "deleted"),
        ("PUT /api/v2/organizations/1", "organization", "externalId"),
        ("POST /api/v2/organization_memberships", "organization_membership", "userId"),
    ],
)
def test_a_key_that_is_none_of_zendesks_is_told(line, root, key):
    request = Request(*line.split(), {}, HEADERS, {root: {"name": "A", key: "x"}})
    told = {(m.where, m.says) for m in OPERATIONS.check_request(request)}
    assert (f"/{root}/{key}", "is not expected") in told


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, {"error": "Couldn't authenticate you"}),
        (404, {"error": "RecordNotFound", "description": "Not found"}),
        (403, {"error": {"title": "Forbidden", "message": "You do not have access to this page."}}),
        (
            422,
            {"error": "RecordInvalid", "description": "Record validation errors", "details": TAKEN},
        ),
        (429, "Number of allowed API requests per minute exceeded"),
        (429, {"errors": [{"code": "TooManyRequests", "title": "Too many requests to update"}]}),
    ],
)
def test_every_envelope_of_an_error_is_known(status, body):
    """Cases auth-01, user-31, org-02, limit-01, limit-03."""
    assert OPERATIONS["organizations-update"].check_answer(Answer(status, body)) == []
