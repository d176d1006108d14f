"""Masking credentials: what may be shown of headers, texts and values that hold secrets."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from contracts.call import Json

MASK = "***"
SIGNING = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"})

_NAME = (
    r"(?:[\w.-]*(?:password|passwd|secret|token|api[_.-]?key)s?"
    r"|pwd|passphrase|private[_.-]?key|authorization|credentials|cookie)"
)
_IS_NAME = re.compile(_NAME, re.IGNORECASE)
_SCHEME = re.compile(r"\b(bearer|basic|token)(\s+)(?:token=)?\"?[^\s\"',;]+\"?", re.IGNORECASE)
_VALUE = r"\"(?:[^\"\\]|\\.)*\"?|'[^']*'?|[^\s\"'&,;{}\[\]]+"
_PAIR = re.compile(rf"(?<![\w.-])({_NAME}[\"']?\s*[:=]\s*)(?:{_VALUE})", re.IGNORECASE)


def is_secret_name(name: str) -> bool:
    """Whether what stands under this name is likely a secret: ``password``, ``apiKey``."""
    return _IS_NAME.fullmatch(name) is not None


def masked_text(text: str) -> str:
    """The text with what looks like a secret replaced: ``Bearer ...``, ``password=...``."""
    return _PAIR.sub(rf"\1{MASK}", _SCHEME.sub(rf"\1\2{MASK}", text))


def masked_value(value: Json, name: str = "") -> Json:
    """The value found under ``name``, with all that stands under a secret's name replaced."""
    if isinstance(value, dict):
        return {
            k: masked_value(held, name if is_secret_name(name) else k) for k, held in value.items()
        }
    if isinstance(value, list):
        return [masked_value(held, name) for held in value]
    if value is None or isinstance(value, bool):
        return value
    return MASK if is_secret_name(name) else value


def masked(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers with every secret replaced; the scheme and an e-mail user name stay.

    ``Basic b64(ann@x.io/token:s3cret)`` becomes ``Basic b64(ann@x.io/token:***)``, so that the
    form of the credentials can still be judged. What stands in place of the word ``token`` may
    be a secret in the wrong place: of ``ann@x.io/s3cret`` only ``ann@x.io/***`` stays.
    """
    signing = {k: _masked(v) for k, v in headers.items() if k.lower() in SIGNING}
    return {**headers, **signing}


def basic_user(authorization: str | None) -> str | None:
    """The user name of a Basic Authorization header, or None when it is not one."""
    pair = basic_pair(authorization)
    return None if pair is None else pair[0]


def basic_pair(authorization: str | None) -> tuple[str, str] | None:
    """User name and password of a Basic Authorization header, or None when it is not one."""
    scheme, _, rest = (authorization or "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(rest.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    user, _, password = text.partition(":")
    return user, password


def basic(user: str, password: str) -> str:
    """The Basic Authorization header of ``user`` and ``password`` (RFC 7617, UTF-8)."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def _masked(value: str) -> str:
    user = basic_user(value)
    if user is not None:
        return basic(_shown(user), MASK)
    scheme, space, _ = value.partition(" ")
    return f"{scheme} {MASK}" if space else MASK


def _shown(user: str) -> str:
    address, *words = user.split("/")
    if "@" not in address:
        return MASK
    return "/".join([address, *(word if word == "token" else MASK for word in words)])
