"""What the tests of Zendesk share."""

from __future__ import annotations

import base64
from dataclasses import replace
from functools import partial

import pytest

from contracts.exchange import Request
from contracts.judging import KEPT, judges_of
from emulator.account import Account
from emulator.accounts import Accounts
from emulator.app import make_app
from emulator.calling import answer_to
from emulator.clock import Clock
from emulator.vendor import vendors

ADMIN = "admin@acme.example/token:zd-local-token"
AGENT = "agent@acme.example:zd-agent-password"


@pytest.fixture
def rulings():
    """A function that tells what a judge says of a stream, one letter an exchange.

    ``k`` is kept, ``b`` broken, ``-`` not concerned.
    """

    def rulings_of(rule, stream):
        stream = [replace(exchange) for exchange in stream]
        said = {id(e): r for e, r in judges_of("zendesk")[f"zendesk.{rule}"](stream)}
        letters = {None: "-", KEPT: "k"}
        return "".join(letters.get(said.get(id(exchange)), "b") for exchange in stream)

    return rulings_of


class Desk:
    """One account of the fake, asked over its API; paths start below ``/api/v2``."""

    def __init__(self, app, file):
        vendor = vendors()["zendesk"]
        self.account = Account(vendor, "acme", file, Clock(frozen_at=1_700_000_000))
        self.accounts = Accounts(vendor, self.account.clock, pinned=self.account)
        self.account.open = False
        self.app = app
        self.get, self.post = partial(self.ask, "GET"), partial(self.ask, "POST")
        self.put, self.delete = partial(self.ask, "PUT"), partial(self.ask, "DELETE")

    def ask(self, method, path, body=None, caller=ADMIN, **query):
        signed = {"Authorization": f"Basic {base64.b64encode(caller.encode()).decode()}"}
        request = Request(method, f"/api/v2{path}", query, signed, body)
        return answer_to(self.app, request, accounts=self.accounts)

    def records(self):
        """Everything that is stored, as it stands."""
        return {name: list(table) for name, table in self.account.tables.items()}


@pytest.fixture(scope="session")
def desk_app():
    vendor = vendors()["zendesk"]
    return make_app(vendor, Accounts(vendor, Clock()))


@pytest.fixture
def desk_of(desk_app):
    """A function that opens an account from a file's data."""
    return partial(Desk, desk_app)


@pytest.fixture
def desk(desk_of):
    """The default account."""
    return desk_of({})
