"""What eleven sources publish on asthma, heart failure and type 2 diabetes, in English
and German; and the collection that names them, as a file of our own export.

Everything here is invented; the DOIs have the prefix that Crossref keeps for tests.
Ages are counted back from the moment of the recording.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from medagora.catalogue.domain.formats import own
from tests.browser.recorded_forms import (
    Item,
    Source,
    atom_of_a_journal,
    channel_of_films,
    json_feed,
    podcast,
    rdf_of_a_journal,
    rss_of_abstracts,
    rss_with_content,
)
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
        newest=1.5,  # never on top of all news, whichever feed was read first
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
        "Heart failure in abstracts",
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
        newest=0.5,  # a list of abstracts comes after the journals
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
                self.now - timedelta(hours=source.newest + number * source.rhythm),
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
