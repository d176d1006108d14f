"""Whoever was written a moment ago is not made again, though no look-up shows him yet."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

import pytest

from contracts.call import Call
from contracts.conversation import Kind
from fauxdesk.inside import transport_to
from forwarder.delivery import Forwarder
from freshsales_told import LAG, Crm


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
@pytest.mark.parametrize("part", ["lead", "contact"])
def test_who_was_created_without_an_answer_is_made_once(part, done):
    crm = Crm()
    traits = {"email": "a@x.io", "fsContact": part == "contact"}
    crm.fake.account.faults.order({"status": 503, "after": done, "method": "POST", "times": 1})
    call = Call(type="identify", message_id="m", user_id="u1", traits=traits)
    carrier = partial(transport_to, crm.fake, crm.fake.clock)
    with Forwarder({"freshsales": crm.settings}, transport_for=carrier) as forwarder:
        [told] = forwarder.forward(call)
    assert told.outcome.says == (f"{part} updated" if done else f"{part} created")
    assert crm.people(f"{part}s") == [("a@x.io", "u1")]


def test_a_forwarder_remembers_whom_it_wrote():
    crm = Crm()
    traits = {"email": "a@x.io"}
    with Forwarder({"freshsales": crm.settings}, send_for=lambda _: crm.fake.send) as forwarder:
        for message_id in ("m1", "m2"):
            call = Call(type="identify", message_id=message_id, user_id="u1", traits=traits)
            forwarder.forward(call)
    assert crm.people("leads") == [("a@x.io", "u1")]


def hurried(crm):
    """A carrier to the fake that creates only when two callers are about to, if two can."""
    together = threading.Barrier(2)

    def send(request):
        if request.method == "POST" and request.path in ("/api/leads", "/api/deals"):
            with suppress(threading.BrokenBarrierError):
                together.wait(0.05)
        return crm.fake.send(request)

    return send


SAMPLE = {"fsContact": True, "company": {"name": "Acme"}, "deal": {"name": "Sample"}}


@pytest.mark.parametrize(
    ("people", "traits", "many"),
    [
        ([(f"u{n}", "a@x.io") for n in range(2)], {}, "leads"),
        ([("u1", "a@x.io"), ("U1", "b@x.io")], {}, "leads"),
        ([(f"u{n}", f"u{n}@x.io") for n in range(2)], SAMPLE, "deals"),
    ],
)
def test_calls_of_one_forwarder_at_once_make_one_record(people, traits, many):
    crm = Crm()
    carrier = {"send_for": lambda _: hurried(crm)}
    with (
        Forwarder({"freshsales": crm.settings}, **carrier) as sender,
        ThreadPoolExecutor(2) as pool,
    ):
        for number, (user_id, email) in enumerate(people):
            told = {"user_id": user_id, "traits": {**traits, "email": email}}
            pool.submit(sender.forward, Call(type="identify", message_id=f"m{number}", **told))
    assert len(list(getattr(crm.fake, many))) == 1


@pytest.mark.parametrize("domain", ["freshsales.io", "myfreshworks.com"])
def test_two_forwarders_make_one_contact(domain):
    """The classic API refuses the second one; the Suite's upsert finds who is there."""
    crm = Crm(domain=domain)
    crm.told("u1", "a@x.io", contact=True)
    crm.restart()
    told = crm.told("u1", "a@x.io", contact=True)
    assert told.kind is (Kind.FAILED if domain == "freshsales.io" else Kind.SENT)
    assert crm.told("u1", "a@x.io", contact=True, wait=LAG + 1).says == "contact updated"
    assert crm.people("contacts") == [("a@x.io", "u1")]


def test_two_forwarders_may_make_two_leads_within_the_lag_and_go_on_with_the_oldest():
    """freshsales.identify.two-forwarders: the classic API has no upsert of leads."""
    crm = Crm()
    crm.told("u1", "a@x.io")
    crm.restart()
    crm.told("u1", "a@x.io")
    outcome = crm.told("u1", "b@x.io", wait=LAG + 1)
    assert (outcome.says, outcome.rule) == ("lead updated", "freshsales.identify.multiple-oldest")
    assert crm.people("leads") == [("b@x.io", "u1"), ("a@x.io", "u1")]
