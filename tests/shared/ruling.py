"""What a judge says of a stream, in letters."""

from dataclasses import replace

from contracts.judging import KEPT, judges_of


def rulings_of(vendor, rule, stream):
    """One letter an exchange: ``k`` kept, ``b`` broken, ``-`` not concerned."""
    stream = [replace(exchange) for exchange in stream]
    said = {id(e): r for e, r in judges_of(vendor)[f"{vendor}.{rule}"](stream)}
    letters = {None: "-", KEPT: "k"}
    return "".join(letters.get(said.get(id(exchange)), "b") for exchange in stream)
