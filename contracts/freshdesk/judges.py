"""The judges of Freshdesk's sender rules, one a rule."""

from contracts.freshdesk.judging.auth import key_as_user
from contracts.freshdesk.judging.group import (
    group_name_required,
    group_upsert,
    match_by_name,
    no_membership,
)
from contracts.freshdesk.judging.holders import agent_untouched, deleted_untouched, holder_updated
from contracts.freshdesk.judging.identify import (
    email_is_only_key,
    email_required,
    match_by_email,
    name_fallback,
    upsert,
)
from contracts.freshdesk.judging.traits import (
    by_type,
    choices,
    custom_field_example,
    custom_field_no_cf,
    entities,
    example_payload,
    group_custom_field_example,
    group_custom_field_no_cf,
    group_example_payload,
    standard_traits,
    unknown_dropped,
)

__all__ = [
    "agent_untouched",
    "by_type",
    "choices",
    "custom_field_example",
    "custom_field_no_cf",
    "deleted_untouched",
    "email_is_only_key",
    "email_required",
    "entities",
    "example_payload",
    "group_custom_field_example",
    "group_custom_field_no_cf",
    "group_example_payload",
    "group_name_required",
    "group_upsert",
    "holder_updated",
    "key_as_user",
    "match_by_email",
    "match_by_name",
    "name_fallback",
    "no_membership",
    "standard_traits",
    "unknown_dropped",
    "upsert",
]
