"""What judges read from exchanges, whoever the vendor is."""

import pytest

from contracts.exchange import Answer, Exchange, Request
from contracts.reading import asked, folded, path_id, sent, succeeded, told_bare

LIST = "/api/things"


def exchange(path=LIST, body=None, answer=None, **query):
    request = Request("POST", path, query, body=body)
    return Exchange(request=request, answer=answer, vendor="acme", operation="things-list")


@pytest.mark.parametrize("value", [" Ada@X.org ", "ada@x.org"])
def test_values_are_compared_trimmed_and_in_any_case(value):
    assert folded(value) == "ada@x.org"


@pytest.mark.parametrize(
    ("path", "found"),
    [("/api/v2/users/7", "7"), ("/users/7.json", "7"), ("/users/7/tags/8", "7"), ("/users/x7", "")],
)
def test_the_id_in_a_path_is_its_first_number(path, found):
    assert path_id(exchange(path)) == found


@pytest.mark.parametrize("body", [None, "text", ["list"], 7])
def test_a_body_that_is_no_object_sends_nothing(body):
    assert sent(exchange(body=body)) == {}


def test_a_look_up_counts_once_it_is_answered():
    assert asked(exchange(email="A@x.org"), "things-list", "email") is None
    answered = exchange(answer=Answer(200), email="A@x.org")
    assert asked(answered, "things-list", "email") == "a@x.org"


@pytest.mark.parametrize("body", [{"id": 1}, [{"id": 1}], {"results": [{"id": 1}, "odd"]}])
def test_an_answer_tells_of_one_record_or_several(body):
    assert told_bare(exchange(answer=Answer(200, body))) == [{"id": 1}]


def test_a_refusal_tells_of_no_record():
    refused = exchange(answer=Answer(404, {"id": 1}))
    assert told_bare(refused) == []
    assert not succeeded(refused)
