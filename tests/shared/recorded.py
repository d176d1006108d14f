"""Traffic as a recording has it: made with a fake, and doctored where a vendor would differ."""

from dataclasses import replace
from datetime import UTC, datetime

from contracts.credentials import basic
from contracts.exchange import Answer, Exchange, Request
from emulator.clock import Clock
from emulator.vendor import vendors
from fauxdesk.fakes import Fake
from fauxdesk.traffic.fidelity.verdicts import fidelities

SIGNED = {"Authorization": basic("me@x.io/token", "scrubbed-0123456789abcdef")}
WHEN = datetime(2026, 1, 2, tzinfo=UTC)


def recorded(vendor, *requests, **file):
    """What a fake with this account file answers to (method, path, body or query)."""
    fake = Fake(vendors()[vendor], file, Clock(frozen_at=WHEN.timestamp()), pinned=True)
    return [fake.send(_request(vendor, *request)) for request in requests]


def _request(vendor, method, path, told=None):
    query = told if method == "GET" else None
    host = f"acme.{vendors()[vendor].domain}"
    return Request(method, path, query or {}, SIGNED, None if query else told, host)


def written(vendor, request, status, body, headers=None):
    """An exchange written by hand: (method, path, body or query), then the recorded answer."""
    answer = Answer(status, body, headers or {})
    return Exchange(request=_request(vendor, *request), answer=answer, vendor=vendor, at=WHEN)


def doctored(exchange, **parts):
    """The exchange with parts of its answer changed: ``status``, ``body``, ``headers``."""
    return replace(exchange, answer=replace(exchange.answer, **parts))


def fidelity_to(exchanges):
    """How true the fake is to the exchanges of one vendor."""
    (found,) = fidelities("a recording", exchanges)
    return found


def differences(exchanges):
    """Where the fake differs from the exchanges: number, part and place, and what is said."""
    found = [d for each in fidelity_to(exchanges).replayed for d in each.differences]
    return [(d.exchange + 1, f"{d.part} {d.where}".strip(), d.says) for d in found]
