"""A write that Zendesk refuses changes nothing, whatever it says and whoever asks."""

from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.documents import shapes_of
from contracts.operation import operations_of
from drawing import like

SHAPES = shapes_of("zendesk")
WRITES = [o for o in operations_of("zendesk").values() if o.method != "GET"]
ADMIN, AGENT = "admin@acme.example/token:zd-local-token", "agent@acme.example:zd-agent-password"
CALLERS = [ADMIN] * 6 + [AGENT] * 3 + ["nobody:none"]
IDS = [1, 2, 3, 404]
TEXTS = [
    "",
    "Ann",
    "ann@x.io",
    "bob@x.io",
    "new@x.io",
    "u1",
    "gold",
    "LA Lakers",
    "x.io",
    "1,2",
    "7",
]
FILE = {
    "settings": {"rate_limits": True},
    "user_fields": [
        {"id": 1, "key": "gold", "type": "checkbox", "tag": "golden"},
        {"id": 2, "key": "Ann", "type": "integer"},
    ],
    "organization_fields": [{"id": 1, "key": "gold", "type": "date"}],
    "organizations": [
        {"id": 1, "name": "LA Lakers", "external_id": "u1"},
        {"id": 2, "name": "Bulls"},
    ],
    "users": [
        {
            "id": 1,
            "name": "Ann",
            "email": "ann@x.io",
            "external_id": "u1",
            "identities": [{"id": 2, "type": "email", "value": "7@x.io"}],
        },
        {"id": 2, "name": "Bob", "email": "bob@x.io", "phone": "7"},
        {"id": 3, "name": "Cy", "role": "agent"},
    ],
    "organization_memberships": [{"id": 1, "user_id": 1, "organization_id": 1}],
}
QUICK = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def asked(operation):
    """A strategy for the path, body and query of a request that this operation is."""
    steps = [s[1:-1] for s in operation.path.split("/") if s.startswith("{")]
    paths = st.fixed_dictionaries({step: st.sampled_from(IDS) for step in steps})
    path = paths.map(lambda params: operation.path_of(params).removeprefix("/api/v2"))
    body = like(operation.body.schema, SHAPES, TEXTS, IDS) if operation.body else st.none()
    query = like(operation.query.schema, SHAPES, TEXTS, IDS) if operation.query else st.just({})
    queries = query.filter(lambda q: isinstance(q, dict)).map(texts_alone)
    return st.tuples(path, body, queries, st.sampled_from(CALLERS))


def texts_alone(query):
    """What of a query can go over the wire."""
    return {key: value for key, value in query.items() if isinstance(value, str)}


@pytest.mark.parametrize("operation", WRITES, ids=lambda operation: operation.id)
@QUICK
@given(data=st.data())
def test_a_refused_write_changes_nothing(desk_of, operation, data):
    desk = desk_of(FILE)
    for path, body, query, caller in data.draw(st.lists(asked(operation), max_size=4)):
        before = deepcopy(desk.records())
        answer = desk.ask(operation.method, path, body, caller, **query)
        assert answer.status < 500 or answer.status == 501
        if answer.status >= 400:
            assert desk.records() == before, answer
