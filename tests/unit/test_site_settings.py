"""The ``[site]`` of rightsgraph.toml."""

import pytest

from rightsgraph.errors import SettingError
from rightsgraph.publication.settings import Site, load_site


def written(folder, text):
    (folder / "rightsgraph.toml").write_text(text, "utf-8")
    return folder


def test_a_folder_without_settings_has_the_usual_ones(tmp_path):
    assert load_site(tmp_path) == Site()


def test_settings_are_read_and_may_be_otherwise(tmp_path):
    folder = written(tmp_path, '[site]\nurl = "https://example.org/graph"\nredirect = 302\n')
    assert load_site(folder) == Site(url="https://example.org/graph/", redirect=302)
    assert load_site(folder, url="http://127.0.0.1:9/x/", title=None).path == "/x/"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site = 1", "site = 1 is not understood; write a table: [site]"),
        ("[site]\ncolour = 1", "colour = 1 is not understood; use one of url, title, reports"),
        ("[site]\nurl = 1", "url = 1 is not understood; write a str"),
        ('[site]\nurl = "ftp://x/"', "write it like https://example.org/graph/"),
        ('[site]\nurl = "https://x/?a=b"', "write it like https://example.org/graph/"),
        ("[site]\nredirect = 200", "redirect = 200 is not understood; write 303"),
        ('[site]\nreports = "javascript:alert(1)"', "write mailto:NAME@HOST"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(tmp_path, text, said):
    with pytest.raises(SettingError) as error:
        load_site(written(tmp_path, text))
    assert said in str(error.value)
    assert str(tmp_path / "rightsgraph.toml") in str(error.value)


def test_a_report_has_its_text_filled_in():
    mail = Site(reports="mailto:data@example.org").report_link("A & B", "line 1\nline 2")
    assert mail == "mailto:data@example.org?subject=A%20%26%20B&body=line%201%0Aline%202"
    tracker = Site(reports="https://example.org/new?title={title}&body={body}")
    assert tracker.report_link("a", "b c") == "https://example.org/new?title=a&body=b%20c"
    assert Site().report_link("a", "b") == ""
