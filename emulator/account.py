"""An account: one pretend customer of one vendor, with everything it holds."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy

from contracts.call import Json
from emulator.clock import Clock
from emulator.faults import Faults
from emulator.hearing import Hearing
from emulator.journal import Journal
from emulator.limits import Windows
from emulator.seeded import Seeded
from emulator.table import Record, Store
from emulator.vendor import Vendor

SETTINGS: Mapping[str, Json] = {"strict": False, "rate_limits": False, "seed": 20130107}
"""The settings every account has, below its vendor's template."""


class Account:
    """Tables, settings, clock, ids, outbox, journal and windows of one pretend customer.

    ``file`` is an account file as data, already checked and completed (``account_file``). The
    vendor's template comes first, but for the lists that the file is ``without``, and the file on
    top of it; ``reset`` brings the account back there. Hold ``lock`` while reading or writing. The
    table ``outbox`` holds the mails the vendor would have sent; ``hearing`` is the judges' memory
    of the journal. An ``open`` account takes any well-formed credentials for its administrator's.
    """

    def __init__(self, vendor: Vendor, name: str, file: Mapping[str, Json], clock: Clock) -> None:
        self.vendor = vendor
        self.name = name
        self.file = file
        self.clock = clock
        self.lock = threading.RLock()
        self.open = False
        self.journal = Journal(vendor.secrets)
        self.hearing = Hearing(vendor.name, self.journal)
        self.reset()

    @property
    def settings(self) -> Mapping[str, Json]:
        """The switches and credentials: the template's, the account file's where it has them."""
        return self._settings

    def reset(self) -> None:
        """Start again from template and file: same seed, journal empty, the file's faults alone."""
        with self.lock:
            self._settings = {
                **SETTINGS,
                **self.vendor.template.get("settings", {}),
                **self.file.get("settings", {}),
            }
            self.random = Seeded(self.settings["seed"])
            self.faults = Faults(Seeded(self.settings["seed"]))
            self.tables = Store({**self.vendor.tables, "outbox": {}})
            self.windows = Windows()
            self._last_id = self.vendor.first_id
            self.journal.clear()
            without = self.file.get("without", ())
            template = {k: v for k, v in self.vendor.template.items() if k not in without}
            self.vendor.seed(self, deepcopy(template))
            self._template = {name: {r["id"] for r in t} for name, t in self.tables.items()}
            self.vendor.seed(self, deepcopy(dict(self.file)))
            for order in self.file.get("faults", ()):
                self.faults.order(order)

    def restore(self, settings: Mapping[str, Json], *, last_id: int | None, random: int) -> None:
        """Go on with these settings from a saved place; the rate windows start anew.

        ``last_id`` None goes on after the ids that are there.
        """
        ids = [r["id"] for table in self.tables.values() for r in table if isinstance(r["id"], int)]
        self._settings = dict(settings)
        self._last_id = last_id if last_id is not None else max([self._last_id, *ids])
        self.random.state = random
        self.windows.clear()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside happens, or nothing where an exception leaves the block.

        That is what the tables hold, and which ids and random values come next.
        """
        last_id, random = self._last_id, self.random.state
        try:
            with self.tables.transaction():
                yield
        except BaseException:
            self._last_id, self.random.state = last_id, random
            raise

    @property
    def last_id(self) -> int:
        """The id given last; the one before the first where none was."""
        return self._last_id

    def next_id(self) -> int:
        """A fresh id, larger than every one before; the same sequence after every reset."""
        self._last_id += self.random.randint(1, 97)
        return self._last_id

    def is_as_made(self, table: str) -> bool:
        """Whether ``table`` has the records of the template and no other."""
        ids, records = self._template[table], self.tables[table]
        return len(records) == len(ids) and all(records.get(id_) is not None for id_ in ids)

    def own(self, table: str) -> list[Record]:
        """The records of ``table`` that the template did not bring, with all that is due done."""
        self.vendor.catch_up(self)
        return [r for r in self.tables[table] if r["id"] not in self._template[table]]
