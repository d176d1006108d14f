"""What the tests of Zendesk share."""

from __future__ import annotations

import base64
from functools import partial

import pytest

from asking import Asking, app_of
from contracts.exchange import Request
from contracts.operation import operations_of
from ruling import rulings_of

ADMIN = "admin@acme.example/token:zd-local-token"
AGENT = "agent@acme.example:zd-agent-password"
OPERATIONS = operations_of("zendesk")


@pytest.fixture
def rulings():
    """A function that tells what a judge says of a stream, one letter an exchange.

    ``k`` is kept, ``b`` broken, ``-`` not concerned.
    """

    return partial(rulings_of, "zendesk")


class Desk(Asking):
    """One account of the fake, asked over its API; paths start below ``/api/v2``.

    Every answer is one that the contracts know.
    """

    def ask(self, method, path, body=None, caller=ADMIN, **query):
        signed = {"Authorization": f"Basic {base64.b64encode(caller.encode()).decode()}"}
        answer = self.send(method, f"/api/v2{path}", body, signed, query)
        found = OPERATIONS.find(Request(method, f"/api/v2{path}"))
        assert found is None or found[0].check_answer(answer) == []
        return answer


@pytest.fixture(scope="session")
def desk_app():
    return app_of("zendesk")


@pytest.fixture
def desk_of(desk_app):
    """A function that opens an account from a file's data."""
    return partial(Desk, "zendesk", desk_app)


@pytest.fixture
def desk(desk_of):
    """The default account."""
    return desk_of({})
