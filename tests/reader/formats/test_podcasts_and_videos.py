"""Podcasts, channels of YouTube and accounts of Mastodon."""

import pytest

from tests.reader.formats.samples import atom, only_entry, read, rss

EPISODE = (
    "<title>Sleep</title>"
    '<enclosure url="https://cdn.example/1.mp3" length="1000" type="audio/mpeg"/>'
)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("3723", 3723),
        ("62:03", 3723),
        ("1:02:03", 3723),
        ("01:02:03.5", 3723),
        ("1:2:3:4", 0),
        ("an hour", 0),
        ("-5", 0),
        ("9999999", 0),
    ],
)
def test_the_length_of_an_episode_is_in_seconds(said: str, seconds: int) -> None:
    entry = only_entry(rss(f"{EPISODE}<itunes:duration>{said}</itunes:duration>"))

    assert entry.enclosures[0].seconds == seconds


def test_an_episode_has_its_file_picture_and_chapters() -> None:
    feed = read(
        rss(
            f'{EPISODE}<itunes:image href="https://cdn.example/1.jpg"/>'
            "<itunes:author>Ada Lovelace</itunes:author>"
            '<podcast:chapters url="/chapters.json" type="application/json+chapters"/>',
            head='<title>t</title><itunes:image href="https://cdn.example/logo.jpg"/>'
            "<itunes:author>Team</itunes:author>"
            "<itunes:new-feed-url>https://new.example/feed</itunes:new-feed-url>",
        )
    )

    entry = feed.entries[0]
    file = entry.enclosures[0]
    assert feed.is_podcast
    assert (feed.image, feed.authors) == ("https://cdn.example/logo.jpg", ("Team",))
    assert feed.moved_to == "https://new.example/feed"
    assert (file.address, file.content_type, file.size) == (
        "https://cdn.example/1.mp3",
        "audio/mpeg",
        1000,
    )
    assert entry.image == "https://cdn.example/1.jpg"
    assert entry.authors == ("Ada Lovelace",)
    assert entry.chapters == "https://journal.example/chapters.json"


def test_a_file_that_is_named_twice_is_one() -> None:
    again = '<media:content url="https://cdn.example/1.mp3" type="audio/mpeg"/>'

    assert len(only_entry(rss(EPISODE + again)).enclosures) == 1


def test_a_journal_with_a_pdf_is_no_podcast() -> None:
    file = '<enclosure url="https://x.example/1.pdf" type="application/pdf"/>'

    assert not read(rss(f"<title>t</title>{file}")).is_podcast


def test_an_empty_podcast_is_one_all_the_same() -> None:
    head = "<title>t</title><itunes:explicit>no</itunes:explicit>"

    assert read(rss(head=head)).is_podcast


def test_a_video_of_youtube_has_a_picture_and_its_description() -> None:
    entry = only_entry(
        atom(
            "<id>yt:video:abc</id><yt:videoId>abc</yt:videoId><title>Heart</title>"
            '<link rel="alternate" href="https://www.youtube.com/watch?v=abc"/>'
            "<author><name>Clinic</name></author><media:group>"
            "<media:title>Heart</media:title>"
            '<media:content url="https://www.youtube.com/v/abc?version=3" '
            'type="application/x-shockwave-flash" width="640" height="390"/>'
            '<media:thumbnail url="https://i.ytimg.example/abc.jpg" width="480"/>'
            "<media:description>First line\n\nSecond &lt;part&gt;</media:description>"
            "</media:group>",
            root=' xmlns:yt="http://www.youtube.com/xml/schemas/2015"'
            ' xmlns:media="http://search.yahoo.com/mrss/"',
        )
    )

    assert entry.link == "https://www.youtube.com/watch?v=abc"
    assert entry.image == "https://i.ytimg.example/abc.jpg"
    assert entry.enclosures == ()
    assert entry.text.startswith("First line")


def test_a_post_of_mastodon_is_named_by_its_first_words() -> None:
    entry = only_entry(
        rss(
            "<link>https://social.example/@ada/1</link><description>&lt;p&gt;A new "
            "trial of sleep and statins in eleven thousand people was published today, "
            "and it is worth reading.&lt;/p&gt;</description>"
            '<media:content url="https://social.example/1.png" medium="image">'
            '<media:description type="plain">A chart</media:description>'
            "</media:content>"
        )
    )

    assert entry.title.startswith("A new trial of sleep and statins")
    assert entry.title.endswith("…")
    assert len(entry.title) <= 80
    assert entry.image == "https://social.example/1.png"
    assert "chart" not in entry.html


def test_the_first_picture_of_the_text_is_the_picture_of_the_entry() -> None:
    entry = only_entry(
        rss(
            "<title>t</title><description>&lt;img src='/px.gif' width='1'&gt;"
            "&lt;img src='/a.png?x=1&amp;amp;y=2'&gt;</description>"
        )
    )

    assert entry.image == "https://journal.example/a.png?x=1&y=2"
