"""``fauxdesk.mock()``: the vendors' real addresses, answered inside this process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Self

from contracts.call import Json
from contracts.hosts import vendor_of
from contracts.problem import BadInput
from emulator.account_file import check_account
from emulator.calling import WsgiApp
from emulator.vendor import vendors
from fauxdesk.fakes import Fake
from fauxdesk.interception.blocks import Block, Others


class Mock(Block, Mapping[str, Fake]):
    """A block in which the vendors' hosts are answered by fakes with accounts of their own.

    ``mock["zendesk"].account`` is what the fake holds. As a decorator, every call of the
    function gets fresh accounts.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        accounts: Mapping[str, Mapping[str, Json]],
        others: Others,
    ) -> None:
        self._made_of = (names, accounts, others)
        for name in {*names, *accounts} - set(vendors()):
            raise BadInput(f"unknown vendor {name!r}; known: {', '.join(vendors())}")
        files = {name: check_account(vendors()[name], data) for name, data in accounts.items()}
        self._fakes = {
            name: Fake(vendors()[name], files.get(name), pinned=True) for name in names or vendors()
        }
        super().__init__(self._app_of, others)

    def __getitem__(self, name: str) -> Fake:
        return self._fakes[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fakes)

    def __len__(self) -> int:
        return len(self._fakes)

    def afresh(self) -> Self:
        """Another mock of the same making."""
        return type(self)(*self._made_of)

    def guards(self, host: str) -> bool:
        """Whether a call to ``host`` may not get out: no vendor's host ever may."""
        return vendor_of(host) is not None or super().guards(host)

    def _app_of(self, host: str) -> WsgiApp | None:
        return self._fakes.get(vendor_of(host) or "")


def mock(
    *names: str,
    accounts: Mapping[str, Mapping[str, Json]] | None = None,
    others: Others = "pass",
) -> Mock:
    """Answer the real addresses of these vendors (default all) from fakes in this process.

    Use it as ``with fauxdesk.mock() as desk:`` or ``@fauxdesk.mock()``. Unmodified code that
    calls ``https://acme.zendesk.com/api/v2/...`` through requests, urllib3, httpx, aiohttp or
    urllib reaches a fake that takes whatever credentials it sends. ``accounts`` are account
    files as data, by vendor. Hosts that are no vendor's are reached as always, or refused where
    ``others="block"``. Raises BadInput for an unknown vendor or an account that is not well
    formed.
    """
    return Mock(names, accounts or {}, others)
