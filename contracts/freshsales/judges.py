"""The judges of Freshsales' sender rules, one a rule."""

from contracts.freshsales.judging.credentials import api_token, app_token
from contracts.freshsales.judging.objects import (
    accounts_kept,
    associated_update,
    company,
    deal,
    deal_by_name,
)
from contracts.freshsales.judging.people import (
    contacts_only,
    create_lead_or_contact,
    email_required,
    multiple_oldest,
    other_userid,
    upsert,
    userid_matches,
    userid_required,
)
from contracts.freshsales.judging.spelling import (
    custom_camel_case,
    engage_boolean,
    fs_contact_not_a_field,
    internal_names,
    name_and_type,
    nested_traits,
    not_auto_created,
    phone,
    standard_camel,
    title,
    unmapped_ignored,
)
from contracts.freshsales.judging.tracking import (
    event_properties,
    identity,
    page_properties,
    pageview,
    send_event,
)

__all__ = [
    "accounts_kept",
    "api_token",
    "app_token",
    "associated_update",
    "company",
    "contacts_only",
    "create_lead_or_contact",
    "custom_camel_case",
    "deal",
    "deal_by_name",
    "email_required",
    "engage_boolean",
    "event_properties",
    "fs_contact_not_a_field",
    "identity",
    "internal_names",
    "multiple_oldest",
    "name_and_type",
    "nested_traits",
    "not_auto_created",
    "other_userid",
    "page_properties",
    "pageview",
    "phone",
    "send_event",
    "standard_camel",
    "title",
    "unmapped_ignored",
    "upsert",
    "userid_matches",
    "userid_required",
]
