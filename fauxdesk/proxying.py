"""What a recording proxy may ask, and what it records into."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from cassettes.cassette import FAKE, Cassette, Metadata, scrub_for
from cassettes.recording import recorder_name
from cassettes.scrubbing import Scrub
from cassettes.tape import Tape
from contracts.hosts import is_loopback, places, vendor_of
from contracts.problem import BadInput


def origin_of(target: str, vendor: str) -> str:
    """The origin of a URL that may be recorded: the vendor's own over https, or this machine.

    BadInput for any other, which is not quoted: it may hold a secret.
    """
    try:
        parts = urlsplit(target)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadInput("is not an address", field="--target") from error
    if parts.scheme not in ("http", "https") or not host:
        why = "must begin with https:// (or http:// on this machine) and name a host"
        raise BadInput(why, field="--target")
    if "@" in parts.netloc or parts.path.strip("/") or parts.query or parts.fragment:
        raise BadInput("must be scheme and host alone", field="--target")
    if not is_loopback(host) and (parts.scheme != "https" or vendor_of(host) != vendor):
        why = f"must be https://<account>.{places()[vendor].domain}, or an address on this machine"
        raise BadInput(why, field="--target")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def tape_for(file: Path, vendor: str, origin: str, existing: str | None) -> Tape:
    """The tape that records ``origin``; ``existing`` says what becomes of a file that is there.

    None refuses it, "append" adds to it, "overwrite" records it anew. BadInput where that does
    not fit.
    """
    told = _metadata(vendor, origin)
    if existing == "overwrite" or not file.exists():
        return Tape(file, told)
    if existing == "append":
        return _appending(file, told)
    raise BadInput("is there already; take --append or --overwrite, or another file", file=file)


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


def _appending(file: Path, told: Metadata) -> Tape:
    """The tape that adds to a cassette, whose date stays: it is as old as its oldest part."""
    cassette = Cassette(file)
    held = cassette.metadata
    for part in ("vendor", "recorded_from", "host"):
        if getattr(held, part) != getattr(told, part):
            why = f"is {getattr(held, part) or 'not told'}, not {getattr(told, part) or 'the same'}"
            raise BadInput(f"{why}; take another file", file=file, field=f"metadata.{part}")
    if held.scrub != Scrub().fingerprint:
        why = "is another key's; take another file"
        raise BadInput(why, file=file, field="metadata.scrub")
    return Tape(file, held, before=map(cassette.interaction, range(len(cassette))))
