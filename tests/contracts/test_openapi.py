"""The operations of every vendor as OpenAPI 3.1."""

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

import contracts
from contracts.openapi import openapi
from contracts.operation import operations_of
from contracts.vendors import vendor_names

VENDORS = vendor_names(contracts)


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_document_is_valid(vendor: str) -> None:
    assert list(OpenAPIV31SpecValidator(openapi(vendor, "1")).iter_errors()) == []


@pytest.mark.parametrize("vendor", VENDORS)
def test_each_operation_is_there_under_its_method_and_path(vendor: str) -> None:
    ways = openapi(vendor, "1")["paths"].items()
    found = {o["operationId"]: (m.upper(), p) for p, way in ways for m, o in way.items()}
    assert found == {o.id: (o.method, o.path) for o in operations_of(vendor).values()}


def test_a_parameter_has_the_schema_of_its_operation() -> None:
    shown = openapi("zendesk", "1")["paths"]["/api/v2/users/{id}"]["get"]["parameters"]
    assert [(p["name"], p["in"], p["required"]) for p in shown if p["in"] == "path"] == [
        ("id", "path", True)
    ]


def test_alternative_queries_are_one_object_spread_over_the_query() -> None:
    (query,) = openapi("zendesk", "1")["paths"]["/api/v2/users/search"]["get"]["parameters"]
    assert (query["explode"], len(query["schema"]["oneOf"])) == (True, 2)


def test_an_answer_without_a_body_has_no_content() -> None:
    deleted = openapi("freshdesk", "1")["paths"]["/api/v2/contacts/{id}"]["delete"]
    assert deleted["responses"]["204"] == {"description": "No Content"}
