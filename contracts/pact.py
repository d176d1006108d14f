"""A vendor's scenarios as a Pact (specification 4), for tools that read that.

An interaction is one exchange of one scenario; its provider state says which, and holds the
account file. Requests are not signed: whoever verifies adds the credentials of the account.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from contracts.call import Json
from contracts.credentials import SIGNING
from contracts.exchange import Answer, Request
from contracts.expected import Expected, Saved
from contracts.scenario import Scenario, scenarios_of

SPECIFICATION = "4.0"
CONSUMER = "segment"
JSON = "application/json"
MATCHES = {"integer": "integer", "number": "number", "boolean": "boolean", "null": "null"}
"""Types that Pact tells apart; of any other it knows only that the example is of it too."""


def pact(vendor: str) -> dict[str, Json]:
    """Every exchange of every scenario of the vendor as an interaction."""
    return {
        "consumer": {"name": CONSUMER},
        "provider": {"name": vendor},
        "interactions": [i for s in scenarios_of(vendor).values() for i in _interactions(s)],
        "metadata": {"pactSpecification": {"version": SPECIFICATION}},
    }


def _interactions(scenario: Scenario) -> Iterator[dict[str, Json]]:
    saved: Saved = {}
    for place, expected in enumerate(scenario.exchanges):
        request = expected.example_request(saved)
        saved = expected.compare_request(request, scenario.operations, saved).saved
        answer = expected.example_answer(saved)
        yield {
            "type": "Synchronous/HTTP",
            "description": f"{scenario.name}, request {place + 1}: {expected.operation.id}",
            "pending": False,
            "providerStates": [
                {
                    "name": f"{scenario.vendor}/{scenario.name}",
                    "params": {"account": dict(scenario.account), "requests_before": place},
                }
            ],
            "request": _request(expected, request),
            "response": _response(expected, answer),
        }
        saved = expected.compare_answer(answer, saved).saved


def _request(expected: Expected, request: Request) -> dict[str, Json]:
    rules = {
        "query": _by_name(expected.request.get("query", {})),
        "header": _by_name(expected.request.get("headers", {})),
        "body": dict(_matchers(expected.request.get("body"), "$")),
    }
    if any("$is" in value for value in _objects(expected.request.get("path", {}))):
        steps = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(expected.operation.path))
        rules["path"] = _rule({"match": "regex", "regex": f"^{steps}$"})
    declared = {} if request.body is None else {"Content-Type": JSON}
    return {
        "method": request.method,
        "path": request.path,
        "query": {k: v if isinstance(v, list) else [v] for k, v in request.query.items()},
        "headers": _listed({**declared, **request.headers}),
        **_body(request.body),
        "matchingRules": {part: rule for part, rule in rules.items() if rule},
    }


def _response(expected: Expected, answer: Answer) -> dict[str, Json]:
    stated = expected.answer.get("headers", {})
    rules = {
        "header": _by_name(stated),
        "body": dict(_matchers(expected.answer.get("body"), "$")),
    }
    return {
        "status": answer.status,
        "headers": _listed({name: answer.headers[name] for name in stated}),
        **_body(answer.body),
        "matchingRules": {part: rule for part, rule in rules.items() if rule},
    }


def _listed(headers: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in headers.items() if name.lower() not in SIGNING}


def _body(body: Json) -> dict[str, Json]:
    if body is None:
        return {}
    kind = "text/plain" if isinstance(body, str) else JSON
    return {"body": {"content": body, "contentType": kind, "encoded": False}}


def _by_name(expectation: Json) -> dict[str, Json]:
    """The rules of query parameters or headers; what signs a request is not there to match."""
    return {
        name: _matcher(value["$is"], text=True)
        for name, value in expectation.items()
        if isinstance(value, dict) and "$is" in value and name.lower() not in SIGNING
    }


def _matchers(expectation: Json, where: str) -> Iterator[tuple[str, Json]]:
    """A rule for each place of a body that is matched by schema, by its JSONPath."""
    if isinstance(expectation, list):
        for index, item in enumerate(expectation):
            yield from _matchers(item, f"{where}[{index}]")
    elif isinstance(expectation, dict) and "$is" in expectation:
        yield where, _matcher(expectation["$is"])
    elif isinstance(expectation, dict):
        for key, value in expectation.items():
            step = f".{key}" if re.fullmatch(r"[A-Za-z_]\w*", key) else f"['{key}']"
            yield from _matchers(value, where + step)


def _matcher(schema: Json, *, text: bool = False) -> dict[str, Json]:
    """What Pact can say of a schema: a pattern, or the types it allows.

    A pattern of Pact has to fit the whole text, one of JSON Schema a part of it.
    """
    if "pattern" in schema:
        return _rule({"match": "regex", "regex": f".*(?:{schema['pattern']}).*"})
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if text or not types:
        return _rule({"match": "type"})
    return _rule(*({"match": MATCHES.get(kind, "type")} for kind in types))


def _rule(*matchers: dict[str, Json]) -> dict[str, Json]:
    return {"combine": "AND" if len(matchers) == 1 else "OR", "matchers": list(matchers)}


def _objects(expectation: Mapping[str, Json]) -> list[dict[str, Json]]:
    return [value for value in expectation.values() if isinstance(value, dict)]
