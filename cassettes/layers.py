"""Layers: the ways one text is wrapped in another, each undone and done again.

A layer is given a text and what to do with the texts inside. Where those stay as they are, the
text stays byte for byte; where one changes, it is wrapped again in the form it was found in.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import json
import re
import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, TypeAlias
from urllib.parse import parse_qsl, quote, quote_plus, unquote_to_bytes

from contracts.call import Json

Change: TypeAlias = Callable[[str], str]
"""What to do with a text; it may return it as it is."""

Keyed: TypeAlias = Callable[[str, str], str]
"""What to do with the value that stands under a key."""

Pairwise: TypeAlias = Callable[[str, str], tuple[str, str]]
"""What to do with a key and its value."""

DEPTH = 6
"""How many layers are undone, one in another."""

MOST_UNPACKED = 32 * 1024 * 1024
"""Bytes that packed content may grow to; what grows further is left packed."""

_ESCAPED_RUN = re.compile(r"[^\s\"'<>&=;,]*%[0-9A-Fa-f]{2}[^\s\"'<>&=;,]*")
_RESERVED = "/:@!$'()*+?#[]|{}"
_BASE64_RUN = re.compile(r"(?<![\w+/=-])[\w+/-]{8,}={0,2}(?![\w+/-])", re.ASCII)
_BASE64 = re.compile(r"[A-Za-z0-9+/]{8,}={0,2}|[A-Za-z0-9_-]{8,}={0,2}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FORM = re.compile(r"[\w.%+*\[\]~-]+=[^\s&\"<>{}]*(?:&[\w.%+*\[\]~-]+=[^\s&\"<>{}]*)*")
_QUERY = re.compile(r"(?<=\?)" + _FORM.pattern.replace("\\s&", "\\s&#'"))
_CALLBACK = re.compile(r"(\s*(?:/\*\*/)?\s*[\w.$]+\()(.*)(\)\s*;?\s*)", re.S)
_STYLES = [
    (separators, ascii_only)
    for separators in ((",", ":"), (", ", ": "))
    for ascii_only in (False, True)
]


def percent_encoded(text: str, change: Change) -> str:
    """Change what stands behind ``%XX``; a run that is not UTF-8 stays."""
    return _ESCAPED_RUN.sub(lambda run: _escaped(run[0], change), text) if "%" in text else text


def _escaped(run: str, change: Change) -> str:
    try:
        inner = unquote_to_bytes(run).decode()
    except UnicodeDecodeError:
        return run
    changed = change(inner)
    return run if changed == inner else quoted_as(run, changed)


def quoted_as(written: str, text: str) -> str:
    """``text`` percent-encoded but for the reserved characters that ``written`` has in clear."""
    return quote(text, safe="".join(c for c in _RESERVED if c in written))


class _Content(NamedTuple):
    text: str
    pack: Callable[[bytes], bytes]


def base64_encoded(text: str, change: Change) -> str:
    """Change what stands in base64, either alphabet, padded or not, and packed in it or not.

    A text whose ``+`` a form turned into blanks counts too.
    """
    if " " in text and _BASE64.fullmatch(text.replace(" ", "+")):
        joined = text.replace(" ", "+")
        changed = _decoded(joined, change)
        if changed != joined:
            return changed
    return _BASE64_RUN.sub(lambda run: _decoded(run[0], change), text)


def _decoded(run: str, change: Change) -> str:
    content = _content(run)
    if content is None:
        if "/" not in run:
            return run
        return "/".join(
            _decoded(piece, change) if len(piece) >= 8 else piece for piece in run.split("/")
        )
    changed = change(content.text)
    if changed == content.text:
        return run
    written = base64.b64encode(content.pack(changed.encode())).decode()
    if set(run) & set("-_"):
        written = written.replace("+", "-").replace("/", "_")
    return written if len(run) % 4 == 0 else written.rstrip("=")


def is_text_in_base64(word: str) -> bool:
    """Whether the whole word is a text in base64, so that what it says tells what it is."""
    return _content(word) is not None


@lru_cache(8192)
def _content(run: str) -> _Content | None:
    """The text in a run of base64, and how it is packed again; None where there is none."""
    if not _BASE64.fullmatch(run) or len(run.rstrip("=")) % 4 == 1:
        return None
    bare = run.rstrip("=")
    try:
        data = base64.b64decode(
            bare + "=" * (-len(bare) % 4), "-_" if set(bare) & {*"-_"} else None
        )
    except binascii.Error:
        return None
    opened = opened_pack(data)
    data, pack = opened if opened else (data, bytes)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else _Content(text, pack)


def opened_pack(data: bytes) -> tuple[bytes, Callable[[bytes], bytes]] | None:
    """What gzip or zlib packed, by its first bytes, and how it is packed again."""
    if data[:2] == b"\x1f\x8b":
        bits, pack = zlib.MAX_WBITS | 16, lambda inner: gzip.compress(inner, mtime=0)
    elif data[:1] == b"\x78" and len(data) > 2 and int.from_bytes(data[:2]) % 31 == 0:
        bits, pack = zlib.MAX_WBITS, zlib.compress
    else:
        return None
    try:
        unpacking = zlib.decompressobj(bits)
        inner = unpacking.decompress(data, MOST_UNPACKED)
    except zlib.error:
        return None
    return (inner, pack) if unpacking.eof else None


def queries(text: str, change: Pairwise) -> str:
    """Change the pairs of every query string in a text, after its ``?``."""
    return _QUERY.sub(lambda found: form(found[0], change) or found[0], text)


def form(text: str, change: Pairwise) -> str | None:
    """Change the pairs of a form-encoded text; None where the text is no form."""
    if "=" not in text or not _FORM.fullmatch(text):
        return None
    pieces = [_pair(piece, change) for piece in text.split("&")]
    return "&".join(pieces)


def _pair(piece: str, change: Pairwise) -> str:
    pairs = parse_qsl(piece, keep_blank_values=True)
    if len(pairs) != 1:
        return piece
    changed = change(*pairs[0])
    return piece if changed == pairs[0] else "=".join(map(quote_plus, changed))


def json_text(text: str, change: Callable[[Json], Json]) -> str | None:
    """Change the value of a JSON text, also one in a callback (JSONP); None where it is neither."""
    start = text.lstrip()[:1]
    if start in ("{", "[", '"'):
        return _json(text, change)
    called = _CALLBACK.fullmatch(text) if text.rstrip().endswith((")", ");")) else None
    inner = json_text(called[2], change) if called else None
    return None if called is None or inner is None else called[1] + inner + called[3]


def _json(text: str, change: Callable[[Json], Json]) -> str | None:
    try:
        value = json.loads(text)
        changed = change(value)
        return text if changed == value else _written_as(text, value, changed)
    except (ValueError, RecursionError):
        return None


def _written_as(text: str, value: Json, changed: Json) -> str:
    """``changed`` in the spacing and escaping in which ``text`` writes ``value``."""
    for separators, ascii_only in _STYLES:
        if json.dumps(value, separators=separators, ensure_ascii=ascii_only) == text.strip():
            return json.dumps(changed, separators=separators, ensure_ascii=ascii_only)
    return json.dumps(changed, separators=(",", ":"), ensure_ascii=False)
