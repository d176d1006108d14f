"""Every vendor's operations are made of well-formed schemas."""

import pytest

import contracts
from contracts.mismatch import Part
from contracts.operation import operations_of
from contracts.schema import Schema
from contracts.vendors import vendor_names

META = Schema({"$ref": "https://json-schema.org/draft/2020-12/schema"})
OPERATIONS = [o for vendor in vendor_names(contracts) for o in operations_of(vendor).values()]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: f"{o.vendor}-{o.id}")
def test_an_operation_is_made_of_well_formed_schemas(operation):
    parts = (operation.params, operation.query, operation.body)
    for schema in filter(None, [*parts, *operation.headers.values(), *operation.answers.values()]):
        assert META.mismatches(schema.schema, Part.BODY) == []
        schema.mismatches({}, Part.BODY)
