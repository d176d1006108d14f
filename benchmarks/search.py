"""What a search by email costs among few records and among many, inside the process.

Run ``python -m benchmarks.search``. Processor time of one call to the app, no client: what a
socket and a busy machine add would hide the difference.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from benchmarks.served import fake_of
from benchmarks.servers import FEW, MANY, SEARCH, SIGNED
from benchmarks.turns import Figures, in_turn, medians, ratio, show
from emulator.calling import call

CALLS, ROUNDS = 100, 40


def measured(number: int) -> Callable[[], Figures]:
    """Microseconds of a search for the person in the middle."""
    app, url = fake_of(number), "http://127.0.0.1" + SEARCH.format(number // 2)

    def run() -> Figures:
        begun = time.process_time()
        for _ in range(CALLS):
            status, _, content = call(app, "GET", url, SIGNED.items())
        spent = time.process_time() - begun
        assert status == 200
        assert json.loads(content)["count"] == 1
        return (spent / CALLS * 1e6,)

    return run


def main() -> None:
    """Measure and print."""
    taken = in_turn({f"{number:,}": measured(number) for number in (FEW, MANY)}, ROUNDS)
    few = f"{FEW:,}"
    rows = [(name, *medians(taken, name), 1 / ratio(taken, name, few)) for name in taken]
    show(rows, ("records", "us per search", f"rate x that in {few}"), ("", ".0f", ".2f"))


if __name__ == "__main__":
    main()
