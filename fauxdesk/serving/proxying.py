"""A recording proxy: what it may ask, what it records into, and running one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from cassettes.cassette import FAKE, Cassette, Metadata, scrub_for
from cassettes.recording import recorder_name
from cassettes.relay import Relay
from cassettes.scrubbing import Scrub
from cassettes.shape_tape import ShapeTape
from cassettes.tape import Tape
from contracts.hosts import is_loopback, places, vendor_of
from contracts.problem import BadInput
from emulator.serving import Serving

Existing: TypeAlias = Literal["append", "overwrite"] | None
"""What becomes of a cassette that is there already; None refuses it."""

THREADS = 16
"""How many requests may wait for the vendor at once."""


@dataclass(frozen=True, slots=True)
class Recorder:
    """A running proxy: ask ``url`` in place of the vendor's address."""

    url: str
    tape: Tape


@contextmanager
def record(
    vendor: str,
    target: str,
    cassette: str | Path,
    *,
    existing: Existing = None,
    scrub: Scrub | None = None,
    shapes: bool = False,
    host: str = "127.0.0.1",
    port: int = 0,
    failed: Callable[[OSError], None] | None = None,
) -> Iterator[Recorder]:
    """Inside the block, a proxy on this machine passes requests on to ``target`` and records them.

    Any client, any number of threads, any process may use it. ``target`` is the address of an
    account at ``vendor``, or a server on this machine. The cassette is written whole, at most
    once a second and at the end, and scrubbed (``scrub``: fields of your own, another key);
    ``failed`` is told when that cannot be done yet. With ``shapes`` a shape file takes the
    cassette's place: names and types, no values. BadInput where the target may not be asked, or
    the cassette is there and ``existing`` does not say what to do.
    """
    origin = origin_of(target, vendor)
    tape = tape_for(Path(cassette), vendor, origin, existing, scrub, shapes=shapes)
    serving = Serving([(port, Relay(origin, tape.begin))], host, threads=THREADS)
    try:
        with serving, tape.kept(failed=failed):
            yield Recorder(serving.urls[0], tape)
    finally:
        tape.flush()


def origin_of(target: str, vendor: str) -> str:
    """The origin of a URL that may be recorded: the vendor's own over https, or this machine.

    BadInput for any other, which is not quoted: it may hold a secret.
    """
    try:
        parts = urlsplit(target)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadInput("is not an address", field="--target") from error
    if vendor not in places():
        raise BadInput(f"unknown vendor {vendor!r}; known: {', '.join(places())}")
    if parts.scheme not in ("http", "https") or not host:
        why = "must begin with https:// (or http:// on this machine) and name a host"
        raise BadInput(why, field="--target")
    if "@" in parts.netloc or parts.path.strip("/") or parts.query or parts.fragment:
        raise BadInput("must be scheme and host alone", field="--target")
    if not is_loopback(host) and (parts.scheme != "https" or vendor_of(host) != vendor):
        why = f"must be https://<account>.{places()[vendor].domain}, or an address on this machine"
        raise BadInput(why, field="--target")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def tape_for(
    file: Path,
    vendor: str,
    origin: str,
    existing: Existing,
    scrub: Scrub | None = None,
    *,
    shapes: bool = False,
) -> Tape:
    """The tape that records ``origin``; BadInput where the file is there and does not fit."""
    told = _metadata(vendor, origin)
    if existing not in (None, "append", "overwrite"):
        raise BadInput(f"{existing!r} is neither append nor overwrite", field="existing")
    if existing == "overwrite" or not file.exists():
        return (ShapeTape if shapes else Tape)(file, told, scrub)
    if existing == "append" and shapes:
        raise BadInput("is there already, and shapes are not added to a file", file=file)
    if existing == "append":
        return _appending(file, told, scrub or Scrub())
    why = "is there already; append adds to it, overwrite records it anew"
    raise BadInput(why, file=file)


def _metadata(vendor: str, origin: str) -> Metadata:
    """What stands at the head of a recording of ``origin``.

    A server on this machine is a fake: its hosts get the vendor's domain. A customer's
    subdomain is sensitive, so that of a real account gets its pseudonym.
    """
    parts = urlsplit(origin)
    told = Metadata(
        vendor=vendor,
        recorded_at=datetime.now(UTC).replace(microsecond=0),
        recorder=recorder_name(),
    )
    if is_loopback(parts.hostname or ""):
        return replace(told, recorded_from=FAKE, host=f"acme.{places()[vendor].domain}")
    return replace(told, recorded_from=scrub_for(told).host(parts.netloc))


def _appending(file: Path, told: Metadata, scrub: Scrub) -> Tape:
    """The tape that adds to a cassette, whose date stays: it is as old as its oldest part."""
    cassette = Cassette(file)
    held = cassette.metadata
    for part in ("vendor", "recorded_from", "host"):
        if getattr(held, part) != getattr(told, part):
            why = f"is {getattr(held, part) or 'not told'}, not {getattr(told, part) or 'the same'}"
            raise BadInput(f"{why}; take another file", file=file, field=f"metadata.{part}")
    if held.scrub != scrub.fingerprint:
        why = "is another key's; take another file"
        raise BadInput(why, file=file, field="metadata.scrub")
    return Tape(file, held, scrub, before=map(cassette.interaction, range(len(cassette))))
