"""Entries in the sources that the starter collection has for a topic. Runs in a process
of its own, in the home that the environment names, and prints how many were stored:

    python -m tests.browser.reading_content asthma
"""

import os
import sys
from datetime import UTC, datetime, timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "medagora.settings"
django.setup()

# ruff: noqa: E402 - Django comes first
from medagora.reader.domain.parsed import ParsedEntry, ParsedFeed
from medagora.reader.domain.prepared import prepare
from medagora.reader.models import Feed
from medagora.reader.queries import feeds as queries
from medagora.reader.services import feeds, storing

NOW = datetime.now(UTC)
WORDS = "As-needed treatment reduced severe exacerbations by a third. " * 6
ENTRIES_EACH = 12


def store(topic: str) -> int:
    """A dozen entries in each source of the topic's English bundle."""
    feeds.sync_all(at=NOW)
    chosen = queries.bundle([topic], ["en"], "both")
    prepared = [
        prepare(feed.pk, feed.pk, ParsedFeed("atom", entries=tuple(_entries(feed))))
        for feed in chosen
    ]
    return len(storing.store_feeds(prepared, now=NOW).new)


def _entries(feed: Feed) -> list[ParsedEntry]:
    return [
        ParsedEntry(
            guid=f"reading-{feed.pk}-{number}",
            link=f"https://articles.example.org/{feed.pk}/{number}",
            title=f"Article {number} of {feed.title}",
            authors=("Ada Lovelace", "Ignác Semmelweis"),
            summary=WORDS,
            text=WORDS,
            html=f"<p>{WORDS}</p>",
            published_at=NOW - timedelta(hours=number, minutes=feed.pk % 60),
        )
        for number in range(ENTRIES_EACH)
    ]


if __name__ == "__main__":
    sys.stdout.write(f"{store(sys.argv[1])}\n")
