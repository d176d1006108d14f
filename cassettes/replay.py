"""Replay: a cassette answers in place of the vendor."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from cassettes.cassette import Cassette, scrub_for
from cassettes.interaction import Interaction, joined, unpacked
from cassettes.links import moved_bytes, moved_headers
from cassettes.matching import Key, key_of, nearest, request_of_head, steady
from cassettes.scrubbing import Scrub
from contracts.exchange import Exchange, Request
from contracts.problem import BadInput, Problem
from contracts.wire import body_of, bytes_of


class NoRecording(Problem):
    """A request that the cassette does not answer; the text lists the nearest recordings."""


class Replay:
    """Answers requests from a cassette; nothing ever goes out to a vendor.

    A recording is found by method, path, query and body and answers once, in the order of
    recording; with ``repeat`` the last of equals answers again and again. A cassette that was
    scrubbed by us is asked with the request scrubbed the same way: hand in the ``scrub`` it was
    recorded with, unless that was the default one. Addresses, names and numbers that the caller
    has mentioned come back to it in clear. Safe to call from any thread.

    BadInput when the file is missing, is no cassette, ends in the middle of a recording, or was
    scrubbed with another key.
    """

    def __init__(
        self, path: str | Path, scrub: Scrub | None = None, *, repeat: bool = False
    ) -> None:
        self.cassette = Cassette(path)
        self._scrub = self._scrub_for(scrub)
        self._repeat = repeat
        self._lock = threading.Lock()
        self._used: set[int] = set()
        self._places: dict[Key, list[int]] = defaultdict(list)
        self._recorded = [request_of_head(head) for head in self.cassette.heads]
        for place, recorded in enumerate(self._recorded):
            self._places[key_of(recorded)].append(place)
        if self._recorded:
            self.cassette.interaction(len(self._recorded) - 1)

    def __len__(self) -> int:
        return len(self.cassette)

    def send(self, request: Request) -> Exchange:
        """The exchange of ``request`` with its recorded answer; NoRecording when there is none."""
        recorded = self.cassette.exchange(self._found(request))
        answer = recorded.answer
        if answer is not None and self._scrub is not None:
            restored = self._scrub.restored
            answer = replace(
                answer, body=restored(answer.body), headers=restored(dict(answer.headers))
            )
        return replace(
            recorded, request=request, answer=answer, message_id=request.header("X-Request-Id")
        )

    def interaction(self, request: Request, origin: str) -> Interaction:
        """The recording of ``request``, answer unpacked, its own links moved to ``origin``.

        What needs no change stays byte for byte. NoRecording when there is none.
        """
        found = self.cassette.interaction(self._found(request))
        recorded_at = "{0.scheme}://{0.netloc}".format(urlsplit(found.url))
        headers = moved_headers(found.answer_headers, recorded_at, origin)
        body = unpacked(found.answer_headers, found.answer_body)
        body = moved_bytes(body, recorded_at, origin)
        if self._scrub is not None:
            body = self._restored(joined(headers), body)
            headers = self._scrub.restored(headers)
        return replace(found, answer_headers=headers, answer_body=body)

    def unused(self) -> list[Exchange]:
        """The recordings that nobody asked for, in order."""
        return [self.cassette.exchange(p) for p in range(len(self)) if p not in self._used]

    def _scrub_for(self, scrub: Scrub | None) -> Scrub | None:
        told = self.cassette.metadata
        if not told.scrub:
            return scrub
        scrub = scrub_for(told, scrub)
        if scrub.fingerprint != told.scrub:
            why = f"was scrubbed with another key (fingerprint {told.scrub})"
            raise BadInput(why, file=self.cassette.path, field="metadata.scrub")
        return scrub

    def _found(self, request: Request) -> int:
        asked = steady(self._scrub.request(request) if self._scrub else request)
        with self._lock:
            place = self._take(key_of(asked))
        if place is None:
            raise NoRecording(self._explained(asked), file=self.cassette.path)
        return place

    def _restored(self, headers: Mapping[str, str], body: bytes) -> bytes:
        assert self._scrub is not None
        value = body_of(headers, body)
        restored = self._scrub.restored(value)
        if restored == value:
            return body
        return bytes_of(Request("POST", "/", headers=headers, body=restored)) or b""

    def _take(self, key: Key) -> int | None:
        places = self._places.get(key, [])
        free = next((place for place in places if place not in self._used), None)
        if free is None and places and self._repeat:
            return places[-1]
        if free is not None:
            self._used.add(free)
        return free

    def _explained(self, asked: Request) -> str:
        lines = [f"nothing is recorded for {asked.method} {asked.path}"]
        for near in nearest(asked, self._recorded):
            recorded = self._recorded[near.place]
            used = "already used" if near.place in self._used else "not used yet"
            lines.append(f"  {near.place + 1}. {recorded.method} {recorded.path} ({used})")
            lines += [f"     {line}" for line in near.differs or ("the same request",)]
        return "\n".join(lines if self._recorded else [*lines, "  the cassette is empty"])
