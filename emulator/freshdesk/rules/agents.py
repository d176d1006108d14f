"""What Freshdesk holds the making of agents to.

Source: developers.freshdesk.com/api, Contacts, Make Agent, and Errors.
"""

from __future__ import annotations

from contracts.call import Json
from emulator.freshdesk import errors
from emulator.table import Record
from emulator.visit import Visit, keeps

SCOPES = (1, 2, 3)
"""All tickets, those of the agent's groups, those assigned to the agent."""


@keeps("freshdesk.agents.scope")
def check_scope(_visit: Visit, scope: Json) -> None:
    """A scope is one of three: all tickets, those of the agent's groups, the agent's own."""
    if scope is not None and scope not in SCOPES:
        raise errors.Invalid(errors.not_listed("ticket_scope", map(str, SCOPES)))


@keeps("freshdesk.agents.email-required")
def check_email(_visit: Visit, contact: Record) -> None:
    """A contact without an email does not become an agent."""
    if contact["email"] is None:
        raise errors.inconsistent("A contact without an email cannot be made an agent")


@keeps("freshdesk.agents.seats")
def check_seats(visit: Visit, occasional: Json) -> None:
    """An account has as many full-time agents as it pays for."""
    seats = visit.account.settings.get("agent_seats")
    taken = sum(not agent["occasional"] for agent in visit.account.tables["agents"])
    if not occasional and seats is not None and taken >= seats:
        raise errors.agents_spent()


@keeps("freshdesk.agents.other-emails-dropped")
def drop_other_emails(_visit: Visit, contact: Record) -> bool:
    """A contact that becomes an agent keeps one email."""
    return bool(contact["other_emails"])
