"""A stack that runs in another process, steered by its control routes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from contracts.call import Json
from contracts.exchange import Exchange
from contracts.problem import BadInput
from contracts.wire import exchange_from_json
from emulator.vendor import vendors
from fauxdesk.serving.local import address

TIMEOUT = 30.0
"""How long an answer may take, in seconds: a long journal is judged before it is told."""

REDIRECTION = 300
"""From this status on an answer tells nothing of an account."""

_NAME = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)
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
        return address(self.host, self.port + vendors()[vendor].port)

    def names(self, asked: Iterable[str] = ()) -> list[str]:
        """The vendors ``asked`` for, or all that answer.

        BadInput where one that was asked for does not answer, or none does.
        """
        wanted = list(dict.fromkeys(asked))
        for name in wanted:
            if not self._answers(name):
                says = f"no {name} answers at {self.url(name)}; start one with `fauxdesk up`"
                raise BadInput(says)
        return wanted or self._answering()

    def ask(self, vendor: str, method: str, route: str, order: Json = None) -> Json:
        """What a vendor's control route tells.

        BadInput where it refuses the order, in its words, or where what answers is no fake;
        ConnectionError where nothing does.
        """
        import requests

        url = self._control(vendor, route)
        try:
            with requests.Session() as session:
                session.trust_env = False
                answer = session.request(
                    method,
                    url,
                    json=order,
                    headers=self._named(),
                    timeout=TIMEOUT,
                    allow_redirects=False,
                )
                told = answer.json()
        except requests.ConnectionError as error:
            raise ConnectionError(url) from error
        except (requests.RequestException, ValueError) as error:
            raise BadInput(f"{url} answers nothing that can be read") from error
        if answer.status_code >= REDIRECTION:
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

    def _answering(self) -> list[str]:
        """All that answer; a stranger may have the port of a vendor that does not run."""
        answering: list[str] = []
        strangers: list[BadInput] = []
        for name in vendors():
            try:
                answering += [name] if self._answers(name) else []
            except BadInput as stranger:
                strangers.append(stranger)
        if not answering:
            where = address(self.host, self.port)
            none = BadInput(
                f"no stack answers at {where}; start one with `fauxdesk up`, or say which --port"
            )
            raise strangers[0] if strangers else none
        return answering

    def _named(self) -> dict[str, str]:
        if not self.account:
            return {}
        if not _NAME.fullmatch(self.account):
            raise BadInput("must be letters, digits, `.`, `-` and `_`", field="--account")
        return {"X-Fauxdesk-Account": self.account}

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
