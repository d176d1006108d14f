"""Messages in an address; the alphabets and dotted keys are those of tracking-api-chaos."""

import base64
import json

import pytest

from fauxdesk.serving.addressed import addressed_messages, pixel_messages
from fauxdesk.serving.tracking import Discarded, Malformed

MESSAGE = {"userId": "1", "event": "?>?>"}


@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
@pytest.mark.parametrize("padded", [True, False])
def test_data_is_base64_of_either_alphabet_padded_or_not(encode, padded: bool) -> None:
    data = encode(json.dumps(MESSAGE).encode()).decode()
    assert len(data) % 4 == 0
    held = data if padded else data.rstrip("=")
    assert addressed_messages("t", {"data": [held]}) == [{**MESSAGE, "type": "track"}]


@pytest.mark.parametrize("data", ["%", "a", "W10"], ids=["no base64", "cut short", "a list"])
def test_data_that_holds_no_object_brings_nothing(data: str) -> None:
    with pytest.raises((Discarded, Malformed)):
        addressed_messages("i", {"data": [data]})


def test_a_pixel_says_its_message_key_by_key() -> None:
    query = {
        "userId": ["1"],
        "properties.foo.baz": ["1"],
        "properties.tags": ["a", "b"],
        "a..b": ["x"],
    }
    assert pixel_messages("track", query) == [
        {"userId": "1", "properties": {"foo": {"baz": "1"}, "tags": ["a", "b"]}, "type": "track"}
    ]


@pytest.mark.parametrize(
    ("kind", "query", "says"),
    [
        ("nothing", {}, "no call is named 'nothing'"),
        ("page", {"a": ["1"], "a.b": ["2"]}, "a.b: is both a value and an object"),
        ("page", {"a.b": ["1"], "a": ["2"]}, "a: is both a value and an object"),
        ("page", {"data": ["%"]}, "data: is not base64"),
    ],
)
def test_a_pixel_that_brings_no_message_says_why(kind, query, says: str) -> None:
    with pytest.raises(Discarded, match=says):
        pixel_messages(kind, query)


def test_a_call_without_data_says_what_is_missing() -> None:
    with pytest.raises(Discarded, match="data: is missing"):
        addressed_messages("i", {})
