"""What the tests of Zendesk share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.judging import KEPT, judges_of


@pytest.fixture
def rulings():
    """A function that tells what a judge says of a stream, one letter an exchange.

    ``k`` is kept, ``b`` broken, ``-`` not concerned.
    """

    def rulings_of(rule, stream):
        stream = [replace(exchange) for exchange in stream]
        said = {id(e): r for e, r in judges_of("zendesk")[f"zendesk.{rule}"](stream)}
        letters = {None: "-", KEPT: "k"}
        return "".join(letters.get(said.get(id(exchange)), "b") for exchange in stream)

    return rulings_of
