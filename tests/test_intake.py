"""Calls are accepted first and forwarded after, each once, in order."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from contracts.call import Call
from contracts.conversation import Conversation, Kind, Outcome
from contracts.problem import BadSettings
from fauxdesk.serving import intake as intake_module
from fauxdesk.serving.intake import Busy, Closed, Intake, forwarder_to
from fauxdesk.serving.stack import Stack

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Recorder:
    """Stands in for a forwarder; forwards nothing before it is let to."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.go.set()
        self.told: list[str] = []
        self.opened = self.refreshed = 0

    def refuse(self) -> Exception | None:
        return None

    def __call__(self) -> "Recorder":
        refusal = self.refuse()
        if refusal:
            raise refusal
        self.opened += 1
        return self

    def __enter__(self) -> "Recorder":
        return self

    def __exit__(self, *_: object) -> None:
        self.told.append("closed")

    def refresh(self) -> None:
        self.refreshed += 1

    def forward(self, call: Call) -> list[Conversation]:
        self.go.wait(5)
        if call.user_id == "crash":
            raise RuntimeError("boom")
        self.told.append(call.user_id or "")
        return [Conversation(vendor="v", call=call, outcome=Outcome(Kind.SENT, "done"))]


def page(user: str) -> dict[str, str]:
    return {"type": "page", "userId": user}


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def intake(recorder: Recorder) -> Iterator[Intake]:
    with closing(Intake(recorder, lambda: NOON)) as intake:  # type: ignore[arg-type]
        yield intake


def test_a_message_is_accepted_before_it_is_forwarded(intake: Intake, recorder: Recorder) -> None:
    recorder.go.clear()
    intake.take([page("1"), page("2")])
    assert (intake.waiting, intake.calls) == (2, [])
    recorder.go.set()
    intake.settle()
    assert (intake.waiting, recorder.told) == (0, ["1", "2"])


def test_everything_accepted_is_forwarded_before_the_end(
    intake: Intake, recorder: Recorder
) -> None:
    for user in range(50):
        intake.take([page(str(user))])
    intake.close()
    assert recorder.told == [*map(str, range(50)), "closed"]


def test_nothing_is_accepted_after_the_end(intake: Intake) -> None:
    intake.close()
    with pytest.raises(Closed):
        intake.take([page("1")])


def test_a_request_is_accepted_whole_or_not_at_all(
    intake: Intake, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_module, "WAITING", 2)
    recorder.go.clear()
    intake.take([page("1")])
    with pytest.raises(Busy):
        intake.take([page("2"), page("3")])
    assert intake.waiting == 1
    recorder.go.set()


def test_a_bad_message_stops_no_other_and_says_why(intake: Intake, recorder: Recorder) -> None:
    intake.take([{"type": "idenitfy"}, 5, page("1")])
    intake.settle()
    assert recorder.told == ["1"]
    assert [taken.bad for taken in intake.calls] == [
        "type: unknown type 'idenitfy'; did you mean identify? (unknown_type)",
        "a call is a JSON object, not a number (bad_request)",
        None,
    ]


def test_a_failure_of_our_own_ends_nothing(
    intake: Intake, recorder: Recorder, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL):
        intake.take([page("crash"), page("1")])
        intake.settle()
    assert recorder.told == ["1"]
    assert "itself failed" in (intake.calls[0].bad or "")


def test_calls_are_kept_in_the_order_of_arrival_and_the_oldest_make_room(intake: Intake) -> None:
    intake.take([page(str(n)) for n in range(intake_module.REMEMBERED + 5)])
    intake.settle()
    numbers = [taken.number for taken in intake.calls]
    assert numbers == list(range(6, intake_module.REMEMBERED + 6))


def test_what_is_kept_tells_ids_outcome_and_time(intake: Intake) -> None:
    intake.take([{**page("1"), "messageId": "m"}])
    intake.settle()
    told = intake.calls[0].to_json()
    assert (told["type"], told["user_id"], told["message_id"]) == ("page", "1", "m")
    assert told["time"] == "2026-01-01T12:00:00+00:00"
    assert told["vendors"] == [
        {"vendor": "v", "outcome": "sent", "rule": None, "says": "done", "exchanges": 0}
        | {"dropped": []}
    ]


def test_each_request_asks_anew_for_the_vendors_fields(intake: Intake, recorder: Recorder) -> None:
    intake.take([page("1"), page("2")])
    intake.take([page("3")])
    intake.settle()
    assert (recorder.opened, recorder.refreshed) == (1, 2)


def test_after_forgetting_a_new_forwarder_takes_the_next(
    intake: Intake, recorder: Recorder
) -> None:
    intake.take([page("1")])
    intake.settle()
    intake.forget()
    assert intake.calls == []
    intake.take([page("1")])
    intake.settle()
    assert (recorder.opened, recorder.told) == (2, ["1", "closed", "1"])


def test_settings_that_cannot_be_used_are_told_of_each_message(
    intake: Intake, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = iter([BadSettings("is missing", field="v.key")])
    monkeypatch.setattr(recorder, "refuse", lambda: next(trouble, None))
    intake.take([page("1")])
    intake.take([page("2")])
    intake.settle()
    assert [taken.bad for taken in intake.calls] == ["v.key: is missing", None]


def test_a_stack_is_delivered_to_as_patiently_as_a_vendor_and_without_real_waiting() -> None:
    stack = Stack(("zendesk",))
    account = stack["zendesk"].account
    account.faults.order({"status": 503, "headers": {"Retry-After": "600"}, "times": 2})
    account.faults.order({"cut": True, "method": "GET", "times": 1})
    started = time.monotonic()
    with closing(Intake(lambda: forwarder_to(stack), stack.clock.now)) as intake:
        intake.take(
            [{"type": "identify", "userId": "1", "traits": {"name": "A", "email": "a@b.io"}}]
        )
    (told,) = intake.calls[0].conversations
    assert told.outcome is not None
    assert told.outcome.kind is Kind.SENT
    assert stack.clock.ahead >= 1200
    assert time.monotonic() - started < 30


def test_a_field_defined_a_moment_ago_is_filled() -> None:
    stack = Stack(("zendesk",))
    person = {"type": "identify", "traits": {"name": "A", "email": "a@b.io", "plan": "gold"}}
    with closing(Intake(lambda: forwarder_to(stack), stack.clock.now)) as intake:
        intake.take([person])
        intake.settle()
        field = {"id": 1, "key": "plan", "type": "text", "title": "Plan", "active": True}
        stack["zendesk"].account.tables["user_fields"].put(field)
        intake.take([person])
    dropped = [taken.to_json()["vendors"][0]["dropped"] for taken in intake.calls]
    assert [bool(one) for one in dropped] == [True, False]
