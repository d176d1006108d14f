"""Custom fields as Freshdesk's API takes them; each case names the fact it holds."""

import pytest

ADA = {"name": "Ada", "email": "ada@x.org"}
SPACED = "Value set is of type String. It should be a/an "


def refused(desk, faults, **values):
    before = desk.records()
    told = faults(desk.post("/contacts", {**ADA, "custom_fields": values}))
    assert desk.records() == before
    return told


def test_fd_025_a_custom_field_has_its_bare_name(desk):
    contact = desk.made("/contacts", **ADA, custom_fields={"department": "Marketing"})
    assert contact["custom_fields"] == {"department": "Marketing"}


def test_fd_026_a_prefix_is_no_part_of_a_name_unless_the_account_strips_it(desk, desk_of, faults):
    told = refused(desk, faults, cf_department="x")
    assert [f[:2] for f in told] == [("custom_fields.cf_department", "invalid_field")]
    lenient = desk_of({"settings": {"prefixed_custom_field": "strip"}})
    contact = lenient.made("/contacts", **ADA, custom_fields={"cf_department": "x"})
    assert contact["custom_fields"] == {"department": "x"}


def test_fd_027_a_custom_field_is_not_beside_the_others(desk, faults):
    told = faults(desk.post("/contacts", {**ADA, "department": "x"}))
    assert [f[:2] for f in told] == [("department", "invalid_field")]


def test_fd_028_an_unknown_custom_field_refuses_the_request(desk, faults):
    told = refused(desk, faults, nosuch="x", department="y")
    assert [f[:2] for f in told] == [("custom_fields.nosuch", "invalid_field")]


def test_fd_029_digits_are_no_number(desk, faults):
    assert refused(desk, faults, seats="5") == [
        ("custom_fields.seats", "datatype_mismatch", f"{SPACED}Integer")
    ]


def test_fd_030_a_word_is_no_boolean_and_a_number_no_text(desk, faults):
    told = refused(desk, faults, vip="true", department=5)
    assert {(f[0], f[1]) for f in told} == {
        ("custom_fields.vip", "datatype_mismatch"),
        ("custom_fields.department", "datatype_mismatch"),
    }


def test_fd_031_a_choice_is_one_of_those_told(desk, faults):
    assert refused(desk, faults, tier="Bronze") == [
        ("custom_fields.tier", "invalid_value", "It should be one of these values: 'Gold,Silver'")
    ]


@pytest.mark.parametrize("day", ["2013-01-07T00:00:00.000Z", "2013-13-07", "20130107", "today"])
def test_fd_032_a_custom_date_is_a_day(desk, faults, day):
    assert [f[0] for f in refused(desk, faults, since=day)] == ["custom_fields.since"]


def test_values_of_the_right_type_are_kept(desk):
    values = {"seats": 5, "vip": True, "tier": "Gold", "since": "2013-01-07", "plan": None}
    assert desk.made("/contacts", **ADA, custom_fields=values)["custom_fields"] == values


def test_fd_033_a_list_holds_no_custom_fields(desk, faults):
    told = faults(desk.post("/contacts", {**ADA, "custom_fields": []}))
    assert [f[0] for f in told] == ["custom_fields"]
    assert desk.post("/contacts", {**ADA, "custom_fields": {}}).status == 201


def test_an_update_keeps_the_custom_fields_that_it_does_not_name(desk):
    contact = desk.made("/contacts", **ADA, custom_fields={"plan": "a", "seats": 1})
    answer = desk.put(f"/contacts/{contact['id']}", {"custom_fields": {"seats": 2}})
    assert answer.body["custom_fields"] == {"plan": "a", "seats": 2}


def test_a_field_that_agents_must_fill_is_filled_on_creation(desk_of, faults):
    choice = {"type": "custom_dropdown", "choices": ["A", "B"], "required_for_agents": True}
    desk = desk_of({"contact_fields": [{"name": "kind", **choice}]})
    says = "It should be one of these values: 'A,B'"
    assert refused(desk, faults) == [("custom_fields.kind", "missing_field", says)]
    contact = desk.made("/contacts", **ADA, custom_fields={"kind": "A"})
    assert desk.put(f"/contacts/{contact['id']}", {"name": "B"}).status == 200


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
    assert answer.status in (200, 201)
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


def test_two_fields_do_not_share_a_name(desk):
    field = {"label": "Plan", "type": "custom_text"}
    assert desk.post("/company_fields", field).status == 409


def test_choices_are_objects_and_unique_fields_are_not_built(desk):
    field = {"label": "Kind", "type": "custom_dropdown", "choices": ["a"]}
    assert desk.post("/company_fields", field).status == 400
    assert desk.post("/company_fields", {**field, "choices": [], "unique": True}).status == 501
