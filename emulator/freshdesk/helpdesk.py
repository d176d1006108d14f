"""The settings of an account that every agent sees.

Source: developers.freshdesk.com/api, Settings.
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.visit import Visit

routes = Routes("helpdesk", __name__)


@routes.get("/settings/helpdesk")
def show(visit: Visit) -> Answer:
    """The languages of the account."""
    first, *others = visit.account.settings["languages"]
    languages = {"supported_languages": others, "portal_languages": others}
    return Answer(200, {"primary_language": first, **languages})
