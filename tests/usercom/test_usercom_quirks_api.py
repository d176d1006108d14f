"""The quirks of User.com, each under its rule, and the switches of those that nobody is sure of."""

import pytest

FILE = {
    "users": [{"id": n, "custom_id": f"u{n}", "email": "a@b.co"} for n in range(1, 5)],
    "companies": [{"id": 21, "custom_id": "g1", "name": "Acme"}],
    "attributes": [{"content_type": "clientuser", "name": "plan"}],
}


@pytest.fixture
def crm(site_of):
    return site_of(FILE)


def site_with(site_of, **settings):
    return site_of({**FILE, "settings": settings})


def rules_of(answer):
    return set((answer.header("X-Fauxdesk-Rule") or "").replace("usercom.", "").split(", "))


@pytest.mark.parametrize(
    ("quirk", "method", "path", "body", "rule"),
    [
        ("q1", "GET", "/users", None, "paths.trailing-slash"),
        ("q3", "PUT", "/users/1/", {"gender": "male"}, "users.choices-by-number"),
        ("q4", "PUT", "/users/1/", {"first_name": "Ann"}, "users.name-from-parts"),
        ("q5", "PUT", "/users/1/", {"city": "Rome"}, "users.put-is-partial"),
        ("q6", "POST", "/users/1/set_multiple_attributes/", {}, "attributes.set-without-answer"),
        (
            *("q7", "POST", "/users/1/set_multiple_attributes/", {"name": "X"}),
            "attributes.standard-names-become-custom",
        ),
        ("q8", "PUT", "/users/1/", {"roles": ["a"]}, "attributes.list-as-text"),
        ("q9", "PUT", "/users/1/", {"plan": 999}, "attributes.strings-stay"),
        ("q10", "GET", "/users/search/?email=a@b.co&many=true", None, "search.email-many"),
        ("q11", "GET", "/users/search/?phone_number=1", None, "search.phone-by-version"),
        ("q12", "PUT", "/companies/21/", {"employees": 9}, "companies.employees-are-members"),
        (
            *("q13", "POST", "/users/merge/", {"parent": 1, "user_list": [2]}),
            "users.merge-names-either",
        ),
        ("q14", "GET", "/users-by-id/user@123/", None, "ids.custom-id-in-path"),
        ("q15", "POST", "/users/", {"email": "a@b.co"}, "users.email-not-unique"),
        ("q16", "POST", "/users/", {"custom_id": "u1"}, "users.custom-id-unique"),
        ("q17", "PUT", "/users/1/", {"city": "x" * 65}, "fields.longest"),
        ("q20", "POST", "/events/", {"user_id": 1, "name": "A"}, "events.created-once-per-name"),
        ("q21", "POST", "/events/", {"user_id": 9, "name": "A"}, "ids.doer-known"),
        ("q21", "POST", "/site-views/", {"client_user": "nobody"}, "ids.doer-known"),
        ("q22", "PUT", "/users/1/", {"phone_number": "me"}, "users.phone-format"),
        ("q23", "POST", "/deals/", {"name": "D", "user_custom_id": "no"}, "deals.user-known"),
        ("q24", "PATCH", "/users/1/", {"city": "Rome"}, "users.patch-is-put"),
    ],
)
def test_a_quirk_leaves_the_mark_of_its_rule(crm, quirk, method, path, body, rule):
    path, _, query = path.partition("?")
    asked = dict(pair.split("=") for pair in query.split("&")) if query else {}
    answer = crm.ask(method, path, body, **asked)
    assert rule in rules_of(answer), (quirk, answer.body)


def test_q2_without_a_version_an_answer_is_of_the_first(crm):
    answer = crm.get("/users/1/", version=1)
    assert rules_of(answer) == {"versions.by-accept"}
    assert {"key", "user_id", "attributes"} <= answer.body.keys()


@pytest.mark.parametrize("slash", ["/", "%2F"])
def test_q14_a_slash_in_a_path_is_none_of_an_id(crm, slash):
    """That User.com does not read it is our assumption."""
    crm.identify("a/b")
    answer = crm.get(f"/users-by-id/a{slash}b/")
    assert (answer.status, answer.header("Content-Type")) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize("field", ["city", "phone_number", "first_name", "last_name"])
def test_q17_what_is_too_long_is_refused_and_not_cut(crm, field):
    before = crm.records()
    assert crm.put("/users/1/", {field: "1" * 65}).body["errors"].keys() == {field}
    assert crm.records() == before


def test_q19_a_full_last_page_may_lead_to_nowhere(site_of):
    site = site_with(site_of, next_past_end=True, page_size=2)
    last = site.get("/users/", version=1, page="2")
    assert last.body["next"].endswith("/users/?page=3")
    assert "paging.next-past-end" in rules_of(last)
    assert site.get("/users/", version=1, page="3").status == 404


def test_q19_by_default_the_last_page_leads_nowhere(site_of):
    site = site_with(site_of, page_size=2)
    assert site.get("/users/", version=1, page="2").body["next"] is None


@pytest.mark.parametrize("path", ["/users/1/", "/companies/21/"])
def test_q24_an_account_may_refuse_patch(site_of, path):
    site = site_with(site_of, patch="refuse")
    answer = site.ask("PATCH", path, {"city": "Rome"})
    assert (answer.status, answer.body) == (405, {"detail": 'Method "PATCH" not allowed.'})
    assert site.put(path, {"city": "Rome"}).status == 200


@pytest.mark.parametrize("query", [{"email": "n@b.co"}, {"email__contains": "n@"}])
def test_q25_a_search_may_lag(site_of, query):
    site = site_with(site_of, search_lag_seconds=60)
    site.identify("new", email="n@b.co")
    early = site.get("/users/search/", version=1, **query)
    assert early.status == 404 or early.body["results"] == []
    assert "search.lags" in rules_of(early)
    site.account.clock.advance(60)
    late = site.get("/users/search/", version=1, **query).body
    assert [user["email"] for user in late.get("results", [late])] == ["n@b.co"]


def test_an_attribute_has_a_type(crm):
    assert crm.get("/attribute-type/plan/users/").body == {"value_type": "string"}
    unknown = crm.get("/attribute-type/plan/companies/")
    assert (unknown.status, rules_of(unknown)) == (404, {"attributes.name-known"})


MERGE, STANDARD = "/users/merge/", "/users/mass_update_standard_attributes/"
TAGGED = {
    "users": [
        {"id": 1, "custom_id": "u1", "city": "Rome", "tags": ["vip"]},
        {"id": 2, "city": "Bari"},
    ],
    "tags": [{"id": 4, "name": "vip"}],
    "deals": [{"id": 5, "custom_id": "d1", "name": "First"}],
}


@pytest.mark.parametrize(
    ("method", "path", "body", "rules"),
    [
        ("POST", "/users/2/add_tag/", {"name": "new"}, {""}),
        ("POST", "/users/2/add_tag/", {"name": "vip"}, {"tags.created-by-name"}),
        ("POST", "/users/1/add_tag/", {"name": "vip"}, {"tags.created-by-name", "tags.once"}),
        ("POST", "/tags/", {"name": "vip"}, {"tags.name-unique"}),
        ("POST", "/users/1/add_to_list/", {"list": 9}, {"lists.known"}),
        ("POST", MERGE, {"parent": 2, "users_list": [1]}, {"users.merge-parent-wins"}),
        ("PUT", STANDARD, {"ids": [], "attribute": "id", "value": 1}, {"users.mass-update-fields"}),
        ("POST", "/deals/", {"name": "New", "custom_id": "d1"}, {"deals.custom-id-unique"}),
        ("POST", "/deals/", {"name": "New", "company_id": 9}, {"deals.company-known"}),
        ("POST", "/deals/update_or_create/", {"name": "New"}, {"deals.upsert-by-custom-id"}),
        ("PUT", "/deals-by-id/d1/", {"plan": "x"}, {"deals.attributes"}),
    ],
)
def test_a_rule_leaves_its_mark_alone(site_of, method, path, body, rules):
    assert rules_of(site_of(TAGGED).ask(method, path, body)) == rules
