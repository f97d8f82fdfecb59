"""A source as it is sent over the wire, in the forms that journals, blogs, news,
podcasts and channels really use."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

_SPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "yt": "http://www.youtube.com/xml/schemas/2015",
}


@dataclass(frozen=True)
class Item:
    """One thing that a source brings."""

    title: str
    at: datetime
    link: str
    doi: str = ""
    pmid: str = ""
    authors: tuple[str, ...] = ()
    seconds: int = 0

    @property
    def words(self) -> str:
        return (
            f"{self.title}. What was asked, what was done, what was found and what "
            "remains open, in a few lines for those who see patients this morning."
        )


@dataclass(frozen=True)
class Source:
    """A publisher with one feed; ``write`` gives its bytes and their type."""

    host: str
    name: str
    kind: str
    language: str
    topics: tuple[str, ...]
    write: "Writer"
    titles: tuple[str, ...]
    #: How old the newest item is, and what lies between two, in hours.
    newest: float = 1
    rhythm: float = 3
    items: tuple[Item, ...] = ()


Writer = Callable[[Source], tuple[str, str]]


def _spaces(*names: str) -> str:
    return "".join(f' xmlns:{name}="{_SPACES[name]}"' for name in names)


def atom_of_a_journal(source: Source) -> tuple[str, str]:
    """Atom with PRISM."""
    entries = (
        f"<entry><title>{escape(item.title)}</title><id>doi:{item.doi}</id>"
        f'<link rel="alternate" href="{item.link}"/><updated>{item.at.isoformat()}'
        f"</updated>{_each('<author><name>%s</name></author>', item.authors)}"
        f"<prism:doi>{item.doi}</prism:doi><prism:publicationName>{source.name}"
        "</prism:publicationName><prism:volume>12</prism:volume>"
        f'<summary type="html">{escape(f"<p>{item.words}</p>")}</summary></entry>'
        for item in source.items
    )
    head = f"<title>{source.name}</title><id>urn:{source.host}</id>"
    return _atom(source, head, entries, "prism"), "application/atom+xml"


def rdf_of_a_journal(source: Source) -> tuple[str, str]:
    """RSS 1.0 with Dublin Core and PRISM."""
    items = (
        f'<item rdf:about="{item.link}"><title>{escape(item.title)}</title>'
        f"<link>{item.link}</link><description>{escape(item.words)}</description>"
        f"{_each('<dc:creator>%s</dc:creator>', item.authors)}"
        f"<dc:date>{item.at.isoformat()}</dc:date><dc:identifier>doi:{item.doi}"
        f"</dc:identifier><prism:doi>{item.doi}</prism:doi><prism:publicationName>"
        f"{source.name}</prism:publicationName></item>"
        for item in source.items
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        f' xmlns="http://purl.org/rss/1.0/"{_spaces("dc", "prism")}>'
        f'<channel rdf:about="urn:{source.host}"><title>{source.name}</title>'
        f"<dc:language>{source.language}</dc:language></channel>"
        f"{''.join(items)}</rdf:RDF>"
    )
    return text, "application/rdf+xml"


def rss_with_content(source: Source) -> tuple[str, str]:
    """RSS 2.0 with whole articles, as blogs and news publish it."""
    return _rss(
        source,
        lambda item: (
            f"<dc:creator>{item.authors[0]}</dc:creator><content:encoded><![CDATA["
            f"<p>{item.words}</p><h2>In short</h2><ul><li>Ask first.</li><li>Then "
            "treat.</li></ul>]]></content:encoded>"
        ),
    )


def rss_of_abstracts(source: Source) -> tuple[str, str]:
    """RSS 2.0 with several identifiers for each paper, as PubMed publishes a search."""
    return _rss(
        source,
        lambda item: (
            f"{_each('<dc:creator>%s</dc:creator>', item.authors)}"
            f"<dc:identifier>pmid:{item.pmid}</dc:identifier>"
            f"<dc:identifier>doi:{item.doi}</dc:identifier>"
        ),
    )


def podcast(source: Source) -> tuple[str, str]:
    return _rss(
        source,
        lambda item: (
            f'<enclosure url="{item.link}/sound.mp3" length="9000000" '
            'type="audio/mpeg"/>'
            f"<itunes:duration>{timedelta(seconds=item.seconds)}</itunes:duration>"
            f"<itunes:author>{item.authors[0]}</itunes:author>"
        ),
    )


def channel_of_films(source: Source) -> tuple[str, str]:
    """Atom with a media group, as YouTube publishes a channel."""
    entries = (
        f"<entry><id>yt:video:{_film(item)}</id><yt:videoId>{_film(item)}</yt:videoId>"
        f"<title>{escape(item.title)}</title>"
        f'<link rel="alternate" href="https://www.youtube.com/watch?v={_film(item)}"/>'
        f"<author><name>{source.name}</name></author><published>{item.at.isoformat()}"
        f"</published><media:group><media:title>{escape(item.title)}</media:title>"
        f'<media:thumbnail url="{item.link}/still.jpg" width="480" height="360"/>'
        f"<media:description>{escape(item.words)}</media:description></media:group>"
        "</entry>"
        for item in source.items
    )
    head = f"<title>{source.name}</title><id>yt:channel:{source.host}</id>"
    return _atom(source, head, entries, "media", "yt"), "text/xml"


def json_feed(source: Source) -> tuple[str, str]:
    """JSON Feed 1.1."""
    items = [
        {
            "id": item.link,
            "url": item.link,
            "title": item.title,
            "content_html": f"<p>{item.words}</p>",
            "date_published": item.at.isoformat(),
            "authors": [{"name": name} for name in item.authors],
        }
        for item in source.items
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": source.name,
        "language": source.language,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False), "application/feed+json"


def _rss(source: Source, more: Callable[[Item], str]) -> tuple[str, str]:
    items = (
        f"<item><title>{escape(item.title)}</title><link>{item.link}</link>"
        f'<guid isPermaLink="true">{item.link}</guid><pubDate>'
        f"{format_datetime(item.at)}</pubDate><description>{escape(item.words)}"
        f"</description>{more(item)}</item>"
        for item in source.items
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        f"{_spaces('content', 'dc', 'itunes')}><channel><title>{source.name}</title>"
        f"<language>{source.language}</language>{''.join(items)}</channel></rss>"
    )
    return text, "application/rss+xml"


def _atom(source: Source, head: str, entries: Iterable[str], *spaces: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed '
        f'xmlns="http://www.w3.org/2005/Atom" xml:lang="{source.language}"'
        f"{_spaces(*spaces)}>{head}{''.join(entries)}</feed>"
    )


def _each(form: str, words: Iterable[str]) -> str:
    return "".join(form % escape(word) for word in words)


def _film(item: Item) -> str:
    return "film" + item.link.rpartition("/")[2].rjust(7, "0")
