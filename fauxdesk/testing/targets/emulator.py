"""The target emulator: each vendor is a fake of this process, with an account of its own."""

from __future__ import annotations

from fauxdesk.testing.targets.opening import Opened, Opening


class Emulator:
    """Opens fakes."""

    def lacks(self, _vendor: str) -> str:
        """Nothing: a fake needs nobody."""
        return ""

    def open(self, opening: Opening) -> Opened:
        """A fresh account behind the vendor's hosts."""
        fake = opening.fake()
        return Opened(vendor=opening.vendor, counterpart=fake, app=fake)
