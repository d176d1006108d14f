"""Whatever is written to Zendesk's API: a refusal changes nothing, and nothing fails."""

import copy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FILE = {
    "users": [
        {"id": 8, "name": "A", "email": "a@x.io", "organization_id": 7},
        {"id": 9, "name": "B", "identities": [{"id": 1, "type": "email", "value": "b@x.io"}]},
    ],
    "organizations": [{"id": 7, "name": "O", "external_id": "o"}, {"id": 6, "name": "P"}],
    "organization_memberships": [{"id": 5, "user_id": 9, "organization_id": 6}],
    "user_fields": [{"id": 4, "key": "k", "type": "dropdown"}],
    "tickets": [{"id": 1, "description": "x", "requester_id": 8}],
}
WRITES = [
    "POST /users", "PUT /users/8", "DELETE /users/8", "PUT /users/8/merge",
    "POST /users/create_or_update", "POST /users/create_many", "PUT /users/update_many",
    "POST /users/create_or_update_many", "DELETE /users/destroy_many", "DELETE /deleted_users/8",
    "POST /users/8/identities", "PUT /users/9/identities/1", "DELETE /users/9/identities/1",
    "PUT /users/9/identities/1/make_primary", "PUT /users/9/identities/1/verify",
    "POST /organizations", "PUT /organizations/7", "DELETE /organizations/7",
    "POST /organizations/create_or_update", "POST /organizations/7/merge",
    "POST /organizations/create_many", "PUT /organizations/update_many",
    "DELETE /organizations/destroy_many", "POST /organization_memberships",
    "DELETE /organization_memberships/5", "POST /organization_memberships/create_many",
    "DELETE /organization_memberships/destroy_many", "POST /users/9/organization_memberships",
    "PUT /users/9/organizations/6/make_default", "POST /user_fields", "PUT /user_fields/4",
    "DELETE /user_fields/4", "POST /user_fields/4/options", "PUT /user_fields/reorder",
    "POST /tickets", "PUT /tickets/1", "DELETE /tickets/1",
]  # fmt: skip
VALUES = st.one_of(
    st.none(), st.booleans(), st.sampled_from([0, 7, 8, 9, 10**30, 1.5]),
    st.sampled_from(["", " ", "a", "O", "b@x.io", "o", "email", "closed", "end-user"]),
    st.text(max_size=3), st.just([]), st.just({}), st.just([{"id": 8}]), st.just([8, 9]),
    st.just({"body": "x"}), st.just({"email": "c@x.io"}), st.just({"k": "v"}),
)  # fmt: skip
KEYS = st.sampled_from(
    ["id", "name", "email", "external_id", "type", "value", "primary", "verified", "tags", "role",
     "user_id", "organization_id", "winner_id", "default", "domain_names", "key", "title",
     "custom_field_options", "user_fields", "identities", "comment", "requester", "requester_id",
     "status", "assignee_id", "custom_fields", "phone", "verification_method", "position"]
)  # fmt: skip
ROOTS = st.sampled_from(
    ["user", "users", "identity", "organization", "organizations", "organization_membership",
     "organization_memberships", "user_field", "custom_field_option", "user_field_ids", "ticket",
     "organization_merge"]
)  # fmt: skip
RECORDS = st.dictionaries(KEYS, VALUES, max_size=4)
BODIES = st.dictionaries(ROOTS, RECORDS | st.lists(RECORDS, max_size=2) | VALUES, max_size=2)
IDS = st.sampled_from(["", "8", "8,9", "7", "5", "x", "o"])


def root_of(path):
    """The key that a body for this path has, so that more than refusals is tried."""
    last = {"create_many": "s", "update_many": "s", "create_or_update_many": "s"}
    words = [word for word in path.split("/") if word.isalpha() or "_" in word]
    names = [word for word in words if word.endswith("s")]
    name = {"identities": "identity", "options": "custom_field_option"}.get(names[-1])
    return (name or names[-1].removesuffix("s")) + last.get(words[-1], "")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(write=st.sampled_from(WRITES), record=RECORDS, body=BODIES, ids=IDS, late=st.booleans())
def test_a_refused_write_changes_nothing_and_no_write_fails(
    desk_of, write, record, body, ids, late
):
    desk = desk_of(FILE)
    method, path = write.split()
    root = root_of(path)
    body = {**body, root: [record] if path.endswith("many") and root.endswith("s") else record}
    before = copy.deepcopy(desk.records())
    answer = desk.ask(method, path, body, ids=ids)
    assert answer.status < 500
    if answer.status >= 400:
        assert desk.records() == before
    desk.account.clock.advance(2 * late)
    assert desk.get("/job_statuses").status == desk.get("/users").status == 200
