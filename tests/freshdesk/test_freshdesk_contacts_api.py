"""Contacts as Freshdesk's API answers them; each case names the fact it holds."""

from uuid import UUID

import pytest

KEYS = [
    "active",
    "address",
    "deleted",
    "description",
    "email",
    "id",
    "job_title",
    "language",
    "mobile",
    "name",
    "phone",
    "time_zone",
    "twitter_id",
    "custom_fields",
    "tags",
    "other_emails",
    "facebook_id",
    "created_at",
    "updated_at",
    "csat_rating",
    "preferred_source",
    "company_id",
    "view_all_tickets",
    "other_companies",
    "unique_external_id",
    "avatar",
]
UNLISTED = {"deleted", "tags", "other_emails", "view_all_tickets", "other_companies", "avatar"}
ADA = {"name": "Ada", "email": "ada@x.org"}


@pytest.fixture
def ada(desk):
    """A contact and her path."""
    contact = desk.made("/contacts", **ADA)
    return {**contact, "path": f"/contacts/{contact['id']}"}


def found(desk, **query):
    answer = desk.get("/contacts", **query)
    assert answer.status == 200, answer.body
    return [contact["name"] for contact in answer.body]


def test_fd_008_a_new_contact_is_shown_with_26_keys_and_located(desk):
    answer = desk.post("/contacts", ADA)
    contact = answer.body
    assert (answer.status, list(contact)) == (201, KEYS)
    assert answer.header("Location").endswith(f"/api/v2/contacts/{contact['id']}")
    told = {name: contact[name] for name in ("active", "deleted", "custom_fields", "tags")}
    assert told == {"active": False, "deleted": False, "custom_fields": {}, "tags": []}


@pytest.mark.parametrize(
    "identifier",
    [
        pytest.param({"mobile": "1"}, id="mobile"),
        pytest.param({"phone": "(570)328-7781x4264"}, id="phone"),
        pytest.param({"unique_external_id": "10109"}, id="external_id"),
    ],
)
def test_fd_009_010_an_email_is_not_needed(desk, identifier):
    contact = desk.made("/contacts", name="A", **identifier)
    assert contact["email"] is None
    assert identifier.items() <= contact.items()


@pytest.mark.parametrize("name", [{}, {"name": None}, {"name": " "}])
def test_fd_011_a_name_is_mandatory(desk, faults, name):
    assert faults(desk.post("/contacts", {"email": "a@x.org", **name})) == [
        ("name", "missing_field", "Mandatory attribute missing")
    ]


def test_fd_012_a_contact_without_identifier_misses_one(desk, faults):
    assert {f[1] for f in faults(desk.post("/contacts", {"name": "A"}))} == {"missing_field"}


def test_fd_013_an_unknown_attribute_refuses_the_request(desk, faults):
    before = desk.records()
    assert faults(desk.post("/contacts", {**ADA, "foo": 1})) == [
        ("foo", "invalid_field", "Unexpected/invalid field in request")
    ]
    assert desk.records() == before


@pytest.mark.parametrize("name", ["created_at", "id", "active", "facebook_id", "first_name"])
def test_fd_014_what_freshdesk_sets_itself_is_not_sent(desk, faults, name):
    told = faults(desk.post("/contacts", {**ADA, name: "2013-01-07T00:00:00Z"}))
    assert [f[:2] for f in told] == [(name, "invalid_field")]


def test_fd_015_a_value_has_its_type(desk, faults):
    wrong = {"name": 5, "email": "a@x.org", "tags": "a", "view_all_tickets": "true"}
    told = faults(desk.post("/contacts", wrong))
    assert [(f[0], f[1]) for f in told] == [
        (name, "datatype_mismatch") for name in ("name", "tags", "view_all_tickets")
    ]


def test_the_id_of_a_company_is_a_positive_integer(desk, faults):
    told = faults(desk.post("/contacts", {**ADA, "company_id": "7"}))
    assert (told[0][0], told[0][2]) == ("company_id", "It should be a/an Positive Integer")
    assert faults(desk.post("/contacts", {**ADA, "company_id": 7}))[0][0] == "company_id"


def test_fd_016_an_email_is_one(desk, faults):
    told = faults(desk.post("/contacts", {"name": "A", "email": "nope"}))
    assert [f[:2] for f in told] == [("email", "invalid_value")]


def test_fd_017_an_email_is_used_once_and_its_holder_is_told(desk, ada):
    answer = desk.post("/contacts", {**ADA, "name": "B"})
    fault = answer.body["errors"][0]
    assert answer.status == 409
    assert (fault["field"], fault["code"]) == ("email", "duplicate_value")
    assert fault["additional_info"] == {"user_id": ada["id"]}
    assert "unique value" in fault["message"]


def test_fd_018_an_email_in_another_case_is_the_same_unless_the_account_says_so(desk_of):
    body = {"name": "B", "email": "ADA@x.org"}
    for case, status, kept in (("ignore", 409, 1), ("exact", 201, 2)):
        desk = desk_of({"settings": {"email_case": case}, "contacts": [ADA]})
        assert desk.post("/contacts", body).status == status
        assert len(desk.account.tables["contacts"]) == kept
        assert found(desk, email="ADA@x.org") == (["Ada"] if case == "ignore" else ["B"])


@pytest.mark.parametrize("name", ["unique_external_id", "twitter_id"])
def test_fd_019_an_external_id_is_used_once(desk, faults, name):
    desk.made("/contacts", name="A", **{name: "1"})
    told = faults(desk.post("/contacts", {"name": "B", name: "1"}), 409)
    assert [f[:2] for f in told] == [(name, "duplicate_value")]


def test_fd_020_the_email_of_an_agent_is_taken(desk):
    me = desk.get("/agents/me").body["id"]
    answer = desk.post("/contacts", {"name": "A", "email": "admin@acme.example"})
    assert answer.status == 409
    assert answer.body["errors"][0]["additional_info"] == {"user_id": me}


def test_fd_021_a_deleted_contact_keeps_its_email(desk, ada):
    desk.delete(ada["path"])
    answer = desk.post("/contacts", ADA)
    assert answer.status == 409
    assert answer.body["errors"][0]["additional_info"] == {"user_id": ada["id"]}


def test_an_email_beside_the_first_is_taken_too(desk):
    desk.made("/contacts", **ADA, other_emails=["ada@y.org"])
    assert desk.post("/contacts", {"name": "B", "email": "ada@y.org"}).status == 409
    assert desk.post("/contacts", {"name": "B", "email": "b@y.org"}).status == 201


def test_fd_022_a_contact_of_a_company_sees_not_all_its_tickets(desk):
    company = desk.made("/companies", name="C")
    contact = desk.made("/contacts", **ADA, company_id=company["id"])
    assert (contact["company_id"], contact["view_all_tickets"]) == (company["id"], False)


def test_a_contact_joins_the_company_that_has_the_domain(desk, desk_of):
    company = desk.made("/companies", name="C", domains=["X.org"])
    assert desk.made("/contacts", **ADA)["company_id"] == company["id"]
    alone = desk.made("/contacts", name="B", email="b@x.org", company_id=None)
    assert alone["company_id"] is None
    off = desk_of({"settings": {"link_by_domain": False}})
    off.made("/companies", name="C", domains=["x.org"])
    assert off.made("/contacts", **ADA)["company_id"] is None


def test_fd_023_tags_are_kept(desk):
    tags = ["Group 1", "Group 2"]
    assert desk.made("/contacts", **ADA, tags=tags)["tags"] == tags


def test_fd_024_a_time_zone_is_one_of_those_listed_where_the_account_says_so(desk, desk_of):
    named = {**ADA, "time_zone": "Europe/Amsterdam"}
    assert desk.post("/contacts", named).status == 400
    assert desk.made("/contacts", **ADA, time_zone="Amsterdam")["time_zone"] == "Amsterdam"
    assert desk_of({"settings": {"unlisted_value": "keep"}}).post("/contacts", named).status == 201


def test_fd_034_a_plus_in_an_email_is_found(desk):
    desk.made("/contacts", name="A", email="a+b@x.org")
    assert found(desk, email="a+b@x.org") == ["A"]


def test_fd_035_an_unknown_email_finds_nobody(desk):
    desk.made("/contacts", **ADA)
    assert found(desk, email="unknown@x.org") == []


def test_fd_036_a_new_contact_is_found_at_once(desk, ada):
    assert found(desk, email=ada["email"]) == ["Ada"]


def test_fd_037_a_list_shows_less(desk):
    desk.made("/contacts", **ADA)
    company = desk.made("/companies", name="C")
    desk.made("/contacts", name="Bea", email="b@x.org", company_id=company["id"])
    alone, member = desk.get("/contacts").body
    assert list(alone) == [key for key in KEYS if key not in UNLISTED]
    assert list(member) == [k for k in KEYS if k not in UNLISTED - {"other_companies"}]


def test_fd_038_one_contact_shows_no_deletion_that_is_not(desk, ada):
    answer = desk.get(ada["path"])
    assert (answer.status, list(answer.body)) == (200, [k for k in KEYS if k != "deleted"])


@pytest.mark.parametrize("path", ["/contacts/999", "/contacts/x", "/contacts/999/restore/x"])
def test_fd_039_an_unknown_contact_is_answered_without_a_body(desk, path):
    answer = desk.get(path)
    assert (answer.status, answer.body) == (404, None)
    assert answer.header("Content-Type").startswith("text/html")


@pytest.mark.parametrize("name", ["mobile", "phone", "unique_external_id"])
def test_fd_040_a_filter_finds_its_value_exactly(desk, name):
    desk.made("/contacts", name="A", **{name: "12"})
    desk.made("/contacts", name="B", **{name: "123"})
    assert found(desk, **{name: "12"}) == ["A"]
    assert found(desk, **{name: "12"}, email="a@x.org") == []


def test_a_company_and_a_moment_filter_too(desk):
    desk.made("/contacts", **ADA)
    company = desk.made("/companies", name="C")
    desk.account.clock.advance(60)
    since = desk.account.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    desk.made("/contacts", name="B", email="b@x.org", company_id=company["id"])
    assert found(desk, company_id=str(company["id"])) == ["B"]
    assert found(desk, updated_since=since) == ["B"]
    assert found(desk, email=ADA["email"], updated_since=since) == []
    assert found(desk, email="b@x.org", updated_since=since) == ["B"]
    assert found(desk, updated_since=since, _updated_since="2013-01-07") == ["B"]
    assert desk.get("/contacts", updated_since="soon").status == 400
    assert desk.get("/contacts", company_id="C").status == 400


def test_fd_041_contacts_are_listed_by_name(desk):
    for name in ("Cid", "ada", "Bea"):
        desk.made("/contacts", name=name, email=f"{name}@x.org")
    assert found(desk) == ["ada", "Bea", "Cid"]
    assert found(desk, updated_since="2013-01-07") == ["ada", "Bea", "Cid"]
    assert found(desk, state="unverified") == ["ada", "Bea", "Cid"]


def test_a_kind_of_contact_is_one_of_two(desk):
    desk.made("/contacts", **ADA)
    assert found(desk, contact_type="contact") == ["Ada"]
    assert desk.get("/contacts", contact_type="friend").status == 400


def test_contacts_of_a_newer_account_have_more_keys(desk_of):
    desk = desk_of({"settings": {"contact_keys": "2024"}})
    contact = desk.made("/contacts", name="Ada King Love", email="ada@x.org")
    newer = {name: contact[name] for name in list(contact)[-5:]}
    assert (newer["first_name"], newer["last_name"]) == ("Ada", "King Love")
    assert (len(str(newer["org_contact_id"])), newer["other_phone_numbers"]) == (19, [])
    assert UUID(newer["visitor_id"])
    for seen in (desk.get(f"/contacts/{contact['id']}").body, desk.get("/contacts").body[0]):
        assert {**seen, **newer} == seen
    assert desk.post("/contacts", {"name": "B", "phone": "1", "first_name": "B"}).status == 400


@pytest.mark.parametrize("name", ["lookup_parameter", "social_handler"])
def test_attributes_that_are_not_built_say_so(desk, name):
    assert desk.post("/contacts", {**ADA, name: [{"company_id": 1}]}).status == 501
    assert desk.post("/contacts", {**ADA, name: []}).status == 201


def test_a_body_is_an_object(desk):
    assert desk.post("/contacts", [ADA]).body["code"] == "invalid_json"
