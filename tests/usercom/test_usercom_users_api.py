"""Users as User.com's API answers them; each case names the fact it holds."""

import pytest

NOT_FOUND = {"detail": "Not found."}
KEYS_V1 = [
    "id",
    "key",
    "name",
    "email",
    "gender",
    "status",
    "phone_number",
    "first_seen",
    "last_seen",
    "page_views",
    "last_ip",
    "timezone",
    "city",
    "region",
    "country",
    "unsubscribed",
    "browser_language",
    "score",
    "browser",
    "os_type",
    "resolution",
    "created_at",
    "updated_at",
    "companies",
    "attributes",
    "gravatar_url",
    "lists",
    "tags",
    "notifications",
    "facebook_url",
    "linkedin_url",
    "twitter_url",
    "google_url",
    "last_contacted",
    "user_id",
]
_ANEW = {"key": "user_key", "user_id": "custom_id"}
KEYS_V2 = [
    *(_ANEW.get(key, key) for key in KEYS_V1 if key != "attributes"),
    *("web_push_subscription", "assigned_to"),
]
NO_TIME = (
    "Datetime has wrong format. Use one of these formats instead: "
    "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."
)
PERSON = {"id": 7, "custom_id": "u1", "email": "a@b.co", "first_name": "Ann", "last_name": "Lee"}


def errors(answer):
    assert answer.status == 400, answer.body
    return answer.body["errors"]


def test_uc_19_a_new_user_of_version_one(site):
    answer = site.post("/users/", {"email": "a@b.co", "gender": 2}, version=1)
    user = answer.body
    assert answer.status == 201
    assert list(user) == KEYS_V1
    assert (user["gender"], user["status"], user["name"]) == ("male", "visitor", "a@b.co")
    assert (user["page_views"], user["notifications"], user["unsubscribed"]) == (0, True, False)
    assert [user[key] for key in ("tags", "lists", "companies", "attributes")] == [[]] * 4
    assert user["user_id"] is None
    assert user["created_at"] == "2023-11-14T22:13:20.000000Z"


def test_uc_20_a_choice_that_is_none(site):
    answer = site.post("/users/", {"email": "a@b.co", "gender": "invalid"}, version=1)
    assert errors(answer) == {"gender": ['"invalid" is not a valid choice.']}
    assert answer.header("Content-Length") == "60"


def test_uc_21_a_new_user_of_version_two(site):
    body = {"custom_id": "u9", "first_name": "John", "last_name": "Doe"}
    user = site.post("/users/", body).body
    assert (user["name"], user["custom_id"], len(user["user_key"])) == ("John Doe", "u9", 12)
    assert list(user) == KEYS_V2


def test_custom_attributes_stand_beside_the_fields_and_never_in_their_place(site):
    sent = {"Favourite Team": "Lakers", "email": "custom", "plan": 9}
    user = site.identify(email="a@b.co")["id"]
    site.post(f"/users/{user}/set_multiple_attributes/", sent)
    shown = site.user()
    assert list(shown) == [*KEYS_V2, "favourite_team", "plan"]
    assert (shown["email"], shown["favourite_team"], shown["plan"]) == ("a@b.co", "Lakers", "9")


def test_a_user_without_names_or_email_has_no_name(site):
    assert site.post("/users/", {"custom_id": "u9"}).body["name"] is None


def test_q3_what_is_read_cannot_be_written_back(site):
    site.identify(gender=2)
    answer = site.put("/users-by-id/u1/", {"gender": "male", "status": "user"})
    assert errors(answer).keys() == {"gender", "status"}


@pytest.mark.parametrize(
    ("body", "field", "says"),
    [
        pytest.param(
            {"first_name": "x" * 41},
            "first_name",
            "Ensure this field has no more than 40 characters.",
            id="uc_22",
        ),
        ({"email": "nobody"}, "email", "Enter a valid email address."),
        ({"email": ""}, "email", "This field may not be blank."),
        ({"score": "much"}, "score", "A valid integer is required."),
        ({"unsubscribed": None}, "unsubscribed", "This field may not be null."),
        ({"score": None}, "score", "This field may not be null."),
        ({"status": None}, "status", "This field may not be null."),
        ({"ip_address": "here"}, "ip_address", "Enter a valid IPv4 or IPv6 address."),
        ({"last_seen": "2023-02-30T00:00:00Z"}, "last_seen", NO_TIME),
        ({"last_seen": "2023-02-28"}, "last_seen", NO_TIME),
        ({"unsubscribed": "maybe"}, "unsubscribed", "Must be a valid boolean."),
        ({"tags": "vip"}, "tags", 'Expected a list of items but got type "str".'),
        ({"city": ["x"]}, "city", "Not a valid string."),
        ({"phone_number": "call me"}, "phone_number", "Enter a valid phone number."),
    ],
)
def test_uc_22_a_standard_field_that_cannot_be_like_this(site, body, field, says):
    """The texts are Django REST framework's."""
    before = site.records()
    assert errors(site.post("/users/", {"custom_id": "u1", **body})) == {field: [says]}
    assert site.records() == before


@pytest.mark.parametrize(
    ("phones", "number", "status"),
    [
        ("lenient", "9225467887", 201),
        ("e164", "9225467887", 400),
        ("e164", "+48225467887", 201),
        ("any", "763-555-2342", 201),
    ],
)
def test_an_account_says_which_phone_numbers_it_takes(site_of, phones, number, status):
    site = site_of({"settings": {"phone_numbers": phones}})
    assert site.post("/users/", {"phone_number": number}).status == status


def test_uc_23_a_custom_id_belongs_to_one_user(site):
    """The field is told as the version calls it."""
    site.identify("u1")
    assert errors(site.post("/users/", {"custom_id": "u1"})).keys() == {"custom_id"}
    assert errors(site.post("/users/", {"user_id": "u1"}, version=1)).keys() == {"user_id"}
    other = site.identify("u2")["id"]
    assert errors(site.put(f"/users/{other}/", {"custom_id": "u1"})).keys() == {"custom_id"}


def test_uc_24_two_users_may_share_an_email(site):
    ids = {site.post("/users/", {"custom_id": c, "email": "a@b.co"}).body["id"] for c in "xy"}
    assert len(ids) == 2


def test_uc_25_an_update_changes_what_it_names(site_of):
    site = site_of({"users": [PERSON]})
    before = site.user()
    site.account.clock.advance(60)
    answer = site.put("/users/7/", {"email": "n@b.co"})
    changed = {key for key in before if before[key] != answer.body[key]}
    assert (answer.status, changed) == (200, {"email", "updated_at"})
    assert site.ask("PATCH", "/users-by-id/u1/", {"city": "Rome"}).body["email"] == "n@b.co"


def test_a_name_that_an_account_file_brings_outlives_an_update(site_of):
    site = site_of({"users": [{"custom_id": "u1", "name": "Ann B. Lee", "email": "a@b.co"}]})
    site.identify(city="Rome")
    assert site.user()["name"] == "Ann B. Lee"


def test_uc_26_a_deleted_user_is_gone_with_all_that_was_theirs(site_of):
    site = site_of({"users": [PERSON]})
    site.post("/events/", {"user_id": 7, "name": "Signed up"})
    site.post("/site-views/", {"client_user": site.user()["user_key"]})
    gone = site.delete("/users/7/")
    assert (gone.status, gone.body) == (204, None)
    assert site.get("/events/").body["count"] == 0
    assert site.records()["site_views"] == []


def test_uc_27_a_user_who_is_not_there_is_not_deleted(site_of):
    site = site_of({"users": [PERSON]})
    assert site.delete("/users-by-id/u1/").status == 204
    again = site.delete("/users/7/")
    assert (again.status, again.body) == (404, NOT_FOUND)
    assert again.header("Content-Length") == "23"


def test_uc_28_a_user_by_custom_id_is_the_one_by_id(site_of):
    site = site_of({"users": [PERSON]})
    assert site.user() == site.get("/users/7/").body


def test_uc_29_a_custom_id_that_names_nobody(site):
    assert site.get("/users-by-id/unknown/").status == 404


@pytest.mark.parametrize("user_id", ["99", "x", "-1", "9" * 40])
def test_an_id_that_names_nobody(site, user_id):
    answer = site.get(f"/users/{user_id}/")
    assert (answer.status, answer.body) == (404, NOT_FOUND)


def test_uc_30_update_or_create_creates(site):
    made = site.identify("new")
    assert made == {"created": True, "id": site.user("new")["id"]}


def test_uc_31_update_or_create_updates(site):
    made = site.identify("new")
    assert site.identify("new", city="Rome") == {"created": False, "id": made["id"]}
    assert site.user("new")["city"] == "Rome"


def test_update_or_create_matches_by_custom_id_alone(site):
    assert site.identify("x", email="a@b.co")["created"]
    assert site.identify("y", email="a@b.co")["created"]
    answer = site.post("/users/update_or_create/", {"email": "a@b.co"})
    assert errors(answer) == {"custom_id": ["This field is required."]}


@pytest.mark.parametrize("year", ["0005", "2023"])
def test_a_time_has_four_digits_for_its_year(site, year):
    site.identify(last_seen=f"{year}-01-02T03:04:05Z")
    assert site.user()["last_seen"] == f"{year}-01-02T03:04:05.000000Z"


@pytest.mark.parametrize("custom_id", ["user@123", "a b", "żółw", "1"])
def test_uc_98_a_custom_id_may_hold_any_character(site, custom_id):
    site.identify(custom_id)
    assert site.user(custom_id)["custom_id"] == custom_id


def test_what_cannot_be_written_is_ignored(site):
    site.identify(page_views=9, name="X", id=1, created_at="x")
    user = site.user(version=1)
    assert (user["page_views"], user["name"], user["attributes"]) == (0, None, [])


def test_context_fills_the_users_own_fields(site):
    """Our decision: Segment's page and the user's object have different names."""
    site.identify(os="iOS 9", language="en-US", ip_address="10.0.0.1", browser_family="Safari")
    user = site.user(version=1)
    own = [user[key] for key in ("os_type", "browser_language", "last_ip", "browser")]
    assert own == ["iOS 9", "en-US", "10.0.0.1", "Safari"]
    assert user["attributes"] == []


@pytest.mark.parametrize(("written", "read"), [("True", True), (1, True), ("off", False)])
def test_a_flag_may_be_spelled_out(site, written, read):
    site.identify(unsubscribed=written)
    assert site.user()["unsubscribed"] is read


def test_tags_are_written_as_words_and_read_with_ids(site):
    tags = site.post("/users/", {"tags": ["vip", "new"]}).body["tags"]
    assert [tag["name"] for tag in tags] == ["vip", "new"]
    assert site.post("/users/", {"tags": ["vip"]}).body["tags"] == tags[:1]


def test_a_user_joins_the_company_that_is_named(site_of):
    site = site_of({"companies": [{"id": 21, "name": "Acme", "custom_id": "g1"}]})
    site.identify(company_custom_id="g1")
    assert [company["id"] for company in site.user()["companies"]] == [21]


@pytest.mark.parametrize(("unknown", "status"), [("refuse", 400), ("ignore", 201)])
def test_an_account_says_what_an_unknown_company_does(site_of, unknown, status):
    site = site_of({"settings": {"unknown_company": unknown}})
    assert site.post("/users/", {"company_custom_id": "g9"}).status == status
