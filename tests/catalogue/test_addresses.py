"""Canonical addresses: each rule by example, and what always holds."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from medagora.catalogue.domain.addresses import LONGEST, canonical, key, site_of
from medagora.kernel.refusals import BadInput


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        # what people paste
        ("www.nhs.uk", "https://www.nhs.uk/"),
        ("  https://www.nhs.uk \n", "https://www.nhs.uk/"),
        ("//www.nhs.uk/a", "https://www.nhs.uk/a"),
        ("HTTPS://WWW.NHS.UK/Asthma", "https://www.nhs.uk/Asthma"),
        ("https://www.nhs.uk/a\u200bsthma", "https://www.nhs.uk/asthma"),
        ("nhs.uk:443/a", "https://nhs.uk/a"),
        # ports and dots
        ("http://nhs.uk:80/", "http://nhs.uk/"),
        ("https://nhs.uk:8443/", "https://nhs.uk:8443/"),
        ("https://nhs.uk./a", "https://nhs.uk/a"),
        ("https://nhs.uk/a/../b/./c", "https://nhs.uk/b/c"),
        ("https://nhs.uk/../../a", "https://nhs.uk/a"),
        ("https://nhs.uk/a/..", "https://nhs.uk/"),
        # fragments and tracking go, what the page is stays
        ("https://nhs.uk/a#part", "https://nhs.uk/a"),
        ("https://nhs.uk/a?utm_source=x&id=7&fbclid=y", "https://nhs.uk/a?id=7"),
        ("https://nhs.uk/a?UTM_Medium=x", "https://nhs.uk/a"),
        ("https://nhs.uk/a?gclid=1&mc_eid=2&_ga=3&spm=4", "https://nhs.uk/a"),
        ("https://nhs.uk/a?q=", "https://nhs.uk/a?q="),
        ("https://nhs.uk/a?b=2&a=1", "https://nhs.uk/a?b=2&a=1"),
        # one spelling of what is encoded
        ("https://nhs.uk/%61sthma", "https://nhs.uk/asthma"),
        (
            "https://hu.wikipedia.org/wiki/Élő",
            "https://hu.wikipedia.org/wiki/%C3%89l%C5%91",
        ),
        (
            "https://hu.wikipedia.org/wiki/%C3%89l%C5%91",
            "https://hu.wikipedia.org/wiki/%C3%89l%C5%91",
        ),
        ("https://nhs.uk/a%2Fb", "https://nhs.uk/a%2Fb"),
        ("https://nhs.uk/caf%E9", "https://nhs.uk/caf%E9"),
        # hosts
        ("https://münchen.de/", "https://xn--mnchen-3ya.de/"),
        (
            "https://en.m.wikipedia.org/wiki/Asthma",
            "https://en.wikipedia.org/wiki/Asthma",
        ),
    ],
)
def test_an_address_gets_its_tidy_form(typed: str, address: str) -> None:
    assert canonical(typed) == address


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "empty"),
        (" \u200b ", "empty"),
        ("ftp://nhs.uk/", "http:// or https://"),
        ("mailto:a@nhs.uk", "http:// or https://"),
        ("javascript:alert(1)", "http:// or https://"),
        ("https://user:pass@nhs.uk/", "user name or password"),
        ("https://user@nhs.uk/", "user name or password"),
        ("https://localhost/", "public host name"),
        ("https://127.0.0.1/", "public host name"),
        ("https://[::1]/", "public host name"),
        ("https://2130706433/", "public host name"),
        ("https://0x7f000001/", "public host name"),
        ("https://nhs..uk/", "host name"),
        ("https://-nhs.uk/", "public host name"),
        ("https://nhs.uk:99999/", "cannot be read"),
        ("https://nhs.uk:port/", "cannot be read"),
        ("https://[nhs.uk/", "cannot be read"),
        ("https://nhs.uk/" + "a" * LONGEST, "longer than"),
        ("https://" + "a" * 5 * LONGEST, "longer than"),
    ],
)
def test_what_is_no_public_page_is_refused_with_a_sentence(
    typed: str, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        canonical(typed)


SPELLINGS = [
    "https://www.nhs.uk/conditions/asthma/",
    "http://nhs.uk/conditions/asthma",
    "https://m.nhs.uk/conditions/asthma",
    "https://mobile.nhs.uk/conditions/asthma/",
    "https://amp.nhs.uk/conditions/asthma/index.html",
    "HTTP://NHS.UK:80/conditions/asthma/?utm_campaign=x#top",
    "nhs.uk/conditions//../asthma/default.aspx",
]


@pytest.mark.parametrize("typed", SPELLINGS)
def test_spellings_of_one_page_meet_in_its_key(typed: str) -> None:
    assert key(canonical(typed)) == "nhs.uk/conditions/asthma"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://nhs.uk/a", "https://nhs.uk/A"),
        ("https://nhs.uk/a", "https://nhs.uk/a?id=1"),
        ("https://nhs.uk/?id=1", "https://nhs.uk/?id=2"),
        ("https://nhs.uk/", "https://nhs.uk:8443/"),
        ("https://hu.wikipedia.org/wiki/A", "https://de.wikipedia.org/wiki/A"),
        ("https://m.com/", "https://com.com/"),
        ("https://nhs.uk/a%2Fb", "https://nhs.uk/a/b"),
    ],
)
def test_different_pages_have_different_keys(one: str, other: str) -> None:
    assert key(canonical(one)) != key(canonical(other))


def test_the_order_of_parameters_makes_no_other_page() -> None:
    assert key(canonical("nhs.uk/?b=2&a=1")) == key(canonical("nhs.uk/?a=1&b=2"))


def test_a_site_is_the_host_without_www() -> None:
    assert site_of("https://www.nhs.uk/a") == "nhs.uk"


labels = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
hosts = st.builds(".".join, st.lists(labels, min_size=2, max_size=4))
segments = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="#?/\\"),
    max_size=12,
)
paths = st.builds(lambda parts: "/" + "/".join(parts), st.lists(segments, max_size=4))
queries = st.text("abc=&%20utm_+", max_size=20)
addresses = st.builds(
    lambda scheme, host, path, query: f"{scheme}://{host}{path}?{query}",
    st.sampled_from(["http", "https"]),
    hosts,
    paths,
    queries,
)


@given(addresses)
def test_the_tidy_form_of_a_tidy_form_is_itself(typed: str) -> None:
    try:
        once = canonical(typed)
    except BadInput:
        assume(False)

    assert canonical(once) == once
    assert len(once) <= LONGEST


@given(addresses)
def test_a_key_does_not_hang_on_scheme_www_or_trailing_slash(typed: str) -> None:
    try:
        address = canonical(typed)
    except BadInput:
        assume(False)
    scheme, rest = address.split("://", 1)
    other = {"http": "https", "https": "http"}[scheme]

    assert key(canonical(f"{other}://{rest}")) == key(address)
    assert key(canonical(f"{scheme}://www.{rest}")) == key(address)
    if "?" not in rest:
        assert key(canonical(f"{address}/")) == key(address)


@given(st.text(max_size=80))
@example("http://a.b:\n")
@example("http://[::1")
@example("https://\u2100.com/")
@example("https://xn--a.com/")
@example("a.b:80:80/")
@example("https://ß.de./..")
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    try:
        address = canonical(typed)
    except BadInput:
        return
    assert address.startswith(("http://", "https://"))
    assert key(address)
