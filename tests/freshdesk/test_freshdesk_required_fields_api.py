"""Fields that agents must fill, of the account's own and of Freshdesk's."""

import pytest

ADA = {"name": "Ada", "email": "ada@x.org"}
KIND = {"name": "kind", "type": "custom_dropdown", "choices": ["A", "B"]}
MUST = {"required_for_agents": True}
MISSING = ("custom_fields.kind", "missing_field", "It should be one of these values: 'A,B'")
LACKING = {"id": 1, **ADA}
FILLED = {"id": 2, "name": "Bob", "phone": "2", "custom_fields": {"kind": "A"}}


@pytest.fixture
def demanding(desk_of):
    """An account whose agents must fill a dropdown; one contact lacks it, as old ones do."""
    return desk_of({"contact_fields": [{**KIND, **MUST}], "contacts": [LACKING, FILLED]})


def require(desk, field, table="contact_fields"):
    own = next(f for f in desk.get(f"/{table}").body if f["name"] == field)
    assert desk.put(f"/{table}/{own['id']}", MUST).status == 200


@pytest.mark.parametrize("said", [{}, {"custom_fields": {}}, {"custom_fields": {"kind": None}}])
def test_it_is_filled_on_creation(demanding, faults, said):
    assert faults(demanding.post("/contacts", {"name": "C", "phone": "3", **said})) == [MISSING]
    filled = {"name": "C", "phone": "3", "custom_fields": {"kind": "B"}}
    assert demanding.post("/contacts", filled).status == 201


@pytest.mark.parametrize("empty", [None, ""])
def test_an_update_does_not_empty_it(demanding, desk_of, faults, empty):
    said = {"custom_fields": {"kind": empty}}
    assert MISSING in faults(demanding.put("/contacts/2", said))
    assert demanding.put("/contacts/2", {"name": "B"}).body["custom_fields"] == {"kind": "A"}
    lenient = {"contact_fields": [{**KIND, **MUST}], "contacts": [FILLED]}
    lenient = desk_of({**lenient, "settings": {"unfilled_update": "keep"}})
    assert lenient.put("/contacts/2", said).status == 400


def test_an_update_of_a_record_that_lacks_it_fills_it_unless_the_account_is_lenient(
    demanding, desk_of, faults
):
    answer = demanding.put("/contacts/1", {"name": "B"})
    assert faults(answer) == [MISSING]
    assert answer.header("X-Fauxdesk-Rule") == "freshdesk.custom-fields.required-on-update"
    assert demanding.put("/contacts/1", {"custom_fields": {"kind": "B"}}).status == 200
    fields = {"contact_fields": [{**KIND, **MUST}], "contacts": [LACKING]}
    lenient = desk_of({**fields, "settings": {"unfilled_update": "keep"}})
    assert lenient.put("/contacts/1", {"name": "B"}).status == 200


@pytest.mark.parametrize(
    ("field", "attribute", "value"),
    [("phone", "phone", "1"), ("company_name", "company_id", 7), ("tag_names", "tags", ["a"])],
)
def test_freshdesks_own_fields_can_be_required_too(desk_of, faults, field, attribute, value):
    desk = desk_of({"companies": [{"id": 7, "name": "C"}]})
    require(desk, field)
    told = faults(desk.post("/contacts", ADA))
    assert told == [(attribute, "missing_field", "Mandatory attribute missing")]
    contact = desk.made("/contacts", **ADA, **{attribute: value})
    path = f"/contacts/{contact['id']}"
    assert desk.put(path, {"name": "B"}).status == 200
    assert [f[0] for f in faults(desk.put(path, {attribute: None}))] == [attribute]


def test_what_has_a_default_is_never_empty(desk):
    for field in ("time_zone", "language", "name"):
        require(desk, field)
    assert desk.post("/contacts", ADA).status == 201


def test_a_wrong_type_is_told_once(desk, faults):
    require(desk, "phone")
    told = faults(desk.post("/contacts", {**ADA, "phone": 1}))
    assert [f[:2] for f in told] == [("phone", "datatype_mismatch")]


def test_companies_and_tickets_are_held_alike(desk_of, faults):
    number = {"name": "cf_n", "type": "custom_number", **MUST}
    desk = desk_of({"ticket_fields": [number], "contacts": [LACKING]})
    require(desk, "description", "company_fields")
    assert [f[0] for f in faults(desk.post("/companies", {"name": "C"}))] == ["description"]
    assert desk.post("/companies", {"name": "C", "description": "d"}).status == 201
    said = {"requester_id": 1}
    assert [f[0] for f in faults(desk.post("/tickets", said))] == ["custom_fields.cf_n"]
    assert desk.post("/tickets", {**said, "custom_fields": {"cf_n": 0}}).status == 201
