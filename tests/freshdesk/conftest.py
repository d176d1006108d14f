"""What the tests of Freshdesk share."""

from __future__ import annotations

import base64
from functools import partial

import pytest

from contracts.exchange import Request
from emulator.account import Account
from emulator.accounts import Accounts
from emulator.app import make_app
from emulator.calling import answer_to
from emulator.clock import Clock
from emulator.vendor import vendors

KEY = "fd-local-key"
FIELDS = {
    "contact_fields": [
        {"name": "seats", "type": "custom_number"},
        {"name": "vip", "type": "custom_checkbox"},
        {"name": "tier", "type": "custom_dropdown", "choices": ["Gold", "Silver"]},
        {"name": "since", "type": "custom_date"},
    ]
}


class Desk:
    """One account of the fake, asked over its API; paths start below ``/api/v2``."""

    def __init__(self, app, file):
        vendor = vendors()["freshdesk"]
        self.account = Account(vendor, "acme", file, Clock(frozen_at=1_700_000_000))
        self.accounts = Accounts(vendor, self.account.clock, pinned=self.account)
        self.account.open = False
        self.app = app
        self.get, self.post = partial(self.ask, "GET"), partial(self.ask, "POST")
        self.put, self.delete = partial(self.ask, "PUT"), partial(self.ask, "DELETE")

    def ask(self, method, path, body=None, *, pair=f"{KEY}:X", headers=None, **query):
        signed = {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
        request = Request(method, f"/api/v2{path}", query, {**signed, **(headers or {})}, body)
        return answer_to(self.app, request, accounts=self.accounts)

    def made(self, path, **said):
        """What a POST made, as its answer shows it."""
        answer = self.post(path, said)
        assert answer.status == 201, answer.body
        return answer.body

    def records(self):
        """Everything that is stored, as it stands."""
        return {name: list(table) for name, table in self.account.tables.items()}


@pytest.fixture(scope="session")
def desk_app():
    vendor = vendors()["freshdesk"]
    return make_app(vendor, Accounts(vendor, Clock()))


@pytest.fixture
def desk_of(desk_app):
    """A function that opens an account from a file's data."""
    return partial(Desk, desk_app)


@pytest.fixture
def desk(desk_of):
    """An account with a custom field of contacts of every kind."""
    return desk_of(FIELDS)


@pytest.fixture
def faults():
    """A function that tells field, code and message of each fault in an answer."""

    def faults_of(answer, status=400):
        assert answer.status == status, answer.body
        assert answer.body["description"] == "Validation failed"
        return [(f["field"], f["code"], f["message"]) for f in answer.body["errors"]]

    return faults_of
