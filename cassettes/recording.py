"""Recording: real HTTP into a cassette, scrubbed, with vcrpy as the recorder."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from cassettes.cassette import Metadata, scrub_for, write
from cassettes.interaction import HeaderLists, Interaction, joined, unpacked
from cassettes.layers import opened_pack
from cassettes.scrubbing import Scrub
from cassettes.sensitive import VOLATILE_HEADERS
from cassettes.vendor import vendor as vendor_declared
from contracts.call import Json
from contracts.problem import Problem
from contracts.wire import body_of, bytes_of, request_of


@contextmanager
def recording(
    path: str | Path,
    *,
    vendor: str,
    recorded_from: str,
    when: datetime | None = None,
    host: str | None = None,
    scrub: Scrub | None = None,
    volatile: Collection[str] = (),
) -> Iterator[None]:
    """Record every HTTP call made inside the block into a cassette of ``vendor``.

    ``host`` is the vendor's host that all recorded URLs get in place of the one that was
    called; ``when`` defaults to now; ``volatile`` names more headers to leave out. The caller
    gets the live answers untouched. The file appears at the end, whole; an exception leaves
    the old one. Problem where a body cannot be unpacked, so that it cannot be scrubbed.
    """
    import vcr.config
    from vcr.record_mode import RecordMode

    vcr_class: Any = vcr.config.VCR
    recorder = vcr_class(record_mode=RecordMode.ALL)
    recorder.register_persister(_InMemory)
    with recorder.use_cassette(str(path)) as tape:
        yield
    taken = map(_taken, tape.requests, tape.responses)
    keep_recording(
        path,
        taken,
        Metadata(
            vendor=vendor,
            recorded_from=recorded_from,
            recorded_at=when or datetime.now(UTC),
            host=host or "",
            recorder=recorder_name(),
        ),
        scrub=scrub,
        volatile=volatile,
    )


def keep_recording(
    path: str | Path,
    taken: Iterable[Interaction],
    metadata: Metadata,
    *,
    scrub: Scrub | None = None,
    volatile: Collection[str] = (),
) -> None:
    """Write interactions that were taken in whatever way as ``recording`` does."""
    declared = vendor_declared(metadata.vendor)
    scrub = scrub_for(metadata, scrub)
    dropped = VOLATILE_HEADERS | declared.volatile | {name.lower() for name in volatile}
    kept = [scrubbed(_steady(_moved(i, metadata.host), dropped), scrub) for i in taken]
    write(path, kept, replace(metadata, scrub=scrub.fingerprint))


def scrubbed(interaction: Interaction, scrub: Scrub) -> Interaction:
    """The interaction without anything sensitive; what held nothing stays byte for byte."""
    asked = request_of(
        interaction.method, interaction.url, joined(interaction.headers), interaction.body
    )
    answered = body_of(joined(interaction.answer_headers), interaction.answer_body)
    of_request, of_answer = scrub.told(asked), scrub.told(asked, answered)
    body = _scrubbed_body(interaction.headers, interaction.body, of_request)
    answer_body = _scrubbed_body(interaction.answer_headers, interaction.answer_body, of_answer)
    return replace(
        interaction,
        url=of_request.url(interaction.url),
        headers=_scrubbed_headers(interaction.headers, body, of_request),
        body=body,
        reason=of_answer.text(interaction.reason),
        answer_headers=_scrubbed_headers(interaction.answer_headers, answer_body, of_answer),
        answer_body=answer_body,
    )


def recorder_name() -> str:
    """The tool and its version, as a cassette notes it."""
    try:
        return f"fauxdesk {version('fauxdesk')}"
    except PackageNotFoundError:
        return "fauxdesk"


class _InMemory:
    """Keeps vcrpy away from the disk: it starts with nothing, and we write what it took."""

    @staticmethod
    def load_cassette(*_args: Any, **_kwargs: Any) -> Any:
        from vcr.persisters.filesystem import CassetteNotFoundError

        raise CassetteNotFoundError

    @staticmethod
    def save_cassette(*_args: Any, **_kwargs: Any) -> None:
        """Nothing: a cassette that is not scrubbed yet never reaches the disk."""


def _taken(request: Any, response: Json) -> Interaction:
    """The interaction of vcrpy's own values, bodies unpacked so that they can be read."""
    body = request.body
    if isinstance(body, io.IOBase):
        body = body.read()
    elif body is not None and not isinstance(body, bytes):
        body = b"".join(body)
    answer_headers = {name: list(values) for name, values in response["headers"].items()}
    taken = Interaction(
        method=request.method,
        url=request.uri,
        headers={
            k: [v if isinstance(v, str) else v.decode("latin-1")]
            for k, v in request.headers.items()
        },
        body=body or b"",
        status=response["status"]["code"],
        reason=response["status"]["message"] or "",
        answer_headers=answer_headers,
        answer_body=response["body"]["string"] or b"",
    )
    return _unpacked(taken)


def _unpacked(taken: Interaction) -> Interaction:
    try:
        body = unpacked(taken.headers, taken.body)
        answer_body = unpacked(taken.answer_headers, taken.answer_body)
    except ValueError as error:
        asked = urlsplit(taken.url)
        where = f"{asked.hostname}{asked.path}"
        raise Problem(f"cannot record {taken.method} {where}: {error}") from error
    return replace(
        taken,
        headers=_without(taken.headers, {"content-encoding"}),
        body=body,
        answer_headers=_without(taken.answer_headers, {"content-encoding"}),
        answer_body=answer_body,
    )


def _moved(interaction: Interaction, host: str) -> Interaction:
    """The interaction as if it had happened at ``host``, in URL, headers and answer alike."""
    parts = urlsplit(interaction.url)
    if not host or parts.netloc == host:
        return interaction
    here, there = f"{parts.scheme}://{parts.netloc}", f"https://{host}"

    def moved(text: str) -> str:
        return text.replace(here, there)

    def moved_headers(headers: HeaderLists) -> dict[str, list[str]]:
        return {
            k: [host if k.lower() == "host" else moved(v) for v in vs] for k, vs in headers.items()
        }

    return replace(
        interaction,
        url=urlunsplit(("https", host, parts.path, parts.query, parts.fragment)),
        headers=moved_headers(interaction.headers),
        answer_headers=moved_headers(interaction.answer_headers),
        answer_body=interaction.answer_body.replace(here.encode(), there.encode()),
    )


def _steady(interaction: Interaction, dropped: Collection[str]) -> Interaction:
    return replace(
        interaction,
        headers=_without(interaction.headers, dropped),
        answer_headers=_without(interaction.answer_headers, dropped),
    )


def _without(headers: HeaderLists, names: Collection[str]) -> dict[str, list[str]]:
    return {k: list(v) for k, v in headers.items() if k.lower() not in names}


def _scrubbed_headers(headers: HeaderLists, body: bytes, scrub: Scrub) -> dict[str, list[str]]:
    """The headers scrubbed; Content-Length, where there is one, tells the body that is kept."""
    length = [str(len(body))]
    return {
        k: length if k.lower() == "content-length" else [scrub.header(k, v) for v in values]
        for k, values in headers.items()
    }


def _scrubbed_body(headers: HeaderLists, body: bytes, scrub: Scrub) -> bytes:
    pack = opened_pack(body)
    if pack is not None:
        changed = _scrubbed_body(headers, pack[0], scrub)
        return body if changed == pack[0] else pack[1](changed)
    told = joined(headers)
    kind = next((v for k, v in told.items() if k.lower() == "content-type"), "")
    try:
        value = body_of(told, body)
        body.decode()
    except UnicodeDecodeError:
        text: str = scrub.body(kind, body.decode("latin-1"))
        return text.encode("latin-1", errors="replace")
    changed = scrub.body(kind, value)
    if changed == value:
        return body
    return bytes_of(replace(request_of("POST", "/", told, None), body=changed)) or b""
