"""What the tests of User.com share."""

from __future__ import annotations

from functools import partial

import pytest

from contracts.exchange import Request
from emulator.account import Account
from emulator.accounts import Accounts
from emulator.app import make_app
from emulator.calling import answer_to
from emulator.clock import Clock
from emulator.vendor import vendors

ACCEPT = {1: "application/json", 2: "*/*; version=2"}


class Site:
    """One account of the fake, asked over its API; paths start below ``/api/public``."""

    def __init__(self, app, file):
        vendor = vendors()["usercom"]
        self.account = Account(vendor, "acme", file, Clock(frozen_at=1_700_000_000))
        self.accounts = Accounts(vendor, self.account.clock, pinned=self.account)
        self.account.open = False
        self.app = app
        self.get, self.post = partial(self.ask, "GET"), partial(self.ask, "POST")
        self.put, self.delete = partial(self.ask, "PUT"), partial(self.ask, "DELETE")

    def ask(self, method, path, body=None, *, version=2, headers=None, **query):
        signed = {"Authorization": "Token uc-local-key", "Accept": ACCEPT[version]}
        return self.send(method, f"/api/public{path}", body, {**signed, **(headers or {})}, query)

    def send(self, method, path, body=None, headers=None, query=None):
        request = Request(method, path, query or {}, headers or {}, body)
        return answer_to(self.app, request, accounts=self.accounts)

    def identify(self, custom_id="u1", **fields):
        """The answer to update_or_create."""
        return self.post("/users/update_or_create/", {"custom_id": custom_id, **fields}).body

    def user(self, custom_id="u1", version=2):
        return self.get(f"/users-by-id/{custom_id}/", version=version).body

    def records(self):
        """Everything that is stored, as it stands."""
        return {name: list(table) for name, table in self.account.tables.items()}


@pytest.fixture(scope="session")
def site_app():
    vendor = vendors()["usercom"]
    return make_app(vendor, Accounts(vendor, Clock()))


@pytest.fixture
def site_of(site_app):
    """A function that opens an account from a file's data."""
    return partial(Site, site_app)


@pytest.fixture
def site(site_of):
    """The default account."""
    return site_of({})
