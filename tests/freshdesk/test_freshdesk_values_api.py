"""How Freshdesk's API reads dates and lists, whatever they belong to."""

import pytest

ADA = {"name": "Ada", "email": "ada@x.org"}


@pytest.mark.parametrize(
    "moment",
    [
        "2023-11-14",
        "2023-11-14T22:13",
        "2023-11-14T22:13Z",
        "2023-11-14T22:13:20",
        "2023-11-14T22:13:20Z",
        "2023-11-15T03:43:20+05:30",
        "2023-11-14T20:13:20-02",
        "2023-11-15T03:43:20+0530",
    ],
)
def test_the_documented_forms_of_a_moment_are_read(desk, moment):
    company = desk.made("/companies", name="C", renewal_date=moment)
    assert company["renewal_date"] == "2023-11-14T00:00:00Z"
    assert [c["name"] for c in desk.get("/companies", updated_since=moment).body] == ["C"]


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "soon",
        "2023",
        "2023-11-14 22:13",
        "2023-11-14T22",
        "2023-11-14T22:13+05:30",
        "2023-11-14T22:13:20.5Z",
        "2023-13-14",
        "20231114",
        "\uff12\uff10\uff12\uff13-11-14",
    ],
)
def test_no_other_form_is(desk, faults, moment):
    told = faults(desk.get("/contacts", updated_since=moment))
    assert [f[:2] for f in told] == [("updated_since", "invalid_value")]
    assert desk.post("/companies", {"name": "C", "renewal_date": moment}).status == 400


def test_a_list_of_wrong_elements_says_which_are_right(desk, faults):
    told = faults(desk.post("/contacts", {**ADA, "tags": ["a", 1], "other_companies": [7]}))
    assert told == [
        ("tags", "datatype_mismatch", "It should contain elements of type String only"),
        ("other_companies", "datatype_mismatch", "It should contain elements of type Object only"),
    ]
    told = faults(desk.post("/contacts", {**ADA, "tags": "a"}))
    assert told[0][2] == "Value set is of type String. It should be a/an Array"
