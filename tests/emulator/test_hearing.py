"""Judges hear a journal once, remember a while what it drops, and nothing that was cleared."""

from dataclasses import replace

import pytest

from contracts.exchange import Answer, Exchange, Request
from emulator.hearing import Hearing
from emulator.journal import Journal

LOOK = Exchange(request=Request("GET", "/"), answer=Answer(200), vendor="toy")
WRITE = Exchange(request=Request("POST", "/"), answer=Answer(201), vendor="toy")

pytestmark = pytest.mark.usefixtures("contracted")


def label(exchange: Exchange) -> Exchange:
    writes = exchange.request.writes
    return replace(exchange, operation="note-create" if writes else "note-show")


def broken_after_each(hearing: Hearing, journal: Journal, *exchanges: Exchange) -> str:
    """One letter an exchange: whether a write after it would break the rule."""
    letters = ""
    for exchange in exchanges:
        journal.add(exchange, "acme")
        letters += "b" if hearing.broken_by(WRITE, label) else "-"
    return letters


@pytest.fixture
def journal() -> Journal:
    return Journal(capacity=2)


@pytest.fixture
def hearing(journal: Journal) -> Hearing:
    return Hearing("toy", journal)


def test_a_look_up_counts_for_as_many_entries_again_as_the_journal_holds(
    journal: Journal, hearing: Hearing
) -> None:
    assert broken_after_each(hearing, journal, LOOK, *[WRITE] * 4) == "----b"


def test_a_look_up_that_was_cleared_counts_no_more(journal: Journal, hearing: Hearing) -> None:
    assert broken_after_each(hearing, journal, LOOK) == "-"
    journal.clear()
    assert broken_after_each(hearing, journal, WRITE, LOOK) == "b-"


def test_what_the_journal_holds_already_is_heard(journal: Journal, hearing: Hearing) -> None:
    journal.add(LOOK, "acme")
    assert broken_after_each(hearing, journal, WRITE) == "-"
