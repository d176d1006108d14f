"""Custom attributes at User.com: their definitions, and what becomes of a value."""

import pytest

DEFINED = {"content_type": "clientuser", "name": "age", "value_type": "integer"}

DATED = {
    "users": [{"id": 1}],
    "companies": [{"id": 21, "name": "Acme"}],
    "deals": [{"id": 5, "custom_id": "d1", "name": "First"}],
}


def test_uc_47_a_definition_is_shown_with_its_standard_name(site):
    body = {"value_type": "string", "name": "API string attribute", "content_type": "clientuser"}
    shown = site.post("/attributes/", body).body
    assert shown == {"id": shown["id"], **body, "name_std": "api_string_attribute"}
    assert site.get(f"/attributes/{shown['id']}/").body == shown
    assert site.get("/attributes/", version=1).body["results"][0]["content_type"] == "user"


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        pytest.param({"name": "x" * 33}, {"name"}, id="uc_48"),
        pytest.param({"value_type": "fixed"}, {"choices", "allow_multiple_choices"}, id="uc_49"),
        (
            {"value_type": "fixed", "choices": [], "allow_multiple_choices": True},
            {"choices"},
        ),
        ({"value_type": "number"}, {"value_type"}),
        ({"content_type": "robot"}, {"content_type"}),
        ({"name": "  "}, {"name"}),
    ],
)
def test_uc_48_49_a_definition_that_cannot_be_like_this(site, wrong, fields):
    answer = site.post("/attributes/", {**DEFINED, **wrong})
    assert (answer.status, set(answer.body["errors"])) == (400, fields)


def test_a_definition_is_there_once_a_kind(site_of):
    site = site_of({"attributes": [DEFINED]})
    assert site.post("/attributes/", {**DEFINED, "name": "Age"}).status == 400
    assert site.post("/attributes/", {**DEFINED, "content_type": "company"}).status == 201


def test_uc_50_a_defined_number_takes_digits(site_of):
    number = {"content_type": "clientuser", "name": "custom_integer", "value_type": "integer"}
    site = site_of({"attributes": [number]})
    site.identify(custom_integer="123")
    assert site.user()["custom_integer"] == 123


def test_uc_51_an_undefined_attribute_becomes_a_string(site):
    site.identify(custom_integer_new=999)
    assert site.user()["custom_integer_new"] == "999"
    [definition] = site.get("/attributes/").body["results"]
    assert (definition["name"], definition["value_type"]) == ("custom_integer_new", "string")


def test_uc_52_what_cannot_be_converted_is_ignored_and_the_rest_kept(site_of):
    site = site_of({"attributes": [DEFINED]})
    site.identify(age=5)
    assert "id" in site.identify(age="abc", plan="pro", city="Rome")
    user = site.user()
    assert (user["age"], user["plan"], user["city"]) == (5, "pro", "Rome")


def test_uc_53_an_undefined_flag_becomes_a_string(site):
    site.identify(member=True)
    assert site.get("/attributes/").body["results"][0]["value_type"] == "string"
    assert isinstance(site.user()["member"], str)


def test_uc_55_version_one_lists_attributes(site):
    site.identify(company_roles=["a", "b"])
    [attribute] = site.user(version=1)["attributes"]
    assert list(attribute) == ["id", "name", "name_std", "value", "description"]
    assert (attribute["name"], attribute["value"]) == ("company_roles", "['a', 'b']")
    assert attribute["description"] == ""


def test_uc_56_users_and_companies_have_attributes_of_their_own(site_of):
    site = site_of({"attributes": [DEFINED]})
    site.identify(age="7")
    company = site.post("/companies/", {"name": "G", "age": 7}).body
    assert (site.user()["age"], company["age"]) == (7, "7")


def test_uc_57_an_account_may_ignore_undefined_attributes(site_of):
    site = site_of({"settings": {"undefined_attributes": "ignore"}, "attributes": [DEFINED]})
    site.identify(age=7, plan="pro")
    user = site.user()
    assert user["age"] == 7
    assert "plan" not in user


def test_uc_43_attributes_are_set_without_an_answer(site):
    user_id = site.identify()["id"]
    answer = site.post(f"/users/{user_id}/set_multiple_attributes/", {"company_role": "boss"})
    assert (answer.status, answer.body, answer.header("Content-Type")) == (200, None, None)
    assert site.user()["company_role"] == "boss"


def test_uc_44_a_standard_name_becomes_a_custom_attribute(site):
    site.identify(first_name="Ann")
    site.post("/users-by-id/u1/set_multiple_attributes/", {"name": "X"})
    user = site.user(version=1)
    assert user["name"] == "Ann"
    assert [(a["name"], a["value"]) for a in user["attributes"]] == [("name", "X")]


@pytest.mark.parametrize("place", ["users-by-id/u1", "companies-by-id/g1"])
def test_uc_45_one_attribute_is_set(site_of, place):
    site = site_of({"companies": [{"name": "G", "custom_id": "g1"}]})
    site.identify()
    assert site.post(f"/{place}/set_attribute/", {"attribute": "a", "value": 1}).status == 200
    assert site.get(f"/{place}/").body["a"] == "1"
    assert site.post(f"/{place}/set_attribute/", {"attribute": "a"}).status == 400


def test_a_deleted_definition_takes_its_values_along(site_of):
    site = site_of({"attributes": [{**DEFINED, "id": 46}]})
    site.identify(age=7)
    assert site.delete("/attributes/46/").status == 204
    assert "age" not in site.user()
    assert site.delete("/attributes/46/").status == 404


def test_a_definition_without_a_description_is_one_of_none(site):
    told = {"content_type": "clientuser", "name": "plan", "value_type": "string"}
    site.post("/attributes/", {**told, "description": None, "choices": None})
    site.identify(plan="pro")
    assert site.user(version=1)["attributes"][0]["description"] == ""


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/users/1/set_attribute/", {"attribute": "plan", "value": "pro"}),
        ("PUT", "/users/1/", {"city": "Rome"}),
        ("PUT", "/companies/21/", {"city": "Rome"}),
        ("PUT", "/deals-by-id/d1/", {"stage": 2}),
        ("POST", "/users/1/add_tag/", {"name": "vip"}),
    ],
)
def test_a_change_is_dated(site_of, method, path, body):
    """In updated_at alone."""
    site = site_of(DATED)
    site.account.clock.advance(5)
    site.ask(method, path, body)
    times = {
        (each["created_at"][17:19], each["updated_at"][17:19])
        for table in ("users", "companies", "deals")
        for each in site.records()[table]
    }
    assert times == {("20", "20"), ("20", "25")}


def test_a_null_or_a_nameless_value_defines_nothing(site):
    site.identify(plan=None, **{" ": "x"})
    assert site.records()["attributes"] == []


def test_a_file_brings_values_and_their_definitions(site_of):
    user = {"custom_id": "u1", "attributes": {"age": 7, "plan": "pro"}}
    site = site_of({"attributes": [DEFINED], "users": [user]})
    listed = site.user(version=1)["attributes"]
    assert [(a["name"], a["value"]) for a in listed] == [("age", 7), ("plan", "pro")]
