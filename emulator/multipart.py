"""Bodies in several parts, as forms send them with files (RFC 7578)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from emulator.wsgi import Multipart


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: what is told of it, its size in bytes, and its content."""

    name: str
    content_type: str
    size: int
    content: bytes = field(default=b"", repr=False)


def parts_of(body: Multipart) -> Iterator[tuple[str, str | Upload]]:
    """The fields of a form, then its files; ValueError for a body that is no form."""
    from werkzeug.formparser import MultiPartParser
    from werkzeug.http import parse_options_header

    _kind, options = parse_options_header(body.kind)
    boundary = options.get("boundary", "").encode()
    if not boundary:
        raise ValueError("a form in parts needs a boundary")
    parser = MultiPartParser(stream_factory=_in_memory)
    fields, files = parser.parse(io.BytesIO(body.raw), boundary, len(body.raw))
    yield from fields.items(multi=True)
    for name, file in files.items(multi=True):
        content = file.stream.read()
        yield name, Upload(file.filename or "", file.mimetype, len(content), content)


def _in_memory(*_told: object, **_more: object) -> io.BytesIO:
    """Where the bytes of one file go; the body is in memory already."""
    return io.BytesIO()
