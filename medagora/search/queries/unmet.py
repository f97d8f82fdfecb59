"""What people looked for and did not find: for curators."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from medagora.search.domain.topic_matching import MIN_LETTERS_WITHIN
from medagora.search.domain.words import understand
from medagora.search.models import UnmetSearch
from medagora.topics import queries as topics
from medagora.topics.queries import TopicCard

#: Topics named in a text that stand beside it.
MAX_TOPICS = 2


@dataclass(frozen=True)
class UnmetRow:
    """A text of the list, and the topics that its words name."""

    search: UnmetSearch
    topics: tuple[TopicCard, ...] = ()


def list_unmet(language: str = "") -> QuerySet[UnmetSearch]:
    """What may be read and waits: asked for by readers first, then the most often."""
    rows = UnmetSearch.objects.filter(settled="").exclude(words="")
    if language:
        rows = rows.filter(language=language)
    return rows.order_by("-told", "-count", "id")


def count_by_language() -> list[tuple[str, int]]:
    """The languages of the list, with how much waits in each; the most first."""
    rows = list_unmet().order_by().values_list("language")
    return list(rows.annotate(n=Count("pk")).order_by("-n", "language"))


def with_topics(rows: Iterable[UnmetSearch], reader: str) -> list[UnmetRow]:
    """Six queries, however many rows."""
    rows = list(rows)
    phrases = {row.pk: _phrases(row) for row in rows}
    every = {phrase for found in phrases.values() for phrase in found}
    slugs = topics.slugs_by_name(every, reader) if every else {}
    named = {pk: _named(found, slugs) for pk, found in phrases.items()}
    wanted = {slug for found in named.values() for slug in found}
    cards = topics.cards_by_slug(wanted, reader) if wanted else {}
    return [
        UnmetRow(row, tuple(cards[slug] for slug in named[row.pk] if slug in cards))
        for row in rows
    ]


def _phrases(row: UnmetSearch) -> list[str]:
    """Runs of its words, the longest first; short ones may be other words."""
    runs = understand(row.words, row.language).phrases()
    return [row.words, *(run for run in runs if len(run) >= MIN_LETTERS_WITHIN)]


def _named(phrases: Iterable[str], slugs: Mapping[str, str]) -> list[str]:
    found = dict.fromkeys(slug for phrase in phrases if (slug := slugs.get(phrase)))
    return list(found)[:MAX_TOPICS]
