"""Forms, as the documents' curl examples print them and as qs reads them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.problem import BadInput
from forwarder.form import parse_form
from forwarder.parsing import parse_call

SEED_000 = (
    "user_id=019mr8mf4r&group_id=0e8c78ea9d97a7b8185e8632&traits[name]=Initech"
    "&traits[industry]=Technology&traits[employees]=329&traits[plan]=enterprise"
    "&traits[total billed]=830&traits[createdAt]=2014-12-01T00:00:00.000Z"
    "&context[timezone]=Europe/Amsterdam&context[locale]=en-US"
)
SEED_001 = (
    "groupId=908172409&userId=6789&traits[name]=LA Lakers&traits[url]=https://lakers.com"
    "&traits[deleted]=false"
)


def test_the_group_example_of_seed_000():
    """Cases 20, 21."""
    call = parse_call({"type": "group", **parse_form(SEED_000)})
    assert (call.user_id, call.group_id) == ("019mr8mf4r", "0e8c78ea9d97a7b8185e8632")
    assert call.traits["total billed"] == "830"
    assert call.traits["createdAt"] == "2014-12-01T00:00:00.000Z"
    assert call.context == {"timezone": "Europe/Amsterdam", "locale": "en-US"}


def test_the_group_example_of_seed_001():
    """Case 81: values stay text."""
    traits = {"name": "LA Lakers", "url": "https://lakers.com", "deleted": "false"}
    assert parse_form(SEED_001) == {"groupId": "908172409", "userId": "6789", "traits": traits}


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("a=1&b=", {"a": "1", "b": ""}),
        ("a", {"a": ""}),
        ("a=b=c", {"a": "b=c"}),
        ("a+b=c+d%20e", {"a b": "c d e"}),
        ("a=50%", {"a": "50%"}),
        ("a=1&a=2&a=3", {"a": ["1", "2", "3"]}),
        ("a[]=1&a[]=2", {"a": ["1", "2"]}),
        ("a[1]=y&a[0]=x", {"a": ["x", "y"]}),
        ("a[0]=x&a[]=y", {"a": ["x", "y"]}),
        ("a[100]=x", {"a": {"100": "x"}}),
        ("a[b][c]=1&a[b][d]=2", {"a": {"b": {"c": "1", "d": "2"}}}),
        ("a[b.c]=1", {"a": {"b.c": "1"}}),
        ("traits%5Bname%5D=x", {"traits": {"name": "x"}}),
        ("0=a", {"0": "a"}),
        ("&&a=1&", {"a": "1"}),
    ],
)
def test_a_form_reads_as_qs_reads_it(form, message):
    assert parse_form(form) == message


@pytest.mark.parametrize(
    "form",
    ["traits[total", "billed]=830", "a[b]c=1", "[a]=1", "=1", "a[1][2][3][4][5][6]=x",
     "a=1&a[b]=2", "a[b]=2&a=1", "a=" + "x" * 32768],
)  # fmt: skip
def test_a_broken_form_is_bad_input(form):
    """Case 22; the first two are what a shell makes of the unquoted example of seed 000."""
    with pytest.raises(BadInput, match="bad_request"):
        parse_form(form)


@given(st.text(alphabet="ab[]=&%+0 é") | st.text())
def test_any_text_is_a_message_or_bad_input(text):
    with suppress(BadInput):
        assert isinstance(parse_form(text), dict)


def test_a_key_is_named_in_one_line():
    with pytest.raises(BadInput) as caught:
        parse_form("a[\n=1")
    assert "\n" not in str(caught.value)
