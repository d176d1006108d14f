"""Which trait goes to which field of Zendesk: tables, and the records made from them."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Call
from forwarder.mapping import Draft
from forwarder.settings import Settings
from forwarder.traits import spellings
from forwarder.values import (
    Convert,
    date,
    decimal,
    email,
    flag,
    text,
    texts,
    verbatim,
    whole_number,
)
from forwarder.vendor import Fields

USER: Mapping[str, tuple[str, Convert]] = {
    "email": ("email", email),
    "timezone": ("time_zone", text),
    "locale": ("locale", text),
    "locale_id": ("locale_id", verbatim),
    "organizationId": ("organization_id", whole_number),
    "phone": ("phone", text),
}
"""Trait, field of a user and how its value is made (seed 001, Identify; Segment's mapping)."""

ORGANIZATION: Mapping[str, tuple[str, Convert]] = {
    "name": ("name", text),
    "domainNames": ("domain_names", texts),
    "tags": ("tags", texts),
}
"""Trait, field of an organization (seed 001, Group; Segment's and RudderStack's mapping)."""

CUSTOM: Mapping[str, Convert] = {
    "text": text,
    "textarea": text,
    "regexp": text,
    "dropdown": text,
    "lookup": text,
    "integer": whole_number,
    "decimal": decimal,
    "checkbox": flag,
    "date": date,
    "multiselect": texts,
}
"""How a trait is made to fit a custom field, by the field's type (developer.zendesk.com)."""

READ_ONLY = ("url", "deleted")
"""Traits of the seed's group example that name nothing of an organization that can be written."""

NAME_RULE = "zendesk.identify.name-required"
READ_ONLY_RULE = "zendesk.group.example-traits"


def user_of(call: Call, settings: Settings, fields: Fields) -> Draft:
    """The user that an identify call describes, with every trait accounted for."""
    draft = Draft(call.traits)
    draft.put_name("name")
    if "name" not in draft.body:
        for part in ("name", "firstName", "lastName"):
            for key in spellings(call.traits, part):
                draft.drop(key, "a name needs name, or first_name and last_name", NAME_RULE)
    for trait, (field, convert) in USER.items():
        draft.put_reserved(trait, field, convert)
    if call.user_id is not None:
        draft.put_id("userId", "external_id", call.user_id)
    draft.put_custom("user_fields", fields.get("user", {}), CUSTOM, "user field")
    if settings["verified"]:
        draft.body["verified"] = True
    return draft


def organization_of(call: Call, fields: Fields) -> Draft:
    """The organization that a group call describes, with every trait accounted for."""
    draft = Draft(call.traits)
    for trait, (field, convert) in ORGANIZATION.items():
        draft.put_reserved(trait, field, convert)
    if call.group_id is not None:
        draft.put_id("groupId", "external_id", call.group_id)
    defined = fields.get("organization", {})
    for trait in READ_ONLY:
        if trait in draft.left and trait not in defined:
            draft.drop(trait, f"no organization's {trait} can be written", READ_ONLY_RULE)
    draft.put_custom("organization_fields", defined, CUSTOM, "organization field")
    return draft
