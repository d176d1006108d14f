"""A call over one of Zendesk's own limits is sent when Zendesk says, in virtual time."""

import pytest

from contracts.call import Call
from emulator.clock import Clock
from emulator.vendor import vendors as fakes
from fauxdesk.fakes import Fake
from fauxdesk.inside import LOCAL, transport_to
from forwarder.driver import converse
from forwarder.settings import settings_of
from forwarder.vendor import vendors

KOBE = {"name": "Kobe", "email": "kobe@lakers.com"}


@pytest.fixture
def forwarded():
    """A function that makes one identify call a number of times, and tells how each ended."""

    def forward(fake, times):
        zendesk = vendors()["zendesk"]
        settings = settings_of(zendesk, fake.settings({"url": LOCAL}))
        with transport_to(fake, fake.clock, settings) as transport:
            calls = [
                Call(type="identify", message_id=f"m{n}", user_id="u1", traits=KOBE)
                for n in range(times)
            ]
            said = [converse(zendesk, call, settings, transport.send, {}) for call in calls]
        return [conversation.outcome.kind for conversation in said]

    return forward


def fake_of(**settings):
    """A fake that counts requests; its clock goes on by waiting alone."""
    file = {"settings": {"rate_limits": True, **settings}}
    return Fake(fakes()["zendesk"], file, Clock(frozen_at=0))


def statuses(fake, path):
    return [e.answer.status for e in fake.exchanges if e.request.path.startswith(path)]


def test_the_sixth_update_of_a_user_within_a_minute_waits_for_the_next_one(forwarded):
    fake = fake_of()
    assert forwarded(fake, 7) == ["sent"] * 7
    user = f"/api/v2/users/{fake.user()['id']}"
    assert statuses(fake, user) == [200] * 5 + [429, 200]
    assert fake.clock.seconds() == pytest.approx(60, abs=2)


def test_an_account_without_a_request_left_is_asked_again_in_the_next_minute(forwarded):
    fake = fake_of(plan="essential")
    assert forwarded(fake, 5) == ["sent"] * 5
    assert statuses(fake, "/api/").count(429) == 1
    assert fake.clock.seconds() == pytest.approx(60, abs=2)


def test_waiting_makes_no_second_record(forwarded):
    fake = fake_of(plan="essential")
    forwarded(fake, 9)
    assert [user["email"] for user in fake.users] == ["kobe@lakers.com"]
