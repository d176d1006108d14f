"""The target live: each vendor is the vendor itself, reached from here, and guarded from writes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cassettes.relay import Relay
from cassettes.wsgi import origin_of, target_in
from contracts.problem import Problem
from emulator.vendor import vendors as fake_vendors
from fauxdesk.interception import outside
from fauxdesk.interception.reply import place_of
from fauxdesk.testing.targets.opening import Opened, Opening
from fauxdesk.testing.targets.stateless import NoState, Stateless
from forwarder.settings import Settings, environment_name, read_settings, table_of
from forwarder.vendor import vendors

WHY = "a live vendor's state is not ours to look at; the emulator's is (--fauxdesk-target=emulator)"
READS = frozenset({"GET", "HEAD", "OPTIONS"})
OVERRIDES = ("HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_HTTP_METHOD", "HTTP_X_METHOD_OVERRIDE")
"""Headers by which a request asks to be taken for one of another method."""
OVERRIDE = "_method"
"""The query parameter that does the same."""


class WriteRefused(Problem):
    """A request that may change something at a real vendor, and was not let out."""


class RealTime:
    """The real clock: to advance it is to wait."""

    seconds = staticmethod(time.time)
    advance = staticmethod(time.sleep)


class Live:
    """Opens the vendors themselves, with the settings that ``environ`` has.

    A variable is ``FAUXDESK_<VENDOR>_<KEY>``. Without ``writes`` only ``READS`` are let out.
    """

    def __init__(self, environ: Mapping[str, str], *, writes: bool) -> None:
        self._environ, self._writes = environ, writes

    def lacks(self, vendor: str) -> str:
        """The variables that are missing."""
        own = vendors()[vendor]
        required = [environment_name(own, s.key) for s in table_of(own) if s.required]
        missing = [name for name in required if not self._environ.get(name)]
        return f"live {vendor} needs {', '.join(missing)} in the environment" if missing else ""

    def open(self, opening: Opening) -> Opened:
        """A line to the vendor. NoState for a scenario whose account would have to be prepared."""
        if opening.scenario is not None and opening.scenario.account:
            story = f"{opening.vendor}/{opening.scenario.name}"
            raise NoState(f"{story} begins with an account that nobody prepares at a live vendor")
        settings = self._settings(opening.vendor)
        given = {key: value for key, value in settings.items() if value is not None}
        counterpart = Stateless(
            fake_vendors()[opening.vendor],
            _Vendor(settings, writes=self._writes),
            given,
            RealTime(),
            WHY,
            hide=settings.hidden,
        )
        return Opened(
            vendor=opening.vendor,
            counterpart=counterpart,
            app=counterpart.app,
            place=place_of(settings.url),
            recorded_from=urlsplit(settings.url).netloc,
            unanswered=counterpart.app.unanswered,
        )

    def _settings(self, vendor: str) -> Settings:
        start = environment_name(vendors()[vendor], "")
        own = {name: value for name, value in self._environ.items() if name.startswith(start)}
        return read_settings(None, own)[vendor]


class _Vendor:
    """Answers with what the vendor answers; an own ``url`` of the settings stands for all hosts."""

    def __init__(self, settings: Settings, *, writes: bool) -> None:
        self._settings, self._writes = settings, writes
        self._lock = threading.Lock()
        self._relays: dict[str, Relay] = {}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Pass one request on; WriteRefused for a write that may not go out."""
        origin = self._origin(environ)
        method = _taken_for(environ)
        if method not in READS and not self._writes:
            path = self._settings.hidden(target_in(environ).partition("?")[0])
            says = f"{method} {path} is a write and was not sent to {place_of(origin)}"
            raise WriteRefused(f"{says}; --fauxdesk-allow-writes lets writes out")
        with self._lock:
            relay = self._relays.setdefault(origin, Relay(origin, lambda: _unheard))
        with outside():
            return list(relay(environ, start_response))

    def _origin(self, environ: dict[str, Any]) -> str:
        asked = origin_of(environ)
        given = self._settings["url"]
        return self._settings.url if given and place_of(asked) != place_of(given) else asked


def _taken_for(environ: Mapping[str, Any]) -> str:
    """The method a vendor may take the request for: of those it names, one that is no read."""
    asked = parse_qs(target_in(environ).partition("?")[2]).get(OVERRIDE, [])
    named = [environ[name] for name in OVERRIDES if name in environ]
    methods: list[str] = [
        environ["REQUEST_METHOD"],
        *(name.strip().upper() for name in (*named, *asked)),
    ]
    return next((method for method in methods if method not in READS), methods[0])


def _unheard(_taken: object) -> None:
    """The line hears it."""
