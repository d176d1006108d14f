"""Conversion: exchanges into a file of another kind, scrubbed on the way.

The name of the file says what it is: ``.yaml`` a cassette, ``.har`` a HAR file, ``.json`` and
``.jsonl`` a journal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

from cassettes.cassette import Metadata, replace_file, scrub_for, write
from cassettes.har import har_of
from cassettes.interaction import Interaction
from cassettes.recording import recorder_name
from cassettes.scrubbed import scrubbed
from cassettes.scrubbing import Scrub
from contracts.call import Json
from contracts.exchange import Exchange, Request
from contracts.hosts import is_loopback, places
from contracts.problem import BadInput
from contracts.wire import body_of, bytes_of, exchange_to_json, target_of

PACKED = frozenset({"content-encoding", "transfer-encoding"})
"""Headers that say how bytes were packed that stand unpacked in an exchange."""


def interaction_with(exchange: Exchange) -> Interaction:
    """The interaction that records an exchange; ``exchange()`` of it is the same again."""
    request, answer = exchange.request, exchange.answer
    asked = Interaction(
        method=request.method,
        url=_url(exchange),
        headers=_lists(request),
        body=_bytes(request),
        status=0,
    )
    if answer is None:
        return asked
    got = Request("", "/", headers=answer.headers, body=answer.body)
    return replace(
        asked,
        status=answer.status,
        reason=_reason(answer.status),
        answer_headers=_lists(got),
        answer_body=_bytes(got),
    )


def convert(
    path: str | Path, exchanges: Sequence[Exchange], metadata: Metadata, scrub: Scrub | None
) -> None:
    """Write exchanges as the kind of file that the path's suffix says, in one step.

    ``scrub`` hides what is sensitive, unless that was done with another key already; None
    leaves everything as it is. BadInput for a suffix that says nothing, and for exchanges of
    several vendors in a cassette.
    """
    path = Path(path)
    put = FORMS.get(path.suffix.lower())
    if put is None:
        raise BadInput(f"its suffix is none of {', '.join(FORMS)}", file=path)
    metadata = replace(metadata, recorder=recorder_name())
    if scrub is not None and metadata.scrub in ("", scrub.fingerprint):
        scrub = scrub_for(metadata, scrub)
        recorded_from = scrub.host(metadata.recorded_from)
        metadata = replace(metadata, scrub=scrub.fingerprint, recorded_from=recorded_from)
    else:
        scrub = None
    taken = [interaction_with(exchange) for exchange in exchanges]
    put(path, exchanges, [scrubbed(i, scrub) for i in taken] if scrub else taken, metadata)


def _cassette(
    path: Path, exchanges: Sequence[Exchange], kept: Sequence[Interaction], metadata: Metadata
) -> None:
    vendors = dict.fromkeys(e.vendor for e in exchanges if e.vendor)
    if len(vendors) > 1:
        says = f"a cassette is of one vendor, and these exchanges are of {', '.join(vendors)}"
        raise BadInput(says, file=path)
    write(path, kept, replace(metadata, vendor=next(iter(vendors), metadata.vendor)))


def _har(
    path: Path, exchanges: Sequence[Exchange], kept: Sequence[Interaction], metadata: Metadata
) -> None:
    version = metadata.recorder.rpartition(" ")[2]
    har = har_of(list(zip(exchanges, kept, strict=True)), metadata, version)
    replace_file(path, json.dumps(har, indent=1, ensure_ascii=False) + "\n")


def _journal(
    path: Path, exchanges: Sequence[Exchange], kept: Sequence[Interaction], _: Metadata
) -> None:
    replace_file(path, json.dumps(_entries(exchanges, kept), indent=1, ensure_ascii=False) + "\n")


def _journal_lines(
    path: Path, exchanges: Sequence[Exchange], kept: Sequence[Interaction], _: Metadata
) -> None:
    entries = _entries(exchanges, kept)
    replace_file(path, "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entries))


def _entries(exchanges: Sequence[Exchange], kept: Sequence[Interaction]) -> list[dict[str, Json]]:
    """What was kept as journal entries, with the times and labels of the exchanges."""
    shown = []
    for exchange, interaction in zip(exchanges, kept, strict=True):
        made = interaction.exchange(exchange.vendor)
        shown.append(replace(exchange, request=made.request, answer=made.answer))
    return [exchange_to_json(exchange) for exchange in shown]


def _url(exchange: Exchange) -> str:
    """Its URL; a request without a host was meant for its vendor."""
    host = exchange.request.host
    if not host and exchange.vendor in places():
        host = places()[exchange.vendor].domain
    scheme = "http" if is_loopback(host) else "https"
    return f"{scheme}://{host}{target_of(exchange.request)}"


def _lists(message: Request) -> dict[str, list[str]]:
    return {k: [v] for k, v in message.headers.items() if k.lower() not in PACKED}


def _bytes(message: Request) -> bytes:
    """The body as it went over the wire, as far as an exchange knows it."""
    text = bytes_of(message) or b""
    if isinstance(message.body, str) and body_of(message.headers, text) != message.body:
        return json.dumps(message.body, ensure_ascii=False).encode()
    return text


def _reason(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""


Write = Callable[[Path, Sequence[Exchange], Sequence[Interaction], Metadata], None]
FORMS: dict[str, Write] = {
    ".yaml": _cassette,
    ".yml": _cassette,
    ".har": _har,
    ".json": _journal,
    ".jsonl": _journal_lines,
}
"""How exchanges are written, by the suffix of the file."""
