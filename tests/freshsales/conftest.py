"""An account of the fake Freshsales, asked over its API."""

from functools import partial

import pytest

from contracts.exchange import Request
from emulator.account import Account
from emulator.accounts import Accounts
from emulator.app import make_app
from emulator.calling import answer_to
from emulator.clock import Clock
from emulator.vendor import vendors

TOKEN = {"Authorization": "Token token=fs-local-token"}
CLASSIC, SUITE = "/api", "/crm/sales/api"


class Crm:
    """One account of the fake; paths start below the base, that of the classic API or another."""

    def __init__(self, app, file):
        vendor = vendors()["freshsales"]
        self.account = Account(vendor, "acme", file, Clock(frozen_at=1_700_000_000))
        self.accounts = Accounts(vendor, self.account.clock, pinned=self.account)
        self.account.open = False
        self.app = app
        self.get, self.post = partial(self.ask, "GET"), partial(self.ask, "POST")
        self.put, self.delete = partial(self.ask, "PUT"), partial(self.ask, "DELETE")

    def ask(self, method, path, body=None, headers=TOKEN, base=CLASSIC, **query):
        request = Request(method, f"{base}{path}", query, headers, body)
        return answer_to(self.app, request, accounts=self.accounts)

    def made(self, many, **values):
        """A record made over the API; ``many`` is the word in the path."""
        word = many.removesuffix("s")
        answer = self.post(f"/{many}", {word: values})
        assert answer.status == 200, answer.body
        return answer.body[word]

    def table(self, name):
        return list(self.account.tables[name])


@pytest.fixture(scope="session")
def crm_app():
    vendor = vendors()["freshsales"]
    return make_app(vendor, Accounts(vendor, Clock()))


@pytest.fixture
def crm_of(crm_app):
    """A function that opens an account from a file's data."""
    return partial(Crm, crm_app)


@pytest.fixture
def crm(crm_of):
    """The default account."""
    return crm_of({})


@pytest.fixture
def refusal():
    """A function that gives the status and the joined texts of an error in the usual envelope."""

    def read(answer):
        errors = answer.body["errors"]
        assert errors["code"] == answer.status
        return answer.status, "; ".join(errors["message"])

    return read
