"""A vendor's operations as an OpenAPI 3.1 document, for tools that read that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus

from contracts.call import Json
from contracts.credentials import SIGNING
from contracts.documents import shapes_of
from contracts.exchange import Answer
from contracts.hosts import places
from contracts.operation import Operation, operations_of
from contracts.schema import Schema

OPENAPI = "3.1.0"
JSON = "application/json"
NO_PARAMETER = frozenset({"accept", "content-type"})
"""Headers that OpenAPI states by other means than a parameter."""


def openapi(vendor: str, version: str) -> dict[str, Json]:
    """The operations of a vendor; ``version`` is that of the document."""
    place, operations = places()[vendor], operations_of(vendor)
    paths: dict[str, dict[str, Json]] = {}
    for operation in operations.values():
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    signing = sorted({name for o in operations.values() for name in o.headers if name in SIGNING})
    return {
        "openapi": OPENAPI,
        "info": {"title": place.title, "version": version},
        "servers": [
            {
                "url": f"https://{{subdomain}}.{place.domain}",
                "variables": {"subdomain": {"default": "acme"}},
            }
        ],
        "paths": paths,
        "components": {
            "schemas": {k: _moved(v) for k, v in shapes_of(vendor).get("$defs", {}).items()},
            "securitySchemes": {
                name: {"type": "apiKey", "in": "header", "name": name.title()} for name in signing
            },
        },
    }


def _operation(operation: Operation) -> dict[str, Json]:
    told: dict[str, Json] = {
        "operationId": operation.id,
        "summary": operation.says,
        "description": f"Stated at {operation.source}.",
        "parameters": list(_parameters(operation)),
        "responses": {
            status: _response(operation, status, schema)
            for status, schema in operation.answers.items()
        },
        "security": [{name: []} for name in operation.headers if name in SIGNING],
    }
    if operation.body is not None:
        content = {JSON: {"schema": _moved(operation.body.schema)}}
        told["requestBody"] = {"required": True, "content": content}
    return told


def _parameters(operation: Operation) -> Iterator[dict[str, Json]]:
    stated = _properties(operation, operation.params)
    for name in re.findall(r"\{(\w+)\}", operation.path):
        schema = _moved(stated.get(name, {"type": "string"}))
        yield {"name": name, "in": "path", "required": True, "schema": schema}
    if operation.query is not None:
        yield from _query(operation, operation.query)
    for name, header in operation.headers.items():
        if name not in SIGNING | NO_PARAMETER:
            schema = _moved(header.schema)
            yield {"name": name, "in": "header", "required": True, "schema": schema}


def _query(operation: Operation, query: Schema) -> Iterator[dict[str, Json]]:
    """A parameter a key; alternatives and free keys are one object, spread over the query."""
    whole, stated = _resolved(operation, query.schema), _properties(operation, query)
    if not stated:
        schema = _moved(whole)
        yield {"name": "query", "in": "query", "style": "form", "explode": True, "schema": schema}
    for name, schema in stated.items():
        required = name in whole.get("required", ())
        yield {"name": name, "in": "query", "required": required, "schema": _moved(schema)}


def _response(operation: Operation, status: str, schema: Schema) -> dict[str, Json]:
    says = HTTPStatus(int(status)).phrase if status.isdecimal() else "Any other answer."
    if status.isdecimal() and not operation.check_answer(Answer(int(status), None)):
        return {"description": says}
    return {"description": says, "content": {JSON: {"schema": _moved(schema.schema)}}}


def _properties(operation: Operation, schema: Schema | None) -> Mapping[str, Json]:
    if schema is None:
        return {}
    found: Mapping[str, Json] = _resolved(operation, schema.schema).get("properties", {})
    return found


def _resolved(operation: Operation, schema: Json) -> Mapping[str, Json]:
    """The schema that a reference stands for; a schema itself otherwise."""
    while isinstance(schema, dict) and "$ref" in schema:
        schema = shapes_of(operation.vendor)["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema if isinstance(schema, dict) else {}


def _moved(schema: Json) -> Json:
    """The schema with its references to shared shapes leading to the document's components."""
    if isinstance(schema, list):
        return [_moved(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: re.sub(r"^(shapes\.json)?#/\$defs/", "#/components/schemas/", value)
        if key == "$ref" and isinstance(value, str)
        else _moved(value)
        for key, value in schema.items()
    }
