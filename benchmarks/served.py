"""A fake Zendesk with many users, as a WSGI app for any server: ``benchmarks.served:app``."""

from __future__ import annotations

import os

from emulator.account_file import check_account
from emulator.vendor import vendors
from fauxdesk.fakes import Fake

USERS = "FAUXDESK_BENCHMARK_USERS"
"""The environment variable that says how many."""


def fake_of(users: int) -> Fake:
    """A fake Zendesk that holds so many users; their emails are ``u1@x.io``, ``u2@x.io`` ..."""
    made = [{"id": n, "name": f"U{n}", "email": f"u{n}@x.io"} for n in range(1, users + 1)]
    zendesk = vendors()["zendesk"]
    return Fake(zendesk, check_account(zendesk, {"users": made}))


app = fake_of(int(os.environ.get(USERS, "0")))
