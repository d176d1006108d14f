"""Users as Zendesk's API answers them; each case names the fact it holds."""

import pytest

HUGE = 9223372036854775807
NOT_FOUND = {"error": "RecordNotFound", "description": "Not found"}
KEYS = [
    "id",
    "url",
    "name",
    "email",
    "created_at",
    "updated_at",
    "time_zone",
    "iana_time_zone",
    "phone",
    "shared_phone_number",
    "photo",
    "locale_id",
    "locale",
    "organization_id",
    "role",
    "verified",
    "external_id",
    "tags",
    "alias",
    "active",
    "shared",
    "shared_agent",
    "last_login_at",
    "two_factor_auth_enabled",
    "signature",
    "details",
    "notes",
    "role_type",
    "custom_role_id",
    "moderator",
    "ticket_restriction",
    "only_private_comments",
    "restricted_agent",
    "suspended",
    "default_group_id",
    "report_csv",
    "user_fields",
]
USED = {"description": "Email: a@x.io is already being used by another user"}
DUPLICATE = {**USED, "error": "DuplicateValue"}


def made(desk, **user):
    answer = desk.post("/users", {"user": {"name": "A", **user}})
    assert answer.status == 201, answer.body
    return answer.body["user"]


def changed(desk, user, **values):
    answer = desk.put(f"/users/{user['id']}", {"user": values})
    assert answer.status == 200, answer.body
    return answer.body["user"]


def identities(desk, user):
    found = desk.get(f"/users/{user['id']}/identities").body["identities"]
    return [(i["value"], i["primary"], i["verified"]) for i in found]


def faults(answer):
    assert (answer.status, answer.body["error"]) == (422, "RecordInvalid")
    return answer.body["details"]


def outbox(desk):
    return [mail["to"] for mail in desk.account.tables["outbox"]]


def test_user_01_a_new_end_user_is_shown_whole_and_located(desk):
    answer = desk.post("/users", {"user": {"name": "A", "email": "a@x.io"}})
    user = answer.body["user"]
    assert (answer.status, list(user)) == (201, KEYS)
    assert answer.header("Location").endswith(f"/api/v2/users/{user['id']}.json")
    assert (user["role"], user["verified"], user["restricted_agent"]) == ("end-user", False, True)
    assert (user["ticket_restriction"], user["tags"], user["active"]) == ("requested", [], True)


def test_user_02_an_email_is_not_needed(desk):
    assert made(desk)["email"] is None


def test_user_03_an_id_in_a_create_is_ignored_without_a_warning(desk):
    answer = desk.post("/users", {"user": {"id": "", "name": "A"}})
    assert answer.status == 201
    assert isinstance(answer.body["user"]["id"], int)
    assert answer.header("X-Zendesk-Api-Warn") is None


@pytest.mark.parametrize("body", [{"user": {}}, {"user": {"name": " "}}, {"name": "A"}])
def test_user_04_a_name_is_needed(desk, body):
    details = faults(desk.post("/users", body))
    assert details["name"][0]["description"] == "Name: is too short (minimum is 1 characters)"


def test_user_05_an_email_belongs_to_one_user(desk):
    made(desk, email="a@x.io")
    details = faults(desk.post("/users", {"user": {"name": "B", "email": "a@x.io"}}))
    assert details["email"] == [DUPLICATE]


def test_user_08_an_email_is_well_formed(desk):
    details = faults(desk.post("/users", {"user": {"name": "A", "email": "badmail"}}))
    assert details["email"] == [{"description": "Email: badmail is not properly formatted"}]


def test_an_external_id_is_taken_once_whatever_its_case(desk):
    made(desk, external_id="u1")
    answer = desk.post("/users", {"user": {"name": "B", "external_id": "U1"}})
    assert "External has already been taken" in str(faults(answer))


@pytest.mark.parametrize(("switch", "status"), [("refuse", 422), ("ignore", 201)])
def test_a_switch_says_what_an_unknown_organization_does(desk_of, switch, status):
    desk = desk_of({"settings": {"unknown_organization": switch}})
    answer = desk.post("/users", {"user": {"name": "A", "organization_id": 6789}})
    assert answer.status == status
    assert status == 422 or answer.body["user"]["organization_id"] is None


@pytest.mark.parametrize(
    ("switch", "zone"), [("keep", "Los Angeles"), ("ignore", "America/New_York")]
)
def test_a_switch_says_what_an_unknown_time_zone_does(desk_of, switch, zone):
    desk = desk_of({"settings": {"unknown_time_zone": switch}})
    assert made(desk, time_zone="Los Angeles")["time_zone"] == zone
    assert made(desk, time_zone="Copenhagen")["iana_time_zone"] == "Europe/Copenhagen"


def test_user_10_many_users_have_no_external_id(desk):
    assert made(desk, external_id=None)["id"] != made(desk, external_id=None)["id"]


@pytest.mark.parametrize(
    ("flags", "verified", "mails"),
    [
        pytest.param({"verified": True}, True, [], id="user_11"),
        pytest.param({"skip_verify_email": True}, False, [], id="user_12"),
        pytest.param({}, False, ["a@x.io"], id="user_13"),
    ],
)
def test_user_11_12_13_who_gets_a_verification_mail(desk, flags, verified, mails):
    assert made(desk, email="a@x.io", **flags)["verified"] is verified
    assert outbox(desk) == mails


def test_unknown_keys_are_dropped_and_only_a_header_tells(desk):
    answer = desk.post("/users", {"user": {"name": "A", "verify": True, "url": "x"}})
    warning = answer.header("X-Zendesk-Api-Warn")
    assert answer.body["user"]["verified"] is False
    assert ':unpermitted_keys=>["user.verify", "user.url"]' in warning
    assert warning.startswith('{:allowed_parameters=>{:controller=>"users", :action=>"create"')


def test_user_15_custom_fields_are_kept_and_a_tick_becomes_a_tag(desk_of):
    fields = [{"key": "text"}, {"key": "tick", "type": "checkbox", "tag": "ticked"}]
    user = made(desk_of({"user_fields": fields}), user_fields={"text": "t", "tick": True})
    assert user["user_fields"] == {"text": "t", "tick": True}
    assert user["tags"] == ["ticked"]


def test_user_16_a_custom_role_makes_an_agent(desk):
    assert made(desk, role="end-user", custom_role_id=7)["role"] == "agent"


def test_user_17_a_user_is_created_with_several_identities(desk):
    sent = [{"type": "email", "value": "a@x.io"}, {"type": "twitter", "value": "a"}]
    user = made(desk, identities=sent)
    assert user["email"] == "a@x.io"
    assert desk.get(f"/users/{user['id']}/identities").body["count"] == 2


def test_user_18_locale_wins_over_locale_id(desk):
    assert made(desk, locale="fr", locale_id=8)["locale"] == "fr"


def test_user_20_a_restriction_of_agents_becomes_requested(desk):
    assert made(desk, ticket_restriction="groups")["ticket_restriction"] == "requested"


def test_user_30_a_path_means_the_same_with_json_behind_it(desk):
    path = f"/users/{made(desk)['id']}"
    assert desk.get(path).body == desk.get(f"{path}.json").body == desk.get(f"/{path}").body


def test_user_31_34_and_del_05_an_unknown_id_is_not_found(desk):
    body = {"user": {"name": "B"}}
    asks = [desk.get, lambda path: desk.put(path, body), desk.delete]
    answers = [ask(f"/users/{HUGE}") for ask in asks]
    assert [(answer.status, answer.body) for answer in answers] == [(404, NOT_FOUND)] * 3
    assert {answer.header("Cache-Control") for answer in answers} == {"no-cache"}


def test_user_32_an_id_is_an_integer(desk):
    assert desk.get("/users/-1").status == 404
    answer = desk.get("/users/abc")
    error = answer.body["error"]
    assert (answer.status, error["title"]) == (400, "Invalid attribute")
    assert error["message"].endswith("id must be an integer from api/v2/users/show")


def test_user_33_an_update_keeps_what_it_does_not_name(desk):
    user = made(desk, email="a@x.io", notes="n")
    desk.account.clock.advance(60)
    updated = changed(desk, user, name="B")
    assert updated["updated_at"] > user["updated_at"]
    moved = {"name": "B", "updated_at": updated["updated_at"]}
    assert updated == {**user, **moved}


@pytest.mark.parametrize(
    ("sent", "held"),
    [
        pytest.param({"email": "b@x.io", "verified": True}, ("b@x.io", False, True), id="user_35"),
        pytest.param({"email": "b@x.io"}, ("b@x.io", False, False), id="user_36"),
    ],
)
def test_user_35_36_an_email_on_an_update_is_a_second_one(desk, sent, held):
    user = made(desk, email="a@x.io")
    assert changed(desk, user, **sent)["email"] == "a@x.io"
    assert identities(desk, user) == [("a@x.io", True, False), held]


def test_user_37_verified_alone_verifies_the_primary_email(desk):
    user = made(desk, email="a@x.io")
    assert changed(desk, user, verified=True)["verified"] is True
    assert identities(desk, user) == [("a@x.io", True, True)]


def test_the_same_email_on_an_update_is_no_second_one(desk):
    user = made(desk, email="a@x.io")
    changed(desk, user, email="A@x.io")
    assert len(identities(desk, user)) == 1


def test_user_38_an_update_takes_nobody_elses_email(desk):
    made(desk, email="a@x.io")
    answer = desk.put(f"/users/{made(desk)['id']}", {"user": {"email": "a@x.io"}})
    assert faults(answer)["email"] == [DUPLICATE]


def test_user_39_40_a_date_loses_its_time_and_null_clears_one_key(desk_of):
    desk = desk_of({"user_fields": [{"key": "day", "type": "date"}, {"key": "text"}]})
    user = made(desk, user_fields={"text": "t", "day": "2020-08-19T20:50:04.000Z"})
    assert user["user_fields"]["day"] == "2020-08-19T00:00:00+00:00"
    cleared = changed(desk, user, user_fields={"text": None})
    assert cleared["user_fields"] == {"text": None, "day": "2020-08-19T00:00:00+00:00"}


def test_user_41_tags_are_replaced(desk):
    assert changed(desk, made(desk, tags=["b"]), tags=["a"])["tags"] == ["a"]


def test_user_42_an_alias_of_null_reads_blank(desk):
    user = changed(desk, made(desk, alias="x"), alias=None)
    assert desk.get(f"/users/{user['id']}").body["user"]["alias"] == ""


def test_user_43_an_organization_ends_the_other_memberships(desk_of):
    desk = desk_of({"organizations": [{"id": 1, "name": "One"}, {"id": 2, "name": "Two"}]})
    user = made(desk, organization_id=1)
    assert changed(desk, user, organization_id=2)["organization_id"] == 2
    links = desk.get(f"/users/{user['id']}/organization_memberships").body
    held = [(m["organization_id"], m["default"]) for m in links["organization_memberships"]]
    assert held == [(2, True)]


def test_a_phone_number_of_another_user_is_shared(desk):
    first, second = made(desk, phone="+15551234567"), made(desk, phone="+15551234567")
    assert (first["shared_phone_number"], second["shared_phone_number"]) == (None, True)
    assert [len(identities(desk, user)) for user in (first, second)] == [1, 0]
    freed = changed(desk, first, phone=None)
    assert (freed["phone"], identities(desk, first)) == (None, [])
    own = changed(desk, second, phone="+15550000000")
    assert len(identities(desk, own)) == 1


def test_ident_01_identities_come_in_the_order_they_were_added(desk):
    user = made(desk, email="a@x.io")
    changed(desk, user, email="b@example.com")
    answer = desk.get(f"/users/{user['id']}/identities")
    page = answer.body
    assert answer.status == 200
    assert [i["primary"] for i in page["identities"]] == [True, False]
    assert page["identities"][1]["deliverable_state"] == "reserved_example"
    assert page["count"] == 2


def test_a_file_brings_what_the_api_would_refuse(desk_of):
    twins = [{"id": 8, "name": "A", "email": "a@x.io"}, {"name": "B", "email": "a@x.io"}]
    desk = desk_of({"users": twins})
    assert desk.get("/users/8").body["user"]["email"] == "a@x.io"
    assert desk.get("/users/search", query="a@x.io").body["count"] == 2
