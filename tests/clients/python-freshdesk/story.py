"""What python-freshdesk does with a fake, told as JSON: a scene for each part of the API."""

import contextlib
import json
import os
import re
import sys
import tempfile
from pathlib import Path

from freshdesk.v2.api import API
from freshdesk.v2.errors import FreshdeskError


def desk_of(key):
    """The client, which takes no other address than one of Freshdesk's own when it is made."""
    api = API("acme.freshdesk.com", key)
    api._api_prefix = f"{os.environ['FAUXDESK_URL']}/api/v2/"
    return api


desk = desk_of("fd-local-key")
gone = 72_999_999_999


def refusal(ask, *args, **named):
    """The class of error with which a request is refused, and its words.

    Where the client has no class for a status: the status, and the codes or else the words.
    """
    try:
        ask(*args, **named)
    except FreshdeskError as refused:
        if refused.__context__ is None:
            return [type(refused).__name__.removeprefix("Freshdesk"), str(refused)]
        answer = refused.__context__.response
        codes = [fault["code"] for fault in answer.json().get("errors", ())]
        return [answer.status_code, *(codes or [answer.json()["message"]])]
    return "not refused"


def code_of(refused):
    """The code in the words of a refusal, which spell the list of what is wrong."""
    return re.search(r"'code': '(\w+)'", refused[1])[1]


def names(records):
    return [record.name for record in records]


def contacts():
    ann = desk.contacts.create_contact(name="Ann", email="Ann+a@x.io", tags=["vip"])
    changed = desk.contacts.update_contact(ann.id, job_title="Boss", custom_fields={"plan": "gold"})
    shown = desk.contacts.get_contact(ann.id)
    told = {
        "made": [ann.email, ann.tags, ann.description],
        "changed": [changed.job_title, shown.custom_fields["plan"]],
        "by email": names(desk.contacts.list_contacts(email="ann+a@x.io")),
        "taken": refusal(desk.contacts.create_contact, name="Ann", email="ann+a@x.io"),
    }
    desk.contacts.soft_delete_contact(ann.id)
    told["deleted"] = [
        desk.contacts.list_contacts(email="ann+a@x.io"),
        names(desk.contacts.list_contacts(state="deleted")),
        refusal(desk.contacts.update_contact, ann.id, name="Ann B"),
    ]
    desk.contacts.restore_contact(ann.id)
    told["restored"] = names(desk.contacts.list_contacts(email="ann+a@x.io"))
    desk.contacts.permanently_delete_contact(ann.id)
    return {**told, "gone": refusal(desk.contacts.get_contact, ann.id)}


def companies():
    acme = desk.companies.create_company(name="Acme", domains=["acme.io"])
    bob = desk.contacts.create_contact(name="Bob", email="bob@acme.io")
    told = {
        "linked": bob.company_id == acme.id,
        "changed": desk.companies.update_company(acme.id, industry="Automotive").industry,
        "shown": desk.companies.get_company(acme.id).name,
        "listed": names(desk.companies.list_companies()),
        "taken": refusal(desk.companies.create_company, name="Acme"),
    }
    desk.companies.delete_company(acme.id)
    unlinked = desk.contacts.get_contact(bob.id).company_id
    return {**told, "deleted": [unlinked, refusal(desk.companies.get_company, acme.id)]}


def search():
    desk.contacts.create_contact(name="Cyd", email="cyd@y.io", custom_fields={"plan": "gold"})
    desk.companies.create_company(name="Initech", custom_fields={"employees": 3})
    desk.tickets.create_ticket("Found", email="cyd@y.io", description="d", priority=4)
    return {
        "contacts": names(desk.contacts.filter_contacts("email:'cyd@y.io' AND plan:'gold'")),
        "companies": names(desk.companies.filter_companies("employees:>3")),
        "tickets": [t.subject for t in desk.tickets.filter_tickets("priority:4 OR status:9")],
        "unknown key": refusal(desk.companies.filter_companies, "name:'Initech'")[0],
    }


def pages():
    """The client asks for page after page until one is shorter than it may be."""
    for number in range(260):
        desk.contacts.create_contact(name=f"P{number:03}", email=f"p{number}@pages.io")
    everyone = names(desk.contacts.list_contacts())
    return {
        "everyone": [len(set(everyone)), len(everyone), everyone == sorted(everyone)],
        "page 2": names(desk.contacts.list_contacts(page=2, per_page=100))[0],
        "page 3": names(desk.contacts.list_contacts(page=3, per_page=100))[-1],
        "page 4": names(desk.contacts.list_contacts(page=4, per_page=100)),
        "found": len(desk.contacts.filter_contacts("created_at:>'2013-01-07'")),
        "too many": refusal(desk.contacts.list_contacts, per_page=101)[0],
    }


def tickets():
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "a.log")
        log.write_text("It broke")
        made = desk.tickets.create_ticket(
            "Help", email="dan@y.io", description="<p>It broke</p>", tags=["hw"],
            attachments=[str(log)],
        )  # fmt: skip
    reply = desk.comments.create_reply(made.id, "Mended")
    note = desk.comments.create_note(made.id, "Easy", private=True)
    changed = desk.tickets.update_ticket(made.id, status=4)
    told = {
        "made": [made.subject, made.status, made.tags, made.attachments[0]["size"]],
        "requester": names(desk.contacts.list_contacts(email="dan@y.io")),
        "said": [reply.body, note.body],
        "comments": [comment.body for comment in desk.comments.list_comments(made.id)],
        "changed": changed.status,
        "included": desk.tickets.get_ticket(made.id, "requester", "stats").requester["email"],
        "since": len(desk.tickets.list_tickets(filter_name=None, updated_since="2013-01-07")),
    }
    desk.tickets.delete_ticket(made.id)
    deleted = [ticket.subject for ticket in desk.tickets.list_deleted_tickets()]
    return {**told, "deleted": [deleted, refusal(desk.tickets.update_ticket, made.id, status=2)]}


def errors():
    unnamed, surplus = {"email": "e@y.io"}, {"name": "E", "email": "e@y.io", "frob": 1}
    return {
        "me": desk.agents.currently_authenticated_agent().contact["email"],
        "wrong key": refusal(desk_of("wrong").contacts.list_contacts),
        "no admin": refusal(desk_of("fd-agent-key")._get, "contact_fields")[0],
        "unknown": refusal(desk.contacts.get_contact, gone),
        "no such method": refusal(desk._put, "contacts", "{}")[0],
        "missing": code_of(refusal(desk.contacts.create_contact, **unnamed)),
        "unexpected": code_of(refusal(desk.contacts.create_contact, **surplus)),
        "bad JSON": refusal(desk._post, "contacts", "{bad"),
        "unbuilt": refusal(desk.groups.list_groups)[0],
    }


def limits():
    """The list of contacts has a limit of its own, which an Enterprise account meets at 200."""
    lists = (refusal(desk._get, "contacts", {"per_page": 1}) for _ in range(201))
    refused = next(said for said in lists if said != "not refused")
    told = re.search(r"until (\d+) seconds", refused[1])
    made = desk.companies.create_company(name="Made all the same")
    return {"contacts": [refused[0], 0 < int(told[1]) <= 60], "companies": made.name}


with contextlib.redirect_stdout(sys.stderr):
    scenes = (contacts, companies, search, pages, tickets, errors, limits)
    told = {scene.__name__: scene() for scene in scenes}
print(json.dumps(told))
