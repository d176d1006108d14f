"""A write that was done and answered 5xx is looked up again, not sent again."""

import pytest

from contracts.conversation import Kind
from emulator.vendor import vendors
from fauxdesk.fakes import Fake
from fauxdesk.sending import Sender

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
    fake = Fake(vendors()[vendor])
    fake.account.faults.order({"status": status, "after": True, "method": "POST", "times": 1})
    with Sender({vendor: fake}) as sender:
        [told] = sender.forward(IDENTIFY, [vendor])
        asked = [(e.request.method, e.answer and e.answer.status) for e in told.exchanges]
    assert told.outcome is not None
    assert told.outcome.kind is Kind.SENT, told.outcome
    assert asked[asked.index(("POST", status)) + 1][0] == asked[0][0]
    assert len(getattr(fake, PEOPLE[vendor])) == 1
