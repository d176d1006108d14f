"""Whose host it is, and how paths are spelled."""

import pytest

from contracts.hosts import places, spelled, vendor_of
from contracts.problem import BadInput


@pytest.mark.parametrize(
    "host",
    [
        "toy.example",
        "acme.toy.example",
        "ACME.Toy.Example:443",
        "acme.toy.example.",
        "acme.toy.localhost",
        "toy.localhost:7100",
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_vendor_has_its_domain_what_is_below_and_its_local_name(host):
    assert vendor_of(host) == "toy"


@pytest.mark.parametrize(
    "host", ["nottoy.example", "toy.example.evil.io", "localhost", "127.0.0.1:80", "[::1]:80", ""]
)
@pytest.mark.usefixtures("folder")
def test_other_hosts_are_nobodys(host):
    assert vendor_of(host) is None


def test_the_word_of_the_domain_is_a_local_name_too(folder):
    folder.write("vendor.toml", 'title = "Toy"\ndomain = "plaything.example"')
    assert places()["toy"].hosts == ("plaything.example", "toy.localhost", "plaything.localhost")


def test_a_vendor_may_have_several_domains_and_a_prefix(folder):
    stated = 'domain = "toy.example"\nother_domains = ["plaything.example"]'
    folder.write("vendor.toml", f'title = "Toy"\n{stated}\npath = {{droppable_prefix = "/v2"}}')
    assert vendor_of("acme.plaything.example") == "toy"
    assert [spelled("toy", path) for path in ("/v2/a", "/v2a", "/a")] == ["/a", "/v2a", "/a"]


@pytest.mark.parametrize("path", ["/a/b", "/a/b.json", "//a///b", "/a//b.json"])
@pytest.mark.usefixtures("folder")
def test_spellings_of_a_path_are_brought_to_one(path):
    assert spelled("toy", path) == "/a/b"


def test_a_vendor_without_habits_means_each_spelling(folder):
    folder.write("vendor.toml", 'title = "Toy"\ndomain = "toy.example"')
    assert spelled("toy", "/a//b.json") == "/a//b.json"


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        ("title = ", "not TOML"),
        ('title = "Toy"', "not a vendor: .*domain"),
        ('title = "Toy"\ndomain = "toy.example"\nport = 80', "not a vendor: .*port"),
        ('title = "Toy"\ndomain = "toy.example"\npath = {case = 1}', "not a vendor: .*case"),
    ],
)
def test_what_is_no_vendor_is_named_by_its_file(folder, stated, says):
    file = folder.write("vendor.toml", stated)
    with pytest.raises(BadInput, match=says) as problem:
        places()
    assert problem.value.file == file
