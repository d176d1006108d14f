"""A write that was done and answered 5xx is looked up again, not sent again."""

from pathlib import Path

import pytest

from contracts.conversation import Kind
from fauxdesk.testing.sending import Sender
from fauxdesk.testing.targets.emulator import Emulator
from fauxdesk.testing.targets.stage import Stage

IDENTIFY = {
    "type": "identify",
    "messageId": "m",
    "userId": "u1",
    "traits": {"name": "Ann", "email": "ann@x.io", "firstName": "Ann", "lastName": "Lee"},
}
PEOPLE = {"freshdesk": "contacts", "zendesk": "users", "freshsales": "leads", "usercom": "users"}


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("vendor", PEOPLE)
def test_a_record_that_was_made_all_the_same_is_made_once(vendor: str, status: int) -> None:
    stage = Stage(Emulator(), Path, record=False)
    with stage.open(vendor) as opened, Sender({vendor: opened}, stage) as sender:
        fake = opened.counterpart
        fake.account.faults.order({"status": status, "after": True, "method": "POST", "times": 1})
        [told] = sender.forward(IDENTIFY, [vendor])
    asked = [(e.request.method, e.answer and e.answer.status) for e in told.exchanges]
    assert told.outcome is not None
    assert told.outcome.kind is Kind.SENT, told.outcome
    assert asked[asked.index(("POST", status)) + 1][0] == asked[0][0]
    assert len(getattr(fake, PEOPLE[vendor])) == 1
