"""What the tests of Freshdesk share."""

from __future__ import annotations

import base64
from functools import partial

import pytest

from asking import Asking, app_of

KEY = "fd-local-key"
FIELDS = {
    "contact_fields": [
        {"name": "seats", "type": "custom_number"},
        {"name": "vip", "type": "custom_checkbox"},
        {"name": "tier", "type": "custom_dropdown", "choices": ["Gold", "Silver"]},
        {"name": "since", "type": "custom_date"},
    ]
}


class Desk(Asking):
    """One account of the fake, asked over its API; paths start below ``/api/v2``."""

    def ask(self, method, path, body=None, *, pair=f"{KEY}:X", headers=None, **query):
        signed = {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
        return self.send(method, f"/api/v2{path}", body, {**signed, **(headers or {})}, query)

    def made(self, path, **said):
        """What a POST made, as its answer shows it."""
        answer = self.post(path, said)
        assert answer.status == 201, answer.body
        return answer.body


@pytest.fixture(scope="session")
def desk_app():
    return app_of("freshdesk")


@pytest.fixture
def desk_of(desk_app):
    """A function that opens an account from a file's data."""
    return partial(Desk, "freshdesk", desk_app)


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
