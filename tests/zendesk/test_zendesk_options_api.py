"""Options and order of custom fields in Zendesk's API."""

import pytest

AGENT = "agent@acme.example:zd-agent-password"
SIZE = {"id": 5, "key": "size", "type": "dropdown",
        "custom_field_options": [{"id": 51, "name": "Small", "value": "s"}]}  # fmt: skip
COLOUR = {"id": 6, "key": "colour"}


@pytest.fixture(params=["user_fields", "organization_fields"])
def table(request):
    return request.param


@pytest.fixture
def desk(desk_of, table):
    return desk_of({table: [SIZE, COLOUR]})


def values(desk, table):
    options = desk.get(f"/{table}/5").body[table[:-1]]["custom_field_options"]
    return [(option["name"], option["value"]) for option in options]


def test_an_option_is_added_shown_and_listed(desk, table):
    sent = {"custom_field_option": {"name": "Large", "value": "l"}}
    answer = desk.post(f"/{table}/size/options", sent)
    option = answer.body["custom_field_option"]
    assert (answer.status, option["raw_name"], option["value"]) == (201, "Large", "l")
    shown = desk.get(f"/{table}/5/options/{option['id']}").body
    assert shown == {"custom_field_option": option}
    assert desk.get(f"/{table}/5/options").body["count"] == 2
    assert values(desk, table) == [("Small", "s"), ("Large", "l")]


def test_an_option_of_a_known_id_is_changed(desk, table):
    sent = {"custom_field_option": {"id": 51, "name": "Tiny", "value": "t"}}
    answer = desk.post(f"/{table}/5/options", sent)
    assert (answer.status, answer.body["custom_field_option"]["id"]) == (200, 51)
    assert values(desk, table) == [("Tiny", "t")]


def test_a_deleted_option_is_gone(desk, table):
    answer = desk.delete(f"/{table}/5/options/51")
    assert (answer.status, answer.body) == (204, None)
    assert desk.get(f"/{table}/5/options/51").status == 404
    assert values(desk, table) == []


@pytest.mark.parametrize("option", [{}, {"name": "L"}, {"name": "Small", "value": "s"}])
def test_an_option_that_cannot_be_is_refused(desk, table, option):
    answer = desk.post(f"/{table}/5/options", {"custom_field_option": option})
    assert answer.status == 422
    assert values(desk, table) == [("Small", "s")]


def test_fields_are_put_in_order(desk, table):
    answer = desk.put(f"/{table}/reorder", {f"{table[:-1]}_ids": [6, 5]})
    assert answer.status == 200
    assert [field["id"] for field in desk.get(f"/{table}").body[table]] == [6, 5]


@pytest.mark.parametrize(("ids", "status"), [([6, 7], 404), ("6", 400), (None, 400)])
def test_only_fields_there_are_can_be_put_in_order(desk, table, ids, status):
    before = desk.records()
    assert desk.put(f"/{table}/reorder", {f"{table[:-1]}_ids": ids}).status == status
    assert desk.records() == before


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "5/options"), ("DELETE", "5/options/51"), ("PUT", "reorder")]
)
def test_agents_leave_options_and_order_as_they_are(desk, table, method, path):
    assert desk.ask(method, f"/{table}/{path}", {}, caller=AGENT).status == 403


def test_field_04_a_key_of_digits_defines_nothing(desk, table):
    answer = desk.post(f"/{table}", {table[:-1]: {"key": "123", "title": "T"}})
    assert (answer.status, list(answer.body["details"])) == (422, ["key"])


def test_blanks_part_tags(desk_of):
    desk = desk_of({"users": [{"id": 8, "name": "A"}]})
    sent = {"user": {"tags": ["red wine", "red", " "]}}
    assert desk.put("/users/8", sent).body["user"]["tags"] == ["red", "wine"]
