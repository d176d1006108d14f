"""Zendesk's settings: the promises of seed 001 that no traffic shows."""

import pytest

from contracts.credentials import basic
from contracts.problem import BadSettings
from forwarder.settings import settings_of
from forwarder.vendor import handlers, vendors

ZENDESK = vendors()["zendesk"]
GOOD = {"subdomain": "acme", "email": "admin@acme.example", "password": "hush-hush"}


def refusal(**over) -> BadSettings:
    with pytest.raises(BadSettings) as caught:
        settings_of(ZENDESK, {**GOOD, **over})
    return caught.value


@pytest.mark.parametrize("key", ["subdomain", "email", "password"])
def test_a_missing_setting_cites_its_promise(key):
    """Rules 4, 5, 6: nothing can be sent without it."""
    assert refusal(**{key: None}).rule == f"zendesk.settings.{key}"


@pytest.mark.parametrize(
    "subdomain",
    ["acme.zendesk.com", "acme.zendesk.com/", "https://acme", "acme/x", "a.b", "-acme", "ac me"],
)
def test_fwd_16_a_subdomain_is_the_first_word_alone(subdomain):
    """Rule 6, case fwd-16."""
    assert refusal(subdomain=subdomain).rule == "zendesk.settings.subdomain"


def test_the_address_is_made_of_the_subdomain():
    assert settings_of(ZENDESK, GOOD).url == "https://acme.zendesk.com"


@pytest.mark.parametrize("email", ["admin@acme.example", "john@gmail.com/token"])
def test_fwd_15_the_email_signs_as_it_is_set(email):
    """Rules 1 and 2, case fwd-15: password or API token, and no second suffix."""
    settings = settings_of(ZENDESK, {**GOOD, "email": email})
    assert ZENDESK.sign(settings) == {"Authorization": basic(email, "hush-hush")}


@pytest.mark.parametrize(
    ("email", "rule"),
    [
        ("john@x.io/token/token", "zendesk.auth.email-token-suffix"),
        ("john@x.io/s3cr3t", "zendesk.auth.literal-token-word"),
        ("john@x.io/", "zendesk.auth.literal-token-word"),
        ("john", "zendesk.settings.email"),
        ("john:x@x.io", "zendesk.settings.email"),
    ],
)
def test_an_email_that_cannot_sign_cites_its_rule_and_shows_nothing(email, rule):
    """Rules 2 and 3."""
    bad = refusal(email=email)
    assert bad.rule == rule
    assert "s3cr3t" not in str(bad)


def test_users_are_created_unverified_unless_asked():
    """Rule 9."""
    assert settings_of(ZENDESK, GOOD)["verified"] is False
    assert refusal(verified="yes").rule == "zendesk.settings.verified"


def test_the_password_is_never_shown():
    """Rule 5."""
    assert "hush-hush" not in repr(settings_of(ZENDESK, GOOD))


def test_fwd_13_identify_and_group_are_the_calls_taken():
    """Rule 28, case fwd-13."""
    assert set(handlers("zendesk")) == {"identify", "group"}
    assert set(ZENDESK.unsupported) == {"track", "page", "screen", "alias"}
