"""An interaction scrubbed: its URL, headers and bytes, of whatever kind these are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import urlsplit

from cassettes.interaction import HeaderLists, Interaction, joined, unpacked
from cassettes.layers import opened_pack
from cassettes.scrubbing import Scrub
from contracts.problem import Problem
from contracts.wire import body_of, bytes_of, request_of


def scrubbed(interaction: Interaction, scrub: Scrub) -> Interaction:
    """The interaction without anything sensitive; what held nothing stays byte for byte."""
    asked = request_of(
        interaction.method, interaction.url, joined(interaction.headers), interaction.body
    )
    answered = body_of(joined(interaction.answer_headers), interaction.answer_body)
    of_request, of_answer = scrub.told(asked), scrub.told(asked, answered)
    body = _scrubbed_body(interaction.headers, interaction.body, of_request)
    answer_body = _scrubbed_body(interaction.answer_headers, interaction.answer_body, of_answer)
    return replace(
        interaction,
        url=of_request.url(interaction.url),
        headers=_scrubbed_headers(interaction.headers, body, of_request),
        body=body,
        reason=of_answer.text(interaction.reason),
        answer_headers=_scrubbed_headers(interaction.answer_headers, answer_body, of_answer),
        answer_body=answer_body,
    )


def readable(taken: Interaction) -> Interaction:
    """The interaction with its bodies unpacked; Problem where one cannot be, so not scrubbed."""
    try:
        body = unpacked(taken.headers, taken.body)
        answer_body = unpacked(taken.answer_headers, taken.answer_body)
    except ValueError as error:
        asked = urlsplit(taken.url)
        where = f"{asked.hostname}{asked.path}"
        raise Problem(f"cannot record {taken.method} {where}: {error}") from error
    return replace(
        taken,
        headers=without(taken.headers, {"content-encoding"}),
        body=body,
        answer_headers=without(taken.answer_headers, {"content-encoding"}),
        answer_body=answer_body,
    )


def without(headers: HeaderLists, names: Collection[str]) -> dict[str, list[str]]:
    """The headers but those of these names, in lower case."""
    return {k: list(v) for k, v in headers.items() if k.lower() not in names}


def _scrubbed_headers(headers: HeaderLists, body: bytes, scrub: Scrub) -> dict[str, list[str]]:
    """The headers scrubbed; Content-Length tells the body that is kept, where one is."""
    length = [str(len(body))]
    return {
        k: length
        if body and k.lower() == "content-length"
        else [scrub.header(k, v) for v in values]
        for k, values in headers.items()
    }


def _scrubbed_body(headers: HeaderLists, body: bytes, scrub: Scrub) -> bytes:
    pack = opened_pack(body)
    if pack is not None:
        changed = _scrubbed_body(headers, pack[0], scrub)
        return body if changed == pack[0] else pack[1](changed)
    told = joined(headers)
    kind = next((v for k, v in told.items() if k.lower() == "content-type"), "")
    try:
        value = body_of(told, body)
        body.decode()
    except UnicodeDecodeError:
        text: str = scrub.body(kind, body.decode("latin-1"))
        return text.encode("latin-1", errors="replace")
    changed = scrub.body(kind, value)
    if changed == value:
        return body
    return bytes_of(replace(request_of("POST", "/", told, None), body=changed)) or b""
