"""The tracking endpoints: visitors, events and page views, named by an identifier.

Source: developers.freshworks.com, CRM libraries; freshworks/freshsales-ruby-sdk.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from contracts.exchange import Request
from forwarder.ending import Ended, ends, failed, sent
from forwarder.freshsales.answers import demand
from forwarder.freshsales.defined import Defined
from forwarder.freshsales.drafts import NESTED, Person, field_of
from forwarder.freshsales.fields import label_of
from forwarder.mapping import Draft
from forwarder.settings import Settings
from forwarder.values import kind_of
from forwarder.vendor import Fields, Steps

UNAUTHORIZED = "freshsales.track.app-token"


@ends
def told(path: str, identifier: str, what: Mapping[str, Json], settings: Settings) -> Steps:
    """Tell of something that a visitor is or did; ``what`` names it: ``{"event": {...}}``."""
    token = settings["app_token"] or settings["api_token"]
    body = {"identifier": identifier, **what, "application_token": token}
    thing = next(iter(what)).replace("_", " ")
    answer = yield Request("POST", f"/track/{path}", body=body)
    demand(answer, f"sending the {thing}", UNAUTHORIZED)
    if answer.status != 200:
        raise Ended(failed(f"sending the {thing}: Freshsales answers {answer.status}, not 200"))
    return sent(f"{thing} sent")


def visitor_sent(person: Person, settings: Settings, fields: Fields) -> Steps:
    """Tell who a visitor is; fields go by their labels."""
    visitor = _labelled(person.draft.body, Defined(fields, person.part).labels)
    for key, kind in NESTED[person.part].items():
        inner = person.draft.body.get(field_of(kind))
        if inner:
            visitor.pop(label_of(field_of(kind), {}), None)
            visitor[key] = _labelled(inner, Defined(fields, kind).labels)
    if person.part == "contact":
        visitor["fs_contact"] = True
    return (yield from told("visitors", person.user_id, {"visitor": visitor}, settings))


def flat(draft: Draft, properties: Mapping[str, Json]) -> dict[str, Json]:
    """The properties that an event or page view takes beside its name: single values."""
    for key in draft.left:
        value = properties[key]
        if isinstance(value, dict | list):
            draft.drop(key, f"{kind_of(value)} has no place: properties are single values")
        else:
            draft.put(key, key, value)
    return draft.body


def _labelled(body: Mapping[str, Json], labels: Mapping[str, str]) -> dict[str, Json]:
    plain = {key: value for key, value in body.items() if key != "custom_field"}
    return {
        label_of(name, labels): value
        for name, value in (plain | body.get("custom_field", {})).items()
    }
