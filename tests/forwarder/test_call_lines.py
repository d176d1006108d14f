"""Files of JSON lines."""

import pytest

from contracts.call import Call
from contracts.problem import BadInput
from forwarder.reading import read_calls

GOOD = '{"type": "identify", "userId": "u"}'


def test_a_bad_line_does_not_stop_the_rest():
    read = list(read_calls([GOOD, "", "{nope}", GOOD], "calls.jsonl"))
    assert [number for number, _ in read] == [1, 3, 4]
    assert isinstance(read[2][1], Call)
    assert str(read[1][1]).startswith("calls.jsonl:3: is not JSON: ")


def test_a_wrong_field_is_named_with_file_and_line():
    ((_, bad),) = read_calls(['{"type": "identify", "userId": {}}'], "c.jsonl")
    assert str(bad) == "c.jsonl:1: userId: must be text, not an object (id_not_string)"


def test_keys_that_begin_with_an_underscore_are_notes():
    ((_, call),) = read_calls(['{"type": "page", "userId": "u", "_notes": "%s"}' % ("x" * 40_000)])
    assert isinstance(call, Call)


@pytest.mark.parametrize(
    "line", [b"\xff", "[" * 5000, '{"type": NaN}', '{"x": 1e999}', "[]", "null", "9" * 5000]
)
def test_a_line_that_is_no_message_is_bad_input(line):
    ((_, bad),) = read_calls([line], "c.jsonl")
    assert isinstance(bad, BadInput)
    assert str(bad).startswith("c.jsonl:1: ")


def test_bytes_and_a_byte_order_mark_are_read():
    ((_, call),) = read_calls([b"\xef\xbb\xbf" + GOOD.encode()], new_id=lambda: "made")
    assert isinstance(call, Call)
    assert call.message_id == "made"
