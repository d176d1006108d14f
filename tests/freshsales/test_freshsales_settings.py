"""Freshsales' settings: the promises of seeds 002 and 003 that no traffic shows."""

import pytest

from contracts.problem import BadSettings
from forwarder.settings import settings_of
from forwarder.vendor import handlers, vendors

FRESHSALES = vendors()["freshsales"]
GOOD = {"subdomain": "segment", "api_token": "hush-hush", "app_token": "hush-app"}


def refusal(**over) -> BadSettings:
    with pytest.raises(BadSettings) as caught:
        settings_of(FRESHSALES, {**GOOD, **over})
    return caught.value


@pytest.mark.parametrize("key", ["subdomain", "api_token"])
@pytest.mark.parametrize("absent", [None, ""])
def test_call_19_a_missing_setting_cites_its_promise(key, absent):
    """Rule 6, case F19."""
    assert refusal(**{key: absent}).rule == "freshsales.settings.required"


@pytest.mark.parametrize("wrong", ["segment.freshsales.io", "https://segment.freshsales.io", "a b"])
def test_the_subdomain_is_one_word(wrong):
    """Rule 4."""
    assert refusal(subdomain=wrong).rule == "freshsales.settings.subdomain"
    assert settings_of(FRESHSALES, GOOD).url == "https://segment.freshsales.io"


@pytest.mark.parametrize("domain", ["myfreshworks.com", "freshworks.com"])
def test_an_account_of_the_suite_has_another_domain(domain):
    assert settings_of(FRESHSALES, GOOD | {"domain": domain}).url == f"https://segment.{domain}"


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("via", "soap"), ("identifier_field", "user_id"), ("domain", "example.com")],
)
def test_a_choice_that_is_none_is_refused(key, wrong):
    assert wrong not in str(refusal(**{key: wrong})).replace("cf_user_id", "")


def test_what_is_left_out_has_its_default():
    settings = settings_of(FRESHSALES, {"subdomain": "a", "api_token": "b"})
    assert (settings["via"], settings["identifier_field"]) == ("rest", "cf_user_id")
    assert settings["app_token"] is None


def test_requests_to_the_api_are_signed_with_the_token():
    """Rule 5."""
    signed = FRESHSALES.sign(settings_of(FRESHSALES, GOOD))
    assert signed == {"Authorization": "Token token=hush-hush"}


def test_no_secret_is_shown():
    assert "hush" not in repr(settings_of(FRESHSALES, GOOD))


def test_call_17_identify_track_and_page_are_the_calls_taken():
    """Rules 1, 2; case F17."""
    assert set(handlers("freshsales")) == {"identify", "track", "page"}
    assert set(FRESHSALES.unsupported) == {"group", "screen", "alias"}
