"""What was recorded of the real Zendesk, replayed against the fake."""

from recorded import differences, written

USER = {
    "id": 6_164_039_664_282,
    "url": "https://acme.zendesk.com/api/v2/users/6164039664282.json",
    "name": "Kobe Bryant",
    "email": "kobe@lakers.com",
    "created_at": "2023-09-18T23:28:11Z",
    "updated_at": "2023-09-18T23:28:11Z",
    "time_zone": "America/New_York",
    "iana_time_zone": "America/New_York",
    "phone": None,
    "shared_phone_number": None,
    "photo": None,
    "locale_id": 1,
    "locale": "en-US",
    "organization_id": None,
    "role": "end-user",
    "verified": False,
    "external_id": "12345",
    "tags": [],
    "alias": None,
    "active": True,
    "shared": False,
    "shared_agent": False,
    "last_login_at": None,
    "two_factor_auth_enabled": False,
    "signature": None,
    "details": None,
    "notes": None,
    "role_type": None,
    "custom_role_id": None,
    "moderator": False,
    "ticket_restriction": "requested",
    "only_private_comments": False,
    "restricted_agent": True,
    "suspended": False,
    "default_group_id": None,
    "report_csv": False,
    "user_fields": {"checkbox_field": False, "date_field": None, "text_field": None},
}
ADMIN = {
    **USER,
    "email": "me@x.io",
    "role": "admin",
    "verified": True,
    "authenticity_token": "opaque",
    "last_login_at": "2023-12-13T23:50:14Z",
    "role_type": 4,
    "custom_role_id": 6_130_869_137_434,
    "moderator": True,
    "ticket_restriction": None,
    "restricted_agent": False,
    "default_group_id": 6_130_852_536_346,
    "report_csv": True,
}


def test_a_user_is_shown_with_the_recorded_keys_and_types() -> None:
    """user-01: the full object of 37 keys."""
    shown = written("zendesk", ("GET", "/api/v2/users/6164039664282"), 200, {"user": USER})
    assert len(USER) == 37
    assert differences([shown]) == []


def test_the_caller_is_who_the_recording_says() -> None:
    """auth-05."""
    me = written("zendesk", ("GET", "/api/v2/users/me"), 200, {"user": ADMIN})
    assert differences([me]) == []


def test_a_created_user_has_the_recorded_keys() -> None:
    """user-01."""
    said = {"user": {"name": "Kobe Bryant", "email": "kobe@lakers.com", "external_id": "12345"}}
    made = written("zendesk", ("POST", "/api/v2/users", said), 201, {"user": USER})
    assert differences([made]) == []


def test_wrong_credentials_are_refused_in_the_recorded_words() -> None:
    """auth-01 and auth-04."""
    body = {"error": "Couldn't authenticate you"}
    for path in ("/api/v2/users/1", "/api/v2/users/me"):
        assert differences([written("zendesk", ("GET", path), 401, body)]) == []


def test_an_email_in_use_is_refused_in_the_recorded_words() -> None:
    """user-05: the holder shows by this refusal alone."""
    says = "Email: kobe@lakers.com is already being used by another user"
    body = {
        "error": "RecordInvalid",
        "description": "Record validation errors",
        "details": {"email": [{"description": says, "error": "DuplicateValue"}]},
    }
    said = {"user": {"name": "Kobe", "email": "kobe@lakers.com"}}
    assert differences([written("zendesk", ("POST", "/api/v2/users", said), 422, body)]) == []
