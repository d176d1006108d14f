"""A line: a WSGI app on whose interactions somebody listens."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from cassettes.interaction import Interaction
from cassettes.wsgi import body_in, headers_in, origin_of, target_in
from contracts.problem import Problem
from emulator.calling import WsgiApp, run

Hear: TypeAlias = Callable[[Interaction], object]


class Unanswered(Problem):
    """A request that nobody answers, and why; never to be taken for a vendor's answer."""


class Line:
    """Answers as ``app`` does; ``begin`` is called with each request, what it returns at its end.

    A Problem of the app is no answer: it is raised where the request was made, so that no
    sender mistakes it for the vendor's word. So is what the app says in our own name; a
    connection it could not make is a ConnectionError, as on the wire. ``unanswered`` keeps
    what was raised, since a sender may hide it; ``where`` says to whom the line leads.
    """

    def __init__(self, app: WsgiApp, begin: Callable[[], Hear], where: str | None = None) -> None:
        self._app, self._begin, self._where = app, begin, where
        self.unanswered: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        body = body_in(environ)
        environ["wsgi.input"] = io.BytesIO(body)
        hear = self._begin()
        asked: dict[str, Any] = {
            "method": environ["REQUEST_METHOD"],
            "url": f"{origin_of(environ)}{target_in(environ)}",
            "headers": {name: [value] for name, value in headers_in(environ).items()},
            "body": body,
        }
        try:
            status, fields, content = _answered(self._app, environ, self._where)
        except OSError:
            hear(Interaction(**asked, status=0))
            raise
        except Problem as problem:
            self.unanswered.append(str(problem))
            raise
        code, _, reason = status.partition(" ")
        headers: dict[str, list[str]] = {}
        for name, value in fields:
            headers.setdefault(name, []).append(value)
        hear(
            Interaction(
                **asked,
                status=int(code),
                reason=reason,
                answer_headers=headers,
                answer_body=content,
            )
        )
        start_response(status, fields)
        return [content]


def _answered(
    app: WsgiApp, environ: dict[str, Any], where: str | None
) -> tuple[str, list[tuple[str, str]], bytes]:
    status, fields, content = run(app, environ)
    if ("X-Fauxdesk", "refused") in fields:
        raise _said_by_us(status, content, where)
    return status, fields, content


def _said_by_us(status: str, content: bytes, where: str | None) -> Exception:
    told = json.loads(content)
    says = "\n".join([str(told["error"]), *told.get("nearest", ())])
    if status[:3] in ("502", "504"):
        return TimeoutError(says) if status[:3] == "504" else ConnectionError(says)
    return Unanswered(says, file=where)
