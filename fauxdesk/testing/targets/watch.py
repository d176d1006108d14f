"""The watch over a run: what a test leaves running reaches no vendor once the test is over."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.hosts import vendor_of
from emulator.calling import WsgiApp
from fauxdesk.interception import Block
from fauxdesk.interception.reply import place_of
from fauxdesk.interception.swap import Refused
from forwarder.settings import environment_name
from forwarder.vendor import vendors


class Watch(Block):
    """A block around all tests, in which a vendor's addresses are nobody's but a test's own.

    ``environ`` has the addresses that settings name in place of the vendors' own.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        super().__init__(lambda _host: None)
        names = [environment_name(vendor, "url") for vendor in vendors().values()]
        self._places = {place_of(environ[name]) for name in names if environ.get(name)}

    def app_at(self, place: str) -> WsgiApp | None:
        """None; Refused for an address that the settings name."""
        if place in self._places:
            raise Refused(f"fauxdesk lets no call to {place} out: the test that made it is over")
        return None

    def guards(self, host: str) -> bool:
        """Whether the host is a vendor's."""
        return vendor_of(host) is not None
