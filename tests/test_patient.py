"""A scenario's sender asks again where the forwarder's transport would; only its clock passes."""

import pytest

from contracts.exchange import Answer, Exchange, Request
from emulator.clock import Clock
from fauxdesk.stories.patient import Patient
from forwarder.driver import AnswerLost

READ, WRITE = Request("GET", "/a"), Request("PUT", "/a", body={})
LIMITED = Answer(429, None, {"Retry-After": "27"})


def patient(*answers: Answer) -> tuple[Patient, Clock]:
    """A sender that is given these answers in turn, and the clock it waits by."""
    given, clock = iter(answers), Clock(frozen_at=0)

    def send(request: Request) -> Exchange:
        return Exchange(request=request, answer=next(given), vendor="zendesk")

    return Patient(send, clock), clock


@pytest.mark.parametrize("request_", [READ, WRITE])
def test_a_request_over_a_limit_is_sent_again_when_the_vendor_says(request_: Request) -> None:
    sender, clock = patient(LIMITED, Answer(200))
    assert sender.send(request_).answer == Answer(200)
    assert clock.seconds() == 27


def test_patience_ends_with_the_last_answer() -> None:
    sender, _ = patient(*[LIMITED] * 6)
    assert sender.send(READ).answer == LIMITED


def test_a_write_that_may_have_been_done_is_not_sent_again() -> None:
    with pytest.raises(AnswerLost):
        patient(Answer(503))[0].send(WRITE)


def test_what_put_a_request_off_comes_before_its_last_exchange() -> None:
    sender, _ = patient(Answer(200), LIMITED, LIMITED, Answer(201))
    kept = [sender.send(READ), sender.send(WRITE)]
    said = [(e.request.method, e.answer.status) for e in sender.all_of(kept) if e.answer]
    assert said == [("GET", 200), ("PUT", 429), ("PUT", 429), ("PUT", 201)]
