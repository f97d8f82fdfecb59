"""RSS 0.9x, 1.0 (RDF) and 2.0 with their modules."""

import pytest

from tests.reader.formats.samples import NAMESPACES, only_entry, rdf, read, rss


def test_a_feed_says_what_it_is_and_where_it_belongs() -> None:
    head = (
        "<title>Heart</title><link>https://journal.example/</link>"
        "<description>&lt;p&gt;News of the heart&lt;/p&gt;</description>"
        "<language>en-GB</language><image><url>/logo.png</url></image>"
        '<atom:link rel="self" href="https://journal.example/rss"/>'
        '<atom:link rel="hub" href="https://hub.example/"/>'
    )

    feed = read(rss(head=head))

    assert feed.format == "rss"
    assert (feed.title, feed.description) == ("Heart", "News of the heart")
    assert (feed.site, feed.language) == ("https://journal.example/", "en")
    assert feed.image == "https://journal.example/logo.png"
    assert (feed.address, feed.hub) == (
        "https://journal.example/rss",
        "https://hub.example/",
    )
    assert feed.entries == ()


@pytest.mark.parametrize(
    ("head", "minutes"),
    [
        ("<ttl>60</ttl>", 60),
        ("<ttl>soon</ttl>", 0),
        ("<ttl>99999999</ttl>", 0),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 1440),
        (
            "<sy:updatePeriod> hourly </sy:updatePeriod>"
            "<sy:updateFrequency>2</sy:updateFrequency>",
            30,
        ),
        ("<sy:updateFrequency>2</sy:updateFrequency>", 0),
    ],
)
def test_a_feed_says_how_often_it_wants_to_be_asked(head: str, minutes: int) -> None:
    assert read(rss(head=f"<title>t</title>{head}")).ttl_minutes == minutes


def test_a_feed_says_when_it_does_not_want_to_be_asked() -> None:
    head = (
        "<title>t</title><skipHours><hour>0</hour><hour>24</hour><hour> 5 </hour>"
        "<hour>99</hour></skipHours>"
        "<skipDays><day>Sunday</day><day>saturday</day><day>Restday</day></skipDays>"
    )

    feed = read(rss(head=head))

    assert (feed.skip_hours, feed.skip_days) == ((0, 5), (5, 6))


def test_the_longest_text_is_the_content_and_a_shorter_one_the_summary() -> None:
    entry = only_entry(
        rss(
            "<title>t</title><description>In short &amp;amp; plain.</description>"
            "<content:encoded><![CDATA[<p>The whole <em>story</em>, told at "
            "length.</p>]]></content:encoded>"
        )
    )

    assert entry.html == "<p>The whole <em>story</em>, told at length.</p>"
    assert entry.text == "The whole story, told at length."
    assert entry.summary == "In short & plain."


def test_one_text_is_no_summary_of_itself() -> None:
    entry = only_entry(rss("<title>t</title><description>Only this.</description>"))

    assert (entry.html, entry.summary) == ("<p>Only this.</p>", "")


def test_a_guid_that_is_an_address_is_the_link_unless_it_says_otherwise() -> None:
    address = "https://journal.example/1"

    assert only_entry(rss(f"<guid>{address}</guid>")).link == address
    named = f'<title>t</title><guid isPermaLink="false">{address}</guid>'
    assert only_entry(rss(named)).link == ""
    assert only_entry(rss("<title>t</title><guid>8-1</guid>")).link == ""


def test_the_address_before_feedburner_is_preferred() -> None:
    item = (
        "<title>t</title><link>https://feedproxy.example/~r/1</link>"
        '<f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">'
        "https://journal.example/1</f:origLink>"
    )

    assert only_entry(rss(item)).link == "https://journal.example/1"


def test_relative_links_are_seen_from_the_site() -> None:
    head = "<title>t</title><link>https://journal.example/news/</link>"

    feed = read(rss("<title>t</title><link>1.html</link>", head=head))

    assert feed.entries[0].link == "https://journal.example/news/1.html"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "mailto:a@example.org", "http://", "//", "ftp://x"],
)
def test_what_is_no_address_of_the_web_is_no_link(address: str) -> None:
    assert only_entry(rss(f"<title>t</title><link>{address}</link>")).link == ""


def test_a_journal_tells_volume_issue_and_pages() -> None:
    entry = only_entry(
        rss(
            "<title>t</title><prism:publicationName>Heart</prism:publicationName>"
            "<prism:volume>12</prism:volume><prism:number>3</prism:number>"
            "<prism:startingPage>100</prism:startingPage>"
            "<prism:endingPage>110</prism:endingPage>"
        )
    )

    assert (entry.journal, entry.volume, entry.issue) == ("Heart", "12", "3")
    assert entry.pages == "100–110"


@pytest.mark.parametrize(
    ("source", "journal"),
    [
        ("The Lancet. Oncology", "The Lancet. Oncology"),
        ("Heart, Published online: 3 March 2026; doi:10.1000/x", ""),
        ("https://journal.example/", ""),
    ],
)
def test_pubmed_names_the_journal_as_the_source(source: str, journal: str) -> None:
    item = f"<title>t</title><dc:source>{source}</dc:source>"

    assert only_entry(rss(item)).journal == journal


def test_an_exact_date_goes_before_the_date_on_the_cover() -> None:
    entry = only_entry(
        rss(
            "<title>t</title><prism:coverDate>2026-12</prism:coverDate>"
            "<prism:publicationDate>2026-03</prism:publicationDate>"
            "<dc:date>2026-02-27T08:00:00Z</dc:date>"
        )
    )

    assert entry.published_at is not None
    assert entry.published_at.isoformat() == "2026-02-27T08:00:00+00:00"


def test_an_issue_that_is_yet_to_come_is_dated_by_the_next_best_date() -> None:
    entry = only_entry(
        rss(
            "<title>t</title><prism:publicationDate>2027-01</prism:publicationDate>"
            "<prism:coverDate>2026-11</prism:coverDate>"
        )
    )

    assert entry.published_at is not None
    assert entry.published_at.month == 11


def test_a_feed_in_rdf_keeps_every_author_and_identifier() -> None:
    feed = read(
        rdf(
            '<item rdf:about="https://journal.example/1"><title>One</title>'
            "<dc:creator>A B</dc:creator><dc:creator>C D</dc:creator>"
            "<dc:identifier>doi:10.1000/x</dc:identifier>"
            "<dc:identifier>pmid:9</dc:identifier><dc:language>DE</dc:language>"
            "<dc:subject>Heart</dc:subject><dc:date>2026-03-03</dc:date></item>"
        )
    )

    entry = feed.entries[0]
    assert feed.format == "rdf"
    assert entry.authors == ("A B", "C D")
    assert (entry.doi, entry.pmid) == ("10.1000/x", "9")
    assert (entry.guid, entry.link) == ("https://journal.example/1",) * 2
    assert (entry.language, entry.categories) == ("de", ("Heart",))


@pytest.mark.parametrize(
    "namespace",
    [
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://purl.org/rss/1.0/",
    ],
)
def test_the_oldest_feeds_are_read(namespace: str) -> None:
    feed = read(
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="{namespace}"><channel><title>Old</title></channel>'
        "<item><title>One</title><link>https://journal.example/1</link></item></rdf:RDF>"
    )

    assert (feed.title, feed.entries[0].title) == ("Old", "One")


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0", "banana"])
def test_any_version_of_rss_is_read(version: str) -> None:
    body = (
        f'<!DOCTYPE rss SYSTEM "http://x.example/rss.dtd"><rss version="{version}">'
        "<channel><title>t</title><item><title>One</title></item></channel></rss>"
    )

    assert only_entry(body).title == "One"


@pytest.mark.parametrize(
    ("prefix", "namespace"),
    [
        ("dc", "http://purl.org/dc/elements/1.1"),
        ("anything", "HTTPS://purl.org/dc/elements/1.1/"),
        ("dc", "http://typo.example/dc"),
    ],
)
def test_a_namespace_is_known_by_its_address_or_its_prefix(
    prefix: str, namespace: str
) -> None:
    body = (
        f'<rss xmlns:{prefix}="{namespace}"><channel><title>t</title><item>'
        f"<title>One</title><{prefix}:creator>A B</{prefix}:creator>"
        "</item></channel></rss>"
    )

    assert only_entry(body).authors == ("A B",)


def test_undeclared_prefixes_are_understood_and_remarked() -> None:
    body = rss("<title>t</title><dc:creator>A B</dc:creator>").replace(NAMESPACES, "")

    feed = read(body)

    assert feed.entries[0].authors == ("A B",)
    assert feed.remarks == ("undeclared_prefix",)


def test_items_outside_of_their_channel_are_found() -> None:
    body = (
        "<rss><channel><title>t</title></channel><item><title>One</title></item></rss>"
    )

    assert only_entry(body).title == "One"


def test_entries_with_one_guid_stay_several() -> None:
    same = "<guid>same</guid>"

    feed = read(rss(f"<title>One</title>{same}", f"<title>Two</title>{same}"))

    assert [entry.title for entry in feed.entries] == ["One", "Two"]


def test_an_entry_without_anything_to_read_or_open_is_left_out() -> None:
    assert (
        read(rss("<pubDate>2026-03-03</pubDate>", "<title>t</title>")).entries[0].title
        == "t"
    )


def test_the_page_of_comments_is_kept() -> None:
    item = "<title>t</title><comments>https://journal.example/1#comments</comments>"

    assert only_entry(rss(item)).comments == "https://journal.example/1#comments"


def test_categories_are_plain_and_each_once() -> None:
    item = (
        "<title>t</title><category>Heart &amp;amp; lungs</category>"
        "<category>Heart &amp;amp; lungs</category><dc:subject>Sleep</dc:subject>"
    )

    assert only_entry(rss(item)).categories == ("Heart & lungs", "Sleep")


def test_a_date_that_cannot_be_read_is_remarked() -> None:
    feed = read(rss("<title>t</title><pubDate>soon</pubDate>"))

    assert feed.entries[0].published_at is None
    assert feed.remarks == ("bad_date",)
