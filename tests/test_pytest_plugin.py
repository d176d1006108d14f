"""The pytest plugin as its users meet it: fixtures, a failing contract, the summary."""

import pytest

SENDER = """
import requests

AUTH = ("me@acme.io/token", "secret")
USERS = "https://acme.zendesk.com/api/v2/users"

def found(key, value):
    answer = requests.get(f"{USERS}/search", params={key: value}, auth=AUTH)
    return answer.json()["users"]

def identify(call):
    user = {"external_id": call["userId"], **call["traits"]}
    if not found("query", user["email"]) and not found("external_id", call["userId"]):
        requests.post(f"{USERS}/create_or_update", json={"user": user}, auth=AUTH)
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("NO_COLOR", "1")
    pytester.makepyfile(sender=SENDER)
    return pytester


def ran(suite: pytest.Pytester, test: str) -> pytest.RunResult:
    suite.makepyfile(f"import requests\nimport sender\n\n{test}")
    return suite.runpytest_subprocess("-p", "no:cacheprovider")


def test_a_vendor_fixture_is_a_fresh_account_behind_the_real_address(
    suite: pytest.Pytester,
) -> None:
    result = ran(
        suite,
        """
def test_first(zendesk):
    sender.identify({"userId": "7", "traits": {"name": "Ann", "email": "ann@x.io"}})
    assert zendesk.users[0]["email"] == "ann@x.io"

def test_second(zendesk):
    assert zendesk.users == []
""",
    )
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*fauxdesk*", "zendesk: 3 requests, * rules exercised"])


def test_a_contract_holds_for_a_right_sender(suite: pytest.Pytester) -> None:
    result = ran(
        suite,
        """
def test_contract(contract):
    with contract("zendesk/identify-creates-user") as story:
        sender.identify(story.call)
""",
    )
    result.assert_outcomes(passed=1)


def test_a_contract_names_difference_rule_and_source_for_a_wrong_one(
    suite: pytest.Pytester,
) -> None:
    result = ran(
        suite,
        """
def test_contract(contract):
    with contract("zendesk/identify-creates-user") as story:
        requests.post(
            f"{sender.USERS}/create_or_update",
            json={"user": {"name": "Kobe Bryant", "email": "kobe@lakers.com"}},
            auth=sender.AUTH,
        )
""",
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*ContractBroken: zendesk/identify-creates-user: *",
            '*exchange 1: exchange did not come: *expected "GET /api/v2/users/search"*',
            '*body /user/external_id is missing: expected "12345"*',
            "*broken zendesk.identify.match-email: *(seed 001, Identify)*",
        ]
    )


def test_an_unknown_contract_is_one_clear_line(suite: pytest.Pytester) -> None:
    result = ran(suite, 'def test_contract(contract):\n    contract("zendesk/nothing")\n')
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*there is no scenario 'zendesk/nothing'*"])


def test_a_package_of_the_users_that_hides_ours_is_named(suite: pytest.Pytester) -> None:
    suite.mkpydir("contracts")
    suite.makepyfile(conftest="import contracts")
    suite.syspathinsert(suite.path)
    result = ran(suite, "def test_contract(contract):\n    pass\n")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*the package 'contracts' at *hides fauxdesk's own*"])


def test_the_forwarder_delivers_to_the_fakes(suite: pytest.Pytester) -> None:
    result = ran(
        suite,
        """
def test_forwarder(zendesk, forwarder):
    told = forwarder.forward(
        {"type": "identify", "userId": "7", "traits": {"name": "Ann", "email": "ann@x.io"}},
        to=["zendesk"],
    )
    assert [conversation.outcome.says for conversation in told] == ["user created"]
    assert zendesk.users[0]["external_id"] == "7"
""",
    )
    result.assert_outcomes(passed=1)


def test_a_run_without_our_fixtures_says_nothing(suite: pytest.Pytester) -> None:
    result = ran(suite, "def test_nothing():\n    pass\n")
    result.assert_outcomes(passed=1)
    assert "fauxdesk" not in result.stdout.str().replace(str(suite.path), "").split("plugins:")[0]
    result.stdout.no_fnmatch_line("*rules exercised*")
