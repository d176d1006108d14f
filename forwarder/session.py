"""A session of ``requests`` for one vendor, and what its errors mean."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from contracts.hosts import is_loopback

if TYPE_CHECKING:
    import requests
    from requests.adapters import BaseAdapter

CONNECTIONS = 16
"""How many connections to the vendor are kept open; more threads open more, and close them."""


class Trouble(NamedTuple):
    """Why no answer came; ``sent`` if the request may have reached the vendor all the same."""

    says: str
    sent: bool
    final: bool = False
    """Whether another try would end the same."""


def new_session(base: str, adapter: BaseAdapter | None = None) -> requests.Session:
    """A session for the address ``base``, without redirects, cookies or netrc.

    Its requests go over sockets, or through ``adapter``. Proxies and the CA bundle of the
    environment are looked up once and not, as requests does, for each request; this machine
    itself is never reached through a proxy.
    """
    import requests
    from requests.adapters import HTTPAdapter

    session = requests.Session()
    if not is_loopback(urlsplit(base).hostname or ""):
        found = session.merge_environment_settings(base, {}, None, None, None)
        session.proxies, session.verify = dict(found["proxies"]), found["verify"]
    session.trust_env = False
    if adapter is None:
        adapter = HTTPAdapter(pool_connections=1, pool_maxsize=CONNECTIONS, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def trouble_of(error: Exception, host: str) -> Trouble:
    """What an error of a request to ``host`` means; nothing of the request itself is quoted."""
    from requests import exceptions as known

    cause = _cause_of(error)
    where = f"{host}: {type(cause).__name__}"
    if isinstance(error, known.SSLError):
        return Trouble(f"no trusted connection to {where}", sent=False, final=True)
    if isinstance(error, known.ConnectTimeout | known.ProxyError) or _is_unconnected(cause):
        return Trouble(f"no connection to {where}", sent=False)
    read = (known.ConnectionError, known.Timeout)
    if isinstance(error, (*read, known.ChunkedEncodingError, known.ContentDecodingError)):
        return Trouble(f"no answer from {where}", sent=True)
    return Trouble(f"the request to {where} cannot be sent", sent=False, final=True)


@cache
def user_agent() -> str:
    """``fauxdesk/<version>``."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"fauxdesk/{version('fauxdesk')}"
    except PackageNotFoundError:
        return "fauxdesk"


def _cause_of(error: Exception) -> BaseException:
    inner = error.args[0] if error.args else None
    reason = getattr(inner, "reason", None)
    if isinstance(reason, BaseException):
        return reason
    return inner if isinstance(inner, BaseException) else error


def _is_unconnected(cause: BaseException) -> bool:
    from urllib3.exceptions import ConnectTimeoutError

    return isinstance(cause, ConnectTimeoutError) or type(cause).__name__ in _UNCONNECTED


_UNCONNECTED = ("NewConnectionError", "NameResolutionError")
"""By name, since urllib3 1 and 2 derive them differently."""
