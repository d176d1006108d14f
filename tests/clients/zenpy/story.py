"""What zenpy does with a fake, told as JSON: a scene for each part of the API."""

import json
import os
import time
from urllib.parse import urlsplit

os.environ["ZENPY_FORCE_NETLOC"] = urlsplit(os.environ["FAUXDESK_URL"]).netloc
os.environ["ZENPY_FORCE_SCHEME"] = "http"

from zenpy import Zenpy
from zenpy.lib.api_objects import (
    Comment,
    Identity,
    Organization,
    OrganizationField,
    OrganizationMembership,
    Ticket,
    User,
    UserField,
)
from zenpy.lib.exception import APIException, RecordNotFoundException

desk = Zenpy(subdomain="acme", email="admin@acme.example", token="zd-local-token")
desk.disable_caching()
gone = 9_223_372_036_854_775_807


def refusal(ask, *args, **named):
    """The status with which a request is refused, and the words of the first detail."""
    try:
        ask(*args, **named)
    except (APIException, RecordNotFoundException) as refused:
        said = refused.response.json()
        details = [
            detail["description"] for each in said.get("details", {}).values() for detail in each
        ]
        return [refused.response.status_code, *(details or [said])]
    return "not refused"


def finished(job):
    """A job when it has ended."""
    while job.status in ("queued", "working"):
        time.sleep(0.01)
        job = desk.job_status(id=job.id)
    return job


def users():
    ann = desk.users.create_or_update(User(name="Ann", email="ann@x.io", external_id="u1"))
    again = desk.users.create_or_update(User(name="Ann Lee", external_id="U1"))
    ann.name, ann.tags = "Ann B", ["vip"]
    changed = desk.users.update(ann)
    bob = desk.users.create(User(name="Bob", email="bob@x.io"))
    shown = desk.users(ids=[bob.id, ann.id])
    return {
        "me": desk.users.me().email,
        "made": ann.email,
        "one": again.id == ann.id,
        "rewritten": again.external_id,
        "changed": [changed.name, changed.tags],
        "found": [user.name for user in desk.users.search(query="ann@x.io")],
        "by external_id": [user.name for user in desk.users.search(external_id="u1")],
        "many": [user.name for user in shown],
        "related": desk.users.related(ann).requested_tickets,
        "merged": desk.users.merge(bob, ann).name,
        "deleted": desk.users.delete(desk.users.create(User(name="Cy"))).active,
        "taken": refusal(desk.users.create, User(name="D", email="ann@x.io")),
        "unknown": refusal(desk.users, id=gone),
    }


def identities():
    eve = desk.users.create(User(name="Eve", email="eve@x.io"))
    new = desk.users.identities.create(eve, Identity(type="email", value="eve@y.io"))
    first, *_ = desk.users.identities.make_primary(eve, new)
    verified = desk.users.identities.verify(eve, new).verified
    old = next(i for i in desk.users.identities(id=eve.id) if not i.primary)
    desk.users.identities.delete(eve, old)
    return {
        "made": [new.value, new.primary, new.verified],
        "first": first.value,
        "verified": verified,
        "left": [identity.value for identity in desk.users.identities(id=eve.id)],
    }


def organizations():
    lakers = desk.organizations.create(Organization(name="LA Lakers", external_id="o1"))
    lakers.domain_names = ["lakers.com"]
    changed = desk.organizations.update(lakers)
    kobe = desk.users.create(User(name="Kobe", email="kobe@lakers.com"))
    pair = OrganizationMembership(user_id=kobe.id, organization_id=lakers.id)
    linked = desk.organization_memberships.create(pair)
    bulls = desk.organizations.create_or_update(Organization(name="Bulls", external_id="o2"))
    desk.organizations.delete(bulls)
    return {
        "domains": changed.domain_names,
        "linked": [linked.default, desk.users(id=kobe.id).organization_id == lakers.id],
        "again": refusal(desk.organization_memberships.create, pair)[0],
        "of user": [o.name for o in desk.users.organizations(kobe)],
        "members": [user.name for user in desk.organizations.users(lakers)],
        "by external_id": [o.name for o in desk.organizations(external_ids=["O1"])],
        "deleted": refusal(desk.organizations, id=bulls.id)[0],
        "taken": refusal(desk.organizations.create, Organization(name="la lakers"))[0],
    }


def search():
    return {
        "users": [user.name for user in desk.search("kobe@lakers.com", type="user")],
        "organizations": [o.name for o in desk.search(type="organization", name="lakers")],
        "count": desk.search.count("kobe@lakers.com", type="user"),
    }


def pages():
    jobs = [
        desk.users.create([User(name=f"Page {n}", email=f"{n}@page.io") for n in range(at, to)])
        for at, to in ((0, 100), (100, 200), (200, 260))
    ]
    done = [finished(job) for job in jobs]
    numbered = [user.name for user in desk.users.search(query="page.io")]
    cursors = [user.name for user in desk.users(cursor_pagination=50)]
    return {
        "jobs": [[job.status, job.total, len(job.results)] for job in done],
        "numbered": [len(numbered), len(set(numbered))],
        "cursors": len([name for name in cursors if name.startswith("Page ")]),
        "too many": refusal(desk.users.create, [User(name="A")] * 101)[1]["description"],
    }


def fields():
    tier = desk.user_fields.create(UserField(key="tier", title="Tier", description="Their tier"))
    site = desk.organization_fields.create(OrganizationField(key="site", title="Site"))
    flo = desk.users.create(User(name="Flo", user_fields={"tier": "gold"}))
    kept = [field.key for field in desk.user_fields()]
    desk.user_fields.delete(tier)
    return {
        "made": [tier.type, tier.position, tier.active, site.key],
        "value": flo.user_fields["tier"],
        "kept": kept,
        "left": [field.key for field in desk.user_fields()],
    }


def tickets():
    asked = Ticket(
        subject="Help",
        comment=Comment(body="It broke"),
        requester=User(name="Gil", email="gil@x.io"),
    )
    ticket = desk.tickets.create(asked).ticket
    ticket.comment, ticket.status = Comment(body="Mended", public=True), "solved"
    changed = desk.tickets.update(ticket).ticket
    comments = [comment.body for comment in desk.tickets.comments(ticket)]
    desk.tickets.delete(ticket)
    return {
        "made": [ticket.subject, ticket.requester.email],
        "changed": changed.status,
        "comments": comments,
        "deleted": refusal(desk.tickets, id=ticket.id)[0],
    }


SCENES = (users, identities, organizations, search, pages, fields, tickets)

if __name__ == "__main__":
    print(json.dumps({scene.__name__: scene() for scene in SCENES}))
