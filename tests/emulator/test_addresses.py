"""The absolute addresses that answers give."""

from dataclasses import replace

import pytest

from contracts.exchange import Request
from emulator.account import Account
from emulator.visit import Visit


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("", "https://acme.toy.example/notes"),
        ("other.toy.example", "https://other.toy.example/notes"),
        ("acme.toys.example", "https://acme.toys.example/notes"),
        ("127.0.0.1:8009", "http://127.0.0.1:8009/notes"),
    ],
)
def test_an_address_is_at_the_host_that_was_asked(toy, clock, host, address):
    vendor = replace(toy, other_domains=("toys.example",))
    visit = Visit(Account(vendor, "acme", {}, clock), Request("GET", "/notes", host=host))
    assert visit.address_of("/notes") == address
