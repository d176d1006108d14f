"""User.com's settings: the promises of seed 004 that no traffic shows."""

import pytest

from contracts.problem import BadSettings
from forwarder.settings import settings_of
from forwarder.vendor import handlers, vendors

USERCOM = vendors()["usercom"]
GOOD = {"subdomain": "acme", "api_key": "hush-hush"}


def refusal(**over) -> BadSettings:
    with pytest.raises(BadSettings) as caught:
        settings_of(USERCOM, {**GOOD, **over})
    return caught.value


@pytest.mark.parametrize("key", [None, "", 5, " ", "Token hush-hush", "hush hush"])
def test_uc_75_the_key_is_a_text_alone(key):
    """Rules 1 and 2, case UC-75."""
    bad = refusal(api_key=key)
    assert bad.rule == "usercom.settings.api-key"
    assert "hush" not in str(bad)


@pytest.mark.parametrize("subdomain", [None, "acme.user.com", "https://acme", "acme/", "-acme"])
def test_a_subdomain_is_the_first_word_alone(subdomain):
    assert refusal(subdomain=subdomain).rule == "usercom.settings.subdomain"


def test_the_key_is_never_shown():
    """Rule 3."""
    assert "hush-hush" not in repr(settings_of(USERCOM, GOOD))


def test_requests_are_signed_with_the_key_for_version_2():
    """Rules 1 and 5."""
    settings = settings_of(USERCOM, GOOD)
    assert settings.url == "https://acme.user.com"
    assert USERCOM.sign(settings) == {
        "Authorization": "Token hush-hush",
        "Accept": "*/*; version=2",
    }


def test_uc_96_identify_page_track_and_group_are_the_calls_taken():
    """Rules 10 to 39, case UC-96."""
    assert set(handlers("usercom")) == {"identify", "page", "track", "group"}
    assert set(USERCOM.unsupported) == {"screen", "alias"}
