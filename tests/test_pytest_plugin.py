"""The pytest plugin as its users meet it: fixtures, a failing contract, the summary."""

import pytest

import plugin_runs

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
    return plugin_runs.ran(suite)


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
    result.stdout.fnmatch_lines(["*= fauxdesk =*", "* vendor *", "* zendesk * 3 *"])


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


def test_a_contract_lets_a_sender_ask_for_the_fields(suite: pytest.Pytester) -> None:
    result = ran(
        suite,
        """
def test_contract(contract):
    with contract("zendesk/identify-creates-user") as story:
        fields = sender.USERS.replace("/users", "/user_fields.json")
        assert requests.get(fields, auth=sender.AUTH).ok
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
    result.stdout.fnmatch_lines(["there is no scenario 'zendesk/nothing'; *contracts list*"])
    result.stdout.no_fnmatch_line("*site-packages*")
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_a_package_of_the_users_that_hides_ours_is_named(suite: pytest.Pytester) -> None:
    suite.mkpydir("contracts")
    suite.makepyfile(conftest="import contracts")
    suite.syspathinsert(suite.path)
    suite.makepyfile("def test_contract(contract):\n    pass\n")
    result = plugin_runs.ran_alone(suite)
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
    result.stdout.no_fnmatch_line("*= fauxdesk =*")


TWICE = """
def test_twice(zendesk):
    user = {"external_id": "7", "name": "Ann", "email": "ann@x.io"}
    requests.post(f"{sender.USERS}/create_or_update", json={"user": user}, auth=sender.AUTH)
"""


def test_a_broken_sender_rule_fails_the_test_with_sentence_and_source(
    suite: pytest.Pytester,
) -> None:
    result = ran(suite, TWICE + "    assert zendesk.user(name='Ann')\n")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "a sender rule was broken *",
            "*- POST /api/v2/users/create_or_update",
            "*zendesk.identify.match-email: Users are matched by email*(seed 001, Identify)",
        ]
    )


def test_a_test_that_fails_by_itself_shows_the_broken_rule_too(suite: pytest.Pytester) -> None:
    result = ran(suite, TWICE + "    assert zendesk.users == []\n")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*AssertionError*", "*zendesk.identify.match-email: *"])


def test_the_mark_lets_a_test_break_rules(suite: pytest.Pytester) -> None:
    result = ran(suite, f"import pytest\n@pytest.mark.fauxdesk(judge=False){TWICE}")
    result.assert_outcomes(passed=1)


ACCOUNT = 'vendor = "zendesk"\n[[users]]\nname = "Ann"\nemail = "ann@x.io"\n'


@pytest.mark.parametrize("fixtures", ["zendesk", "forwarder, zendesk"])
def test_the_mark_opens_the_account_of_a_file_beside_the_test(
    suite: pytest.Pytester, fixtures: str
) -> None:
    (suite.mkdir("below") / "ann.toml").write_text(ACCOUNT)
    (suite.path / "below/test_ann.py").write_text(
        "import pytest\n"
        f'@pytest.mark.fauxdesk(account="ann.toml")\ndef test_ann({fixtures}):\n'
        '    zendesk.assert_state({"users": [{"name": "Ann"}]})\n'
    )
    result = plugin_runs.ran(suite, "--strict-markers")
    result.assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ('account="none.toml"', "*none.toml: cannot be read: No such file or directory"),
        ("account=7", "account: the mark takes account=FILE, cassette=FILE and judge=BOOL*"),
        ("acount='ann.toml'", "acount: the mark takes account=FILE, cassette=FILE and judge=BOOL*"),
    ],
)
def test_a_mark_that_says_nothing_known_is_one_clear_line(
    suite: pytest.Pytester, arguments: str, says: str
) -> None:
    test = f"import pytest\n@pytest.mark.fauxdesk({arguments})\ndef test_ann(zendesk):\n    pass\n"
    result = ran(suite, test)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([says])
    result.stdout.no_fnmatch_line("*Traceback*")
