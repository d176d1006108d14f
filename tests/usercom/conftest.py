"""What the tests of User.com share."""

from __future__ import annotations

from functools import partial

import httpx
import pytest
import requests

import fauxdesk
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


class Stranger:
    """A plain client of HTTP at a running app, who knows the vendor's documents alone."""

    def __init__(self, client, address, key):
        self.client, self.address, self.key = client, address, key

    def __call__(self, method, path, *, version=2, headers=(), body=None, **told):
        """The answer; it takes the method, the path and what the client takes.

        It is signed with the app's key, unless ``headers`` say otherwise.
        """
        as_it_is = "data" if isinstance(self.client, requests.Session) else "content"
        told |= {as_it_is: body} if body is not None else {}
        url = path if path.startswith("http") else f"{self.address}/api/public{path}"
        signed = {"Authorization": f"Token {self.key}", "Accept": ACCEPT[version]}
        return self.client.request(method, url, headers={**signed, **dict(headers)}, **told)

    def made(self, path="/users/", **fields):
        """The id of a new record."""
        answer = self("POST", path, json=fields)
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    def walked(self, path, version=2, leads="next"):
        """The ids of each page, from the one at ``path`` to where nothing leads on."""
        pages = []
        while path:
            page = self("GET", path, version=version).json()
            pages.append([record["id"] for record in page["results"]])
            path = page[leads]
        return pages


@pytest.fixture(scope="module")
def stack(request):
    """A running app, that of the module's ACCOUNT."""
    with fauxdesk.start("usercom", accounts={"usercom": request.module.ACCOUNT}) as running:
        yield running


@pytest.fixture(params=[requests.Session, httpx.Client], ids=["requests", "httpx"], scope="module")
def client(request):
    with request.param() as plain:
        yield plain


@pytest.fixture
def app(stack, client):
    """A stranger, who has the first key of an app that is as it was made."""
    account = stack["usercom"].account
    account.reset()
    return Stranger(client, stack.url("usercom"), account.settings["api_keys"][0])
