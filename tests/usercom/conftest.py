"""What the tests of User.com share."""

from __future__ import annotations

from functools import partial

import pytest

from asking import Asking, app_of

ACCEPT = {1: "application/json", 2: "*/*; version=2"}


class Site(Asking):
    """One account of the fake, asked over its API; paths start below ``/api/public``."""

    def ask(self, method, path, body=None, *, version=2, headers=None, **query):
        signed = {"Authorization": "Token uc-local-key", "Accept": ACCEPT[version]}
        return self.send(method, f"/api/public{path}", body, {**signed, **(headers or {})}, query)

    def identify(self, custom_id="u1", **fields):
        """The answer to update_or_create."""
        return self.post("/users/update_or_create/", {"custom_id": custom_id, **fields}).body

    def user(self, custom_id="u1", version=2):
        return self.get(f"/users-by-id/{custom_id}/", version=version).body


@pytest.fixture(scope="session")
def site_app():
    return app_of("usercom")


@pytest.fixture(scope="session")
def site_of(site_app):
    """A function that opens an account from a file's data."""
    return partial(Site, "usercom", site_app)


@pytest.fixture
def site(site_of):
    """The default account."""
    return site_of({})
