"""Comparing data with an expectation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.matching import as_text, compare, example
from contracts.mismatch import Mismatch, Part
from contracts.problem import BadInput

INTEGER = {"$is": {"type": "integer"}, "$eg": 616}
KEYS = st.text(st.characters(exclude_characters="$", exclude_categories=["Cs"]), max_size=3)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()


def nested(inner):
    return st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)


EXPECTATIONS = st.recursive(SCALARS | st.just(INTEGER), nested, max_leaves=8)


def told(expected, actual, **how) -> list[str]:
    return [str(mismatch) for mismatch in compare(expected, actual, **how).mismatches]


@settings(deadline=None)  # the first schema imports jsonschema
@given(EXPECTATIONS)
def test_the_example_of_an_expectation_matches_it(expectation):
    assert compare(expectation, example(expectation)).matches


@settings(deadline=None)
@given(EXPECTATIONS, KEYS, SCALARS)
def test_only_a_partial_comparison_lets_an_object_hold_more(expectation, key, value):
    expected, actual = {"a": expectation}, {"a": example(expectation), f"b{key}": value}
    assert compare(expected, actual, partial=True).matches
    assert not compare(expected, actual).matches


@given(SCALARS, SCALARS)
def test_scalars_match_when_they_are_one_json_value(one, other):
    same = one == other and isinstance(one, bool) == isinstance(other, bool)
    assert compare(one, other).matches == same


@pytest.mark.parametrize(
    ("expected", "actual", "says"),
    [
        ({"a": 1}, {"a": 2}, "body /a differs: expected 1, got 2"),
        ({"a": 1}, {}, "body /a is missing: expected 1"),
        ({}, {"a": 1}, "body /a is not expected: got 1"),
        ({"a": [1]}, {"a": [1, 2]}, "body /a holds 2 items, not 1: expected [1], got [1, 2]"),
        ({"a": [1, 2]}, {"a": [1, 3]}, "body /a/1 differs: expected 2, got 3"),
        ({"a": {"b/c": 1}}, {"a": {"b/c": 2}}, "body /a/b~1c differs: expected 1, got 2"),
        ({"a": None}, {"a": ""}, 'body /a differs: expected null, got ""'),
        ({"a": {}}, {"a": []}, "body /a differs: expected {}, got []"),
        (None, {}, "body differs: expected null, got {}"),
        (1, True, "body differs: expected 1, got true"),
        (INTEGER, "x", 'body is of the wrong type: expected "integer", got "x"'),
        ({"id": INTEGER}, {}, "body /id is missing: expected 616"),
    ],
)
def test_a_difference_is_told_with_its_place(expected, actual, says):
    assert told(expected, actual) == [says]


def test_every_difference_is_told():
    assert len(told({"a": 1, "b": 2}, {"a": 0, "c": 3})) == 3


@pytest.mark.parametrize("part", Part)
def test_a_mismatch_names_the_part_it_is_in(part):
    assert compare(1, 2, part=part).mismatches == (Mismatch(part, "", "differs", 1, 2),)


def test_what_was_saved_is_expected_later():
    saved = compare({"id": {**INTEGER, "$save": "user"}}, {"id": 9}).saved
    assert compare([{"$saved": "user"}], [9], saved).matches
    assert told([{"$saved": "user"}], [8], saved=saved) == ["body /0 differs: expected 9, got 8"]


def test_an_example_recalls_what_was_saved():
    assert example({"id": {"$saved": "user"}}, {"user": 9}) == {"id": 9}


def test_a_value_that_does_not_fit_is_not_saved():
    assert compare({**INTEGER, "$save": "user"}, "x").saved == {}


def test_what_others_saved_stays_as_it_was():
    before = {"user": 1}
    after = compare({**INTEGER, "$save": "user"}, 2, before).saved
    assert (before, after) == ({"user": 1}, {"user": 2})


@pytest.mark.parametrize("use", [example, lambda expectation: compare(expectation, 1)])
def test_recalling_what_nobody_saved_is_bad_input(use):
    with pytest.raises(BadInput, match="nothing was saved as 'user'"):
        use({"$saved": "user"})


@pytest.mark.parametrize(
    ("value", "text"), [(616, "616"), (True, "true"), (False, "false"), (None, ""), ("a", "a")]
)
def test_words_of_a_query_match_the_value_they_spell(value, text):
    assert as_text(value) == text
    assert compare({"q": value}, {"q": text}, text=True).matches


def test_digits_of_a_path_fit_an_integer_and_are_saved_as_one():
    compared = compare({**INTEGER, "$save": "user"}, "9", text=True)
    assert (compared.matches, compared.saved) == (True, {"user": 9})


def test_digits_of_a_body_are_no_integer():
    assert not compare(INTEGER, "9").matches


def test_a_text_of_digits_stays_text_where_the_schema_wants_text():
    wanted = {"$is": {"type": "string"}, "$eg": "1", "$save": "external"}
    assert compare(wanted, "0012", text=True).saved == {"external": "0012"}
