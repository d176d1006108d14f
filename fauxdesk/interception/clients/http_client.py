"""The standard library's http.client used by itself: no app answers it, so it is refused.

Clients that are built upon it and are answered never come to connect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fauxdesk.interception.reply import place_of
from fauxdesk.interception.swap import AppFor, PassOn, Refused, Swap

if TYPE_CHECKING:
    from http.client import HTTPConnection


def intercept(app_for: AppFor, pass_on: PassOn, conn: HTTPConnection) -> None:
    """Connect to a host that no block answers or guards; else raises ConnectionRefusedError."""
    tunnel: str | None = getattr(conn, "_tunnel_host", None)
    for host, port in ((conn.host, conn.port), (tunnel, getattr(conn, "_tunnel_port", None))):
        if host is not None:
            _check(app_for, host, port, "https" if conn.default_port == 443 else "http")
    pass_on(conn)


def _check(app_for: AppFor, host: str, port: int | None, scheme: str) -> None:
    shown = f"[{host}]" if ":" in host else host
    place = place_of(f"{scheme}://{shown}" + (f":{port}" if port else ""))
    try:
        app = app_for(place)
    except Refused as error:
        raise ConnectionRefusedError(str(error)) from None
    if app is not None:
        why = "fauxdesk does not answer http.client used by itself; use urllib.request or requests"
        raise ConnectionRefusedError(f"no connection to {place}: {why}")


SWAPS = (Swap("http.client", "HTTPConnection", "connect", intercept),)
