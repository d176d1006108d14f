"""A fake Freshsales whose look-ups lag, and what forwarders tell it."""

from contracts.call import Call
from emulator.clock import Clock
from emulator.vendor import vendors as fake_vendors
from fauxdesk.fakes import Fake
from forwarder.driver import converse
from forwarder.recent import Recent
from forwarder.settings import settings_of
from forwarder.vendor import vendors

FRESHSALES = vendors()["freshsales"]
LAG = 20
KEEPS = {"lead": {"cf_user_id": "text"}, "contact": {"cf_user_id": "text"}}


class Crm:
    """A fake whose look-ups lag, and what a forwarder that is up all the while tells it."""

    def __init__(self, lag=LAG, fields=KEEPS, **own):
        file = {"settings": {"index_lag_seconds": lag}}
        self.fake = Fake(fake_vendors()["freshsales"], file, Clock(frozen_at=1_700_000_000))
        self.settings = settings_of(FRESHSALES, self.fake.settings() | own)
        self.recent, self.fields = Recent(), fields

    def told(self, user_id, email, contact=False, wait=0, **more):
        self.fake.clock.advance(wait)
        traits = {"email": email, "fsContact": contact, **more}
        call = Call(type="identify", message_id="m", user_id=user_id, traits=traits)
        send, recent = self.fake.send, self.recent
        return converse(FRESHSALES, call, self.settings, send, self.fields, recent=recent).outcome

    def people(self, table):
        """The email and userId of each lead or contact."""
        records = getattr(self.fake, table)
        return [(r["email"], r["custom_field"].get("cf_user_id")) for r in records]

    def restart(self):
        """Let another forwarder go on, which knows nothing of what the first one wrote."""
        self.recent = Recent()
