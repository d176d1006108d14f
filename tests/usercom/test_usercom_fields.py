"""Where traits and context go at User.com: each field, and what is left out."""

import pytest

from contracts.call import Call
from contracts.conversation import Dropped
from forwarder.usercom.browsers import browser_of
from forwarder.usercom.fields import company_of, user_of


def call(**held) -> Call:
    return Call(type="identify", message_id="m", **held)


def user(traits=None, context=None) -> dict:
    return user_of(call(traits=traits or {}, context=context or {})).body


def company(**traits) -> dict:
    return company_of(call(traits=traits)).body


@pytest.mark.parametrize(
    ("traits", "sent"),
    [
        ({"email": " ann@x.io "}, {"email": "ann@x.io"}),
        ({"email": "nobody"}, {}),
        ({"firstName": "Bea", "first_name": "Ann"}, {"first_name": "Ann"}),
        ({"last_name": None, "lastName": "Lee"}, {"last_name": "Lee"}),
        ({"firstname": "Ann", "lastName": "Lee"}, {"first_name": "Ann", "last_name": "Lee"}),
        ({"first_name": "", "firstName": "Ann"}, {"first_name": "Ann"}),
        ({"last_name": "x" * 41}, {"last_name": "x" * 40}),
        ({"phone": "(763) 555-2342"}, {"phone_number": "7635552342"}),
        ({"phone": "+48600700800"}, {"phone_number": "+48600700800"}),
        ({"phone": "call me"}, {}),
        ({"phone": "1" * 15}, {"phone_number": "1" * 15}),
        ({"phone": "1" * 16}, {}),
        ({"phone": "123"}, {}),
        ({"gender": "M"}, {"gender": 2}),
        ({"gender": "female"}, {"gender": 3}),
        ({"gender": "unknown"}, {"gender": 1}),
        ({"gender": "other"}, {}),
        ({"gender": 2}, {}),
        ({"address": {"region": "X", "state": "Y", "zip": 1}}, {"region": "X"}),
        ({"address": {"state": "Y", "city": "C" * 65}}, {"region": "Y", "city": "C" * 64}),
        ({"address": {"country": None}}, {}),
        ({"address": "Main St"}, {}),
        ({"plan": None, "a.b": [1], "Größe": 9}, {"plan": None, "a.b": [1], "Größe": 9}),
        ({"name": "Ann", "Created At": 1}, {"attributes": {"name": "Ann", "Created At": 1}}),
        (
            {"company_custom_id": "g1", "user_agent": "x"},
            {"attributes": {"company_custom_id": "g1", "user_agent": "x"}},
        ),
        ({" ": 1}, {}),
    ],
)
def test_uc_76_77_80_a_trait_arrives_in_its_field_or_not_at_all(traits, sent):
    """Rules 11 to 16 and 18, cases UC-76, UC-77, UC-80."""
    assert user(traits) == sent


def test_what_is_left_out_is_accounted_for():
    draft = user_of(call(traits={"gender": "other", "address": "Main St"}))
    assert {entry.trait for entry in draft.mapping if isinstance(entry, Dropped)} == {
        "gender",
        "address",
    }


@pytest.mark.parametrize(
    ("context", "sent"),
    [
        ({}, {}),
        ({"os": {"name": "iOS", "version": "8.1"}}, {"os": "iOS 8.1"}),
        ({"os": {"name": "iOS"}}, {"os": "iOS"}),
        (
            {"device": {"name": "maguro", "type": "android"}},
            {"device_name": "maguro", "device_type": "android"},
        ),
        ({"screen": {"width": 320.0, "height": 568}}, {"resolution": "320x568"}),
        ({"screen": {"width": 320, "height": True}}, {}),
        ({"screen": {"width": 0, "height": 568}}, {}),
        (
            {"userAgent": "Mozilla/5.0 (compatible; YandexBot)"},
            {
                "user_agent": "Mozilla/5.0 (compatible; YandexBot)",
                "browser_family": "YandexBot",
            },
        ),
        ({"locale": "en", "timezone": "UTC"}, {"language": "en", "timezone": "UTC"}),
        ({"ip": "2001:DB8::1"}, {"ip_address": "2001:db8::1"}),
        ({"ip": "1.2.3"}, {}),
        ({"page": {"url": "https://x.io/"}}, {"current_url": "https://x.io/"}),
        ({"os": "iOS", "device": None, "page": [], "locale": " ", "userAgent": 5}, {}),
    ],
)
def test_the_context_fills_what_it_tells_and_nothing_else(context, sent):
    """Rule 17, cases UC-78, UC-79."""
    assert user(context=context) == sent


CHROME = (
    "Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/40.0.2 Safari/537.36"
)


@pytest.mark.parametrize(
    ("user_agent", "browser"),
    [
        (CHROME, ("Chrome", "40.0.2")),
        (f"{CHROME} Edg/120.0", ("Edge", "120.0")),
        (f"{CHROME} OPR/106.0.1", ("Opera", "106.0.1")),
        ("Mozilla/5.0 (X11; rv:121.0) Gecko/20100101 Firefox/121.0", ("Firefox", "121.0")),
        ("Mozilla/5.0 (iPhone) Version/17.2 Mobile/15E148 Safari/604.1", ("Mobile Safari", "17.2")),
        ("Mozilla/5.0 (Trident/7.0; rv:11.0) Gecko", ("IE", "11.0")),
        ("Mozilla/5.0 (compatible; YandexBot)", ("YandexBot", "")),
        ("curl/8.5.0", ("curl", "8.5.0")),
        ("an importer", None),
        (" " * 2000 + CHROME, None),
    ],
)
def test_a_browser_is_told_by_its_user_agent(user_agent, browser):
    assert browser_of(user_agent) == browser


@pytest.mark.parametrize(
    ("traits", "sent"),
    [
        ({"employees": "329"}, {"size": 329}),
        ({"employees": "many"}, {}),
        ({"phone": "+48 58"}, {"phone_numbers": ["+48 58"]}),
        ({"address": " Main St "}, {"address": "Main St"}),
        ({"address": {"street": "S", "zip": 1}}, {"address": "S"}),
        ({"address": {"postalCode": 94105}}, {"address": "94105", "postal_code": "94105"}),
        ({"address": {"postal_code": "9"}}, {"address": "9", "postal_code": "9"}),
        ({"address": {"street": True, "city": "C"}}, {"address": "C", "city": "C"}),
        ({"address": 5}, {}),
        ({"address": {"nothing": 1}}, {}),
        ({"total billed": 830, "createdAt": "x"}, {"total billed": 830, "createdAt": "x"}),
        ({"size": 5}, {"attributes": {"size": 5}}),
    ],
)
def test_a_trait_of_a_company_arrives_in_its_field(traits, sent):
    """Rules 37 and 38, cases UC-89, UC-90."""
    assert company(**traits) == sent
