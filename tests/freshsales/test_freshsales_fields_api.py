"""Custom fields and what they hold."""

import pytest

AGE = {"name": "cf_age", "type": "number"}


def fields(crm, **query):
    return crm.get("/settings/contacts/fields", **query).body


def test_fs_20_a_custom_field_keeps_its_value(crm):
    sent = {"cf_alternate_number": "98765432"}
    made = crm.made("contacts", email="a@x.io", custom_field=sent)
    shown = crm.get(f"/contacts/{made['id']}").body["contact"]
    assert shown["custom_field"] == {"cf_alternate_number": "98765432", "cf_user_id": None}


def test_fs_21_a_write_never_adds_a_field(crm):
    before = fields(crm)
    sent = {"cf_nope": "x"}
    crm.post("/contacts", {"contact": {"email": "a@x.io", "custom_field": sent}})
    assert fields(crm) == before


def test_fs_68_fields_are_listed_with_their_groups(crm):
    body = fields(crm, include="field_group")
    names = [field["name"] for field in body["fields"]]
    assert {"emails", "first_name", "last_name", "mobile_number", "lead_score"} <= set(names)
    assert len(names) == len(set(names))
    group = {"name": "Basic Information", "model": "Contact", "fields": body["fields"]}
    assert body["field_groups"] == [group]
    assert [*fields(crm)] == ["fields"]


@pytest.mark.parametrize(
    ("many", "name", "values"),
    [
        ("contacts", "owner_id", ["Ada Admin"]),
        ("contacts", "lead_source_id", ["Web"]),
        ("leads", "lead_stage_id", ["New", "Contacted"]),
        ("deals", "currency_id", ["USD"]),
        ("deals", "deal_type_id", []),
    ],
)
def test_a_dropdown_of_ids_lists_its_choices(crm_of, many, name, values):
    crm = crm_of({"lead_sources": [{"id": 7, "name": "Web"}]})
    listed = {f["name"]: f for f in crm.get(f"/settings/{many}/fields").body["fields"]}
    assert listed[name]["type"] == "dropdown"
    assert [choice["value"] for choice in listed[name]["choices"]] == values


def test_a_choice_is_listed_with_the_id_that_is_written(crm):
    [stage] = [f for f in fields(crm)["fields"] if f["name"] == "lifecycle_stage_id"]
    customer = next(c["id"] for c in stage["choices"] if c["value"] == "Customer")
    made = crm.made("contacts", email="a@x.io", lifecycle_stage_id=customer)
    assert made["lifecycle_stage_id"] == customer


def test_a_number_that_chooses_nothing_is_a_number(crm):
    listed = {f["name"]: f for f in crm.get("/settings/deals/fields").body["fields"]}
    assert (listed["probability"]["type"], listed["probability"]["choices"]) == ("number", [])


def test_a_custom_field_is_no_default_one(crm):
    own = [field for field in fields(crm)["fields"] if not field["default"]]
    assert [field["name"] for field in own] == ["cf_alternate_number", "cf_user_id"]


def test_fs_69_70_fields_are_read_as_json_and_not_made(crm):
    assert crm.post("/settings/contacts/fields", {"field": {}}).status == 404
    assert crm.get("/settings/contacts/fields.xml").status == 406


@pytest.mark.parametrize(("switch", "status"), [("refuse", 400), ("ignore", 200)])
def test_fs_19_a_switch_says_what_an_undefined_field_does(crm_of, switch, status):
    crm = crm_of({"settings": {"unknown_custom_field": switch}})
    answer = crm.post("/leads", {"lead": {"last_name": "B", "custom_field": {"cf_nope": "x"}}})
    assert answer.status == status
    assert len(crm.table("leads")) == (status == 200)


@pytest.mark.parametrize(
    ("switch", "status", "after"),
    [("refuse", 400, {"cf_age": 4}), ("clear", 200, {}), ("ignore", 200, {"cf_age": 4})],
)
def test_a_switch_says_what_a_wrong_value_does(crm_of, switch, status, after):
    lead = {"id": 1, "custom_field": {"cf_age": 4}}
    settings = {"wrong_custom_value": switch}
    crm = crm_of({"lead_fields": [AGE], "leads": [lead], "settings": settings})
    answer = crm.put("/leads/1", {"lead": {"custom_field": {"cf_age": "abc"}}})
    assert (answer.status, crm.table("leads")[0]["custom_field"]) == (status, after)


@pytest.mark.parametrize(
    ("kind", "sent", "held"),
    [
        ("number", "42", 42),
        ("checkbox", False, False),
        ("date", "2026-01-31", "2026-01-31"),
        ("dropdown", "One", "One"),
        ("multi_select_dropdown", ["One"], ["One"]),
        ("textarea", 7, "7"),
    ],
)
def test_fields_keep_values_of_their_type(crm_of, kind, sent, held):
    field = {"name": "cf_x", "type": kind, "choices": [{"value": "One"}]}
    crm = crm_of({"deal_fields": [field]})
    assert crm.made("deals", name="D", custom_field={"cf_x": sent})["custom_field"]["cf_x"] == held
