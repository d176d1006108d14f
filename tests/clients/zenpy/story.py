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
from zenpy.lib.exception import (
    APIException,
    RatelimitBudgetExceeded,
    RecordNotFoundException,
)


def client(**signed):
    """A client that is told about a spent limit at once, instead of waiting for it."""
    made = Zenpy(subdomain="acme", ratelimit_budget=0, **signed)
    made.disable_caching()
    return made


desk = client(email="admin@acme.example", token="zd-local-token")
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


def made(api, job):
    """What a job has made, in the order of names."""
    ids = [each.id for each in finished(job).results]
    return sorted(api(ids=ids), key=lambda each: each.name)


def users():
    ann = desk.users.create_or_update(User(name="Ann", email="ann@x.io", external_id="u1"))
    time.sleep(1.1)  # Zendesk takes one upsert a second.
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
    linked = desk.organization_memberships.create(membership(kobe, lakers))
    bulls = desk.organizations.create_or_update(Organization(name="Bulls", external_id="o2"))
    desk.organizations.delete(bulls)
    return {
        "domains": changed.domain_names,
        "linked": [linked.default, desk.users(id=kobe.id).organization_id == lakers.id],
        "again": refusal(desk.organization_memberships.create, membership(kobe, lakers)),
        "of user": [o.name for o in desk.users.organizations(kobe)],
        "members": [user.name for user in desk.organizations.users(lakers)],
        "by external_id": [o.name for o in desk.organizations(external_ids=["O1"])],
        "deleted": refusal(desk.organizations, id=bulls.id)[0],
        "taken": refusal(desk.organizations.create, Organization(name="la lakers"))[0],
    }


def membership(user, organization):
    """A membership that is still to be made."""
    return OrganizationMembership(user_id=user.id, organization_id=organization.id)


def memberships():
    both = [Organization(name="Nets"), Organization(name="Suns")]
    nets, suns = made(desk.organizations, desk.organizations.create(both))
    ida = desk.users.create(User(name="Ida", email="ida@x.io"))
    first = desk.organization_memberships.create(membership(ida, nets))
    job = finished(desk.organization_memberships.create([membership(ida, suns)]))
    both = list(desk.users.organization_memberships(ida))
    desk.organization_memberships.delete(first)
    return {
        "job": [job.status, job.total],
        "of user": [[each.organization_id == nets.id, each.default] for each in both],
        "of organization": [
            each.user_id == ida.id for each in desk.organizations.organization_memberships(suns)
        ],
        "shown": desk.organization_memberships(id=both[1].id).user_id == ida.id,
        "unlinked": [o.name for o in desk.users.organizations(ida)],
        "unknown organization": refusal(
            desk.organization_memberships.create,
            OrganizationMembership(user_id=ida.id, organization_id=gone),
        ),
    }


def search():
    return {
        "users": [user.name for user in desk.search("kobe@lakers.com", type="user")],
        "organizations": [o.name for o in desk.search(type="organization", name="lakers")],
        "count": desk.search.count("kobe@lakers.com", type="user"),
        "exported": refusal(desk.search_export, "kobe", type="user")[0],
    }


def exports():
    everybody = desk.users.incremental(start_time=0, per_page=5)
    by_time = desk.users.incremental(start_time=0, paginate_by_time=True)
    again = desk.users.incremental(cursor=everybody.after_cursor, per_page=5)
    agent = client(email="agent@acme.example", token="zd-local-token")
    names = [user.name for user in everybody]
    return {
        "once": len(names) == len(set(names)),
        "people": {"Ann B", "Kobe", "Ida"} <= set(names),
        "deleted": [user.name for user in by_time if not user.active],
        "by time": [by_time.end_of_stream, by_time.count == len(names)],
        "from a cursor": [user.name for user in again] == names[5:],
        "newer": len(list(desk.users.incremental(cursor=everybody.after_cursor))),
        "no administrator": refusal(agent.users.incremental, start_time=0)[0],
        "no time": refusal(desk.users.incremental, start_time="soon")[0],
        "too often": limited(lambda: desk.users.incremental(start_time=0)),
    }


def limited(ask):
    """Whether a limit is spent after some more requests."""
    try:
        for _ in range(11):
            ask()
    except RatelimitBudgetExceeded:
        return True
    return False


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


def jobs():
    pair = [User(name=f"Job {n}", email=f"{n}@job.io", external_id=f"j{n}") for n in (1, 2)]
    one, two = made(desk.users, desk.users.create_or_update(pair))
    one.notes, two.notes = "n1", "n2"
    updated = finished(desk.users.update([one, two]))
    failed = finished(desk.users.create([User(name="Job 3", email="1@job.io")]))
    gone_ones = finished(desk.users.delete([one, two]))
    return {
        "made": [one.name, two.name],
        "updated": sorted([each.status, each.success] for each in updated.results),
        "notes": sorted(user.notes for user in desk.users.deleted() if user.name[:3] == "Job"),
        "failed": [failed.status, [bool(each.error) for each in failed.results]],
        "deleted": [gone_ones.status, len(gone_ones.results)],
        "erased": desk.users.permanently_delete(one).name,
        "left": [user.name for user in desk.users.search(query="job.io")],
        "unknown": refusal(desk.job_status, id="V3-" + 32 * "0")[0],
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


def errors():
    stranger = client(email="admin@acme.example", token="wrong")
    expired = client(oauth_token="expired")
    agent = client(email="agent@acme.example", token="zd-local-token")
    hal = desk.users.create(User(name="Hal", email="hal@x.io"))
    return {
        "wrong token": refusal(stranger.users, id=hal.id),
        "expired": refusal(expired.users, id=hal.id)[1]["error"],
        "no administrator": refusal(agent.organizations.create, Organization(name="O"))[0],
        "no name": refusal(desk.users.create, User(email="no@x.io")),
        "no email": refusal(desk.users.create, User(name="N", email="badmail")),
        "too often": [noted(hal, n) for n in range(6)],
        "two at once": refusal(desk.organizations.create, Organization(name="LA Lakers ")),
    }


def noted(user, n):
    """The notes of a user after an update, or that there were too many."""
    user.notes = f"n{n}"
    try:
        return desk.users.update(user).notes
    except RatelimitBudgetExceeded:
        return "limited"


SCENES = (
    *(users, identities, organizations, memberships, search, exports, pages, jobs, fields, tickets),
    errors,
)

if __name__ == "__main__":
    print(json.dumps({scene.__name__: scene() for scene in SCENES}))
