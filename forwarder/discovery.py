"""The custom fields of an account: asked for once, and known for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future

from contracts.conversation import Kind, Outcome
from forwarder.ending import Ended
from forwarder.vendor import Fields

REFUSED_SECONDS = 60.0
"""How long an account that refuses to tell its fields is not asked again."""


class Discovery:
    """What ``ask`` tells of an account's fields, from any thread.

    It is asked when fields are first needed and again ``fields_seconds`` later, or
    REFUSED_SECONDS after a refusal, by the clock ``seconds``; after a failure with the next
    call. Whoever comes while it is asked waits for that one answer; no lock is held meanwhile.
    """

    def __init__(
        self, ask: Callable[[], Fields], fields_seconds: float, seconds: Callable[[], float]
    ) -> None:
        self._ask, self._fields_seconds, self._seconds = ask, fields_seconds, seconds
        self._lock = threading.Lock()
        self._told: Future[Fields | Outcome] | None = None
        self._until = 0.0

    def fields(self) -> Fields:
        """The account's fields; Ended with the outcome of any call where they are not told."""
        with self._lock:
            known = self._told
            stale = known is None or (known.done() and self._seconds() >= self._until)
            told = self._told = Future() if known is None or stale else known
        if stale:
            self._settle(told)
        fields = told.result()
        if isinstance(fields, Outcome):
            raise Ended(fields)
        return fields

    def forget(self) -> None:
        """Ask anew when fields are next needed."""
        with self._lock:
            self._told = None

    def _settle(self, told: Future[Fields | Outcome]) -> None:
        lasts = 0.0
        try:
            found: Fields | Outcome = self._ask()
            lasts = self._fields_seconds
        except Ended as ended:
            found = ended.outcome
            lasts = REFUSED_SECONDS if found.kind is Kind.REFUSED else 0.0
        except BaseException as error:
            told.set_exception(error)
            self.forget()
            raise
        with self._lock:
            if self._told is told:
                self._until = self._seconds() + lasts
        told.set_result(found)
