"""Inside a block, http.client used by itself never reaches a vendor; nobody answers it either."""

from http.client import HTTPConnection, HTTPSConnection
from typing import Any

import pytest


def get(connection: HTTPConnection) -> bytes:
    connection.request("GET", "/")
    return connection.getresponse().read()


@pytest.mark.parametrize("made", [HTTPConnection, HTTPSConnection])
def test_a_host_that_is_answered_is_refused_and_not_reached(
    desk: Any, dialled: Any, made: type[HTTPConnection]
) -> None:
    with (
        desk(),
        pytest.raises(ConnectionRefusedError, match=r"vendor\.example.*http\.client"),
    ):
        get(made("acme.vendor.example"))
    assert dialled.hits == 0


def test_no_tunnel_leads_to_such_a_host(desk: Any, dialled: Any) -> None:
    connection = HTTPSConnection("elsewhere.example")
    connection.set_tunnel("acme.vendor.example")
    with desk(), pytest.raises(ConnectionRefusedError, match=r"acme\.vendor\.example"):
        get(connection)
    assert dialled.hits == 0


def test_other_hosts_pass_or_are_refused(desk: Any, dialled: Any) -> None:
    with desk():
        assert get(HTTPConnection("elsewhere.example")) == b"real"
    with desk(others="block"), pytest.raises(ConnectionRefusedError, match="no call to elsewhere"):
        get(HTTPConnection("elsewhere.example"))
    assert dialled.hits == 1
