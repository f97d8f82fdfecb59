"""Which pages a robots.txt asks us to leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.web.robots import Rules, parse

SITE = "https://www.example.org"


def allows(text: str, path: str) -> bool:
    return parse(text, "medagora").allow(SITE + path)


@pytest.mark.parametrize(
    ("text", "path", "answer"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow: /", "/page", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow:", "/page", True),
        ("User-agent: *\nDisallow: /private", "/private/a", False),
        ("User-agent: *\nDisallow: /private", "/public", True),
        ("Disallow: /", "/rules-without-an-agent", True),
        # a group of our own replaces that for everybody
        ("User-agent: *\nDisallow: /\nUser-agent: Medagora\nAllow: /", "/x", True),
        ("User-agent: medagora/2.0 (x)\nDisallow: /\n\nUser-agent: *", "/x", False),
        ("User-agent: medagorabot\nDisallow: /", "/x", True),
        # several agents share a group; groups of one agent add up
        ("User-agent: a\nUser-agent: medagora\nDisallow: /x", "/x", False),
        (
            "User-agent: medagora\nDisallow: /x\n\nUser-agent: medagora\nDisallow: /y",
            "/y",
            False,
        ),
        # the longest pattern decides, and allowing wins a draw
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        # wildcards
        ("User-agent: *\nDisallow: /*?print=", "/page?x=1&print=1", True),
        ("User-agent: *\nDisallow: /*print=", "/page?x=1&print=1", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /only$", "/only", False),
        ("User-agent: *\nDisallow: /only$", "/only/this", True),
        ("User-agent: *\nDisallow: /ab*ba$", "/aba", True),
        # spellings
        ("user-AGENT : *\r\nDISALLOW : /x # why", "/x", False),
        ("\ufeffUser-agent: *\nDisallow: /x", "/x", False),
        ("User-agent: *\nDisallow: /vérnyomás", "/v%C3%A9rnyom%c3%a1s", False),
        ("User-agent: *\nDisallow: /%7Ejoe", "/~joe", False),
        ("User-agent: *\nDisallow: /a%2fb", "/a/b", True),
    ],
)
def test_a_site_is_understood(text: str, path: str, answer: bool) -> None:
    assert allows(text, path) is answer


def test_a_rest_between_visits_is_read_and_bounded() -> None:
    assert parse("User-agent: *\nCrawl-delay: 5", "medagora").delay == 5
    assert parse("User-agent: *\nCrawl-delay: 9999", "medagora").delay == 30
    assert parse("User-agent: *\nCrawl-delay: soon", "medagora").delay == 0


@given(st.text(), st.text("/ab?=*$%", max_size=20))
def test_whatever_is_sent_gives_an_answer(text: str, path: str) -> None:
    assert allows(text, f"/{path}") in {True, False}


@given(st.text("/abc", max_size=8), st.text("/abc", max_size=8))
def test_a_plain_pattern_forbids_what_begins_with_it(start: str, rest: str) -> None:
    rules = Rules(((False, f"/{start}"),))

    assert not rules.allow(f"{SITE}/{start}{rest}")


def test_a_hostile_pattern_costs_linear_time() -> None:
    pattern = "/" + "*a" * 20_000 + "b"

    assert Rules(((False, pattern),)).allow(f"{SITE}/{'a' * 20_000}")
