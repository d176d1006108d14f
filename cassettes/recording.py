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
from cassettes.interaction import Interaction
from cassettes.links import moved_bytes, moved_headers
from cassettes.scrubbed import readable, scrubbed, without
from cassettes.scrubbing import Scrub
from cassettes.sensitive import VOLATILE_HEADERS
from cassettes.vendor import vendor as vendor_declared
from contracts.call import Json


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
    """Record every HTTP call of this thread made inside the block into a cassette of ``vendor``.

    While vcrpy passes one thread's call on, those of others go past it unrecorded: record calls
    of several threads through a proxy (``fauxdesk.record``), which loses none.

    ``host`` is the vendor's host that all recorded URLs get in place of the one that was
    called; ``when`` defaults to now; ``volatile`` names more headers to leave out. The caller
    gets the live answers untouched. The file appears at the end, whole; an exception leaves
    the old one. Problem where a body cannot be unpacked, so that it cannot be scrubbed.
    """
    with _taped(path) as tape:
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


@contextmanager
def _taped(path: str | Path) -> Iterator[Any]:
    """The tape by vcrpy of what is called inside the block; it writes nothing."""
    import vcr.config
    from vcr.record_mode import RecordMode

    vcr_class: Any = vcr.config.VCR
    recorder = vcr_class(record_mode=RecordMode.ALL)
    recorder.register_persister(_InMemory)
    with recorder.use_cassette(str(path)) as tape:
        yield tape


def keep_recording(
    path: str | Path,
    taken: Iterable[Interaction],
    metadata: Metadata,
    *,
    scrub: Scrub | None = None,
    volatile: Collection[str] = (),
) -> None:
    """Write interactions that were taken in whatever way as ``recording`` does."""
    keeping = Keeping(metadata, scrub, volatile)
    write(path, map(keeping.of, taken), keeping.metadata)


class Keeping:
    """What a cassette with this metadata keeps of what was taken.

    Bodies are unpacked, URLs moved to the vendor's host, headers that no two recordings share
    left out, and what is sensitive is scrubbed.
    """

    def __init__(
        self, metadata: Metadata, scrub: Scrub | None = None, volatile: Collection[str] = ()
    ) -> None:
        declared = vendor_declared(metadata.vendor)
        self._scrub = scrub_for(metadata, scrub)
        self._dropped = VOLATILE_HEADERS | declared.volatile | {name.lower() for name in volatile}
        self.metadata = replace(metadata, scrub=self._scrub.fingerprint)

    def of(self, taken: Interaction) -> Interaction:
        """What is kept of it; Problem where a body cannot be unpacked."""
        moved = _moved(readable(taken), self.metadata.host)
        return scrubbed(_steady(moved, self._dropped), self._scrub)


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
    """The interaction of vcrpy's own values."""
    body = request.body
    if isinstance(body, io.IOBase):
        body = body.read()
    elif body is not None and not isinstance(body, bytes):
        body = b"".join(body)
    answer_headers = {name: list(values) for name, values in response["headers"].items()}
    return Interaction(
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


def _moved(interaction: Interaction, host: str) -> Interaction:
    """The interaction as if it had happened at ``host``, in URL, headers and answer alike."""
    parts = urlsplit(interaction.url)
    if not host or parts.netloc == host:
        return interaction
    here, there = f"{parts.scheme}://{parts.netloc}", f"https://{host}"
    headers = moved_headers(interaction.headers, here, there)
    return replace(
        interaction,
        url=urlunsplit(("https", host, parts.path, parts.query, parts.fragment)),
        headers={k: [host] if k.lower() == "host" else v for k, v in headers.items()},
        answer_headers=moved_headers(interaction.answer_headers, here, there),
        answer_body=moved_bytes(interaction.answer_body, here, there),
    )


def _steady(interaction: Interaction, dropped: Collection[str]) -> Interaction:
    return replace(
        interaction,
        headers=without(interaction.headers, dropped),
        answer_headers=without(interaction.answer_headers, dropped),
    )
