"""A recorder: tapes what one opening of a vendor hears, and writes it when the test has passed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote, quote_plus, urlsplit

from cassettes.cassette import Metadata
from cassettes.interaction import Interaction
from cassettes.recording import recorder_name
from cassettes.tape import Tape
from fauxdesk.testing.targets.line import Hear, Line
from fauxdesk.testing.targets.opening import Opened, Opening
from forwarder.settings import settings_of, table_of
from forwarder.vendor import vendors


class Recorder:
    """Tapes an opened vendor: ``app`` stands in for its app.

    The recording tells of the default account: its host, and its credentials wherever the
    opened settings' stand, so that it can be replayed where the real ones are not known. What
    is sensitive is scrubbed besides. Connections that gave no answer are left out.
    """

    def __init__(self, opening: Opening, opened: Opened) -> None:
        own, vendor = opening.fake().settings(), vendors()[opening.vendor]
        live = opened.counterpart.settings()
        secrets = [s.key for s in table_of(vendor) if s.secret]
        self._stands_for = {
            str(live[key]): str(own[key]) for key in secrets if live.get(key) and own.get(key)
        }
        self._tape = Tape(
            opening.cassette,
            Metadata(
                vendor=opening.vendor,
                recorded_from=opened.recorded_from,
                recorded_at=datetime.now(UTC),
                host=urlsplit(settings_of(vendor, own).url).netloc,
                recorder=recorder_name(),
            ),
            opening.scrub,
        )
        self.app = Line(opened.app, self._begin)

    def write(self) -> None:
        """Write the cassette, if anything was heard; Problem or OSError where that fails."""
        if len(self._tape):
            self._tape.write()

    def _begin(self) -> Hear:
        keep = self._tape.begin()

        def hear(taken: Interaction) -> None:
            if taken.status:
                keep(_with(taken, self._stands_for))

        return hear


def _with(taken: Interaction, stands_for: Mapping[str, str]) -> Interaction:
    """The interaction with each of these texts replaced, in its URL and its bodies."""
    for text, other in stands_for.items():
        if text != other:
            for spell in _SPELLINGS:
                taken = _replaced(taken, spell(text), spell(other))
    return taken


def _replaced(taken: Interaction, text: str, other: str) -> Interaction:
    return replace(
        taken,
        url=taken.url.replace(text, other),
        body=taken.body.replace(text.encode(), other.encode()),
        answer_body=taken.answer_body.replace(text.encode(), other.encode()),
    )


def _in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


_SPELLINGS: tuple[Callable[[str], str], ...] = (str, _in_json, quote, quote_plus)
