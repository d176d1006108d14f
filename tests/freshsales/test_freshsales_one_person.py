"""Who was identified once stays one lead, or one contact, whatever comes after it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.checking import check
from freshsales_told import LAG, Crm

EMAILS = ["a@x.io", "A@x.io", "b@x.io", "c@x.io"]

users = st.sampled_from(["u1", "u2", "U2", "a@x.io"])
calls = st.tuples(users, st.sampled_from(EMAILS), st.booleans(), st.sampled_from([0, 0, LAG + 1]))
few = settings(deadline=None, max_examples=40)
histories = st.lists(calls, min_size=1, max_size=8)


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
