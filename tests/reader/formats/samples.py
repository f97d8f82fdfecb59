"""Small feeds of each format, made for the tests, and how to read them."""

from datetime import UTC, datetime
from xml.sax.saxutils import escape

from medagora.reader.domain.formats.feeds import read_feed
from medagora.reader.domain.parsed import ParsedEntry, ParsedFeed

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ADDRESS = "https://journal.example/feeds/new.xml"

NAMESPACES = (
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0"'
    ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom"'
)


def read(body: str | bytes, content_type: str = "") -> ParsedFeed:
    data = body.encode() if isinstance(body, str) else body
    return read_feed(data, address=ADDRESS, content_type=content_type, now=NOW)


def only_entry(body: str | bytes) -> ParsedEntry:
    """The entry of a feed that has one."""
    (entry,) = read(body).entries
    return entry


def rss(*items: str, head: str = "<title>Heart</title>") -> str:
    """A feed in RSS 2.0 with these insides of items."""
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"{NAMESPACES}><channel>{head}{inner}</channel></rss>'


def rss_with_html(html: str, more: str = "") -> str:
    """A feed whose one item holds this HTML."""
    return rss(f"<title>t</title>{more}<description>{escape(html)}</description>")


def atom(*entries: str, head: str = "<title>Heart</title>", root: str = "") -> str:
    """A feed in Atom 1.0 with these insides of entries."""
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{root}>{head}{inner}</feed>'


def rdf(*items: str, head: str = "<title>Heart</title>") -> str:
    """A feed in RSS 1.0, as journals publish it."""
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        f' xmlns="http://purl.org/rss/1.0/"{NAMESPACES}>'
        f'<channel rdf:about="https://journal.example/rss">{head}</channel>'
        f"{''.join(items)}</rdf:RDF>"
    )


#: One whole feed of each format, for what must hold for all of them.
WHOLE = {
    "rss": rss(
        "<title>Statins &amp; sleep</title><link>https://journal.example/1</link>"
        '<guid isPermaLink="false">g1</guid><dc:creator>Ada Lovelace</dc:creator>'
        "<pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate>"
        "<content:encoded><![CDATA[<p>Sleep was <b>good</b>.</p>]]></content:encoded>",
        "<title>Second</title><description>Plain text</description>",
    ),
    "rdf": rdf(
        '<item rdf:about="https://journal.example/1"><title>Statins &amp; sleep</title>'
        "<link>https://journal.example/1</link><dc:creator>Ada Lovelace</dc:creator>"
        "<dc:date>2026-03-03T10:00:00Z</dc:date><dc:identifier>doi:10.1000/abc"
        "</dc:identifier><description>Sleep was good.</description></item>",
    ),
    "atom": atom(
        "<title>Statins &amp; sleep</title><id>urn:1</id>"
        '<link href="https://journal.example/1"/><updated>2026-03-03T10:00:00Z</updated>'
        "<author><name>Ada Lovelace</name></author>"
        '<content type="html">&lt;p&gt;Sleep was &lt;b&gt;good&lt;/b&gt;.&lt;/p&gt;'
        "</content>",
    ),
    "json": (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Heart", "items": [{'
        '"id": "1", "url": "https://journal.example/1", "title": "Statins & sleep", '
        '"authors": [{"name": "Ada Lovelace"}], "content_html": "<p>Sleep was '
        '<b>good</b>.</p>", "date_published": "2026-03-03T10:00:00Z"}]}'
    ),
}
