"""Custom fields and their values as Zendesk's API answers them."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

AGENT = "agent@acme.example:zd-agent-password"
OPTIONS = [
    {"id": i, "name": v, "raw_name": v, "value": v} for i, v in enumerate(("gold", "tin"), 1)
]
TYPES = ["text", "textarea", "date", "integer", "decimal", "regexp", "lookup"]
FIELDS = [
    *({"key": kind, "title": kind, "type": kind} for kind in TYPES),
    {"key": "checkbox", "title": "c", "type": "checkbox", "tag": "checkedbox"},
    {"key": "dropdown", "title": "d", "type": "dropdown", "custom_field_options": OPTIONS},
    {"key": "multiselect", "title": "m", "type": "multiselect", "custom_field_options": OPTIONS},
    {"key": "gone", "title": "g", "active": False},
]
ANN = 101
FILE = {
    "user_fields": [{**f, "regexp_for_validation": "^[A-Z]+$"} for f in FIELDS],
    "organization_fields": FIELDS,
    "users": [{"id": ANN, "name": "Ann"}],
    "organizations": [{"id": 201, "name": "Lakers"}],
}
KEYS = [
    "url",
    "id",
    "type",
    "key",
    "title",
    "description",
    "raw_title",
    "raw_description",
    "position",
    "active",
    "system",
    "regexp_for_validation",
    "created_at",
    "updated_at",
]
both_kinds = pytest.mark.parametrize("kind", ["user_field", "organization_field"])


@pytest.fixture
def filled_desk(desk_of):
    return desk_of(copy.deepcopy(FILE))


def define(desk, kind="user_field", **said):
    return desk.post(f"/{kind}s", {kind: {"title": "T", **said}})


def write(desk, **values):
    answer = desk.put(f"/users/{ANN}", {"user": {"user_fields": values}})
    return answer.body["user"]["user_fields"] if answer.ok else answer.status


@both_kinds
def test_field_01_a_new_field_is_an_active_text_at_the_end(desk, kind):
    answer = define(desk, kind, key="k", description="d")
    field = answer.body[kind]
    assert (answer.status, list(field)) == (201, KEYS)
    assert answer.header("Location") == field["url"]
    shown = {k: field[k] for k in ("type", "position", "active", "system", "raw_description")}
    assert list(shown.values()) == ["text", 9999, True, False, "d"]


@both_kinds
def test_field_02_a_deleted_field_is_gone(desk, kind):
    path = f"/{kind}s/{define(desk, kind, key='k').body[kind]['id']}"
    answer = desk.delete(path)
    assert (answer.status, answer.body) == (204, None)
    assert desk.get(path).status == 404


@both_kinds
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_field_03_an_unknown_field_is_not_found(desk, kind, method):
    answer = desk.ask(method, f"/{kind}s/9223372036854775807", {kind: {"title": "x"}})
    not_found = {"error": "RecordNotFound", "description": "Not found"}
    assert (answer.status, answer.body) == (404, not_found)


@pytest.mark.parametrize("key", ["123", "a-b", "", None, 5, ["a"]])
def test_a_key_that_is_not_well_formed_defines_nothing(desk, key):
    assert define(desk, key=key).status == 422
    assert desk.get("/user_fields").body["count"] == 0


def test_a_key_is_used_once_a_kind(desk):
    statuses = [define(desk, kind, key="k").status for kind in ("user_field", "organization_field")]
    assert (statuses, define(desk, key="k").status) == ([201, 201], 422)


@pytest.mark.parametrize(
    "said",
    [
        {"title": " "},
        {"type": "colour"},
        {"type": []},
        {"type": "regexp", "regexp_for_validation": "("},
        {"type": "dropdown", "custom_field_options": [{"name": "A"}]},
        {"type": "dropdown", "custom_field_options": [OPTIONS[0], OPTIONS[0]]},
    ],
)
def test_a_definition_that_cannot_be_is_refused(desk, said):
    assert define(desk, key="k", **said).status == 422


def test_a_field_is_shown_by_its_key_too(desk):
    field = define(desk, key="k").body
    assert desk.get("/user_fields/k").body == field
    assert desk.get("/user_fields/l").status == 404


def test_key_and_type_stay_and_options_are_replaced(desk):
    define(desk, key="k", type="dropdown", custom_field_options=OPTIONS)
    kept = desk.get("/user_fields/k/options").body["custom_field_options"][1]
    said = {
        "key": "l",
        "type": "text",
        "custom_field_options": [OPTIONS[1], OPTIONS[1] | {"value": "x"}],
    }
    field = desk.put("/user_fields/k", {"user_field": said}).body["user_field"]
    assert (field["key"], field["type"]) == ("k", "dropdown")
    assert [o["value"] for o in field["custom_field_options"]] == ["tin", "x"]
    assert field["custom_field_options"][0] == kept


def test_auth_11_agents_read_fields_and_define_none(filled_desk):
    desk, body = filled_desk, {"user_field": {"key": "k", "title": "K"}}
    asked = [("POST", ""), ("PUT", "/text"), ("DELETE", "/text")]
    statuses = [desk.ask(m, f"/user_fields{p}", body, caller=AGENT).status for m, p in asked]
    assert statuses == [403, 403, 403]
    assert desk.get("/user_fields", caller=AGENT).body["count"] == len(FIELDS)


def test_every_active_field_is_listed_unset(filled_desk):
    for path, root in ((f"/users/{ANN}", "user"), ("/organizations/201", "organization")):
        values = filled_desk.get(path).body[root][f"{root}_fields"]
        assert values == {f["key"]: None for f in FIELDS if f["key"] != "gone"} | {
            "checkbox": False
        }


@pytest.mark.parametrize(
    ("key", "given", "kept"),
    [
        ("text", "testing here", "testing here"),
        ("date", "2020-08-19T20:50:04.000Z", "2020-08-19T00:00:00+00:00"),
        ("integer", 3039, 3039),
        ("integer", "-5", -5),
        ("decimal", 5.1, 5.1),
        ("decimal", "5.1", 5.1),
        ("checkbox", True, True),
        ("checkbox", None, False),
        ("dropdown", "gold", "gold"),
        ("multiselect", ["gold", "tin"], ["gold", "tin"]),
        ("regexp", "ABC", "ABC"),
        ("lookup", 42, 42),
    ],
)
def test_user_15_user_39_a_value_reads_back_as_its_type_does(filled_desk, key, given, kept):
    assert write(filled_desk, **{key: given})[key] == kept


def test_user_40_null_clears_one_value_and_keeps_the_others(filled_desk):
    write(filled_desk, text="a", textarea="b")
    values = write(filled_desk, text=None)
    assert (values["text"], values["textarea"]) == (None, "b")


def test_a_ticked_box_and_a_choice_are_added_to_the_tags(filled_desk):
    fields = {"checkbox": True, "dropdown": "gold", "multiselect": ["gold", "tin"]}
    said = {"tags": ["old"], "organization_fields": fields}
    answer = filled_desk.put("/organizations/201", {"organization": said})
    assert answer.body["organization"]["tags"] == ["old", "checkedbox", "gold", "tin"]


def test_an_unknown_key_is_dropped_or_refused_by_the_switch(desk_of):
    assert write(desk_of(copy.deepcopy(FILE)), unheard=1).keys() == {f["key"] for f in FIELDS[:-1]}
    strict = desk_of(copy.deepcopy(FILE) | {"settings": {"unknown_field_key": "refuse"}})
    assert write(strict, unheard=1) == 422


WRONG = {
    "text": {},
    "date": "soon",
    "integer": 1.5,
    "decimal": "much",
    "checkbox": "maybe",
    "dropdown": "iron",
    "multiselect": "gold",
    "regexp": "abc",
    "lookup": -1,
}


@pytest.mark.parametrize("key", WRONG)
def test_a_wrong_value_is_refused_or_cleared_by_the_switch(desk_of, key):
    assert write(desk_of(copy.deepcopy(FILE)), **{key: WRONG[key]}) == 422
    lax = desk_of(copy.deepcopy(FILE) | {"settings": {"wrong_field_value": "ignore"}})
    assert write(lax, **{key: WRONG[key]})[key] in (None, False)


def test_a_key_made_anew_has_no_old_values(filled_desk):
    write(filled_desk, text="old")
    filled_desk.delete("/user_fields/text")
    define(filled_desk, key="text", type="integer")
    assert write(filled_desk)["text"] is None


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
WRITABLE = ["type", "key", "title", "position", "active", "tag", "regexp_for_validation"]
DEFINITIONS = st.dictionaries(st.sampled_from([*WRITABLE, "custom_field_options"]), VALUES)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    values=st.dictionaries(st.sampled_from([f["key"] for f in FIELDS]), VALUES) | VALUES,
    said=DEFINITIONS | VALUES,
)
def test_a_refused_write_changes_nothing_and_no_write_breaks_the_fake(desk_of, values, said):
    desk = desk_of(copy.deepcopy(FILE))
    for path, body in (
        ("/user_fields/dropdown", {"user_field": said}),
        ("/organization_fields/text", {"organization_field": said}),
        (f"/users/{ANN}", {"user": {"user_fields": values}}),
        ("/organizations/201", {"organization": {"organization_fields": values}}),
    ):
        before = desk.records()
        answer = desk.put(path, body)
        assert answer.status < 500
        assert answer.ok or desk.records() == before
        assert desk.get("/user_fields").ok


@pytest.mark.parametrize(
    ("key", "value", "tags"),
    [("dropdown", "gold", ["gold"]), ("multiselect", ["gold", "tin"], ["gold", "tin"])],
)
def test_what_is_chosen_becomes_a_tag(desk_of, key, value, tags):
    """Quirk q15."""
    desk = desk_of({"user_fields": copy.deepcopy(FIELDS), "users": [{"id": 8, "name": "A"}]})
    user = desk.put("/users/8", {"user": {"user_fields": {key: value}}}).body["user"]
    assert (user["user_fields"][key], user["tags"]) == (value, tags)
