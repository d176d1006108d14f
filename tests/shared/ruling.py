"""What a judge says of a stream, in letters."""

from contracts.judging import KEPT, Open, judges_of


def rulings_of(vendor, rule, stream):
    """One letter an exchange: ``k`` kept, ``b`` broken, ``-`` not concerned."""
    said = list(judges_of(vendor)[f"{vendor}.{rule}"](stream))
    assert len(said) == len(stream), "a judge says one thing of each exchange"
    rulings = [each.ruling if isinstance(each, Open) else each for each in said]
    return "".join({None: "-", KEPT: "k"}.get(ruling, "b") for ruling in rulings)
