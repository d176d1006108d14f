"""What looks like a secret is not shown, and what does not is."""

import pytest

from contracts.credentials import is_secret_name, masked_text, masked_value


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bearer abc.def-1=", "Bearer ***"),
        ("authorization: Basic YTpi", "authorization: *** ***"),
        ('Token token="abc"', "Token ***"),
        ("password=a%20b&name=Ann", "password=***&name=Ann"),
        ('{"api_key": "a \\" b", "name": "Ann"', '{"api_key": ***, "name": "Ann"'),
        ("client-secret : 'a b'; x=1", "client-secret : ***; x=1"),
        ("the secretary has passwords", "the secretary has passwords"),
        ("", ""),
    ],
)
def test_secrets_in_text_are_masked(text, shown):
    assert masked_text(text) == shown


@pytest.mark.parametrize("name", ["password", "API_KEY", "apiKey", "x-auth-token", "api_tokens"])
def test_names_of_secrets(name):
    assert is_secret_name(name)
    assert masked_value({name: ["a", 1, None, True]}) == {name: ["***", "***", None, True]}


@pytest.mark.parametrize("name", ["name", "key", "secretary", "token_count", "passwordless", ""])
def test_other_names(name):
    assert not is_secret_name(name)
