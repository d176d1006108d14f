"""What a recording shows to have been there before it began becomes an account file."""

import pytest

from emulator.account_file import check_account
from emulator.recollection import recollect
from emulator.vendor import vendors
from recorded import recorded, written

ANN = {"name": "Ann", "email": "ann@x.io"}


def account_of(vendor, *exchanges):
    account = recollect(vendors()[vendor], exchanges).account
    check_account(vendors()[vendor], account)
    return account


def test_a_record_that_an_answer_shows_was_there() -> None:
    asked = ("GET", "/api/v2/users/search", {"query": "ann@x.io"})
    (ann,) = account_of("zendesk", *recorded("zendesk", asked, users=[{"id": 7, **ANN}]))["users"]
    assert ann.items() >= {"id": 7, "name": "Ann", "email": "ann@x.io"}.items()


def test_a_record_that_a_recorded_request_created_was_not() -> None:
    create = ("POST", "/api/v2/users", {"user": ANN})
    find = ("GET", "/api/v2/users/search", {"query": "ann@x.io"})
    assert "users" not in account_of("zendesk", *recorded("zendesk", create, find))


def test_a_record_is_as_it_was_before_a_recorded_request_changed_it() -> None:
    find = ("GET", "/api/v2/users/7")
    change = ("PUT", "/api/v2/users/7", {"user": {"name": "Bob"}})
    exchanges = recorded("zendesk", find, change, find, users=[{"id": 7, **ANN}])
    assert [user["name"] for user in account_of("zendesk", *exchanges)["users"]] == ["Ann"]


def test_what_a_record_points_at_was_there_too() -> None:
    user = {"id": 7, **ANN, "organization_id": 9}
    shown = written("zendesk", ("GET", "/api/v2/users/7"), 200, {"user": user})
    (organization,) = account_of("zendesk", shown)["organizations"]
    assert organization == {"id": 9, "name": "unknown"}


def test_a_recorded_list_of_fields_is_all_there_are() -> None:
    listed = written("freshdesk", ("GET", "/api/v2/contact_fields"), 200, [])
    recollection = recollect(vendors()["freshdesk"], [listed])
    assert (recollection.account, recollection.whole) == (
        {"contact_fields": []},
        {"contact_fields"},
    )


def test_values_tell_of_custom_fields_whose_list_was_not_recorded() -> None:
    contact = {"id": 7, **ANN, "custom_fields": {"vip": True, "plan": None}}
    shown = written("freshdesk", ("GET", "/api/v2/contacts/7"), 200, contact)
    assert account_of("freshdesk", shown)["contact_fields"] == [
        {"name": "vip", "type": "custom_checkbox"},
        {"name": "plan", "type": "custom_text"},
    ]


@pytest.mark.parametrize(
    ("vendor", "request_", "status", "refusal", "holder"),
    [
        (
            "freshdesk",
            ("POST", "/api/v2/contacts", ANN),
            409,
            {"errors": [{"field": "email", "additional_info": {"user_id": 7}}]},
            {"contacts": [{"id": 7, "name": "unknown", "email": "ann@x.io"}]},
        ),
        (
            "zendesk",
            ("POST", "/api/v2/users", {"user": ANN}),
            422,
            {"details": {"email": [{"error": "DuplicateValue"}]}},
            {"users": [{"name": "unknown", "email": "ann@x.io"}]},
        ),
        (
            "freshsales",
            ("POST", "/api/contacts", {"contact": ANN}),
            400,
            {"errors": {"code": 400, "message": ["ann@x.io already exists."]}},
            {"contacts": [{"email": "ann@x.io"}]},
        ),
    ],
)
def test_a_refusal_tells_who_has_what_was_wanted(vendor, request_, status, refusal, holder) -> None:
    assert account_of(vendor, written(vendor, request_, status, refusal)) == holder


def test_an_upsert_that_shows_only_an_id_tells_what_was_asked_of_it() -> None:
    said = ("POST", "/api/public/users/update_or_create/", {"user_id": "u1"})
    known = written("usercom", said, 200, {"created": False, "id": 101})
    assert account_of("usercom", known)["users"] == [{"id": 101, "custom_id": "u1"}]
