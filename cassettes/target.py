"""The target of a relay: one origin, asked over kept connections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cassettes.interaction import HeaderLists, Interaction
from cassettes.wsgi import TooLarge
from contracts.hosts import is_loopback
from contracts.problem import Problem

if TYPE_CHECKING:
    from requests.adapters import BaseAdapter

CONNECTIONS = 16
"""How many connections are kept open; more callers at once open more, and close them."""

_HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
"""Headers that are meant for the next hop only (RFC 9110 7.6.1)."""
_OUR_OWN = frozenset({"host", "content-length", "expect", "accept-encoding"})
_CODINGS = frozenset({"gzip", "x-gzip", "deflate", "identity"})
_PIECE = 65_536


class NoAnswer(Problem):
    """The target gave no whole answer; ``status`` is what a gateway says then."""

    status = 502


class TooLate(NoAnswer):
    """The target took too long."""

    status = 504


class Target:
    """The origin ``https://acme.example``: asked without redirects, cookies and netrc of ours.

    Certificates are verified. The CA bundle and the proxies of the environment count; this
    machine is reached through none. ``within`` are the seconds to connect and to wait for a
    piece of the answer.
    """

    def __init__(
        self,
        origin: str,
        *,
        within: tuple[float, float],
        most: int,
        adapter: BaseAdapter | None = None,
    ) -> None:
        import requests
        from requests.adapters import HTTPAdapter

        self.origin = origin.rstrip("/")
        self._host = urlsplit(origin).netloc
        self._within = within
        self._most = most
        self._adapter = adapter or HTTPAdapter(1, CONNECTIONS, max_retries=0)
        found = requests.Session().merge_environment_settings(origin, {}, None, None, None)
        here = is_loopback(urlsplit(origin).hostname or "")
        self._proxies: dict[str, str] = {} if here else dict(found["proxies"])
        self._verify: bool | str = found["verify"] or True

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Interaction:
        """The interaction of a request to ``path`` (with its query), bodies as they were sent.

        Headers of one hop are left out. Encodings that cannot be read here are not asked for.
        NoAnswer where there is none, or none that can be trusted; TooLarge where it has too
        many bytes.
        """
        from requests import PreparedRequest, RequestException
        from urllib3.exceptions import HTTPError

        request = PreparedRequest()
        try:
            request.prepare(method, f"{self.origin}{path}", _sent(headers), data=body or None)
            answer = self._adapter.send(
                request,
                stream=True,
                timeout=self._within,
                verify=self._verify,
                proxies=self._proxies,
            )
            with answer:
                raw = self._whole(answer.raw)
                return _interaction(request, answer, raw)
        except (RequestException, HTTPError, OSError) as error:
            raise self._no_answer(error) from error

    def _whole(self, raw: Any) -> bytes:
        pieces, length = [], 0
        for piece in raw.stream(_PIECE, decode_content=False):
            length += len(piece)
            if length > self._most:
                raise TooLarge
            pieces.append(piece)
        return b"".join(pieces)

    def _no_answer(self, error: Exception) -> NoAnswer:
        """What the error means; nothing of the request is quoted."""
        import ssl

        from requests import exceptions as known
        from urllib3.exceptions import TimeoutError as Waited

        for cause in _causes(error):
            if isinstance(cause, ssl.SSLError):
                why = getattr(cause, "verify_message", "") or cause.reason
                return NoAnswer(f"no trusted connection to {self._host}: {why}")
        if isinstance(error, known.Timeout | Waited):
            return TooLate(f"{self._host} did not answer in time")
        last = _causes(error)[-1]
        why = last.strerror if isinstance(last, OSError) else None
        return NoAnswer(f"no answer from {self._host}: {why or type(last).__name__}")


def _sent(headers: Mapping[str, str]) -> dict[str, str]:
    named = {word.strip().lower() for word in headers.get("Connection", "").split(",")}
    left_out = _HOP_BY_HOP | _OUR_OWN | named
    sent = {name: value for name, value in headers.items() if name.lower() not in left_out}
    asked = [word.strip() for word in headers.get("Accept-Encoding", "").split(",")]
    known = [word for word in asked if word.partition(";")[0].strip().lower() in _CODINGS]
    return {**sent, "Accept-Encoding": ", ".join(known) or "identity"}


def _interaction(request: Any, answer: Any, raw: bytes) -> Interaction:
    return Interaction(
        method=request.method,
        url=request.url,
        headers={name: [value] for name, value in request.headers.items()},
        body=request.body or b"",
        status=answer.status_code,
        reason=answer.reason or "",
        answer_headers=_received(answer.raw.headers),
        answer_body=raw,
    )


def _received(headers: Any) -> HeaderLists:
    named = {word.strip().lower() for word in headers.get("Connection", "").split(",")}
    return {
        name: headers.getlist(name) for name in headers if name.lower() not in _HOP_BY_HOP | named
    }


def _causes(error: BaseException) -> list[BaseException]:
    """The error and what it came from, the first cause last."""
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        wrapped = (*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__)
        cause = next((inner for inner in wrapped if isinstance(inner, BaseException)), None)
    return causes
