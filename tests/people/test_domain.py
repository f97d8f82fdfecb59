"""Languages as people type them, erasures, invitations: without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.people.domain.browsers import browser_name
from medagora.people.domain.erasures import digest_of, line_of, read_lines
from medagora.people.domain.invitations import LASTS, is_open
from medagora.people.domain.languages import mail_language, parse_languages

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "reader", "codes"),
    [
        ("Turkish, Polish", "en", ["tr", "pl"]),
        ("török; lengyel", "hu", ["tr", "pl"]),
        ("Türkisch\nPolnisch", "de", ["tr", "pl"]),
        ("التركية، البولندية", "ar", ["tr", "pl"]),
        ("TR, tr,  turkish", "en", ["tr"]),
        (" , ,", "en", []),
    ],
)
def test_languages_are_understood_by_name_or_code(
    text: str, reader: str, codes: list[str]
) -> None:
    assert parse_languages(text, reader) == codes


def test_a_word_that_names_no_language_is_refused() -> None:
    with pytest.raises(BadInput):
        parse_languages("Turkish, Klingonese", "en")


@given(st.text(max_size=60), st.sampled_from(languages.FINISHED))
def test_any_text_gives_known_languages_or_a_refusal(text: str, reader: str) -> None:
    try:
        codes = parse_languages(text, reader)
    except BadInput:
        return

    assert all(languages.is_known(code) for code in codes)


def test_mail_comes_in_the_first_language_that_we_can_write() -> None:
    assert mail_language(["tr", "hu", "de"]) == "hu"
    assert mail_language(["tr"]) == "en"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Firefox/128.0",
            "Firefox, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 "
            "Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 "
            "Safari/537.36 Edg/126.0",
            "Edge, Windows",
        ),
        ("Lynx/2.9.0", "Lynx/2.9.0"),
        ("", "?"),
    ],
)
def test_a_browser_is_called_what_people_call_it(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_a_digest_tells_people_and_sites_apart(a: str, b: str, key: str) -> None:
    assert (digest_of(a, key=key) == digest_of(b, key=key)) == (a == b)
    assert digest_of(a, key=key) != digest_of(a, key=f"{key}x")


@given(st.lists(st.text(alphabet="0123456789abcdef", min_size=1)), st.text(max_size=9))
def test_a_list_of_erasures_survives_a_broken_last_line(
    digests: list[str], broken: str
) -> None:
    lines = "".join(line_of(digest, "2026-11-23T00:00:00Z") for digest in digests)

    found = [digest for digest, _at in read_lines(lines + broken)]

    assert found == digests


def test_an_invitation_stands_for_thirty_days() -> None:
    assert is_open(NOW, NOW + LASTS - timedelta(seconds=1))
    assert not is_open(NOW, NOW + LASTS)
