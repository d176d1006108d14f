"""Settings from a file and the environment."""

import logging

import pytest

from contracts.problem import BadInput, BadSettings
from forwarder.settings import Settings, read_settings, settings_of, table_of
from forwarder.vendor import Setting, Vendor, vendors

ACME = Vendor(
    name="acme",
    title="Acme",
    catalog_names=("Acme",),
    address="https://{site}.acme.io/",
    settings=(
        Setting(key="site", says="The site.", required=True, rule="acme.site"),
        Setting(key="key", says="The key.", required=True, secret=True, rule="acme.key"),
        Setting(key="fast", says="Speed.", kind=bool, default=False),
    ),
    sign=lambda settings: {"X-Api-Key": settings["key"]},
    unsupported={},
)
GOOD = {"site": "s", "key": "hush-hush"}


@pytest.fixture(autouse=True)
def only_acme(monkeypatch):
    monkeypatch.setattr("forwarder.settings.vendors", lambda: {"acme": ACME})


def problem(**over) -> BadSettings:
    with pytest.raises(BadSettings) as caught:
        settings_of(ACME, {**GOOD, **over}, "s.toml")
    return caught.value


def test_what_is_left_out_has_its_default():
    settings = settings_of(ACME, GOOD)
    assert (settings["fast"], settings["url"], settings["requests_per_minute"]) == (
        False,
        None,
        None,
    )
    assert settings.url == "https://s.acme.io"


@pytest.mark.parametrize("absent", [None, ""])
def test_a_required_setting_that_is_missing_names_place_variable_and_rule(absent):
    bad = problem(key=absent)
    assert str(bad) == "s.toml: acme.key: is missing; set it or FAUXDESK_ACME_KEY"
    assert bad.rule == "acme.key"


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("site", 5, "must be text"),
        ("fast", "yes", "must be true or false"),
        ("requests_per_minute", True, "must be a whole number"),
        ("requests_per_minute", 0, "must be at least 1"),
        ("key", "a\nb", "must not hold line breaks"),
    ],
)
def test_a_wrong_value_is_named_and_not_quoted(key, value, says):
    assert str(problem(**{key: value})).startswith(f"s.toml: acme.{key}: {says}")


def test_an_unknown_setting_is_named_with_those_there_are():
    with pytest.raises(BadInput, match=r"s\.toml: acme\.kye: unknown setting; acme has site, key"):
        settings_of(ACME, {**GOOD, "kye": 1}, "s.toml")


@pytest.mark.parametrize(
    "url", ["https://proxy.io/acme/", "http://localhost:1", "http://127.0.0.2", "http://[::1]:80",
            "http://acme.localhost:7102"],
)  # fmt: skip
def test_an_address_over_https_or_on_this_machine_is_taken(url):
    assert settings_of(ACME, {**GOOD, "url": url}).url == url.rstrip("/")


@pytest.mark.parametrize(
    "url", ["http://acme.io", "http://10.0.0.1", "http://localhost.evil.io", "ftp://localhost",
            "acme.io", "https://", "https://u:hush-hush@acme.io", "https://acme.io?key=hush-hush",
            "http://127.0.0.1@evil.io", "https://[acme.io"],
)  # fmt: skip
def test_an_address_that_would_show_the_credentials_is_refused(url):
    bad = problem(url=url)
    assert bad.field == "acme.url"
    assert "hush-hush" not in str(bad)


def test_secrets_are_not_shown():
    settings = settings_of(ACME, GOOD)
    assert "hush-hush" not in f"{settings} {settings!r} {[settings]}"
    assert settings.hidden("the key hush-hush is wrong") == "the key *** is wrong"
    assert isinstance(settings, Settings)


def written(tmp_path, text: str):
    path = tmp_path / "s.toml"
    path.write_text(text)
    return path


def test_the_environment_wins_over_the_file(tmp_path):
    path = written(tmp_path, '[acme]\nsite = "s"\nkey = "k"\nfast = true')
    environ = {"FAUXDESK_ACME_FAST": "off", "FAUXDESK_ACME_SITE": "", "FAUXDESK_ACME_KEY": "e"}
    settings = read_settings(path, environ)["acme"]
    assert (settings["site"], settings["key"], settings["fast"]) == ("s", "e", False)


def test_a_vendor_nobody_speaks_of_has_no_settings():
    assert read_settings(None, {"PATH": "/"}) == {}


def test_a_vendor_with_an_empty_table_lacks_its_settings(tmp_path):
    with pytest.raises(BadSettings, match=r"acme\.site: is missing"):
        read_settings(written(tmp_path, "[acme]"), {})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[acme", "not TOML: "),
        ("[acne]", "acne: unknown vendor; there are acme"),
        ("acme = 1", "acme: must be a table"),
    ],
)
def test_a_file_that_holds_no_settings_is_named(tmp_path, text, says):
    with pytest.raises(BadInput) as caught:
        read_settings(written(tmp_path, text), {})
    assert caught.value.file == tmp_path / "s.toml"
    assert f": {says}" in str(caught.value)


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(BadInput, match=r"nowhere\.toml: cannot be read"):
        read_settings("nowhere.toml", {})


@pytest.mark.parametrize(("name", "value"), [("FAST", "perhaps"), ("REQUESTS_PER_MINUTE", "many")])
def test_a_variable_that_cannot_be_read_is_named(name, value):
    with pytest.raises(BadSettings, match=f"^FAUXDESK_ACME_{name}: must be"):
        read_settings(None, {f"FAUXDESK_ACME_{name}": value})


def test_a_variable_of_somebody_elses_is_only_warned_of(caplog):
    with caplog.at_level(logging.WARNING):
        assert read_settings(None, {"FAUXDESK_ACME_SERVICE_HOST": "10.0.0.1"}) == {}
    assert "FAUXDESK_ACME_SERVICE_HOST" in caplog.text
    assert "10.0.0.1" not in caplog.text


@pytest.mark.parametrize("vendor", vendors().values(), ids=lambda vendor: vendor.name)
def test_every_setting_of_every_vendor_is_named_once_and_cites_a_rule(vendor):
    keys = [setting.key for setting in table_of(vendor)]
    assert len(keys) == len(set(keys))
    assert all(setting.rule for setting in vendor.settings if setting.required)
