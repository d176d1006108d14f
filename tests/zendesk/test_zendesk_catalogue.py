"""What the catalogue and the operations of Zendesk state."""

import pytest

from contracts.catalogue import Confidence, Keeper, catalogue
from contracts.exchange import Request
from contracts.operation import operations_of

RULES = catalogue().of("zendesk")
OPERATIONS = operations_of("zendesk")
HEADERS = {"Authorization": "Basic eHg=", "Content-Type": "application/json"}
SEED = {rule_id: rule for rule_id, rule in RULES.items() if rule.source.startswith("seed 001")}

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
