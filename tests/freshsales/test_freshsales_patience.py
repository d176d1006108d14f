"""A forwarder that is asked to wait waits, and sends the same again."""

from contracts.call import Call
from contracts.conversation import Kind
from contracts.exchange import Request
from emulator.clock import Clock
from emulator.vendor import vendors as fake_vendors
from fauxdesk.fakes import Fake
from fauxdesk.inside import transport_to
from forwarder.delivery import Forwarder
from forwarder.settings import settings_of
from forwarder.vendor import vendors

FILE = {"settings": {"rate_limits": True, "plan": "forest"}}
OWNERS = Request("GET", "/api/selector/owners", headers={"Authorization": "Token token=any"})
ADA = Call(type="identify", message_id="m", user_id="a@x.io", traits={"firstName": "Ada"})


def test_call_21_a_spent_minute_is_waited_for():
    clock = Clock(frozen_at=1_700_000_000)
    fake = Fake(fake_vendors()["freshsales"], FILE, clock)
    for _ in range(400):
        fake.send(OWNERS)
    settings = settings_of(vendors()["freshsales"], fake.settings())
    inside = {"transport_for": lambda said: transport_to(fake, clock, said)}
    with Forwarder({"freshsales": settings}, **inside) as forwarder:
        [told] = forwarder.forward(ADA)
    asked = [(e.request.path, e.answer.status) for e in fake.exchanges[400:]]
    assert asked[:2] == [(asked[0][0], 429), (asked[0][0], 200)]
    assert (told.outcome.kind, clock.ahead >= 60) == (Kind.SENT, True)
