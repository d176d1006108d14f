"""The judges of Zendesk's sender rules, one a rule."""

from contracts.zendesk.judging.administrator import admin
from contracts.zendesk.judging.auth import email_token_suffix, literal_token_word, two_modes
from contracts.zendesk.judging.group import (
    group_multiple_noop,
    group_name_required,
    group_upsert,
    match_groupid,
    other_external_id,
)
from contracts.zendesk.judging.identify import (
    email_required,
    match_email,
    multiple_noop,
    name_required,
    upsert,
)
from contracts.zendesk.judging.membership import link_idempotent, link_user
from contracts.zendesk.judging.spelling import (
    example_traits,
    locale,
    organization,
    organization_traits,
    timezone,
    userid_external,
    verified,
)

__all__ = [
    "admin",
    "email_required",
    "email_token_suffix",
    "example_traits",
    "group_multiple_noop",
    "group_name_required",
    "group_upsert",
    "link_idempotent",
    "link_user",
    "literal_token_word",
    "locale",
    "match_email",
    "match_groupid",
    "multiple_noop",
    "name_required",
    "organization",
    "organization_traits",
    "other_external_id",
    "timezone",
    "two_modes",
    "upsert",
    "userid_external",
    "verified",
]
