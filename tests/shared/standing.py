"""A stack on consecutive ports, as `fauxdesk up` has it."""

import random
from contextlib import suppress

from contracts.problem import BadInput
from fauxdesk.serving.stack import Stack


def standing(*names, **options):
    """A started stack, and its first port; the ports are taken at random until all are free."""
    for _ in range(50):
        port = random.randrange(20_000, 60_000, 10)
        with suppress(BadInput, OSError):
            return Stack(names, port=port, **options).start(), port
    raise OSError("no ten ports are free")
