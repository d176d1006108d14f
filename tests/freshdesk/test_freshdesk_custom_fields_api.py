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


@pytest.mark.parametrize(
    ("url", "status"), [("https://x.org/a", 201), ("x", 400), ("ftp://x", 400)]
)
def test_a_url_is_one(desk_of, url, status):
    desk = desk_of({"contact_fields": [{"name": "site", "type": "custom_url"}]})
    assert desk.post("/contacts", {**ADA, "custom_fields": {"site": url}}).status == status


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
