"""The accounts of one server, and which of them a request is for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping

from contracts.call import Json
from emulator.account import Account
from emulator.clock import Clock
from emulator.vendor import Vendor

MOST_MADE = 1_000
"""How many accounts one server makes for names that come to it."""


class Accounts(Mapping[str, Account]):
    """One vendor's accounts by name.

    A request is for the account its header ``X-Fauxdesk-Account`` names, else the one its
    Host's subdomain names, else the one its credential opens, else the default account. Who is
    named and not there yet is made from the vendor's template; of more than ``most_made`` made
    like that the one that was not asked for longest is dropped with all it holds. With
    ``pinned``, that account is the default, answers every host, and every account takes any
    well-formed credentials.
    """

    def __init__(
        self,
        vendor: Vendor,
        clock: Clock,
        file: Mapping[str, Json] | None = None,
        pinned: Account | None = None,
        *,
        most_made: int = MOST_MADE,
    ) -> None:
        self._vendor = vendor
        self._clock = clock
        self._pinned = pinned is not None
        self._lock = threading.Lock()
        self._accounts: dict[str, Account] = {}
        self._made: OrderedDict[str, Account] = OrderedDict()
        self._most_made = most_made
        self._by_credential: dict[str, Account] = {}
        self._by_subdomain: dict[str, Account] = {}
        self._hosts = tuple(
            f".{place}"
            for place in (
                vendor.domain,
                *vendor.other_domains,
                f"{vendor.name}.localhost",
                f"{vendor.domain.partition('.')[0]}.localhost",
            )
        )
        self.default = pinned or Account(
            vendor, default_name(vendor, file or {}), file or {}, clock
        )
        self.default.open = self._pinned
        self._add(self.default)

    def __getitem__(self, name: str) -> Account:
        return self._accounts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._accounts))

    def __len__(self) -> int:
        return len(self._accounts)

    def choose(self, headers: Mapping[str, str], host: str = "") -> Account:
        """The account that a request with these headers to this host is for.

        ``headers`` are spelled as in ``Request``: ``X-Fauxdesk-Account``.
        """
        name = headers.get("X-Fauxdesk-Account")
        if name:
            return self.named(name)
        subdomain = None if self._pinned else self._subdomain(host)
        if subdomain:
            known = self._by_subdomain.get(subdomain)
            return self.named(known.name if known else subdomain)
        if len(self._accounts) > 1 and not self._pinned:
            credential = self._vendor.account_of(headers)
            if credential is not None:
                return self._by_credential.get(credential, self.default)
        return self.default

    def named(self, name: str) -> Account:
        """The account of that name, made from the template where there is none yet."""
        if name == "default":
            return self.default
        with self._lock:
            account = self._accounts.get(name) or self._make(name)
            if name in self._made:
                self._made.move_to_end(name)
            return account

    def find_by_credentials(self, account: Account) -> None:
        """Let the account be found by the credentials it has now; an earlier account wins."""
        for credential in self._vendor.keys(account):
            self._by_credential.setdefault(credential, account)

    def _make(self, name: str) -> Account:
        account = self._made[name] = Account(self._vendor, name, {}, self._clock)
        account.open = self._pinned
        self._add(account)
        if len(self._made) > self._most_made:
            self._drop(self._made.popitem(last=False)[1])
        return account

    def _drop(self, account: Account) -> None:
        del self._accounts[account.name]
        for index in (self._by_subdomain, self._by_credential):
            for key in [key for key, held in list(index.items()) if held is account]:
                del index[key]

    def _add(self, account: Account) -> None:
        self._accounts[account.name] = account
        self._by_subdomain.setdefault(account.name.lower(), account)
        self.find_by_credentials(account)

    def _subdomain(self, host: str) -> str | None:
        name = host.partition(":")[0].lower()
        for place in self._hosts:
            if name.endswith(place):
                return name.removesuffix(place) or None
        return None


def default_name(vendor: Vendor, file: Mapping[str, Json]) -> str:
    """The name of an account that is made without one: the file's, else the template's."""
    return str(file.get("name") or vendor.template.get("name") or "default")
