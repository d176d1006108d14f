"""Whatever is sent to Freshdesk's fake, it answers as Freshdesk would, all or nothing."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulator.freshdesk.attributes import COMPANY, CONTACT

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
LISTS = st.lists(SCALARS, max_size=2)
VALUES = SCALARS | LISTS | st.dictionaries(st.text(max_size=3), SCALARS | LISTS, max_size=2)
CUSTOM = st.dictionaries(st.sampled_from(["seats", "vip", "tier", "since", "cf_vip"]), VALUES)
ANY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def bodies(attributes):
    names = sorted({a.name for a in attributes} - {"custom_fields"})
    plain = st.dictionaries(st.sampled_from(names), VALUES)
    return st.builds(lambda body, custom: {**body, "custom_fields": custom}, plain, CUSTOM | VALUES)


def check(desk, method, path, body):
    before = desk.records()
    answer = desk.ask(method, path, body)
    assert answer.status in (200, 201, 400, 409), answer.body
    if not answer.ok:
        assert desk.records() == before


@ANY
@given(body=bodies(CONTACT))
def test_any_contact_is_written_or_refused_whole(desk, body):
    check(desk, "POST", "/contacts", {"name": "A", "phone": "1", **body})
    made = desk.made("/contacts", name="A", phone="1")
    check(desk, "PUT", f"/contacts/{made['id']}", body)


@ANY
@given(body=bodies(COMPANY))
def test_any_company_is_written_or_refused_whole(desk, body):
    check(desk, "POST", "/companies", body)


@ANY
@given(body=st.dictionaries(st.sampled_from(["label", "type", "choices", "position"]), VALUES))
def test_any_field_is_written_or_refused_whole(desk, body):
    check(desk, "POST", "/company_fields", {"label": "L", "type": "custom_text", **body})


@ANY
@given(text=st.text(max_size=20))
def test_any_parameter_is_understood_or_refused(desk, text):
    for name in ("email", "company_id", "state", "contact_type", "updated_since", "page"):
        assert desk.get("/contacts", **{name: text}).status in (200, 400)
    assert desk.get("/companies/autocomplete", name=text).status in (200, 400)
