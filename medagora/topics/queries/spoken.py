"""Every way to say a topic: for search and for choosing topics by name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from medagora.kernel.text import fold
from medagora.topics.domain.names import sort_name
from medagora.topics.domain.words import NUMBERS, Register
from medagora.topics.models import Code, Term, Topic, TopicText
from medagora.topics.queries.lists import rank_of
from medagora.web.statements import rows_of

# Two questions in one: asked for either name or slug, SQLite would read every name.
_NAMED = """
    SELECT text.sort_name, topic.slug, text.language
    FROM topics_topictext AS text JOIN topics_topic AS topic ON topic.id = text.topic_id
    WHERE text.sort_name IN %s
    UNION ALL
    SELECT text.sort_name, topic.slug, text.language
    FROM topics_topictext AS text JOIN topics_topic AS topic ON topic.id = text.topic_id
    WHERE topic.slug IN %s
"""
_CALLED = """
    SELECT term.folded, topic.slug, term.language, term.is_ambiguous
    FROM topics_term AS term JOIN topics_topic AS topic ON topic.id = term.topic_id
    WHERE term.folded IN %s
"""


@dataclass(frozen=True)
class SpokenTerm:
    """One way to say a topic; ``role`` is name, lay, clinical or code."""

    slug: str
    language: str
    text: str
    role: str


@dataclass(frozen=True)
class TopicCard:
    """A topic as a search result shows it, in the reader's language or English."""

    slug: str
    name: str
    language: str
    description: str
    parent_slug: str
    parent_name: str = ""
    parent_language: str = ""


def spoken_terms(slugs: Iterable[str] | None = None) -> Iterator[list[SpokenTerm]]:
    """All names, terms and codes that people type, a list for each topic; a few topics
    at a time."""
    topics = Topic.objects.order_by("pk")
    if slugs is not None:
        topics = topics.filter(slug__in=set(slugs))
    ids = list(topics.values_list("pk", flat=True))
    for start in range(0, len(ids), 200):
        yield from _spoken_of(ids[start : start + 200])


def _spoken_of(ids: list[int]) -> Iterable[list[SpokenTerm]]:
    slugs = dict(Topic.objects.filter(pk__in=ids).values_list("pk", "slug"))
    found: dict[str, list[SpokenTerm]] = {slug: [] for slug in slugs.values()}
    names = TopicText.objects.filter(topic__in=ids).order_by("topic", "pk")
    terms = Term.objects.filter(topic__in=ids).order_by("topic", "pk")
    codes = _typed_codes().filter(topic__in=ids).order_by("topic", "pk")
    rows = [
        *((pk, code, name, "name") for pk, code, name in _rows(names, "name")),
        *_rows(terms, "text", "register"),
        *((pk, "", value, "code") for pk, value in codes.values_list("topic", "value")),
    ]
    for pk, language, text, role in rows:
        found[slugs[pk]].append(SpokenTerm(slugs[pk], language, text, role))
    return found.values()


def _typed_codes() -> QuerySet[Code]:
    return Code.objects.exclude(system__in=[system.value for system in NUMBERS])


def _rows(queryset: QuerySet[Any], *fields: str) -> QuerySet[Any, Any]:
    return queryset.values_list("topic", "language", *fields)


def lay_terms(language: str) -> dict[str, str]:
    """Clinical terms (folded) with the plain word for the same in this language: the
    topic's first lay term. What stands for several topics is left out."""
    lay: dict[int, str] = {}
    clinical: list[tuple[int, str]] = []
    terms = Term.objects.filter(language=language, is_ambiguous=False).order_by("pk")
    for topic, text, folded, register in terms.values_list(
        "topic", "text", "folded", "register"
    ):
        if register == Register.LAY:
            lay.setdefault(topic, text)
        else:
            clinical.append((topic, folded))
    return {folded: lay[topic] for topic, folded in clinical if topic in lay}


def find_spoken(folded: Iterable[str], start: str, *, limit: int) -> list[SpokenTerm]:
    """Names and terms that are one of these folded forms or begin with ``start``."""
    wanted = {form for text in folded for form in (text, sort_name(text, "ar"))}
    names = TopicText.objects.filter(
        Q(sort_name__in=wanted) | Q(sort_name__startswith=start)
    ).order_by("sort_name")
    terms = Term.objects.filter(
        Q(folded__in=wanted) | Q(folded__startswith=start)
    ).order_by("folded")
    named = names.values_list("topic__slug", "language", "name")[:limit]
    called = terms.values_list("topic__slug", "language", "text", "register")[:limit]
    return [
        *(SpokenTerm(slug, language, text, "name") for slug, language, text in named),
        *(SpokenTerm(*row) for row in called),
    ]


def cards_by_slug(slugs: Iterable[str], language: str) -> dict[str, TopicCard]:
    """Cards of these topics with the names of their parents; four queries."""
    fields = ("topic__slug", "name", "language", "description", "topic__parent__slug")
    cards = _best_by_slug(slugs, language, fields)
    parents = {card.parent_slug for card in cards.values()} - {""}
    names = _best_by_slug(parents, language, fields) if parents else {}
    return {
        slug: replace(
            card,
            parent_name=names[card.parent_slug].name,
            parent_language=names[card.parent_slug].language,
        )
        if card.parent_slug in names
        else card
        for slug, card in cards.items()
    }


def _best_by_slug(
    slugs: Iterable[str], language: str, fields: Iterable[str]
) -> dict[str, TopicCard]:
    """In the reader's language, else in English, else in any."""
    # by id and language there is one index; by slug SQLite takes a worse one
    ids = dict(Topic.objects.filter(slug__in=set(slugs)).values_list("slug", "pk"))
    texts = TopicText.objects.filter(topic__in=set(ids.values()))
    likely = texts.filter(language__in={language, "en"}).values_list(*fields)
    best = _best_of(likely, language)
    if missing := [pk for slug, pk in ids.items() if slug not in best]:
        others = texts.filter(topic__in=missing).values_list(*fields)
        best |= _best_of(others, language)
    return best


def _best_of(rows: Iterable[Any], language: str) -> dict[str, TopicCard]:
    # sorted here: told to sort, SQLite would read the whole table in that order
    ordered = sorted(rows, key=lambda row: (-rank_of(row[2], language), row[2]))
    return {
        slug: TopicCard(slug, name, code, description, parent or "")
        for slug, name, code, description, parent in ordered
    }


def slugs_by_name(names: Iterable[str], language: str) -> dict[str, str]:
    """The topic that each name means; empty for a name that means none.

    A name counts before a synonym, the reader's language before others, and a
    word of one topic before a word of several. Two queries.
    """
    forms = {
        name: {fold(name), sort_name(name, "ar"), name.strip().lower()}
        for name in names
    }
    # PostgreSQL refuses a question about U+0000, which no name has
    wanted = {form for known in forms.values() for form in known if "\0" not in form}
    best: dict[str, tuple[int, str]] = {}

    def offer(form: str, rank: int, slug: str) -> None:
        if form not in best or (rank, slug) < best[form]:
            best[form] = (rank, slug)

    for form, slug, code in rows_of(_NAMED, wanted, wanted):
        offer(form, 0 if code == language else 2, slug)
        offer(slug, 1, slug)
    for form, slug, code, is_shared in rows_of(_CALLED, wanted):
        offer(form, (3 if code == language else 4) + (2 if is_shared else 0), slug)
    return {
        name: min((best[form] for form in known if form in best), default=(0, ""))[1]
        for name, known in forms.items()
    }


def count_spoken() -> int:
    """How many there are of what ``spoken_terms`` gives."""
    words = TopicText.objects.count() + Term.objects.count()
    return words + _typed_codes().count()
