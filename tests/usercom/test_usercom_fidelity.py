"""What answers show of an account of User.com is there again when they are replayed."""

import pytest

from contracts.exchange import Request
from emulator.clock import Clock
from emulator.vendor import vendors
from fauxdesk.fakes import Fake
from recorded import WHEN, differences

SIGNED = {"Authorization": "Token scrubbed-0123456789abcdef", "Accept": "*/*; version=2"}

FILE = {
    "users": [
        {
            "id": 7,
            "custom_id": "u1",
            "email": "a@b.co",
            "tags": ["vip"],
            "lists": [3],
            "attributes": {"plan": "gold"},
        }
    ],
    "companies": [{"id": 21, "custom_id": "g1", "name": "Acme", "tags": ["vip"]}],
    "company_members": [{"company_id": 21, "user_id": 7}],
    "tags": [{"id": 5, "name": "vip"}],
    "lists": [{"id": 3, "name": "General", "description": "First"}],
    "deals": [{"id": 9, "custom_id": "d1", "name": "First", "user_id": 7, "company_id": 21}],
}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "users/7/", None),
        ("GET", "users/search/?email=a@b.co", None),
        ("GET", "companies-by-id/g1/", None),
        ("GET", "tags/", None),
        ("GET", "lists/", None),
        ("GET", "lists/3/", None),
        ("POST", "users/7/add_tag/", {"name": "vip"}),
        ("PUT", "deals-by-id/d1/", {"value": 9}),
    ],
)
def test_what_is_shown_is_there_when_it_is_replayed(method, path, body):
    path, _, query = path.partition("?")
    asked = dict([query.split("=")]) if query else {}
    fake = Fake(vendors()["usercom"], FILE, Clock(frozen_at=WHEN.timestamp()), pinned=True)
    request = Request(method, f"/api/public/{path}", asked, SIGNED, body, "acme.user.com")
    exchange = fake.send(request)
    assert exchange.answer.status == 200
    assert differences([exchange]) == []
