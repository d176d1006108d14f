"""What python-freshworks-crm does with a fake, told as JSON.

Its creates send what they are given without a wrapper, so the wrapper is given.
"""

import json
import os

import requests
from freshsales.api import API
from freshsales.errors import FreshsalesError

URL = os.environ["FAUXDESK_URL"]
BASE = f"{URL}/crm/sales/api"
MANY = 250


def client(token):
    """The client, told that the fake is the vendor: it would speak HTTPS to a domain alone."""
    api = API("acme.myfreshworks.com", token)
    api._api_prefix = BASE
    return api


def refusal(act, *arguments, **named):
    """The class of what the client raises, and what it says."""
    try:
        act(*arguments, **named)
    except FreshsalesError as refused:
        return [type(refused).__name__, str(refused)]
    return None


def failing(status):
    """What the client raises when the vendor answers the next request with this status."""
    requests.post(f"{URL}/_fauxdesk/faults", json={"status": status, "times": 1}, timeout=5)
    return refusal(crm.selectors.get_users)[0]


crm = client("fs-local-token")
people, accounts, deals, lists = crm.contacts, crm.accounts, crm.deals, crm.lists


def all_of(records):
    """The id of the view that lists all records of a kind."""
    return next(view.id for view in records.list_views() if view.name.startswith("All "))


def contacts():
    """Contacts made, read, changed, upserted, cloned, deleted and forgotten."""
    ann = people.create_contact(contact={"first_name": "Ann", "email": "ann@x.io"})
    acme = accounts.upsert_account(("name", "Acme"), website="https://acme.io")
    people.update_contact(ann.id, contact={"sales_accounts": [{"id": acme.id}], "city": "Ulm"})
    upserted = people.upsert_contact(("emails", "ANN@x.io"), first_name="Anna")
    bob = people.clone_contact(ann.id, email="bob@x.io")
    eve = people.create_contact(contact={"email": "eve@x.io"})
    seen = people.view_contact(ann.id, "sales_accounts")
    rule = {"attribute": "contact_email.email", "operator": "is_in", "value": "ann@x.io"}
    found, more = crm.search.filter_contacts([rule])
    view = all_of(people)
    told = {
        "same": upserted.id == ann.id,
        "name": [seen.first_name, seen.city],
        "accounts": [account.name for account in seen.sales_accounts],
        "clone": [bob.first_name, bob.email],
        "listed": sorted(contact.email for contact in people.list_contacts(view)),
        "one page": len(people.list_contacts(view, page=1)),
        "filtered": [[contact.id == ann.id for contact in found], more],
        "deleted": [people.delete_contact(bob.id), refusal(people.view_contact, bob.id)[0]],
        "forgotten": [people.forget_contact(eve.id), refusal(people.delete_contact, eve.id)[0]],
        "custom fields": [field.name for field in people.list_fields() if not field.default],
    }
    return ann, told


def accounts_told():
    """Accounts made, read, changed, cloned, deleted and forgotten."""
    made = accounts.create_account(sales_account={"name": "Initech", "phone": "+1"})
    changed = accounts.update_account(made.id, sales_account={"city": "Austin"})
    again = accounts.upsert_account(("name", "Initech"), state="Texas")
    cloned = accounts.clone_account(made.id, name="Initrode")
    seen = accounts.view_account(made.id, "owner")
    return {
        "account": [changed.city, again.id == made.id, seen.name, seen.state, seen.phone],
        "cloned account": [cloned.name, cloned.city],
        "accounts listed": [each.name for each in accounts.list_accounts(all_of(accounts))],
        "account deleted": [
            accounts.delete_account(cloned.id),
            refusal(accounts.view_account, cloned.id)[0],
            accounts.forget_account(made.id),
        ],
        "account fields": "name" in [field.name for field in accounts.list_fields(True)],
    }


def deals_told(contact):
    """Deals made, read, changed, upserted, cloned, deleted and forgotten."""
    sample = {"name": "Sample", "amount": 1234.5, "contacts_added_list": [contact.id]}
    made = deals.create_deal(deal=sample)
    changed = deals.update_deal(made.id, deal={"amount": 20})
    again = deals.upsert_deal(("name", "Sample"), amount=-5)
    cloned = deals.clone_deal(made.id, name="Other")
    stages = crm.selectors.get_deal_stages()
    qualified = next(stage.id for stage in stages if stage.name == "Qualification")
    moved = deals.update_deal(made.id, deal={"deal_stage_id": qualified})
    return {
        "deal": [made.amount, changed.amount, again.amount, moved.probability],
        "deals listed": [each.name for each in deals.list_deals(all_of(deals))],
        "deal seen": deals.view_deal(made.id, "deal_stage").name,
        "deal deleted": [
            deals.delete_deal(cloned.id),
            refusal(deals.view_deal, cloned.id)[0],
            deals.forget_deal(made.id),
        ],
        "deal fields": "amount" in [field.name for field in deals.list_fields()],
    }


def around(contact):
    """Notes, tasks, appointments and sales activities about a contact."""
    about = {"targetable_type": "Contact", "targetable_id": contact.id}
    note = crm.notes.create_note(description="Hi", **about)
    task = crm.tasks.create_task(task={"title": "Call", "due_date": "2026-12-01", **about})
    visit = crm.sales_activities.create_activity(title="Visit", **about)
    open_tasks = [each.title for each in crm.tasks.list_tasks("open")["tasks"]]
    done = crm.tasks.mark_as_done(task.id)
    return {
        "note": [
            note.description,
            crm.notes.update_note(note.id, description="Ho").description,
            crm.notes.delete_note(note.id),
        ],
        "task": [
            task.status,
            crm.tasks.update_task(task.id, title="Write").title,
            done.status,
            done.completed_date is not None,
            crm.tasks.view_task(task.id)["task"].title,
        ],
        "open tasks": open_tasks,
        "task deleted": [crm.tasks.delete_task(task.id), refusal(crm.tasks.view_task, task.id)[0]],
        "activity": [
            visit.title,
            crm.sales_activities.view_activity(visit.id).title,
            crm.sales_activities.update_activity(visit.id, title="Call").title,
            crm.sales_activities.delete_activity(visit.id),
        ],
    }


def lists_told(contact):
    """Lists of contacts: made, renamed, filled, emptied."""
    cat = people.create_contact(contact={"email": "cat@x.io"})
    news, old = lists.create_list("News"), lists.create_list("Old")
    lists.add_contacts_to_list(news.id, [contact.id, cat.id])
    lists.move_contacts_between_lists(old.id, [cat.id], news.id)
    kept = [each.email for each in lists.fetch_contacts_from_list(news.id)]
    moved = [each.email for each in lists.fetch_contacts_from_list(old.id)]
    lists.remove_contacts_from_list(news.id, [contact.id])
    lists.remove_contacts_from_list(old.id, [], remove_all=True)
    return {
        "on the lists": [kept, moved],
        "emptied": [lists.fetch_contacts_from_list(each.id) for each in (news, old)],
        "lists": [lists.update_list(old.id, "Older").name]
        + [each.name for each in lists.fetch_all_lists()],
    }


def selectors():
    """How many choices each selector of the client offers, and some of them."""
    chosen = crm.selectors
    return {
        "owners": [user.email for user in chosen.get_users()],
        "stages": [stage.name for stage in chosen.get_lifecycle_stages()],
        "statuses": [status.name for status in chosen.get_contact_statuses()],
        "deal stages": [stage.name for stage in chosen.get_deal_stages()],
        "other choices": [
            isinstance(choices(), list)
            for choices in (
                chosen.get_territories,
                chosen.get_currencies,
                chosen.get_deal_reasons,
                chosen.get_deal_types,
                chosen.get_lead_sources,
                chosen.get_industry_types,
                chosen.get_business_types,
                chosen.get_campaigns,
                chosen.get_deal_payment_statuses,
                chosen.get_deal_prodcuts,
                chosen.get_sales_activity_types,
                chosen.get_sales_activity_entity_types,
                chosen.get_sales_activity_outcomes,
            )
        ],
    }


def pages():
    """Contacts beyond a page: by the client's transport, page by page, and by its own listing."""
    for number in range(MANY):
        people.create_contact(contact={"email": f"many-{number}@x.io"})
    path, seen, number = f"/contacts/view/{all_of(people)}", [], 1
    while True:
        query = {"page": number, "per_page": 100, "sort": "id", "sort_type": "desc"}
        answer = crm._get(path, params=query)
        if not answer["contacts"]:
            break
        seen += [contact["id"] for contact in answer["contacts"]]
        number += 1
    return {
        "pages": [number - 1, answer["meta"]["total_pages"]],
        "paged": [len(seen) == len(set(seen)) == answer["meta"]["total"], seen[0] > seen[-1]],
        "at least": len(seen) >= MANY,
    }


def errors():
    """Every class of error that the client knows."""
    return {
        "duplicate": refusal(people.create_contact, contact={"email": "ann@x.io"}),
        "unwrapped": refusal(people.create_contact, email="zoe@x.io"),
        "nameless deal": refusal(deals.create_deal, deal={"amount": 5}),
        "taken account": refusal(accounts.create_account, sales_account={"name": "acme"}),
        "stranger": refusal(client("wrong").selectors.get_users),
        "unknown view": refusal(people.list_contacts, 999),
        "products": refusal(crm.products.view_product, 1),
        "failing": [failing(status) for status in (429, 503)],
    }


ann, told = contacts()
told |= accounts_told() | deals_told(ann) | around(ann) | lists_told(ann)
told |= selectors() | errors() | pages()
print(json.dumps(told))
