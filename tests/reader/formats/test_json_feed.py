import json

import pytest

from medagora.reader.domain.formats.limits import NotAFeed
from medagora.reader.domain.parsed import ParsedFeed
from tests.reader.formats.samples import read

VERSION = "https://jsonfeed.org/version/1.1"


def read_json(*items: object, **fields: object) -> ParsedFeed:
    return read(
        json.dumps({"version": VERSION, "title": "Heart", "items": items, **fields})
    )


def test_a_feed_says_what_it_is() -> None:
    feed = read_json(
        home_page_url="https://journal.example/",
        feed_url="https://journal.example/feed.json",
        description="News",
        language="de-AT",
        icon="https://journal.example/icon.png",
        authors=[{"name": "Ada Lovelace"}],
        hubs=[{"type": "WebSub", "url": "https://hub.example/"}],
    )

    assert (feed.format, feed.title, feed.description) == ("json", "Heart", "News")
    assert feed.site == "https://journal.example/"
    assert feed.address == "https://journal.example/feed.json"
    assert (feed.language, feed.authors) == ("de", ("Ada Lovelace",))
    assert feed.image == "https://journal.example/icon.png"
    assert feed.hub == "https://hub.example/"


def test_an_item_is_read_whole() -> None:
    feed = read_json(
        {
            "id": 7,
            "url": "https://journal.example/7",
            "title": "One",
            "content_html": "<p>Text</p><script>x()</script>",
            "summary": "Short",
            "date_published": "2026-03-03T10:00:00Z",
            "authors": [{"name": "A B"}, {"name": "C D"}],
            "tags": ["Heart", "Sleep"],
            "image": "https://journal.example/7.png",
            "language": "hu",
            "attachments": [
                {
                    "url": "https://cdn.example/7.mp3",
                    "mime_type": "audio/mpeg",
                    "size_in_bytes": 10,
                    "duration_in_seconds": 60,
                }
            ],
        }
    )

    (entry,) = feed.entries
    assert (entry.guid, entry.link, entry.title) == (
        "7",
        "https://journal.example/7",
        "One",
    )
    assert (entry.html, entry.summary) == ("<p>Text</p>", "Short")
    assert entry.published_at is not None
    assert (entry.authors, entry.categories) == (("A B", "C D"), ("Heart", "Sleep"))
    assert (entry.image, entry.language) == ("https://journal.example/7.png", "hu")
    assert (entry.enclosures[0].size, entry.enclosures[0].seconds) == (10, 60)
    assert feed.is_podcast


def test_an_item_of_version_1_0_has_one_author_and_may_be_plain() -> None:
    feed = read_json(
        {"id": "1", "content_text": "a < b\n\nc", "author": {"name": "Ada Lovelace"}},
        version="https://jsonfeed.org/version/1",
    )

    (entry,) = feed.entries
    assert entry.authors == ("Ada Lovelace",)
    assert entry.html == "<p>a &lt; b</p><p>c</p>"
    assert entry.title == "a < b c"


def test_signs_that_no_database_takes_are_left_out() -> None:
    body = (
        f'{{"version": "{VERSION}", "title": "t", "items": '
        '[{"id": "1", "title": "a\\u0000b\\ud800c"}]}'
    )

    assert read(body).entries[0].title == "abc"


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        "{",
        '{"items": []}',
        '{"error": "not found"}',
        '{"version": "https://jsonfeed.org/version/1", "items": {}}',
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000,
    ],
)
def test_other_json_is_no_feed(body: str) -> None:
    with pytest.raises(NotAFeed) as refusal:
        read(body)

    assert refusal.value.code == "not_a_feed"


def test_fields_of_the_wrong_type_are_passed_over() -> None:
    feed = read_json(
        "text",
        {"id": None, "title": ["x"], "url": 5, "content_html": "<p>Text</p>"},
        hubs="x",
        authors={"name": "x"},
    )

    (entry,) = feed.entries
    assert (entry.title, entry.link) == ("Text", "")
