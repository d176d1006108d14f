"""Freshdesk's settings: the promises that no traffic shows."""

import pytest

from contracts.credentials import basic
from contracts.problem import BadSettings
from forwarder.settings import settings_of
from forwarder.vendor import handlers, vendors

FRESHDESK = vendors()["freshdesk"]
GOOD = {"domain": "acme", "api_key": "hush-hush"}


def refusal(**over) -> BadSettings:
    with pytest.raises(BadSettings) as caught:
        settings_of(FRESHDESK, {**GOOD, **over})
    return caught.value


@pytest.mark.parametrize(
    ("key", "rule"),
    [("domain", "freshdesk.settings.domain"), ("api_key", "freshdesk.settings.api-key")],
)
def test_a_missing_setting_cites_its_promise(key, rule):
    assert refusal(**{key: None}).rule == rule


@pytest.mark.parametrize("domain", ["acme.freshdesk.com", "https://acme", "acme/x", "-acme", "a b"])
def test_a_domain_is_the_first_word_alone(domain):
    assert refusal(domain=domain).rule == "freshdesk.settings.domain"


@pytest.mark.parametrize("key", ["s3cr3t:X", "s3 cr3t"])
def test_a_key_that_cannot_sign_cites_its_promise_and_is_not_shown(key):
    bad = refusal(api_key=key)
    assert bad.rule == "freshdesk.settings.api-key"
    assert key not in str(bad)


def test_the_address_is_made_of_the_domain():
    assert settings_of(FRESHDESK, GOOD).url == "https://acme.freshdesk.com"


def test_the_key_signs_as_user_name():
    """Cases fd-001, fd-004."""
    signed = FRESHDESK.sign(settings_of(FRESHDESK, GOOD))
    assert signed == {"Authorization": basic("hush-hush", "X")}


def test_the_key_is_never_shown():
    assert "hush-hush" not in repr(settings_of(FRESHDESK, GOOD))


def test_fd_100_identify_and_group_are_the_calls_taken():
    assert set(handlers("freshdesk")) == {"identify", "group"}
    assert set(FRESHDESK.unsupported) == {"track", "page", "screen", "alias"}
