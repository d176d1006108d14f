"""The sender's own tests; fauxdesk brings the fixtures ``contract`` and ``zendesk``."""

import helpdesk
import pytest

STORIES = [
    "identify-creates-user",
    "identify-updates-user",
    "identify-email-case-ignored",
    "identify-many-matches-no-update",
    "identify-partial-match-ignored",
    "identify-without-email",
]
ANN = {"type": "identify", "userId": "7", "traits": {"name": "Ann", "email": "ann@x.io"}}


@pytest.mark.parametrize("story", STORIES)
def test_contract(contract, story):
    with contract(f"zendesk/{story}") as told:
        helpdesk.identify(told.call)


def test_a_person_comes_twice_and_is_there_once(zendesk):
    helpdesk.identify(ANN)
    helpdesk.identify(ANN)
    assert zendesk.user(email="ann@x.io")["external_id"] == "7"
    zendesk.assert_no_unexpected_writes()


@pytest.mark.fauxdesk(account="twins.toml")
def test_two_people_share_an_email(zendesk):
    helpdesk.identify(ANN)
    assert len(zendesk.users) == 2
