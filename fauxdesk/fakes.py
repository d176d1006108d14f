"""A fake: one vendor's app with accounts of its own, called inside this process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, partial
from typing import Any

from contracts.call import Json
from contracts.exchange import Exchange, Request
from emulator.account import Account
from emulator.accounts import Accounts, default_name
from emulator.app import VendorApp, make_app
from emulator.calling import answer_to
from emulator.clock import Clock
from emulator.table import Record
from emulator.vendor import Vendor, vendors
from fauxdesk import asserting


class Fake:
    """One vendor's accounts, and the app of this process that answers for them.

    Routes cost time to build, so the app is made once a process and told with each request
    whose accounts it serves. With ``pinned`` the default account answers every host and takes
    any well-formed credentials.
    """

    def __init__(
        self,
        vendor: Vendor,
        file: Mapping[str, Json] | None = None,
        clock: Clock | None = None,
        *,
        pinned: bool = False,
    ) -> None:
        self.vendor = vendor
        self.clock = clock or Clock()
        data = file or {}
        only = Account(vendor, default_name(vendor, data), data, self.clock) if pinned else None
        self.accounts = Accounts(vendor, self.clock, data, only)

    @property
    def account(self) -> Account:
        """The account of a caller who names none."""
        return self.accounts.default

    @property
    def exchanges(self) -> list[Exchange]:
        """What the default account was asked and answered, oldest first, secrets masked."""
        return [entry.exchange for entry in self.account.journal.entries]

    def __getattr__(self, name: str) -> Any:
        """The account's own records of table ``name``, or one of them by the table's singular.

        ``zendesk.users`` is a list; ``zendesk.user(email="ann@x.io")`` is the only record that
        has these fields, and an AssertionError where there are none or several.
        """
        __tracebackhide__ = True
        tables = ""
        if "accounts" in self.__dict__:
            account = self.account
            if name in account.tables:
                with account.lock:
                    return list(account.own(name))
            for table in account.tables:
                if asserting.singular(table) == name:
                    return partial(_one, account, table)
            tables = f"; its tables: {', '.join(account.tables)}"
        raise AttributeError(f"the fake has neither an attribute nor a table {name!r}{tables}")

    def assert_state(self, stated: Mapping[str, Json]) -> None:
        """The default account holds what is stated, else an AssertionError with the difference.

        ``{"users": [{"email": "ann@x.io"}], "organizations": 0}``: for each table a number, or
        all its records in the order of their ids, each with the fields that matter. The
        template's records do not count, and tables that are not named may hold anything.
        """
        __tracebackhide__ = True
        asserting.assert_state(self.account, stated)

    def assert_no_unexpected_writes(self) -> None:
        """Each write to the default account is an operation, well formed, and broke no rule."""
        __tracebackhide__ = True
        asserting.assert_no_unexpected_writes(self.vendor.name, self.exchanges)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a WSGI request for these accounts."""
        environ["fauxdesk.accounts"] = self.accounts
        return _app(self.vendor.name)(environ, start_response)

    def send(self, request: Request) -> Exchange:
        """The exchange of a request made inside this process; no socket is opened."""
        at = self.clock.now()
        answer = answer_to(self, request)
        return Exchange(request=request, answer=answer, vendor=self.vendor.name, at=at)

    def settings(self, over: Mapping[str, Json] | None = None) -> dict[str, Json]:
        """Settings of a forwarder that may write to the default account.

        ``over`` lies on top; a None in it takes a setting away.
        """
        settings = {**self.vendor.credentials(self.account), **(over or {})}
        return {key: value for key, value in settings.items() if value is not None}


def _one(account: Account, table: str, /, **has: Json) -> Record:
    __tracebackhide__ = True
    return asserting.the_one(account, table, has)


@cache
def _app(vendor: str) -> VendorApp:
    known = vendors()[vendor]
    return make_app(known, Accounts(known, Clock()))
