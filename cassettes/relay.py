"""A relay: passes requests on to a vendor, and what it saw to a recorder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from cassettes.interaction import HeaderLists, Interaction, unpacked
from cassettes.links import moved_bytes, moved_headers
from cassettes.tape import Keep
from cassettes.target import NoAnswer, Target
from cassettes.wsgi import (
    LARGEST_BODY,
    Environ,
    StartResponse,
    TooLarge,
    answer,
    body_in,
    headers_in,
    origin_of,
    refusal,
    target_in,
)
from contracts.problem import Problem

if TYPE_CHECKING:
    from requests.adapters import BaseAdapter

_TIED = re.compile(r";\s*(?:domain=[^;]*|secure(?=\s*(?:;|$)))", re.I)
_WITHOUT_BODY = frozenset({204, 304})


class Relay:
    """A WSGI app that sends every request to the origin ``target`` and answers as that does.

    Bodies and headers pass unchanged both ways, but for what belongs to one hop, and for the
    target's own URLs and cookie domain in an answer, which come to point here: whoever follows
    a redirect or a page's link is recorded too. Redirects are not followed. Certificates are
    verified. For each request ``begin`` is called; what it returns is given the interaction as
    it was at the target, once the answer has come whole, and may raise Problem. Where no answer
    comes the caller gets 502 or 504, in JSON.

    ``within`` are the seconds to connect and to wait for a piece of the answer; ``most`` the
    bytes of a body. ``adapter`` reaches the target in place of a socket.
    """

    def __init__(
        self,
        target: str,
        begin: Callable[[], Keep],
        *,
        within: tuple[float, float] = (10.0, 60.0),
        most: int = LARGEST_BODY,
        adapter: BaseAdapter | None = None,
    ) -> None:
        self._target = Target(target, within=within, most=most, adapter=adapter)
        self._begin = begin
        self._most = most

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Relay one request."""
        keep = self._begin()
        try:
            taken = self._target.ask(
                environ["REQUEST_METHOD"],
                target_in(environ),
                headers_in(environ),
                body_in(environ, self._most),
            )
            keep(taken)
        except TooLarge:
            why = f"a body of more than {self._most} bytes is not relayed"
            return refusal(start_response, environ, 413, error=why)
        except NoAnswer as missing:
            return refusal(start_response, environ, missing.status, error=missing.what)
        except Problem as problem:
            return refusal(start_response, environ, 502, error=str(problem))
        back = _pointing(taken, self._target.origin, origin_of(environ))
        bare = back.method == "HEAD" or back.status in _WITHOUT_BODY
        body = b"" if bare else back.answer_body
        headers = back.answer_headers if bare else _measured(back.answer_headers, body)
        return answer(start_response, back.status, back.reason, headers, body)


def _pointing(taken: Interaction, target: str, here: str) -> Interaction:
    """The interaction with the target's own links leading here."""
    headers = {
        name: [_TIED.sub("", v) for v in values] if name.lower() == "set-cookie" else values
        for name, values in moved_headers(taken.answer_headers, target, here).items()
    }
    try:
        body = unpacked(taken.answer_headers, taken.answer_body)
    except ValueError:
        return replace(taken, answer_headers=headers)
    moved = moved_bytes(body, target, here)
    if moved == body:
        return replace(taken, answer_headers=headers)
    packed = {"content-encoding"}
    headers = {name: v for name, v in headers.items() if name.lower() not in packed}
    return replace(taken, answer_headers=headers, answer_body=moved)


def _measured(headers: HeaderLists, body: bytes) -> HeaderLists:
    told = {name: v for name, v in headers.items() if name.lower() != "content-length"}
    return {**told, "Content-Length": [str(len(body))]}
