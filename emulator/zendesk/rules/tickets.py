"""What Zendesk holds tickets to."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk.auth import user_of_email
from emulator.zendesk.errors import invalid
from emulator.zendesk.writing import create_user

CHOICES: Mapping[str, tuple[Json, ...]] = {
    "status": ("new", "open", "pending", "hold", "solved", "closed"),
    "priority": (None, "urgent", "high", "normal", "low"),
    "type": (None, "problem", "incident", "question", "task"),
}
"""What a ticket's status, priority and type can be."""


@keeps("zendesk.tickets.closed-is-final")
def check_open(_visit: Visit, ticket: Record) -> None:
    """A closed ticket is not changed any more."""
    if ticket["status"] == "closed":
        raise invalid("status", "closed prevents ticket update")


@keeps("zendesk.tickets.comment-required")
def check_comment(_visit: Visit, comment: Mapping[str, Json]) -> None:
    """A ticket begins with a comment."""
    body = comment.get("body")
    if not isinstance(body, str) or not body.strip():
        raise invalid("base", "Description: cannot be blank", "BlankValue")


@keeps("zendesk.tickets.choices-known")
def check_choices(_visit: Visit, said: Mapping[str, Json]) -> None:
    """Status, priority and type are among the documented ones."""
    for name, choices in CHOICES.items():
        if name in said and said[name] not in choices:
            title = name.capitalize()
            raise invalid(
                name, f"{title}: {said[name]} is not included in the list", "InvalidValue"
            )


@keeps("zendesk.tickets.people-known")
def check_people(visit: Visit, said: Mapping[str, Json]) -> None:
    """Requester and submitter are users of the account, the assignee is an agent."""
    users = visit.account.tables["users"]
    for name in ("requester_id", "submitter_id", "assignee_id"):
        user = users.get(said[name]) if said.get(name) is not None else None
        wrong = user is None or (name == "assignee_id" and user["role"] == "end-user")
        if said.get(name) is not None and wrong:
            field = name.removesuffix("_id")
            raise invalid(field, f"{field.capitalize()}: is invalid", "InvalidValue")


@keeps("zendesk.tickets.organization-known")
def check_organization(visit: Visit, said: Mapping[str, Json]) -> None:
    """A ticket's organization is one of the account's."""
    organization_id = said.get("organization_id")
    known = visit.account.tables["organizations"]
    if organization_id is not None and known.get(organization_id) is None:
        raise invalid("organization", "Organization: is invalid", "InvalidValue")


def requester_of(visit: Visit, requester: Mapping[str, Json]) -> Record | None:
    """The user who has the email, made where nobody has it; None where no email is given."""
    email = requester.get("email")
    if not isinstance(email, str) or not email.strip():
        return None
    email = email.strip()
    user = user_of_email(visit.account, email)
    make_requester(visit, user)
    name = requester.get("name")
    named = name if isinstance(name, str) and name.strip() else email.partition("@")[0]
    return user or create_user(visit, {"name": named, "email": email})


@keeps("zendesk.tickets.requester-created")
def make_requester(_visit: Visit, present: Record | None) -> bool:
    """A requester whose email nobody has becomes a user."""
    return present is None
