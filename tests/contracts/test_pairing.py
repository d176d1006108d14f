"""Pairing what was said with what was expected: one slip is told once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.alignment import aligned
from contracts.exchange import Answer, Exchange, Request
from contracts.expected import Expected
from contracts.operation import operations_of
from contracts.pairing import compare_in_turn

VENDOR = 'title = "Toy"\ndomain = "toy.example"\n'
WORDS = st.lists(st.sampled_from("abc"), max_size=6)


def finds(word):
    return {"query": {"q": word}}


@pytest.fixture
def told(folder):
    folder.operation("find", query={})
    folder.operation("make", method="POST", body={})
    operations = operations_of("toy")
    story = [Expected(operations["find"], finds(word), {"status": 200}) for word in "ab"]
    story.append(Expected(operations["make"], {"body": {"name": "c"}}, {"status": 200}))

    def told(*requests: Request) -> list[str]:
        said = [Exchange(request=r, answer=Answer(200), vendor="toy") for r in requests]
        return [str(mismatch) for mismatch in compare_in_turn(story, said, operations)]

    return told


A, B = (Request("GET", "/things", {"q": word}) for word in "ab")
C = Request("POST", "/things", body={"name": "c"})


def test_what_comes_as_expected_differs_in_nothing(told):
    assert told(A, B, C) == []


@pytest.mark.parametrize("said", [(B, C), (A, C), (A, B)])
def test_an_exchange_left_out_is_told_once(told, said):
    (says,) = told(*said)
    assert "did not come" in says


@pytest.mark.parametrize("said", [(A, A, B, C), (A, B, B, C), (A, B, C, C), (C, A, B, C)])
def test_an_exchange_put_in_is_told_once(told, said):
    (says,) = told(*said)
    assert "is not expected" in says
    assert "it is the same, once more" in says


def test_order_counts(told):
    assert [says.partition(": exchange ")[2][:15] for says in told(A, C, B)] == [
        "did not come: f",
        "is not expected",
    ]


def test_another_operation_in_its_place_is_told_as_that(told):
    (says,) = told(A, B, Request("GET", "/things", {"q": "c"}))
    assert says.startswith("exchange 3: method differs (nearest: find; query /q differs")


def test_a_value_that_differs_is_told_where_it_stands(told):
    assert told(A, Request("GET", "/things", {"q": "x"}), C) == [
        'exchange 2: query /q differs: expected "b", got "x"'
    ]


@given(WORDS, WORDS)
def test_an_alignment_holds_everything_once_and_in_order(one, other):
    pairs = list(aligned(len(one), len(other), lambda i, j: float(2 * (one[i] != other[j]))))
    assert [i for i, _ in pairs if i is not None] == list(range(len(one)))
    assert [j for _, j in pairs if j is not None] == list(range(len(other)))


@given(WORDS)
def test_what_is_alike_is_aligned_with_itself(words):
    pairs = aligned(len(words), len(words), lambda i, j: float(2 * (words[i] != words[j])))
    assert all(i == j for i, j in pairs)


@pytest.mark.parametrize("prefixed", [False, True])
def test_a_path_of_the_other_address_is_told(folder, prefixed):
    folder.write("vendor.toml", f'{VENDOR}[path]\ndroppable_prefix = "/new"\n')
    folder.operation("find")
    operations = operations_of("toy")
    story = [Expected(operations["find"], {}, {"status": 200}, prefixed)]
    told = {}
    for path in ("/things", "/new/things"):
        said = [Exchange(request=Request("GET", path), answer=Answer(200), vendor="toy")]
        told[path] = [str(mismatch) for mismatch in compare_in_turn(story, said, operations)]
    right, wrong = ("/new/things", "/things") if prefixed else ("/things", "/new/things")
    says = "is missing" if prefixed else "is not expected"
    assert told == {right: [], wrong: [f'exchange 1: path /new {says}: got "{wrong}"']}
