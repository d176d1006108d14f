"""A scenario beside somebody else's sender: which fields there are is for it to ask."""

import pytest

from contracts.exchange import Answer, Exchange, Request
from contracts.scenario import scenarios_of

ASK, FIND, MAKE = (
    {"operation": name, "answer": {"status": 200}} for name in ("fields", "find", "make")
)
ASKED, FOUND, MADE = (
    Request("GET", "/fields"),
    Request("GET", "/things"),
    Request("POST", "/things"),
)


@pytest.fixture
def told(folder):
    """What is said of requests, each answered with ``status``, beside a story."""
    answers = {"200": {}, "403": {}}
    folder.operation("fields", path="/fields", discovers=True, answers=answers)
    folder.operation("find", answers=answers)
    folder.operation("make", "POST", answers=answers)

    def told(story, *requests, status=200) -> list[str]:
        folder.scenario(*story)
        said = [Exchange(request=r, answer=Answer(status), vendor="toy") for r in requests]
        return [str(mismatch) for mismatch in scenarios_of("toy")["story"].compare_sender(said)]

    return told


@pytest.mark.parametrize("story", [(FIND, MAKE), (ASK, FIND, MAKE)])
@pytest.mark.parametrize("said", [(FOUND, MADE), (ASKED, FOUND, MADE), (FOUND, ASKED, ASKED, MADE)])
def test_the_fields_are_asked_for_at_any_time_or_never(told, story, said):
    assert told(story, *said) == []


def test_what_differs_is_told_by_its_place_in_all_that_was_said(told):
    (says,) = told((FIND, MAKE), ASKED, FOUND, ASKED, FOUND, MADE)
    assert says.startswith("exchange 4: exchange is not expected")


def test_who_only_asks_for_the_fields_did_not_do_the_rest(told):
    assert "did not come: find" in told((FIND,), ASKED)[0]


def test_who_is_turned_away_at_the_fields_need_not_be_turned_away_again(told):
    refused = {**FIND, "answer": {"status": 403}}
    assert told((refused,), ASKED, status=403) == []
    assert told((refused, MAKE), ASKED, status=403) != []
    assert told((FIND,), ASKED, status=403) != []
