"""Who is answered."""

import pytest

FAILED = {"login": "failed", "message": None}


@pytest.mark.parametrize("base", ["/api", "/crm/sales/api"])
def test_fs_1_a_good_token_lists_the_owners(crm, base):
    answer = crm.get("/selector/owners", base=base)
    assert (answer.status, len(answer.body["users"])) == (200, 1)


@pytest.mark.parametrize("base", ["/api", "/crm/sales/api"])
def test_fs_2_without_a_token_the_login_has_failed(crm, base):
    answer = crm.get("/contacts/filters", headers={"Accept": "application/json"}, base=base)
    assert (answer.status, answer.body) == (401, FAILED)


def test_fs_3_a_browser_is_sent_to_sign_in(crm):
    answer = crm.get("/contacts/filters", headers={"Accept": "text/html"}, base="/crm/sales/api")
    assert (answer.status, answer.header("Location")) == (302, "/crm/sales/signin")


def test_fs_4_5_a_token_of_the_account_is_asked_for(crm):
    bearer = "Bearer fs-local-token"
    sent = ["Token token=other", "Token token=", "Basic eDp5", "fs-local-token", bearer]
    answers = [crm.get("/lookup", headers={"Authorization": header}) for header in sent]
    assert [(a.status, a.body) for a in answers] == [(401, FAILED)] * 5


def test_the_token_may_stand_in_quotes(crm):
    headers = {"Authorization": 'Token token="fs-local-token"'}
    assert crm.get("/selector/owners", headers=headers).status == 200


def test_a_file_names_tokens_that_lack_the_right(crm_of, refusal):
    crm = crm_of({"settings": {"member_api_tokens": ["m"]}})
    answer = crm.get("/settings/leads/fields", headers={"Authorization": "Token token=m"})
    assert "not authorized" in refusal(answer)[1]


def test_no_token_is_kept_in_the_journal(crm):
    body = {"identifier": "u1", "event": {"name": "e"}, "application_token": "fs-local-token"}
    crm.post("/track/events", body, headers={}, base="")
    crm.get("/selector/owners")
    assert "fs-local-token" not in str(crm.account.journal.entries)
