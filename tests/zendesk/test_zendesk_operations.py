"""Zendesk's operations, held against what its fake takes and answers."""

import pytest

from contracts.operation import operations_of

OPERATIONS = operations_of("zendesk")


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation.id)
def test_an_operation_takes_what_it_asks_for_and_nothing_unknown(operation):
    for schema in filter(None, (operation.query, operation.body)):
        assert not schema.fits({"frob": "1"})
