"""The judges of User.com's sender rules, one a rule."""

from contracts.usercom.judging.group import auto_create, group_upsert, key_groupid, semantic_traits
from contracts.usercom.judging.profile import (
    automap,
    context_fields,
    custom_traits,
    trait_address,
    trait_email,
    trait_first_name,
    trait_gender,
    trait_last_name,
    trait_phone,
)
from contracts.usercom.judging.selecting import (
    associate_user,
    auto_create_user,
    no_404,
    userid_first,
)
from contracts.usercom.judging.signing import api_key_required, version_2

__all__ = [
    "api_key_required",
    "associate_user",
    "auto_create",
    "auto_create_user",
    "automap",
    "context_fields",
    "custom_traits",
    "group_upsert",
    "key_groupid",
    "no_404",
    "semantic_traits",
    "trait_address",
    "trait_email",
    "trait_first_name",
    "trait_gender",
    "trait_last_name",
    "trait_phone",
    "userid_first",
    "version_2",
]
