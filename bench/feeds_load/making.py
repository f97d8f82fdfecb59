"""Medical feeds by the thousand, the same bytes every time.

Half Atom, the others RSS 2.0 with full content, podcasts, and RSS 1.0 with PRISM; 30
entries of about two kilobytes each. One entry in twelve shares its DOI with an entry
of another feed. ``age`` moves every feed on: one more entry on top, the oldest gone.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

from bench.dataset import WORDS

BEGIN = datetime(2026, 6, 1, tzinfo=UTC)
SHARED = 12
NAMES = [
    "Amsel",
    "Baumgartner",
    "Costa",
    "Dupont",
    "Eriksson",
    "Farkas",
    "Grünwald",
    "Horváth",
    "Ibrahim",
    "Jansen",
    "Kowalczyk",
    "Lindqvist",
    "Moreau",
    "Nakamura",
    "Oduya",
    "Petrović",
    "Quispe",
    "Rahman",
    "Szabó",
    "Tran",
]
JOINS = [
    "of",
    "in",
    "with",
    "after",
    "for",
    "and",
    "during",
    "among",
    "by",
    "from",
    "without",
    "on",
]


class Item(NamedTuple):
    number: int
    guid: str
    link: str
    title: str
    authors: list[str]
    doi: str
    pmid: int
    at: datetime
    summary: str
    html: str


def sentence(dice: random.Random, length: int) -> str:
    words = [
        dice.choice(JOINS if dice.random() < 0.4 else WORDS) for _ in range(length)
    ]
    return " ".join(words).capitalize() + "."


def text(dice: random.Random, sentences: int) -> str:
    return " ".join(sentence(dice, dice.randint(12, 29)) for _ in range(sentences))


def make_item(feed: int, number: int) -> Item:
    dice = random.Random(feed * 100_003 + number)
    paper = (
        random.Random(dice.randrange(4_000)) if dice.randrange(SHARED) == 0 else dice
    )
    title = sentence(paper, paper.randint(8, 15))[:-1]
    doi = f"10.{paper.randrange(1000, 9999)}/made.{paper.randrange(10**8)}"
    pmid = paper.randrange(20_000_000, 39_999_999)
    link = f"https://publisher{feed}.example.org/full/{doi}"
    parts = "".join(
        f"<p><b>{name}.</b> {escape(text(dice, 2))}</p>"
        for name in ("Background", "Methods", "Findings", "Interpretation")
    )
    html = (
        f'<div class="abstract" style="margin:0">{parts}</div>'
        f'<p><a href="{link}?utm_source=feed&amp;utm_medium=web">Go on reading</a>'
        f'<img src="https://publisher{feed}.example.org/seen.gif" width="1" '
        'height="1"></p>' + ("<script>seen()</script>" if dice.random() < 0.2 else "")
    )
    return Item(
        number,
        f"made-{feed}-{number}",
        link,
        title,
        [
            f"{dice.choice(NAMES)} {dice.choice('ABCDEFGH')}"
            for _ in range(dice.randint(1, 6))
        ],
        doi,
        pmid,
        BEGIN + timedelta(hours=20 * number, seconds=dice.randrange(3600)),
        text(dice, 1),
        html,
    )


def write_feed(feed: int, *, entries: int = 30, age: int = 0) -> bytes:
    """One feed's bytes."""
    items = [make_item(feed, n) for n in range(age + entries - 1, age - 1, -1)]
    writers = {18: _rdf, 19: _rdf, 16: _podcast, 17: _podcast}
    write = writers.get(feed % 20, _atom if feed % 20 < 10 else _rss)
    return "".join(write(feed, items)).encode()


def _atom(feed: int, items: list[Item]) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xml:lang="en">'
        f"<title>Made Journal {feed}</title><id>urn:made:{feed}</id>"
        f"<updated>{items[0].at.isoformat()}</updated>"
        f'<link href="https://publisher{feed}.example.org/"/>'
    )
    for i in items:
        authors = "".join(f"<author><name>{a}</name></author>" for a in i.authors)
        yield (
            f"<entry><id>urn:made:{i.guid}</id><title>{escape(i.title)}</title>"
            f'<link href="{i.link}"/><published>{i.at.isoformat()}</published>'
            f"<updated>{i.at.isoformat()}</updated>{authors}<prism:doi>{i.doi}</prism:doi>"
            f"<summary>{escape(i.summary)}</summary>"
            f'<content type="html">{escape(i.html)}</content></entry>\n'
        )
    yield "</feed>"


def _rss(feed: int, items: list[Item], *, is_podcast: bool = False) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>'
        f"<title>Made Source {feed}</title><link>https://publisher{feed}.example.org/</link>"
        f"<description>What is new</description><language>en</language><ttl>120</ttl>"
    )
    for i in items:
        authors = "".join(f"<dc:creator>{a}</dc:creator>" for a in i.authors)
        sound = (
            f'<enclosure url="https://sound.example.org/{i.guid}.mp3" '
            'length="24000000" type="audio/mpeg"/>'
            "<itunes:duration>31:05</itunes:duration>"
        )
        yield (
            f'<item><guid isPermaLink="false">{i.guid}</guid>'
            f"<title>{escape(i.title)}</title>"
            f"<link>{i.link}</link><pubDate>{format_datetime(i.at)}</pubDate>{authors}"
            f"<dc:identifier>doi:{i.doi}</dc:identifier>"
            f"<dc:identifier>pmid:{i.pmid}</dc:identifier>"
            f"<description>{escape(i.summary)}</description>"
            f"<content:encoded><![CDATA[{i.html}]]></content:encoded>"
            f"{sound if is_podcast else ''}</item>\n"
        )
    yield "</channel></rss>"


def _podcast(feed: int, items: list[Item]) -> Iterator[str]:
    return _rss(feed, items, is_podcast=True)


def _rdf(feed: int, items: list[Item]) -> Iterator[str]:
    listed = "".join(f'<rdf:li rdf:resource="{i.link}"/>' for i in items)
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">'
        f'<channel rdf:about="https://publisher{feed}.example.org/">'
        f"<title>Made Archive {feed}</title><link>https://publisher{feed}.example.org/</link>"
        f"<items><rdf:Seq>{listed}</rdf:Seq></items></channel>\n"
    )
    for i in items:
        authors = "".join(f"<dc:creator>{a}</dc:creator>" for a in i.authors)
        yield (
            f'<item rdf:about="{i.link}"><title>{escape(i.title)}</title>'
            f"<link>{i.link}</link><dc:date>{i.at.date()}</dc:date>{authors}"
            f"<dc:identifier>doi:{i.doi}</dc:identifier><prism:volume>{i.number}"
            f"</prism:volume><description>{escape(i.summary)}</description>"
            f"<content:encoded><![CDATA[{i.html}]]></content:encoded></item>\n"
        )
    yield "</rdf:RDF>"
