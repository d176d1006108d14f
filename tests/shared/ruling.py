"""What a judge says of a stream, in letters."""

from contracts.exchange import Answer, Exchange, Request
from contracts.judging import KEPT, Open, judges_of
from contracts.operation import operations_of


def exchange_of(vendor, line, body=None, status=200, answer=None, *, headers, query=None):
    """A labelled exchange, as judges take it; the line is method and path."""
    method, path = line.split()
    request = Request(method, path, query or {}, headers, body)
    exchange = Exchange(request=request, answer=Answer(status, answer), vendor=vendor)
    return operations_of(vendor).label(exchange)


def rulings_of(vendor, rule, stream):
    """One letter an exchange: ``k`` kept, ``b`` broken, ``-`` not concerned."""
    said = list(judges_of(vendor)[f"{vendor}.{rule}"](stream))
    assert len(said) == len(stream), "a judge says one thing of each exchange"
    rulings = [each.ruling if isinstance(each, Open) else each for each in said]
    return "".join({None: "-", KEPT: "k"}.get(ruling, "b") for ruling in rulings)
