"""A stack: every vendor's fake in one process, on loopback ports, with one clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType

from contracts.call import Json
from contracts.problem import BadInput
from emulator.account_file import check_account, read_account_file
from emulator.calling import WsgiApp
from emulator.clock import Clock
from emulator.serving import Serving
from emulator.vendor import vendors
from fauxdesk.fakes import Fake
from fauxdesk.ports import LAST_PORT


class Stack(Mapping[str, Fake]):
    """The fakes by vendor; ``start`` serves them, ``stop`` ends it, as does leaving a ``with``.

    ``names`` are the vendors (default all), ``files`` account files and ``accounts`` the same
    as data by vendor. ``port`` 0 takes free ports, else a vendor listens on ``port`` plus its
    own offset. Raises BadInput for an unknown vendor, a bad file or a taken port.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        *,
        files: Iterable[str | Path] = (),
        accounts: Mapping[str, Mapping[str, Json]] | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        clock: Clock | None = None,
    ) -> None:
        self.host, self.port = host, port
        self.clock = clock or Clock()
        chosen = tuple(names) or tuple(vendors())
        for name in {*chosen, *(accounts or {})} - set(vendors()):
            raise BadInput(f"unknown vendor {name!r}; known: {', '.join(vendors())}")
        held = {n: check_account(vendors()[n], data) for n, data in (accounts or {}).items()}
        for path in files:
            name, account = read_account_file(path)
            _check_place(name, chosen, held, path)
            held[name] = account
        self._fakes = {n: Fake(vendors()[n], held.get(n), self.clock) for n in chosen}
        self.front: WsgiApp | None = None
        self._serving: Serving | None = None

    def __getitem__(self, name: str) -> Fake:
        return self._fakes[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fakes)

    def __len__(self) -> int:
        return len(self._fakes)

    def __enter__(self) -> Stack:
        return self if self._serving else self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> Stack:
        """Listen; returns once every port answers. ``front``, if set, has the first port."""
        apps: list[tuple[int, WsgiApp]] = [] if self.front is None else [(self.port, self.front)]
        apps += [(self._port_of(name), fake) for name, fake in self._fakes.items()]
        serving = Serving(apps, self.host)
        serving.start()
        self._serving = serving
        return self

    def stop(self) -> None:
        """Stop listening; what the accounts hold stays."""
        if self._serving is not None:
            self._serving.stop()
            self._serving = None

    @property
    def front_url(self) -> str:
        """The address of the front page; BadInput where none is served."""
        if self.front is None:
            raise BadInput("this stack has no front page")
        return self._urls()[0]

    def url(self, name: str) -> str:
        """The address of a vendor's fake: ``http://127.0.0.1:7102``."""
        return self._urls()[list(self._fakes).index(name) + (self.front is not None)]

    def settings(self) -> dict[str, dict[str, Json]]:
        """Settings by vendor of a forwarder that writes to this stack."""
        return {name: fake.settings({"url": self.url(name)}) for name, fake in self.items()}

    def _urls(self) -> list[str]:
        if self._serving is None:
            raise BadInput("the stack is not started")
        return self._serving.urls

    def _port_of(self, name: str) -> int:
        port = self.port and self.port + self._fakes[name].vendor.port
        if not 0 <= port <= LAST_PORT:
            raise BadInput(f"{name} would listen on port {port}; the last one is {LAST_PORT}")
        return port


def _check_place(
    name: str, chosen: Iterable[str], held: Mapping[str, Json], path: str | Path
) -> None:
    if name not in chosen:
        says = f"{name} is not among the vendors to run: {', '.join(chosen)}"
        raise BadInput(says, file=path, field="vendor")
    if name in held:
        raise BadInput(f"{name} has an account file already", file=path, field="vendor")


def start(
    *names: str,
    files: Iterable[str | Path] = (),
    accounts: Mapping[str, Mapping[str, Json]] | None = None,
    port: int = 0,
) -> Stack:
    """Start the fakes of these vendors (default all) on loopback; stop them with ``.stop()``.

    ``with fauxdesk.start("zendesk") as stack: ...`` stops them by itself.
    """
    return Stack(names, files=files, accounts=accounts, port=port).start()
