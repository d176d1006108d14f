"""What python-freshworks-crm does with a fake, told as JSON.

Its creates send what they are given without a wrapper, so the wrapper is given.
"""

import json
import os

from freshsales.api import API
from freshsales.errors import FreshsalesError

BASE = os.environ["FAUXDESK_URL"] + "/crm/sales/api"


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


crm = client("fs-local-token")
people, accounts, deals = crm.contacts, crm.accounts, crm.deals
ann = people.create_contact(contact={"first_name": "Ann", "email": "ann@x.io"})
acme = accounts.upsert_account(("name", "Acme"), website="https://acme.io")
people.update_contact(ann.id, contact={"sales_accounts": [{"id": acme.id}]})
upserted = people.upsert_contact(("emails", "ANN@x.io"), first_name="Anna")
bob = people.clone_contact(ann.id, email="bob@x.io")
eve = people.create_contact(contact={"email": "eve@x.io"})
deal = deals.create_deal(deal={"name": "Sample", "amount": 1234.5, "contacts_added_list": [ann.id]})
view = next(v for v in people.list_views() if v.name == "All Contacts")
found, _ = crm.search.filter_contacts(
    [{"attribute": "contact_email.email", "operator": "is_in", "value": "ann@x.io"}]
)
note = crm.notes.create_note(description="Hi", targetable_type="Contact", targetable_id=ann.id)
task = crm.tasks.create_task(task={"title": "Call", "due_date": "2026-12-01"})
visit = crm.sales_activities.create_activity(
    title="Visit", targetable_type="Contact", targetable_id=ann.id
)
news = crm.lists.create_list("News")
crm.lists.add_contacts_to_list(news.id, [ann.id, bob.id])
crm.lists.remove_contacts_from_list(news.id, [bob.id])
told = {
    "same": upserted.id == ann.id,
    "name": people.view_contact(ann.id).first_name,
    "accounts": [a.name for a in people.view_contact(ann.id, "sales_accounts").sales_accounts],
    "clone": [bob.first_name, bob.email],
    "deal": [deal.amount, deals.update_deal(deal.id, deal={"amount": 20}).amount],
    "listed": sorted(c.email for c in people.list_contacts(view.id)),
    "paged": len(people.list_contacts(view.id, page=1)),
    "filtered": [c.id == ann.id for c in found],
    "note": [note.description, crm.notes.delete_note(note.id)],
    "task": task.title,
    "activity": [visit.title, crm.sales_activities.delete_activity(visit.id)],
    "lists": [each.name for each in crm.lists.fetch_all_lists()],
    "on the list": [each.email for each in crm.lists.fetch_contacts_from_list(news.id)],
    "deleted": [people.delete_contact(bob.id), refusal(people.view_contact, bob.id)[0]],
    "forgotten": [people.forget_contact(eve.id), refusal(people.delete_contact, eve.id)[0]],
    "owners": [user.email for user in crm.selectors.get_users()],
    "stages": [stage.name for stage in crm.selectors.get_lifecycle_stages()],
    "custom fields": [field.name for field in people.list_fields() if not field.default],
    "duplicate": refusal(people.create_contact, contact={"email": "ann@x.io"}),
    "unwrapped": refusal(people.create_contact, email="zoe@x.io"),
    "stranger": refusal(client("wrong").selectors.get_users),
}
print(json.dumps(told))
