"""The table of ``integrations``, section 1.8."""

import pytest

from contracts.call import Call
from forwarder.integrations import switch_of


@pytest.mark.parametrize(
    ("integrations", "on", "warned"),
    [
        ({}, True, False),
        ({"All": True}, True, False),
        ({"All": None}, True, False),
        ({"All": False}, False, False),
        ({"all": False}, True, True),
        ({"All": False, "Acme": True}, True, False),
        ({"All": False, "acme": True}, False, True),
        ({"Acme": False}, False, False),
        ({"Acme": {"x": 1}}, True, False),
        ({"All": False, "Acme": {}}, True, False),
        ({"All": False, "Acme": None}, False, False),
        ({"All": False, "Acme": "true"}, False, True),
        ({"All": False, "Acme": ""}, False, True),
        ({"All": True, "Acme": 0}, True, False),
        ({"All": "false"}, False, True),
        ({"All": False, "Old Acme": True}, True, False),
        ({"Other": False}, True, False),
    ],
)
def test_integrations_switch_a_vendor(integrations, on, warned):
    """Cases 84 to 88."""
    call = Call(type="identify", message_id="m", integrations=integrations)
    switch = switch_of(call, ("Acme", "Old Acme"))
    assert (switch.on, bool(switch.warnings)) == (on, warned)


def test_a_warning_says_how_to_write_the_name():
    call = Call(type="identify", message_id="m", integrations={"acme": False})
    assert switch_of(call, ("Acme",)).warnings == (
        'integrations: "acme" is not the name; write "Acme"',
    )
