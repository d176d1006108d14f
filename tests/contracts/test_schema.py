"""Schemas, and what they say of a value that does not fit."""

import pytest

from contracts.mismatch import ABSENT, Mismatch, Part
from contracts.schema import Schema, compiled

SHARED = {
    "$defs": {"id": {"type": "integer"}, "user": {"properties": {"id": {"$ref": "#/$defs/id"}}}}
}
OBJECT = {
    "required": ["id"],
    "properties": {"id": {"type": "integer"}},
    "patternProperties": {"^x-": {}},
}


def told(schema, value, **how) -> list[str]:
    return [str(mismatch) for mismatch in Schema(schema).mismatches(value, Part.BODY, **how)]


@pytest.mark.parametrize(
    ("schema", "value", "says"),
    [
        ({"type": "integer"}, "1", 'body is of the wrong type: expected "integer", got "1"'),
        ({"const": 1}, 2, "body differs: expected 1, got 2"),
        ({"enum": [1, 2]}, 3, "body is none of the allowed values: expected [1, 2], got 3"),
        ({"pattern": "^a"}, "b", 'body differs: expected "^a", got "b"'),
        ({"required": ["id"]}, {}, "body /id is missing"),
        ({"additionalProperties": False}, {"a": 1}, "body /a is not expected: got 1"),
        ({"not": {}}, 1, "body is not allowed here: got 1"),
        ({"minimum": 2}, 1, "body is less than 2: got 1"),
    ],
)
def test_what_a_value_does_not_keep_is_told(schema, value, says):
    assert told(schema, value) == [says]
    assert not compiled(schema).fits(value)


def test_a_mismatch_points_to_its_place_in_the_data():
    schema = {"properties": {"users": {"items": OBJECT}}}
    mismatches = Schema(schema).mismatches({"users": [{"id": 1}, {"id": "2"}]}, Part.QUERY, "/at")
    says = "is of the wrong type"
    assert mismatches == [Mismatch(Part.QUERY, "/at/users/1/id", says, "integer", "2")]


def test_a_value_that_fits_has_no_mismatch():
    assert told(OBJECT, {"id": 1}) == []
    assert compiled(OBJECT).fits({"id": 1})


def test_each_missing_key_is_told_once():
    assert told({"allOf": [{"required": ["a", "b"]}, {"required": ["b"]}]}, {}) == [
        "body /a is missing",
        "body /b is missing",
    ]


def test_mismatches_come_in_the_order_of_the_data():
    schema = {"additionalProperties": {"type": "integer"}}
    assert [m.where for m in Schema(schema).mismatches({"b": "", "a": ""}, Part.BODY)] == [
        "/a",
        "/b",
    ]


def test_every_key_that_no_pattern_knows_is_unexpected():
    assert told({**OBJECT, "additionalProperties": False}, {"id": 1, "x-a": 1, "y": 2, "z": 3}) == [
        "body /y is not expected: got 2",
        "body /z is not expected: got 3",
    ]


def test_where_one_of_several_schemas_had_to_fit_the_nearest_is_told():
    by_name = {"required": ["name"], "properties": {"name": {"type": "string"}}}
    says = 'body /id is of the wrong type: expected "integer", got "x"'
    assert told({"oneOf": [by_name, OBJECT]}, {"id": "x"}) == [says]


def test_an_abbreviated_value_may_lack_what_is_required():
    assert told(OBJECT, {}, abbreviated=True) == []
    assert told(OBJECT, {"id": "x"}, abbreviated=True) != []


def test_a_schema_refers_to_what_its_vendor_shares():
    schema = Schema({"$ref": "shapes.json#/$defs/user"}, SHARED)
    assert schema.fits({"id": 1})
    assert not schema.fits({"id": "1"})


def test_an_abbreviated_value_is_held_to_what_is_shared_but_not_to_its_required_keys():
    shared = {"$defs": {"user": OBJECT}}
    schema = Schema({"$ref": "shapes.json#/$defs/user"}, shared)
    assert schema.mismatches({}, Part.BODY, abbreviated=True) == []
    assert schema.mismatches({}, Part.BODY) == [Mismatch(Part.BODY, "/id", "is missing")]


def test_one_schema_is_compiled_once():
    assert compiled({"type": "string", "minLength": 1}) is compiled(
        {"minLength": 1, "type": "string"}
    )


def test_a_missing_value_is_not_the_value_null():
    assert "expected null" in str(Mismatch(Part.BODY, "", "differs", None, 1))
    assert Mismatch(Part.BODY, "", "differs", ABSENT, None).to_json() == {
        "part": "body",
        "where": "",
        "says": "differs",
        "got": None,
    }


def test_a_long_value_is_cut_short():
    assert len(str(Mismatch(Part.BODY, "", "differs", "x" * 500))) < 200
