"""Entries for a site that browsers look at. Runs in a process of its own, in the home
that the environment names, and prints the entries' numbers by name:

    python -m tests.browser.entry_content http://127.0.0.1:1234 ada@example.org
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "medagora.settings"
django.setup()

# ruff: noqa: E402 - Django comes first
from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.reader.domain.parsed import Enclosure, ParsedEntry, ParsedFeed
from medagora.reader.domain.prepared import prepare
from medagora.reader.models import Entry, Feed, Notice
from medagora.reader.services import feeds, following, images, storing
from tests.reader.entry.samples import grey_png

NOW = datetime.now(UTC)
PICTURES = "https://pictures.example.org"
PAPER_DOI = "10.1000/breath.2026.17"
WORDS = (
    "Inhaled medicines work best when they are taken every day, also on days when "
    "breathing feels easy. In this study, people who kept to their plan had half as "
    "many bad nights as those who only used the inhaler when they felt unwell. "
)
TABLE = (
    "<table><caption>Nights with symptoms</caption><thead><tr><th>Group</th>"
    "<th>Before</th><th>After one month</th><th>After three months</th>"
    "<th>After a year</th></tr></thead><tbody><tr><td>Every day</td><td>12</td>"
    "<td>8</td><td>6</td><td>5</td></tr><tr><td>When needed</td><td>12</td><td>12</td>"
    "<td>11</td><td>12</td></tr></tbody></table>"
)
PAPER: dict[str, Any] = {
    "title": "Daily inhaled treatment and nights with symptoms: a trial in practice",
    "link": "https://journal.example.org/articles/17",
    "authors": ("Ada Lovelace", "Ignác Semmelweis", "فاطمة الزهراء"),
    "doi": PAPER_DOI,
    "pmid": "39000017",
    "journal": "Breath and Practice",
    "volume": "12",
    "issue": "3",
    "pages": "45–67",
    "html": f"<h1>Summary</h1><p>{WORDS * 2}<a href='https://journal.example.org/how'>"
    f"How it was measured</a>.</p><figure><img src='{PICTURES}/chart.png' "
    f"alt='Nights by group' width='640' height='360'><figcaption>Nights by group."
    f"</figcaption></figure><h2>Results</h2>{TABLE}<blockquote><p>{WORDS}</p>"
    "</blockquote><ul><li>Take it every day.</li><li>Bring it to each visit.</li></ul>"
    "<pre>nights = sum(nights) / days</pre>",
}
PLAIN: dict[str, Any] = {
    "title": "What to ask at the next visit to your practice",
    "link": "https://journal.example.org/articles/18",
    "html": f"<p>{WORDS}</p>",
}
PODCAST: dict[str, Any] = {
    "title": "Breathing well, episode 7: a night shift with asthma",
    "link": "https://radio.example.org/7",
    "html": f"<p>{WORDS}</p><p>0:00 Welcome<br>0:10 Why nights are hard<br>"
    "0:25 Questions from listeners</p>",
}
FILM: dict[str, Any] = {
    "title": "How to use an inhaler in six steps",
    "link": "https://films.example.org/watch?v=7",
    "image": f"{PICTURES}/film.png",
    "html": "<p>Six steps in two minutes.</p>",
}
ARABIC: dict[str, Any] = {
    "title": "الربو والتنفس في الليل",
    "link": "https://arabic.example.org/1",
    "language": "ar",
    "authors": ("فاطمة الزهراء",),
    "html": f"<p>{'تعمل الأدوية المستنشقة بشكل أفضل عند تناولها كل يوم. ' * 8}</p>",
}
SOURCES: tuple[tuple[str, str, tuple[dict[str, Any], ...]], ...] = (
    ("journal", "Breath and Practice", (PLAIN, PAPER)),
    ("podcast", "Breathing well", (PODCAST,)),
    ("video", "Films for patients", (FILM,)),
    ("news", "أخبار الصحة", (ARABIC,)),
    ("news", "News of the lung", (PAPER,)),
)
NAMES = {
    "paper": PAPER,
    "plain": PLAIN,
    "podcast": PODCAST,
    "film": FILM,
    "arabic": ARABIC,
}


def store(sound: str, readers: list[str]) -> dict[str, int]:
    """Stores everything, followed by these people; gives the entries by name."""
    people = [Person.objects.get(email=email) for email in readers]
    resource = Resource.objects.order_by("pk").first()
    for sort, title, contents in SOURCES:
        feed = _feed(sort, title, resource)
        made = tuple(
            _entry(fields, sound, NOW - timedelta(hours=number + 1))
            for number, fields in enumerate(contents)
        )
        parsed = ParsedFeed("atom", title=title, entries=made)
        storing.store_feeds([prepare(feed.pk, 1, parsed)], now=NOW)
        for person in people:
            following.follow(person, feed, read_through=0)
    Notice.objects.get_or_create(
        doi=PAPER_DOI,
        kind="retraction",
        defaults={"notice_doi": "10.1000/99", "source": "list", "added_at": NOW},
    )
    for name in ("chart", "film"):
        images.folder().keep(f"{PICTURES}/{name}.png", grey_png(640, 360))
    return {name: _number_of(fields["title"]) for name, fields in NAMES.items()}


def _feed(sort: str, title: str, resource: Resource | None) -> Feed:
    address = f"https://{sort}{len(title)}.example.org/feed"
    feed = feeds.add_feed(address, title=title, sort=sort, at=NOW)
    feed.resource, feed.language, feed.next_check_at = resource, "en", None
    feed.save()
    return feed


def _entry(fields: dict[str, Any], sound: str, at: datetime) -> ParsedEntry:
    is_sound = fields is PODCAST and sound
    return ParsedEntry(
        **{
            "guid": fields["link"],
            "language": "en",
            "text": WORDS,
            "published_at": at,
            "enclosures": (Enclosure(sound, "audio/wav", 0, 40),) if is_sound else (),
            **fields,
        }
    )


def _number_of(title: str) -> int:
    return Entry.objects.filter(title=title).order_by("pk").values_list("pk")[0][0]


if __name__ == "__main__":
    numbers = store(sys.argv[1], sys.argv[2:])
    sys.stdout.write(json.dumps(numbers))
