"""How often an account may be asked for something.

Source: apidocs.user.com names the status 429; no number and no window is told anywhere.
"""

from __future__ import annotations

import math

from emulator.limits import spend
from emulator.usercom.errors import throttled
from emulator.visit import Visit, keeps


@keeps("usercom.limits.requests")
def spend_request(visit: Visit) -> None:
    """An account has a number of requests in a window, both as its file says."""
    settings = visit.account.settings
    if not settings["rate_limits"]:
        return
    limit, window = settings["requests_per_window"], settings["window_seconds"]
    spent = spend(visit.account, "requests", limit, window)
    if spent.over:
        raise throttled(max(math.ceil(spent.resets_in), 1))
