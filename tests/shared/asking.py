"""Asking one account of a fake over its API."""

from functools import partial

from contracts.exchange import Request
from emulator.account import Account
from emulator.accounts import Accounts
from emulator.app import make_app
from emulator.calling import answer_to
from emulator.clock import Clock
from emulator.vendor import vendors


def app_of(vendor):
    """The fake of a vendor, with no account of its own yet."""
    return make_app(vendors()[vendor], Accounts(vendors()[vendor], Clock()))


class Asking:
    """One account of a fake, whose clock stands; a vendor's own ``ask`` signs and sends."""

    def __init__(self, vendor, app, file):
        clock = Clock(frozen_at=1_700_000_000)
        self.account = Account(vendors()[vendor], "acme", file, clock)
        self.accounts = Accounts(vendors()[vendor], clock, pinned=self.account)
        self.account.open = False
        self.app = app
        self.get, self.post = partial(self.ask, "GET"), partial(self.ask, "POST")
        self.put, self.delete = partial(self.ask, "PUT"), partial(self.ask, "DELETE")

    def send(self, method, path, body=None, headers=None, query=None):
        request = Request(method, path, query or {}, headers or {}, body)
        return answer_to(self.app, request, accounts=self.accounts)

    def records(self):
        """Everything that is stored, as it stands."""
        return {name: list(table) for name, table in self.account.tables.items()}
