"""Masking credentials: what may be shown of a header that signs a request."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

MASK = "***"
SIGNING = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"})


def masked(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers with every secret replaced; the scheme and an e-mail user name stay.

    ``Basic b64(ann@x.io/token:s3cret)`` becomes ``Basic b64(ann@x.io/token:***)``, so that the
    form of the credentials can still be judged. What stands in place of the word ``token`` may
    be a secret in the wrong place: of ``ann@x.io/s3cret`` only ``ann@x.io/***`` stays.
    """
    return {k: _masked(v) if k.lower() in SIGNING else v for k, v in headers.items()}


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
