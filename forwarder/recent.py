"""What was written lately, for vendors whose look-ups do not show a write at once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TypeAlias

from forwarder.turns import Turns

Key: TypeAlias = tuple[str, ...]
"""What a record may be looked up by, such as kind, field and value."""


class Recent:
    """The ids of the records written last, by what each is looked up by.

    An id is only a hint: whoever takes it reads the record and goes by what that holds now. The
    oldest are forgotten first: keys beyond ``most``, and records beyond ``each`` of one key. May
    be used from many threads.
    """

    def __init__(self, most: int = 100_000, each: int = 4) -> None:
        self._most, self._each = most, each
        self._ids: OrderedDict[Key, tuple[int, ...]] = OrderedDict()
        self._lock, self._turns = threading.Lock(), Turns()

    @contextmanager
    def turn(self, keys: Iterable[Key]) -> Iterator[None]:
        """Keep others who may look up or write a record of these keys waiting meanwhile."""
        with ExitStack() as held:
            for key in sorted(set(keys)):
                held.enter_context(self._turns.of(key))
            yield

    def hold(self, record_id: int, keys: Iterable[Key]) -> None:
        """Remember a record that was written just now under these keys."""
        with self._lock:
            for key in keys:
                others = [i for i in self._ids.pop(key, ()) if i != record_id]
                self._ids[key] = (record_id, *others)[: self._each]
            while len(self._ids) > self._most:
                self._ids.popitem(last=False)

    def get(self, key: Key) -> tuple[int, ...]:
        """The ids of the records written under this key, the last one first."""
        with self._lock:
            return self._ids.get(key, ())
