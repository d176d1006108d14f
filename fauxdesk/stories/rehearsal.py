"""A rehearsal: the forwarder against fakes inside this process, so that nothing leaves it."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.call import Call
from contracts.conversation import Conversation
from emulator.vendor import vendors as fake_vendors
from fauxdesk.fakes import Fake
from forwarder.driver import converse, discovered
from forwarder.settings import Settings, settings_of
from forwarder.vendor import Fields, vendors


class Rehearsal:
    """Forwards calls to fakes that nobody else can reach.

    ``settings`` are used as given, whatever credentials they hold; a vendor without any gets
    those of its default account. When ``fresh``, each call meets new accounts of the default
    template (what would be planned for people nobody knows yet), else the same accounts
    throughout (what delivering a whole file would do).
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        settings: dict[str, Settings] | None = None,
        *,
        fresh: bool = True,
    ) -> None:
        self.fresh = fresh
        self._settings = settings or {}
        chosen = tuple(names) or tuple(self._settings) or tuple(vendors())
        self._fakes = {name: Fake(fake_vendors()[name], pinned=True) for name in chosen}

    def forward(self, call: Call) -> list[Conversation]:
        """What the call would say to each vendor."""
        return [self._told(name, fake, call) for name, fake in self._fakes.items()]

    def _told(self, name: str, fake: Fake, call: Call) -> Conversation:
        if self.fresh:
            fake.account.reset()
        vendor = vendors()[name]
        settings = self._settings.get(name) or settings_of(vendor, fake.settings())

        def discover() -> Fields:
            return discovered(vendor, settings, fake.send)

        return converse(vendor, call, settings, fake.send, discover=discover)
