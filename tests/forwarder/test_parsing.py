"""Every spelling of a Segment message, and what is wrong with a bad one."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.call import CALL_TYPES
from contracts.problem import BadInput
from forwarder.parsing import MOST_BYTES, parse_call

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["type", "userId", "user_id", "anonymousId", "messageId", "timestamp", "sentAt", "event"]
KEYS += ["receivedAt", "traits", "context", "properties", "integrations", "name", "category"]
MESSAGES = st.dictionaries(st.sampled_from(KEYS), JSON) | JSON


def parsed(**message):
    return parse_call({"type": "identify", "userId": "u", **message}, new_id=lambda: "made")


def problem(**message) -> str:
    with pytest.raises(BadInput) as caught:
        parsed(**message)
    return str(caught.value)


def test_null_ids_count_as_absent_and_are_warned_of():
    """Cases 38, 39: no vendor that needs an id may take the call; others may."""
    call = parsed(userId=None, anonymousId=None)
    assert (call.user_id, call.anonymous_id) == (None, None)
    assert "id_required" in call.warnings[0]


@pytest.mark.parametrize("number", [123, 123.0])
def test_a_number_as_user_id_becomes_text_with_a_warning(number):
    """Case 42."""
    call = parsed(userId=number)
    assert call.user_id == "123"
    assert "id_not_string" in call.warnings[0]


@pytest.mark.parametrize("empty", ["", "   "])
def test_an_empty_user_id_is_refused_unless_there_is_an_anonymous_id(empty):
    """Cases 40, 41, 43."""
    assert "id_not_string" in problem(userId=empty)
    assert parsed(userId=empty, anonymousId="a").user_id is None


@pytest.mark.parametrize(
    ("message", "field", "code"),
    [
        ({"userId": True}, "userId", "id_not_string"),
        ({"groupId": ["g"]}, "groupId", "id_not_string"),
        ({"type": "track"}, "event", "event_not_defined"),
        ({"type": "track", "event": ""}, "event", "event_not_defined"),
        ({"type": "track", "event": 5}, "event", "event_not_string"),
        ({"type": "track", "event": "e", "properties": []}, "properties", "properties_not_object"),
        ({"traits": "x"}, "traits", "traits_not_object"),
        ({"traits": []}, "traits", "traits_not_object"),
        ({"context": {"traits": 1}}, "context.traits", "traits_not_object"),
        ({"type": "page", "name": ""}, "name", "name_not_string"),
        ({"type": "page", "category": 3}, "category", "category_not_string"),
        ({"integrations": "all"}, "integrations", "integrations_not_object"),
        ({"messageId": "m" * 101}, "messageId", "bad_request"),
        ({"type": "idenitfy"}, "type", "did you mean identify? (unknown_type)"),
    ],
)
def test_what_segment_would_discard_is_refused_under_its_code(message, field, code):
    """Cases 44 to 50, 52, 57 and the integrations table."""
    says = problem(**message)
    assert says.startswith(f"{field}: ")
    assert code in says


def test_a_missing_type_says_which_there_are():
    """Case 53."""
    assert problem(type=None) == f"type: is missing; it is one of {', '.join(CALL_TYPES)}"


@pytest.mark.parametrize("call_type", ["screen", "alias"])
def test_every_type_of_the_spec_is_a_call(call_type):
    """Case 55: that no vendor takes it is the vendor's word."""
    assert parsed(type=call_type).type == call_type


@pytest.mark.parametrize("traits", [None, {}])
def test_absent_traits_are_no_traits(traits):
    """Case 48."""
    assert parsed(traits=traits).traits == {}


def test_traits_of_the_context_count_where_the_call_has_none():
    """Cases 65, 66, 67: RudderStack's Python library sends them there alone."""
    call = parsed(traits={"email": "a@b.io"}, context={"traits": {"email": "x@y.io", "plan": 1}})
    assert call.traits == {"email": "a@b.io", "plan": 1}


def test_traits_of_the_context_are_not_the_groups():
    call = parsed(type="group", groupId="g", context={"traits": {"email": "a@b.io"}})
    assert call.traits == {}


def test_a_group_without_its_id_is_a_call_with_a_warning():
    """Case 51."""
    call = parsed(type="group")
    assert call.group_id is None
    assert "groupId" in call.warnings[0]


def test_ids_may_be_spelled_with_underscores_and_camel_case_wins():
    """Case 21."""
    call = parse_call({"type": "group", "user_id": "u", "group_id": "g", "groupId": "G"})
    assert (call.user_id, call.group_id) == ("u", "G")


@pytest.mark.parametrize("given", [None, 5, ""])
def test_a_message_without_a_usable_id_gets_one(given):
    """Cases 58, 59."""
    assert parsed(messageId=given).message_id == "made"


def test_trait_keys_and_values_stay_as_they_are():
    """Cases 68, 74, 75."""
    traits = {"total billed": 830, "a.b": 1, "name": "Žluťoučký 🐎"}
    assert parsed(traits=traits).traits == traits


def test_the_channel_is_found_beside_the_context_and_in_it():
    assert parsed(channel="server").context["channel"] == "server"
    assert parsed(channel="a", context={"channel": "b"}).context["channel"] == "b"


@pytest.mark.parametrize(
    ("times", "instant"),
    [
        ({"timestamp": "2030-01-01T10:00:00Z", "sentAt": "2030-01-01T10:00:05Z"}, "12:00:00"),
        ({"originalTimestamp": "2030-01-01T10:00:00Z"}, "10:00:00"),
        ({}, "12:00:05"),
        ({"timestamp": "soon"}, "12:00:05"),
        ({"timestamp": 1893492000}, "10:00:00"),
        ({"timestamp": "1893492000000"}, "10:00:00"),
        ({"timestamp": "2030-1-01T10:00:00.000Z"}, "10:00:00"),
        ({"timestamp": "2030-01-01T12:00:00+0200"}, "10:00:00"),
    ],
)
def test_a_wrong_clock_is_corrected(times, instant):
    """Cases 90, 92, 94; without sentAt nothing is corrected."""
    call = parsed(receivedAt="2030-01-01T12:00:05Z", **times)
    assert call.timestamp == datetime.fromisoformat(f"2030-01-01T{instant}Z")


def test_a_historical_time_stays():
    """Case 91."""
    sent = "2030-01-01T00:00:00Z"
    call = parsed(timestamp="2012-12-02T00:30:08.276Z", sentAt=sent, receivedAt=sent)
    assert call.timestamp == datetime(2012, 12, 2, 0, 30, 8, 276000, tzinfo=UTC)


def test_a_time_without_zone_is_utc_and_warned_of():
    """Case 93."""
    call = parsed(timestamp="2030-01-01T10:00:00")
    assert call.timestamp == datetime(2030, 1, 1, 10, tzinfo=UTC)
    assert call.warnings == ("timestamp has no time zone and counts as UTC",)


def test_a_call_may_have_32_kb_and_no_more():
    """Case 23, and an event of 40 KB."""
    empty = {"type": "identify", "userId": "u", "traits": {"x": ""}}
    room = MOST_BYTES - len(json.dumps(empty, separators=(",", ":")))
    assert parsed(traits={"x": "a" * room})
    assert problem(traits={"x": "a" * (room + 1)}).startswith("the call has 32769 bytes")
    assert "the most is 32768" in problem(traits={"x": "é" * 20_000})


@pytest.mark.parametrize(
    "message", [[], "x", None, 5, {"type": "identify", "traits": {"x": "\ud800"}}]
)
def test_what_is_no_message_is_one_clear_line(message):
    with pytest.raises(BadInput, match="bad_request"):
        parse_call(message)


@given(MESSAGES, st.sampled_from(CALL_TYPES) | JSON)
def test_any_json_is_a_call_or_bad_input(message, call_type):
    with suppress(BadInput):
        call = parse_call({**message, "type": call_type} if isinstance(message, dict) else message)
        assert call.type in CALL_TYPES
