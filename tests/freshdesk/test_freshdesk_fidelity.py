"""What was recorded of the real Freshdesk, replayed against the fake."""

import pytest

from recorded import differences, written

ANN = {"name": "Ann", "email": "ann@x.io"}
TIER = {
    "id": 72_009_500_901,
    "name": "tier",
    "label": "Tier",
    "type": "custom_dropdown",
    "default": False,
    "choices": ["Gold", "Silver"],
}
CONTACT = {
    "active": False,
    "address": None,
    "deleted": False,
    "description": None,
    "email": "ann@x.io",
    "id": 72_009_578_653,
    "job_title": None,
    "language": "en",
    "mobile": None,
    "name": "Ann",
    "phone": None,
    "time_zone": "Eastern Time (US & Canada)",
    "twitter_id": None,
    "custom_fields": {},
    "tags": ["Group 1", "Group 2"],
    "other_emails": [],
    "facebook_id": None,
    "created_at": "2022-02-27T23:28:43Z",
    "updated_at": "2022-02-27T23:28:43Z",
    "csat_rating": None,
    "preferred_source": None,
    "company_id": None,
    "view_all_tickets": None,
    "other_companies": [],
    "unique_external_id": None,
    "avatar": None,
}


def created(**contact):
    body = {"description": "Validation failed", "errors": [contact.pop("refused")]}
    return written("freshdesk", ("POST", "/api/v2/contacts", {**ANN, **contact}), 400, body)


def test_a_created_contact_has_the_keys_and_tags_of_the_recorded_one() -> None:
    """fd-008, fd-023."""
    said = {**ANN, "tags": ["Group 1", "Group 2"]}
    made = written("freshdesk", ("POST", "/api/v2/contacts", said), 201, CONTACT)
    assert differences([made]) == []


@pytest.mark.parametrize("key", ["foo", "nickname"])
def test_an_unknown_attribute_is_refused_in_the_recorded_words(key) -> None:
    """fd-013."""
    says = "Unexpected/invalid field in request"
    refused = created(**{key: 1}, refused={"field": key, "message": says, "code": "invalid_field"})
    assert differences([refused]) == []


def test_a_value_that_is_no_choice_is_refused_in_the_recorded_words() -> None:
    """fd-031; the list of fields that was recorded before tells the choices."""
    listed = written("freshdesk", ("GET", "/api/v2/contact_fields/72009500901"), 200, TIER)
    says = "It should be one of these values: 'Gold,Silver'"
    why = {"field": "custom_fields.tier", "message": says, "code": "invalid_value"}
    refused = created(custom_fields={"tier": "Bronze"}, refused=why)
    assert [d for d in differences([listed, refused]) if d[0] == 2] == []


def test_a_deleted_contact_is_refused_a_write_in_the_recorded_words() -> None:
    """The contact shows by the refusal of its email alone, and is found to be a deleted one."""
    taken = {"field": "email", "additional_info": {"user_id": 7}, "code": "duplicate_value"}
    body = {
        "description": "Validation failed",
        "errors": [{**taken, "message": "It should be a unique value"}],
    }
    says = "PUT method is not allowed. It should be one of these method(s): GET"
    exchanges = [
        written("freshdesk", ("POST", "/api/v2/contacts", ANN), 409, body),
        written("freshdesk", ("PUT", "/api/v2/contacts/7", ANN), 405, {"message": says}),
    ]
    assert differences(exchanges) == []
