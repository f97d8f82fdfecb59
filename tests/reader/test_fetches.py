"""What a server's answer means, and that nothing odd in it is kept."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils.functional import Promise
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain import fetches
from medagora.reader.domain.fetches import (
    EMPTY,
    STATUS,
    TOO_MANY_REQUESTS,
    FeedAnswer,
    FeedAsk,
    Received,
    answer_of,
    host_key,
    links_of,
    max_age_of,
    retry_after_of,
)
from medagora.reader.labels import FETCH_FAILURES_WORDS, fetch_sentence
from medagora.web import http

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
HERE = "https://journal.example.org/feed"
ASK = FeedAsk(7, HERE, etag='"old"', last_modified="Mon, 23 Nov 2026 09:00:00 GMT")


def understood(
    status: int = 200, body: bytes = b"<rss/>", ask: FeedAsk = ASK, **changes: Any
) -> FeedAnswer:
    received = {"headers": {}, "address": HERE, **changes}
    return answer_of(ask, Received(status, body=body, **received), now=NOW)


# ---- asking ------------------------------------------------------------------------


def test_a_feed_that_was_read_before_is_asked_for_changes_only() -> None:
    assert ASK.headers == {
        "If-None-Match": '"old"',
        "If-Modified-Since": "Mon, 23 Nov 2026 09:00:00 GMT",
    }
    assert FeedAsk(1, HERE).headers == {}


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.nature.com/nm.rss", "nature.com"),
        ("https://feeds.Nature.com:8080/x?y=https://z.org/", "nature.com"),
        ("https://www.gosh.nhs.uk/feed", "gosh.nhs.uk"),
        ("https://a.b.example.com.au/feed", "example.com.au"),
        ("https://example.fr./feed", "example.fr"),
        ("http://127.0.0.1:8001/feed", "127.0.0.1:8001"),
        ("http://127.0.0.1:8002/feed", "127.0.0.1:8002"),
        ("http://[2001:db8::1]:80/feed", "[2001:db8::1]:80"),
        ("http://intranet:8000/feed", "intranet:8000"),
        ("nothing at all", ""),
    ],
)
def test_the_servers_of_one_owner_count_as_one_host(address: str, host: str) -> None:
    assert FeedAsk(1, address).host == host


@given(st.text())
def test_any_site_has_a_host(site: str) -> None:
    assert host_key(site) == host_key.__wrapped__(site)


# ---- answers -------------------------------------------------------------------------


def test_a_new_body_comes_with_its_validators() -> None:
    headers = {"etag": 'W/"new"', "last-modified": "x", "content-type": "text/xml; a=b"}

    answer = understood(headers=headers, milliseconds=12)

    assert answer == FeedAnswer(
        7,
        status=200,
        body=b"<rss/>",
        content_type="text/xml; a=b",
        etag='W/"new"',
        last_modified="x",
        address=HERE,
        milliseconds=12,
    )


def test_validators_that_a_new_body_lacks_are_forgotten() -> None:
    answer = understood()

    assert (answer.etag, answer.last_modified) == ("", "")


@pytest.mark.parametrize("status", [304, 404, 429, 500])
def test_without_a_new_body_the_old_validators_stay(status: int) -> None:
    answer = understood(status, headers={"etag": '"new"'})

    assert answer.etag == ASK.etag
    assert answer.last_modified == ASK.last_modified
    assert answer.body == b""


def test_unchanged_is_no_failure() -> None:
    assert understood(304, b"").is_unchanged
    assert not understood().is_unchanged


def test_unchanged_says_nothing_when_we_have_nothing() -> None:
    answer = understood(304, b"", FeedAsk(7, HERE))

    assert (answer.failure, answer.is_unchanged) == (STATUS, False)


@pytest.mark.parametrize(
    ("status", "body", "failure"),
    [
        (200, b" \r\n ", EMPTY),
        (204, b"", EMPTY),
        (400, b"x", STATUS),
        (404, b"x", STATUS),
        (410, b"x", STATUS),
        (429, b"x", TOO_MANY_REQUESTS),
        (500, b"x", STATUS),
        (300, b"x", STATUS),
    ],
)
def test_an_answer_without_news_is_a_failure(
    status: int, body: bytes, failure: str
) -> None:
    assert understood(status, body).failure == failure


@pytest.mark.parametrize(
    ("hops", "status", "moved_to"),
    [
        ([301], 200, HERE),
        ([308, 301], 200, HERE),
        ([301], 304, HERE),
        ([], 200, ""),
        ([302], 200, ""),
        ([301, 302], 200, ""),
        ([307, 301], 200, ""),
        ([301], 404, ""),  # where it should be, it is not
    ],
)
def test_a_feed_has_moved_if_every_step_there_is_permanent(
    hops: list[int], status: int, moved_to: str
) -> None:
    assert understood(status, hops=hops).moved_to == moved_to


@pytest.mark.parametrize(
    ("status", "headers", "wants_peace"),
    [
        (429, {}, True),
        (429, {"retry-after": "60"}, True),
        (503, {"retry-after": "60"}, True),
        (503, {}, False),  # this page may be broken, the others not
        (200, {"retry-after": "60"}, False),
    ],
)
def test_a_busy_server_wants_to_be_left_alone(
    status: int, headers: dict[str, str], wants_peace: bool
) -> None:
    assert understood(status, headers=headers).wants_peace is wants_peace


def test_who_was_spared_hears_why_and_until_when() -> None:
    busy = understood(503, headers={"retry-after": "60"})

    answer = fetches.not_asked(FeedAsk(8, HERE, etag="e"), busy)

    assert (answer.feed_id, answer.failure) == (8, TOO_MANY_REQUESTS)
    assert (answer.retry_after, answer.is_asked, answer.etag) == (60, False, "e")


# ---- headers -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "public"}, None),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": 'Public, MAX-AGE="600"'}, 600),
        ({"cache-control": "s-maxage=5, max-age=600"}, 600),
        ({"cache-control": "s-maxage=5"}, None),
        ({"cache-control": "max-age=600", "age": "500"}, 100),
        ({"cache-control": "max-age=600", "age": "5000"}, 0),
        ({"cache-control": "no-cache, max-age=600"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": "max-age=-1"}, None),
        ({"cache-control": "max-age=60", "expires": "0"}, 60),
        ({"expires": "Wed, 25 Nov 2026 10:00:00 GMT"}, 3600),
        (
            {
                "expires": "Wed, 25 Nov 2026 10:00:00 GMT",
                "date": "Wed, 25 Nov 2026 09:59:00 GMT",
            },
            60,
        ),
        ({"expires": "0"}, 0),
        ({"expires": "Wed, 25 Nov 2020 10:00:00 GMT"}, 0),
    ],
)
def test_freshness_is_what_the_headers_say(
    headers: dict[str, str], seconds: int | None
) -> None:
    assert max_age_of(headers, now=NOW) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("99999999999", fetches.LONGEST_WAIT),
        ("Wed, 25 Nov 2026 09:02:00 GMT", 120),
        ("Wednesday, 25-Nov-26 09:02:00 GMT", 120),
        ("Wed, 25 Nov 2026 09:02:00", 120),
        ("Wed, 25 Nov 2020 09:02:00 GMT", 0),
        ("Wed, 25 Nov 2099 09:02:00 GMT", fetches.LONGEST_WAIT),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("١٢٠", None),
        ("Wed, 25 Nov 2026 09:02:00 GMT" + " " * 100 + "x", None),
    ],
)
def test_when_to_come_back_is_a_number_or_a_date(
    text: str, seconds: int | None
) -> None:
    assert retry_after_of(text, now=NOW) == seconds


@pytest.mark.parametrize(
    ("header", "links"),
    [
        (
            '<https://hub.example.org/>; rel="hub", <https://x.org/f>; rel="self"',
            ("https://hub.example.org/", "https://x.org/f"),
        ),
        (
            "</f>;rel=self, <//hub.example.org/>; type=a; rel=hub",
            ("https://hub.example.org/", "https://journal.example.org/f"),
        ),
        ('<https://h.org/>; rel="nofollow HUB"', ("https://h.org/", "")),
        (
            "<https://one.org/>; rel=hub, <https://two.org/>; rel=hub",
            ("https://one.org/", ""),
        ),
        ("<javascript:alert(1)>; rel=hub", ("", "")),
        ("<http://[broken>; rel=hub", ("", "")),
        ("<https://x.org/f>; rel=self", ("", "")),
        ("", ("", "")),
        ("<" * 9000, ("", "")),
    ],
)
def test_hub_and_topic_are_read_from_link_headers(
    header: str, links: tuple[str, str]
) -> None:
    assert links_of(header, HERE) == links


READ_HEADERS = [
    *("etag", "last-modified", "content-type", "link", "cache-control"),
    *("expires", "date", "age", "retry-after"),
]
headers_of_any_kind = st.dictionaries(
    st.sampled_from(READ_HEADERS),
    st.text() | st.text('<>;=", relhubslf:/0123456789', max_size=60),
)


@given(
    st.integers(100, 599),
    headers_of_any_kind,
    st.binary(max_size=5),
    st.text() | st.just(HERE),
    st.lists(st.sampled_from([301, 302, 307, 308]), max_size=3),
)
def test_whatever_is_sent_what_is_kept_can_be_stored(
    status: int,
    headers: dict[str, str],
    body: bytes,
    address: str,
    hops: list[int],
) -> None:
    answer = understood(status, body, headers=headers, address=address, hops=hops)

    texts = {name: getattr(answer, name) for name in answer.__slots__}
    for name, text in texts.items():
        if isinstance(text, str) and name != "feed_id":
            assert text.isascii()
            assert text.isprintable() or not text
            assert len(text) <= fetches.LONGEST_ADDRESS
    assert 0 <= (answer.retry_after or 0) <= fetches.LONGEST_WAIT
    assert (answer.max_age or 0) >= 0


@pytest.mark.parametrize("bad", ["a\x00b", "a\nb", "\udcff", "é", "x" * 301])
def test_a_validator_that_cannot_be_sent_back_is_not_kept(bad: str) -> None:
    assert understood(headers={"etag": bad}).etag == ""


# ---- words -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failure", "status", "word"),
    [
        ("", 200, ""),
        ("too_slow", 0, "too_slow"),
        (STATUS, 404, "not_found"),
        (STATUS, 410, "gone"),
        (STATUS, 403, "not_allowed"),
        (STATUS, 502, "server_error"),
        (STATUS, 418, STATUS),
    ],
)
def test_a_failure_has_a_word_that_tells_most(
    failure: str, status: int, word: str
) -> None:
    assert fetches.failure_word(failure, status) == word


def test_every_failure_has_a_sentence() -> None:
    failures = {failure.code for failure in http.FETCH_FAILURES}
    failures |= {EMPTY, TOO_MANY_REQUESTS}
    failures |= {"not_a_feed", "html_page"}  # of formats.NotAFeed
    statuses = {fetches.failure_word(STATUS, n) for n in range(600)}

    assert failures | statuses == set(FETCH_FAILURES_WORDS)
    assert isinstance(fetch_sentence(STATUS, 404), Promise)
    assert fetch_sentence("") == ""
