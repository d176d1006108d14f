"""What a body that is not JSON is answered.

The texts are those of Django REST framework, which takes no NaN and no infinity.
"""

from __future__ import annotations

import json
import math
from typing import NoReturn

from contracts.exchange import Answer
from emulator.usercom.errors import malformed
from emulator.visit import Visit

_TOO_DEEP = "maximum recursion depth exceeded while decoding a JSON value"


def answer_malformed(visit: Visit) -> Answer:
    """A body that is not JSON, and at which character it stops being it."""
    return malformed(_why_not_json(visit.request.body))


def _why_not_json(text: str) -> str:
    try:
        json.loads(text, parse_constant=_beyond, parse_float=_finite)
    except ValueError as error:
        return str(error)
    except RecursionError:
        return _TOO_DEEP
    return _TOO_DEEP


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _beyond(digits)


def _beyond(name: str) -> NoReturn:
    raise ValueError(f"Out of range float values are not JSON compliant: {name!r}")
