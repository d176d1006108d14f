"""The fields of contacts and companies at Freshdesk's API; each case names the fact it holds."""

import pytest

PHONE = {"contact": {"phone": "1"}, "company": {}}


def test_fields_are_listed_the_defaults_among_them(desk):
    contact = {field["name"]: field for field in desk.get("/contact_fields").body}
    company = {field["name"]: field for field in desk.get("/company_fields").body}
    assert contact["department"]["type"] == "custom_text"
    assert [contact[n]["default"] for n in ("department", "email")] == [False, True]
    assert contact["tier"]["choices"] == ["Gold", "Silver"]
    assert contact["time_zone"]["choices"]["Amsterdam"] == "(GMT+01:00) Amsterdam"
    assert company["health_score"]["choices"] == ["At risk", "Doing okay", "Happy"]
    assert {"plan", "employees", "total_billed"} <= company.keys()


def test_fd_089_a_new_field_is_named_after_its_label(desk):
    choices = [{"value": "b", "position": 2}, {"value": "a", "position": 1}]
    field = {"label": "Test Field", "type": "custom_dropdown", "choices": choices}
    answer = desk.post("/company_fields", field)
    assert answer.status == 201
    assert answer.header("Location").endswith(f"/api/v2/company_fields/{answer.body['id']}")
    assert (answer.body["name"], answer.body["default"]) == ("test_field", False)
    assert [choice["value"] for choice in answer.body["choices"]] == ["a", "b"]
    assert all(choice["id"] for choice in answer.body["choices"])
    assert desk.get(f"/company_fields/{answer.body['id']}").body == answer.body
    assert desk.made("/companies", name="C", custom_fields={"test_field": "a"})


def test_fd_090_a_default_field_keeps_its_name_to_itself(desk):
    field = {"label": "Company Name", "label_for_customers": "C", "type": "custom_text"}
    assert desk.made("/contact_fields", **field)["name"] == "custom_company_name"


def test_a_field_needs_labels_and_a_known_type(desk, faults):
    told = faults(desk.post("/contact_fields", {"label": "!", "type": "custom_mood"}))
    assert [f[:2] for f in told] == [
        ("label", "missing_field"),
        ("label_for_customers", "missing_field"),
        ("type", "invalid_value"),
    ]


def test_two_fields_do_not_share_a_name(desk, desk_of):
    field = {"label": "Plan", "type": "custom_text"}
    assert desk.post("/company_fields", field).status == 409
    lenient = desk_of({"settings": {"same_label": "number"}})
    assert lenient.made("/company_fields", **field)["name"] == "plan_2"


FIELD = {"label": "Kind", "type": "custom_dropdown", "choices": [{"value": "a"}, {"value": "b"}]}


def values(field):
    return [choice["value"] for choice in field["choices"]]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"choices": ["a"]}, "choices"),
        ({"choices": [{"value": " "}]}, "choices"),
        ({"choices": [{"value": "a", "position": 0}]}, "choices"),
        ({"unique": True}, "unique"),
        ({"position": 0}, "position"),
        ({"position": 99}, "position"),
        ({"position": "1"}, "position"),
        ({"name": "kind"}, "name"),
    ],
)
def test_what_is_said_of_a_field_is_checked(desk, faults, said, fault):
    before = desk.records()
    assert [f[0] for f in faults(desk.post("/company_fields", {**FIELD, **said}))] == [fault]
    assert desk.records() == before


def test_choices_are_changed_taken_away_and_added(desk):
    field = desk.made("/company_fields", **FIELD)
    a, b = (choice["id"] for choice in field["choices"])
    said = [
        {"id": a, "value": "A", "position": 2},
        {"id": b, "deleted": True},
        {"value": "c", "position": 1},
    ]
    answer = desk.put(f"/company_fields/{field['id']}", {"choices": said})
    assert (answer.status, values(answer.body)) == (200, ["c", "A"])
    assert answer.body["choices"][1]["id"] == a
    assert desk.put(f"/company_fields/{field['id']}", {"choices": [{"id": 1}]}).status == 400
    assert desk.post("/companies", {"name": "C", "custom_fields": {"kind": "b"}}).status == 400


def test_a_field_is_relabelled_and_keeps_its_name_and_type(desk):
    field = desk.made("/company_fields", **FIELD)
    path = f"/company_fields/{field['id']}"
    answer = desk.put(path, {"label": "Sort", "required_for_agents": True})
    told = [answer.body[key] for key in ("label", "name", "type", "required_for_agents")]
    assert told == ["Sort", "kind", "custom_dropdown", True]
    assert desk.put(path, {"type": "custom_text"}).status == 400
    assert desk.put(path, {"label": None}).status == 400


def test_a_field_takes_its_position_and_the_others_move_on(desk):
    first = desk.get("/company_fields").body[0]["name"]
    field = desk.made("/company_fields", **FIELD)
    assert [f["name"] for f in desk.get("/company_fields").body][:2] == ["kind", first]
    last = len(desk.get("/company_fields").body)
    desk.put(f"/company_fields/{field['id']}", {"position": last})
    assert desk.get("/company_fields").body[0]["name"] == first
    assert desk.put(f"/company_fields/{field['id']}", {"position": last + 1}).status == 400
    assert desk.post("/company_fields", {**FIELD, "label": "Q", "position": last + 1}).status == 201


@pytest.mark.parametrize(("kind", "path"), [("contact", "/contacts"), ("company", "/companies")])
def test_a_deleted_field_takes_its_values_along(desk, kind, path):
    field = next(f for f in desk.get(f"/{kind}_fields").body if f["name"] == "plan")
    record = desk.made(path, name="A", custom_fields={"plan": "x"}, **PHONE[kind])
    answer = desk.delete(f"/{kind}_fields/{field['id']}")
    assert (answer.status, answer.body) == (204, None)
    assert desk.get(f"{path}/{record['id']}").body["custom_fields"] == {}
    assert desk.get(f"/{kind}_fields/{field['id']}").status == 404


def test_a_field_of_freshdesks_own_is_not_deleted(desk, faults):
    field = desk.get("/contact_fields").body[0]
    assert faults(desk.delete(f"/contact_fields/{field['id']}"))[0][1] == "readonly_field"
    assert desk.delete("/contact_fields/999").status == 404


def test_a_field_of_freshdesks_own_is_deleted_where_the_account_lets_it_be(desk_of):
    desk = desk_of({"settings": {"default_field_deletion": "allow"}})
    field = desk.get("/contact_fields").body[0]
    assert desk.delete(f"/contact_fields/{field['id']}").status == 204


@pytest.mark.parametrize(("kind", "path"), [("contact", "/contacts"), ("company", "/companies")])
def test_a_unique_text_is_used_once(desk_of, faults, kind, path):
    desk = desk_of({f"{kind}_fields": [{"name": "code", "type": "custom_text", "unique": True}]})
    said = {"custom_fields": {"code": "x"}, **PHONE[kind]}
    one = desk.made(path, name="A", **said)
    told = faults(desk.post(path, {"name": "B", **said}), 409)
    assert [f[:2] for f in told] == [("custom_fields.code", "duplicate_value")]
    assert desk.put(f"{path}/{one['id']}", said).status == 200
    assert desk.made(path, name="B", **PHONE[kind])


def test_a_mobile_is_used_once_where_its_field_says_so(desk):
    field = next(f for f in desk.get("/contact_fields").body if f["name"] == "mobile")
    assert desk.put(f"/contact_fields/{field['id']}", {"unique": True}).body["unique"] is True
    one = desk.made("/contacts", name="A", mobile="1")
    answer = desk.post("/contacts", {"name": "B", "mobile": "1"})
    assert answer.status == 409
    assert answer.body["errors"][0]["additional_info"] == {"user_id": one["id"]}


def test_agents_change_no_fields(desk_of):
    desk = desk_of({"settings": {"agents_list_fields": True}})
    field = desk.get("/contact_fields").body[0]["id"]
    for ask in (desk.put, desk.delete):
        assert ask(f"/contact_fields/{field}", pair="fd-agent-key:X").status == 403
