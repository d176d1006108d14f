"""Who was identified once stays one lead, or one contact, whatever comes after it."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.call import Call
from contracts.checking import check
from contracts.conversation import Kind
from emulator.clock import Clock
from emulator.vendor import vendors as fake_vendors
from fauxdesk.fakes import Fake
from fauxdesk.inside import transport_to
from forwarder.delivery import Forwarder
from forwarder.driver import converse
from forwarder.recent import Recent
from forwarder.settings import settings_of
from forwarder.vendor import vendors

FRESHSALES = vendors()["freshsales"]
LAG = 20
KEEPS = {"lead": {"cf_user_id": "text"}, "contact": {"cf_user_id": "text"}}
EMAILS = ["a@x.io", "A@x.io", "b@x.io", "c@x.io"]

users = st.sampled_from(["u1", "u2", "U2", "a@x.io"])
calls = st.tuples(users, st.sampled_from(EMAILS), st.booleans(), st.sampled_from([0, 0, LAG + 1]))
few = settings(deadline=None, max_examples=40)
histories = st.lists(calls, min_size=1, max_size=8)


class Crm:
    """A fake whose look-ups lag, and what a forwarder that is up all the while tells it."""

    def __init__(self, lag=LAG, fields=KEEPS, **own):
        file = {"settings": {"index_lag_seconds": lag}}
        self.fake = Fake(fake_vendors()["freshsales"], file, Clock(frozen_at=1_700_000_000))
        self.settings = settings_of(FRESHSALES, self.fake.settings() | own)
        self.recent, self.fields = Recent(), fields

    def told(self, user_id, email, contact=False, wait=0):
        self.fake.clock.advance(wait)
        traits = {"email": email, "fsContact": contact}
        call = Call(type="identify", message_id="m", user_id=user_id, traits=traits)
        send, recent = self.fake.send, self.recent
        return converse(FRESHSALES, call, self.settings, send, self.fields, recent=recent).outcome

    def people(self, table):
        """The email and userId of each lead or contact."""
        records = getattr(self.fake, table)
        return [(r["email"], r["custom_field"].get("cf_user_id")) for r in records]


def after(history, **rest):
    crm = Crm(**rest)
    for call in history:
        crm.told(*call)
    return crm


def folded(values):
    return [value.lower() for value in values if value]


@given(histories)
@few
def test_a_user_id_is_held_by_one_lead_and_one_contact(history):
    crm = after(history)
    for table in ("leads", "contacts"):
        ids = folded(user_id for _, user_id in crm.people(table))
        assert len(ids) == len(set(ids)) == len(crm.people(table))


@given(histories)
@few
def test_the_lag_of_look_ups_changes_nothing(history):
    lagging, prompt = after(history), after(history, lag=0)
    for table in ("leads", "contacts"):
        assert lagging.people(table) == prompt.people(table)


@given(histories)
@few
def test_without_a_field_for_the_user_id_an_email_is_held_once(history):
    crm = after(history, fields={})
    for table in ("leads", "contacts"):
        emails = folded(email for email, _ in crm.people(table))
        assert len(emails) == len(set(emails))


@given(histories)
@few
def test_a_history_told_again_makes_nobody_new(history):
    once, twice = after(history), after(history * 2)
    for table in ("leads", "contacts"):
        assert len(once.people(table)) == len(twice.people(table))


@given(histories)
@few
def test_in_the_suite_a_user_id_is_held_by_one_contact(history):
    crm = after(history, domain="myfreshworks.com")
    ids = folded(user_id for _, user_id in crm.people("contacts"))
    assert len(ids) == len(set(ids)) == len(crm.people("contacts"))
    assert crm.people("leads") == []


@given(histories, st.sampled_from(["freshsales.io", "myfreshworks.com"]))
@few
def test_no_sender_rule_is_broken(history, domain):
    exchanges = after(history, domain=domain).fake.exchanges
    assert [str(f) for f in check("freshsales", exchanges) if not f.holds] == []


@pytest.mark.parametrize("contact", [False, True])
def test_a_changed_email_goes_to_the_one_lead_at_once(contact):
    crm = Crm()
    for email in ("a@x.io", "b@x.io", "c@x.io"):
        assert crm.told("u1", email, contact).kind is Kind.SENT
    assert crm.people("contacts" if contact else "leads") == [("c@x.io", "u1")]


def test_a_lead_that_was_deleted_meanwhile_is_created_anew():
    crm = Crm()
    crm.told("u1", "a@x.io")
    crm.fake.account.tables["leads"].remove(crm.fake.lead()["id"])
    assert crm.told("u1", "a@x.io").says == "lead created"


def test_a_lead_that_was_given_to_somebody_else_meanwhile_is_left_alone():
    crm = Crm()
    crm.told("u1", "a@x.io")
    lead = crm.fake.lead()
    other = {"email": "z@x.io", "emails": [], "custom_field": {"cf_user_id": "other"}}
    crm.fake.account.tables["leads"].put({**lead, **other})
    assert crm.told("u1", "a@x.io").says == "lead created"


@pytest.mark.parametrize("done", [True, False])
def test_a_lead_whose_creation_was_not_answered_is_made_once(done):
    crm = Crm()
    crm.fake.account.faults.order({"status": 503, "after": done, "method": "POST", "times": 1})
    call = Call(type="identify", message_id="m", user_id="u1", traits={"email": "a@x.io"})
    carrier = partial(transport_to, crm.fake, crm.fake.clock)
    with Forwarder({"freshsales": crm.settings}, transport_for=carrier) as forwarder:
        [told] = forwarder.forward(call)
    assert told.outcome.says == ("lead updated" if done else "lead created")
    assert crm.people("leads") == [("a@x.io", "u1")]


def test_a_forwarder_remembers_whom_it_wrote():
    crm = Crm()
    traits = {"email": "a@x.io"}
    with Forwarder({"freshsales": crm.settings}, send_for=lambda _: crm.fake.send) as forwarder:
        for message_id in ("m1", "m2"):
            call = Call(type="identify", message_id=message_id, user_id="u1", traits=traits)
            forwarder.forward(call)
    assert crm.people("leads") == [("a@x.io", "u1")]
