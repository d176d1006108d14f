"""Where requests go, and whether credentials may travel there."""

from __future__ import annotations

from urllib.parse import urlsplit

from contracts.hosts import is_loopback
from contracts.problem import BadSettings


def check_url(url: str) -> None:
    """Nothing for an address that credentials may be sent to; else BadSettings.

    That is https anywhere, or http on this machine. The address is not quoted: it may hold
    a secret.
    """
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise BadSettings("is not an address") from error
    if parts.scheme not in ("http", "https") or not host:
        raise BadSettings("must begin with https:// (or http:// on this machine) and name a host")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise BadSettings("must hold neither credentials nor a query")
    if parts.scheme == "http" and not is_loopback(host):
        raise BadSettings("must be https: plain http would show the credentials to the network")
