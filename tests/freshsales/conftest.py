"""An account of the fake Freshsales, asked over its API."""

from functools import partial

import pytest

from asking import Asking, app_of
from contracts.exchange import Request
from contracts.operation import operations_of

TOKEN = {"Authorization": "Token token=fs-local-token"}
OPERATIONS = operations_of("freshsales")
CLASSIC, SUITE = "/api", "/crm/sales/api"


class Crm(Asking):
    """One account of the fake; paths start below the base, that of the classic API or another.

    Whatever it answers is as its operation says.
    """

    def ask(self, method, path, body=None, headers=TOKEN, base=CLASSIC, **query):
        answer = self.send(method, f"{base}{path}", body, headers, query)
        found = OPERATIONS.find(Request(method, f"{base}{path}"))
        assert found is None or found[0].check_answer(answer) == []
        return answer

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
    return app_of("freshsales")


@pytest.fixture
def crm_of(crm_app):
    """A function that opens an account from a file's data."""
    return partial(Crm, "freshsales", crm_app)


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
