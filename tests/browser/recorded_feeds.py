"""What eleven sources publish on asthma, heart failure and type 2 diabetes, in English
and German, in the forms that journals, blogs, news, podcasts and channels really use;
and the collection that names them, as a file of our own export.

Everything here is invented; the DOIs have the prefix that Crossref keeps for tests.
Ages are counted back from the moment of the recording.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from medagora.catalogue.domain.formats import own
from tests.web.hostile import reply

ASTHMA, HEART, DIABETES = "asthma", "heart-failure", "type-2-diabetes"
#: Slug, system of the body, and names in the two languages.
TOPICS = (
    (ASTHMA, "lungs", "Asthma", "Asthma"),
    (HEART, "heart", "Heart failure", "Herzschwäche"),
    (DIABETES, "hormones", "Type 2 diabetes", "Diabetes Typ 2"),
)
AUTHORS = (
    "Ngozi Adebayo",
    "Grete Lindqvist",
    "Farid Haddad",
    "Mária Kovács",
    "Hannah Brandt",
    "Tomás Ibáñez",
    "Yuki Tanabe",
)
#: The paper that is saved and later retracted; two of the sources bring it.
SHARED = "Early combination treatment after a first stay for heart failure: a trial"
SHARED_DOI = "10.5555/hfl.2026.0417"
#: What an alert on this word finds: one paper is there, the other comes later.
WATCHED = "finerenone"
LATER = (
    "Finerenone in heart failure with mildly reduced ejection fraction: two years on"
)
LATER_DOI = "10.5555/hfl.2026.0423"
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
    #: Hours between two items.
    rhythm: float = 3
    items: tuple[Item, ...] = ()


Writer = Callable[[Source], tuple[str, str]]


# ---- the forms ---------------------------------------------------------------------
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


# ---- the sources -------------------------------------------------------------------
SOURCES = (
    Source(
        "heart-letters.localhost",
        "Heart Failure Letters",
        "journal",
        "en",
        (HEART,),
        atom_of_a_journal,
        (
            SHARED,
            "Daily weight at home and readmission: a pragmatic trial in nine clinics",
            "Iron, given once or twice, in people with an ejection fraction below 40%",
            "Finerenone and potassium in everyday practice: a registry of 4,112 people",
            "Who stops their tablets, and when? A cohort from four countries",
            "Exercise three times a week: five years of follow-up",
            "Frailty at discharge and the year that follows",
        ),
    ),
    Source(
        "airways.localhost",
        "Airways Quarterly",
        "journal",
        "en",
        (ASTHMA,),
        rdf_of_a_journal,
        (
            "As-needed inhalers in mild asthma: what happened after the trial",
            "Exhaled nitric oxide in primary care: a diagnostic study",
            "Biological treatment in adolescents with severe asthma",
            "Cleaning work and asthma that begins in adult life",
            "Night symptoms as told by children and by their parents",
        ),
        rhythm=5,
    ),
    Source(
        "diabetologie.localhost",
        "Diabetologie heute",
        "journal",
        "de",
        (DIABETES,),
        rdf_of_a_journal,
        (
            "Kontinuierliche Glukosemessung ohne Insulin: eine randomisierte Studie",
            "Remission nach Gewichtsabnahme: Ergebnisse nach drei Jahren",
            "Nierenschutz bei Diabetes Typ 2: was die Hausarztpraxis tun kann",
            "Unterzuckerungen im Alter: eine Auswertung von Krankenkassendaten",
            "Ernährungsberatung per Video: Wirkung auf den HbA1c-Wert",
        ),
        rhythm=6,
    ),
    Source(
        "ward-news.localhost",
        "Ward Round News",
        "news",
        "en",
        (ASTHMA, HEART, DIABETES),
        rss_with_content,
        (
            "Inhaler shortage eases as second plant reopens",
            "New advice on diuretics: smaller steps, sooner",
            "Hospitals publish waiting times for heart clinics",
            "Glucose sensors now free for more people with type 2 diabetes",
            "Pollen season begins three weeks early",
            "Heart failure nurses to prescribe in two more regions",
        ),
        rhythm=2,
    ),
    Source(
        "aerztemeldungen.localhost",
        "Ärztemeldungen",
        "news",
        "de",
        (ASTHMA, HEART, DIABETES),
        json_feed,
        (
            "Neue Leitlinie zur Herzschwäche: vier Wirkstoffe von Anfang an",
            "Lieferengpass bei Insulin-Pens: was Praxen jetzt wissen müssen",
            "Weniger Notfälle durch Asthma: Schulungen zeigen Wirkung",
            "Elektronische Patientenakte: Befunde der Kardiologie kommen dazu",
            "Hitzesommer: Trinkmenge bei Herzschwäche neu besprechen",
        ),
        rhythm=4,
    ),
    Source(
        "bedside-notes.localhost",
        "Bedside Notes",
        "blog",
        "en",
        (HEART,),
        rss_with_content,
        (
            "The ankle that told the story",
            "Five questions before I add another tablet",
            "How I explain an ejection fraction in one minute",
            "A letter to my younger self on furosemide",
        ),
        rhythm=7,
    ),
    Source(
        "praxis-blog.localhost",
        "Aus der Praxis",
        "blog",
        "de",
        (ASTHMA,),
        rss_with_content,
        (
            "Inhalieren will gelernt sein: drei Fehler, die ich täglich sehe",
            "Wenn Husten das einzige Zeichen ist",
            "Der Aktionsplan am Kühlschrank",
        ),
        rhythm=9,
    ),
    Source(
        "breathing-space.localhost",
        "Breathing Space",
        "podcast",
        "en",
        (ASTHMA,),
        podcast,
        (
            "Episode 31: A night shift with asthma",
            "Episode 30: Stepping down, safely",
            "Episode 29: Sport, cold air and a whistle",
        ),
        rhythm=10,
    ),
    Source(
        "zuckergespraech.localhost",
        "Zuckergespräch",
        "podcast",
        "de",
        (DIABETES,),
        podcast,
        (
            "Folge 12: Der erste Sensor",
            "Folge 11: Essen im Schichtdienst",
            "Folge 10: Was heißt hier gut eingestellt?",
        ),
        rhythm=11,
    ),
    Source(
        "clinic-films.localhost",
        "Clinic on Film",
        "video-channel",
        "en",
        (DIABETES,),
        channel_of_films,
        (
            "How to place a glucose sensor in six steps",
            "Looking after your feet: two minutes each evening",
            "What happens at the yearly check",
            "Reading food labels, quickly",
            "Starting insulin: the first week",
        ),
        rhythm=8,
    ),
    Source(
        "abstracts.localhost",
        "Abstracts on heart failure",
        "website",
        "en",
        (HEART,),
        rss_of_abstracts,
        (
            SHARED,
            "Telemonitoring after discharge: a review of 41 trials",
            "Sleep apnoea and heart failure: which comes first?",
            "Salt restriction revisited",
            "Palliative care alongside cardiology: a stepped-wedge trial",
            "Women in heart failure trials, 2000 to 2025",
        ),
        rhythm=4,
    ),
)


@dataclass
class Press:
    """The servers of all these publishers, under their own names on one port."""

    now: datetime = field(
        default_factory=lambda: datetime.now(UTC).replace(microsecond=0)
    )
    is_later: bool = False

    def answer(self, head: str) -> Iterable[bytes]:
        """What one request is answered with."""
        host, port = _host_of(head)
        source = next((source for source in SOURCES if source.host == host), None)
        if source is None or head.split(" ")[1] != "/feed":
            return [reply(status="404 Not Found")]
        printed = replace(source, items=self._items(source, port))
        text, content_type = source.write(printed)
        return [reply(text.encode(), content_type=f"{content_type}; charset=utf-8")]

    def publish(self) -> None:
        """A journal brings the paper that somebody waits for."""
        self.is_later = True

    def _items(self, source: Source, port: str) -> tuple[Item, ...]:
        base = f"http://{source.host}:{port}"
        is_journal = source.write in {atom_of_a_journal, rdf_of_a_journal}
        has_doi = is_journal or source.write is rss_of_abstracts
        items = [
            Item(
                title,
                self.now - timedelta(hours=1 + number * source.rhythm),
                f"{base}/{number}",
                doi=_doi(source, number, title) if has_doi else "",
                pmid=f"990{len(source.name):02}{number:03}" if has_doi else "",
                authors=_authors(number + len(source.host)),
                seconds=1_800 + 60 * number,
            )
            for number, title in enumerate(source.titles)
        ]
        if self.is_later and source is SOURCES[0]:
            new = replace(items[0], title=LATER, doi=LATER_DOI, link=f"{base}/later")
            items.insert(0, replace(new, at=datetime.now(UTC).replace(microsecond=0)))
        return tuple(items)


def _host_of(head: str) -> tuple[str, str]:
    found = re.search(r"(?im)^host: ([\w.-]+):(\d+)", head)
    return (found[1], found[2]) if found else ("", "")


def _doi(source: Source, number: int, title: str) -> str:
    if title == SHARED:
        return SHARED_DOI
    return f"10.5555/{source.host.partition('.')[0]}.2026.{number:04}"


def _authors(spread: int) -> tuple[str, ...]:
    """Two or three, always the same for a number."""
    first = spread % (len(AUTHORS) - 2)
    return AUTHORS[first : first + 2 + spread % 2]


def export_of(port: int, sources: Sequence[Source] = SOURCES) -> bytes:
    """The topics and the published resources with their feeds, to be imported."""
    topics = [
        {
            "slug": slug,
            "kind": "condition",
            "body_system": system,
            "origin": "starter",
            "texts": {"en": {"name": english}, "de": {"name": german}},
        }
        for slug, system, english, german in TOPICS
    ]
    resources = [
        {
            "uid": f"press{number:02}",
            "state": "published",
            "address": f"http://{source.host}:{port}/",
            "kind": source.kind,
            "audience": "both",
            "texts": {source.language: {"title": source.name}},
            "languages": [source.language],
            "topics": list(source.topics),
            "feeds": [{"address": f"http://{source.host}:{port}/feed"}],
            "published_at": "2026-01-05T08:00:00Z",
        }
        for number, source in enumerate(sources)
    ]
    lines = [
        own.header_line(),
        *(own.line_of("topic", topic) for topic in topics),
        *(own.line_of("resource", resource) for resource in resources),
        own.end_line({"topic": len(topics), "resource": len(resources)}),
    ]
    return b"".join(lines)
