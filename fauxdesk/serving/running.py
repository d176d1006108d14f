"""A stack that runs in another process, steered by its control routes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.call import Json
from contracts.exchange import Exchange
from contracts.problem import BadInput
from contracts.wire import exchange_from_json
from emulator.vendor import vendors

TIMEOUT = 30.0
"""How long an answer may take, in seconds: a long journal is judged before it is told."""

_NO_JOURNAL = (KeyError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class RunningStack:
    """The fakes that listen on ``port`` and those after it, and one account of each.

    Without ``account`` it is each fake's default account. No proxy is asked on the way.
    """

    port: int
    host: str = "127.0.0.1"
    account: str | None = None

    def url(self, vendor: str) -> str:
        """The address of a vendor's fake."""
        return f"http://{self.host}:{self.port + vendors()[vendor].port}"

    def names(self, asked: Iterable[str] = ()) -> list[str]:
        """The vendors ``asked`` for, or all that answer.

        BadInput where one that was asked for does not answer, or none does.
        """
        wanted = list(dict.fromkeys(asked))
        answering = [name for name in wanted or vendors() if self._answers(name)]
        for name in wanted:
            if name not in answering:
                says = f"no {name} answers at {self.url(name)}; start one with `fauxdesk up`"
                raise BadInput(says)
        if not answering:
            raise BadInput(f"no stack answers on port {self.port}; start one with `fauxdesk up`")
        return answering

    def ask(self, vendor: str, method: str, route: str, order: Json = None) -> Json:
        """What a vendor's control route tells.

        BadInput where it refuses the order, in its words, or where what answers is no fake;
        ConnectionError where nothing does.
        """
        import requests

        url = self._control(vendor, route)
        named = {"X-Fauxdesk-Account": self.account} if self.account else {}
        try:
            with requests.Session() as session:
                session.trust_env = False
                answer = session.request(method, url, json=order, headers=named, timeout=TIMEOUT)
                told = answer.json()
        except requests.ConnectionError as error:
            raise ConnectionError(url) from error
        except (requests.RequestException, ValueError) as error:
            raise BadInput(f"{url} answers nothing that can be read") from error
        if not answer.ok:
            raise BadInput(_refusal(told) or f"{url} answers {answer.status_code}")
        return told

    def traffic(self, vendor: str) -> list[Exchange]:
        """A vendor's journal; BadInput where something else answers there."""
        told = self.ask(vendor, "GET", "journal")
        try:
            return [exchange_from_json({"vendor": vendor, **entry}) for entry in told]
        except _NO_JOURNAL as error:
            raise BadInput(f"{self._control(vendor, 'journal')} answers no journal") from error

    def _control(self, vendor: str, route: str) -> str:
        from emulator.control import PREFIX

        return f"{self.url(vendor)}{PREFIX}/{route}"

    def _answers(self, vendor: str) -> bool:
        try:
            told = self.ask(vendor, "GET", "")
        except ConnectionError:
            return False
        if not isinstance(told, dict) or told.get("vendor") != vendor:
            raise BadInput(f"what answers at {self.url(vendor)} is no fake {vendor}")
        return True


def _refusal(told: Json) -> str:
    return str(told.get("error", "")) if isinstance(told, dict) else ""
