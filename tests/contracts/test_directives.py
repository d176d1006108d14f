"""Directives of a scenario file that are not well formed are named when the file is read."""

import pytest

from contracts.problem import BadInput
from contracts.scenario import scenarios_of


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"$is": {"type": "string"}}, "exchanges.0.request.query.q.$eg: is missing"),
        ({"$is": {"type": "text"}, "$eg": "a"}, "q.$is.type: fits none of the alternatives"),
        ({"$is": {"type": "string"}, "$eg": "a", "$sav": "x"}, "q.$sav: is not expected"),
        ({"$saved": "x", "$eg": "a"}, "q.$eg: is not expected"),
        ({"$eg": "a"}, "query.q: is not allowed here"),
        (
            {"$is": {"minLength": 2}, "$eg": "a"},
            "exchanges.0: query /q has fewer",
        ),
    ],
)
def test_a_directive_that_is_not_well_formed_is_named(folder, value, says):
    folder.operation("find", query={})
    folder.scenario(
        {"operation": "find", "request": {"query": {"q": value}}, "answer": {"status": 200}}
    )
    with pytest.raises(BadInput) as raised:
        scenarios_of("toy")
    assert says in str(raised.value)


def test_an_example_that_is_another_operation_is_named(folder):
    folder.operation("show", path="/things/{id}")
    folder.operation("mine", path="/things/mine")
    folder.scenario(
        {"operation": "show", "request": {"path": {"id": "mine"}}, "answer": {"status": 200}}
    )
    with pytest.raises(BadInput, match=r"exchanges\.0: path differs"):
        scenarios_of("toy")
