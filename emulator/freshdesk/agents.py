"""The agents of an account: the one who asks.

Source: developers.freshdesk.com/api, Agents.
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.freshdesk import shapes
from emulator.routes import Routes
from emulator.visit import Visit

routes = Routes("agents", __name__)


@routes.get("/agents/me")
def me(visit: Visit) -> Answer:
    """The caller."""
    assert visit.caller is not None
    return Answer(200, shapes.agent(visit, visit.caller))
