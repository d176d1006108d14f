"""Brings people from Segment's identify calls to Zendesk."""

import logging

import requests

API = "https://acme.zendesk.com/api/v2"
AUTH = ("sync@acme.example/token", "from the vault")
log = logging.getLogger(__name__)


def found(**query):
    answer = requests.get(f"{API}/users/search", params=query, auth=AUTH, timeout=10)
    answer.raise_for_status()
    return answer.json()["users"]


def identify(call):
    traits = call["traits"]
    email = traits.get("email")
    if not email:
        return
    user = {"name": traits["name"], "email": email, "external_id": call["userId"]}
    known = [u for u in found(query=email) if (u["email"] or "").lower() == email.lower()]
    if len(known) > 1:
        return
    if known:
        write("PUT", f"users/{known[0]['id']}", user)
    else:
        found(external_id=call["userId"])
        write("POST", "users/create_or_update", user)


def write(method, path, user):
    answer = requests.request(method, f"{API}/{path}", json={"user": user}, auth=AUTH, timeout=10)
    if not answer.ok:
        log.warning("%s %s: %s", method, path, answer.text)
