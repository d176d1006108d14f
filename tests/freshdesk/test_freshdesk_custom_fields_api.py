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


@pytest.mark.parametrize(("shown", "values"), [("omit", {}), ("null", {"plan": None, "vip": None})])
def test_a_field_that_nobody_filled_is_shown_as_the_account_says(desk_of, shown, values):
    fields = {"contact_fields": [{"name": "vip", "type": "custom_checkbox"}]}
    desk = desk_of({"settings": {"blank_custom_fields": shown}, **fields})
    contact = desk.made("/contacts", **ADA)
    firm = desk.made("/companies", name="C", custom_fields={"plan": "a"})
    assert values.items() <= contact["custom_fields"].items()
    assert firm["custom_fields"]["plan"] == "a"
    assert bool(contact["custom_fields"]) is (shown == "null")
    for seen in (desk.get(f"/contacts/{contact['id']}").body, desk.get("/contacts").body[0]):
        assert seen["custom_fields"] == contact["custom_fields"]
    assert set(firm["custom_fields"]) == (
        {"plan"} | ({"employees", "total_billed"} if values else set())
    )


@pytest.mark.parametrize(("setting", "status"), [({}, 400), ({"longest_text": None}, 201)])
def test_a_text_has_255_characters_unless_the_account_takes_more(desk_of, setting, status):
    desk = desk_of({"settings": setting})
    for said in ({"name": "A" * 300}, {"custom_fields": {"plan": "A" * 300}}):
        answer = desk.post("/contacts", {"name": "A", "phone": "1", **said})
        assert answer.status == status
        if status == 400:
            says = "Has 300 characters, it can have maximum of 255 characters"
            assert [f["message"] for f in answer.body["errors"]] == [says]
    assert desk.post("/contacts", {"name": "A" * 255, "phone": "1"}).status == 201


def test_a_tag_has_32_characters_unless_the_account_takes_more(desk, desk_of, faults):
    told = {"name": "A", "phone": "1", "tags": ["a", "b" * 33]}
    assert [f[:2] for f in faults(desk.post("/contacts", told))] == [("tags", "invalid_value")]
    assert desk.post("/contacts", {**told, "tags": ["b" * 32]}).status == 201
    assert desk_of({"settings": {"longest_tag": None}}).post("/contacts", told).status == 201


@pytest.mark.parametrize(("case", "status"), [("exact", 400), ("ignore", 201)])
def test_a_choice_comes_in_another_case_where_the_account_takes_it(desk_of, case, status):
    tier = {"name": "tier", "type": "custom_dropdown", "choices": ["Gold", "Silver"]}
    desk = desk_of({"contact_fields": [tier], "settings": {"choice_case": case}})
    for name, choice in (("A", "gold"), ("B", "SILVER")):
        said = {"name": name, "phone": "1", "custom_fields": {"tier": choice}}
        assert desk.post("/contacts", said).status == status
    assert desk.post("/contacts", {**ADA, "custom_fields": {"tier": "Bronze"}}).status == 400
