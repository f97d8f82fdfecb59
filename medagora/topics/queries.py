"""Reads about topics."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from medagora.kernel.refusals import NotFound
from medagora.topics.domain.names import sort_name
from medagora.topics.domain.words import BodySystem, TopicKind
from medagora.topics.exchange import list_records as list_records
from medagora.topics.exchange import slug_by_word as slug_by_word
from medagora.topics.models import Code, Term, Topic, TopicText


@dataclass(frozen=True)
class TopicLine:
    """A topic as a list shows it, in the reader's language."""

    id: int
    slug: str
    name: str
    language: str
    kind: str
    body_system: str
    parent_id: int | None
    sort_name: str
    letter: str


_LINE_FIELDS = (
    "topic_id",
    "topic__slug",
    "name",
    "language",
    "topic__kind",
    "topic__body_system",
    "topic__parent_id",
    "sort_name",
    "letter",
)


@dataclass(frozen=True)
class Family:
    """The topics beside a topic, as lines in the reader's language, A-Z."""

    parent: TopicLine | None
    children: list[TopicLine]
    related: list[TopicLine]


@dataclass(frozen=True)
class TopicSearch:
    """Which topics a list shows; a word that we do not know is left out."""

    system: str = ""
    kind: str = ""
    letter: str = ""
    #: Those that have no name in the reader's language, by their English ones.
    is_unnamed: bool = False

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> "TopicSearch":
        system, kind = params.get("system", ""), params.get("kind", "")
        return cls(
            system=system if system in set(BodySystem) else "",
            kind=kind if kind in set(TopicKind) else "",
            letter=params.get("letter", "")[:1].upper(),
            is_unnamed=params.get("unnamed") == "1",
        )


def get_topic(slug: str) -> Topic:
    """The topic with its texts, terms and codes at hand; NotFound otherwise."""
    in_order = Prefetch("terms", Term.objects.order_by("pk"))
    topics = Topic.objects.prefetch_related("texts", in_order, "codes")
    topic = topics.filter(slug=slug).first()
    if topic is None:
        raise NotFound(f"There is no topic {slug}.")
    return topic


def text_of(topic: Topic, language: str | None = None) -> TopicText | None:
    """Its name and description in the language asked for, else English, else any."""
    texts = {text.language: text for text in topic.texts.all()}
    wanted = language or get_language() or "en"
    return texts.get(wanted) or texts.get("en") or next(iter(texts.values()), None)


def list_lines(language: str) -> list[TopicLine]:
    """Every topic with its name in the language (English when it has none), A-Z."""
    names = TopicText.objects.filter(language__in={language, "en"})
    return _best_lines(names, language)


def list_lines_of(ids: Iterable[int], language: str) -> list[TopicLine]:
    """These topics named in the language, else in English, else in any, A-Z."""
    return _best_lines(TopicText.objects.filter(topic__in=set(ids)), language)


def _best_lines(names: QuerySet[TopicText], language: str) -> list[TopicLine]:
    """One line a topic, from the name that its reader understands best."""
    best: dict[int, TopicLine] = {}
    for row in names.order_by("pk").values_list(*_LINE_FIELDS):
        line = TopicLine(*row)
        kept = best.get(line.id)
        if kept is None or _rank(line, language) < _rank(kept, language):
            best[line.id] = line
    return sorted(best.values(), key=lambda line: (line.sort_name, line.name))


def _rank(line: TopicLine, language: str) -> int:
    return _order_of(line.language, language)


def get_family(topic: Topic, language: str) -> Family:
    """Parent, children and related topics; three queries."""
    children = set(Topic.objects.filter(parent=topic).values_list("pk", flat=True))
    related = set(topic.related.values_list("pk", flat=True))
    ids = {topic.parent_id, *children, *related} - {None}
    lines = list_lines_of([pk for pk in ids if pk is not None], language)
    return Family(
        parent=next((line for line in lines if line.id == topic.parent_id), None),
        children=[line for line in lines if line.id in children],
        related=[line for line in lines if line.id in related - children],
    )


def names_for(search: TopicSearch, language: str) -> QuerySet[TopicText]:
    """The names that a list shows, A-Z. In one language only: the reader's, or
    English for the topics that nobody has named in it yet."""
    names = TopicText.objects.filter(language="en" if search.is_unnamed else language)
    if search.is_unnamed:
        named = TopicText.objects.filter(language=language, topic=OuterRef("topic"))
        names = names.filter(~Exists(named))
    if search.system:
        names = names.filter(topic__body_system=search.system)
    if search.kind:
        names = names.filter(topic__kind=search.kind)
    return names.order_by("sort_name", "pk")


def list_letters(search: TopicSearch, language: str) -> list[str]:
    """The letters under which such a list has topics; "#" comes last."""
    names = names_for(replace(search, letter=""), language).order_by()
    found = names.values_list("letter", flat=True).distinct()
    return sorted(found, key=lambda letter: (letter == "#", letter))


def lines_for(search: TopicSearch, language: str) -> QuerySet[TopicText, Any]:
    """As ``names_for``, under the search's letter, as rows for ``TopicLine(*row)``."""
    names = names_for(search, language)
    if search.letter:
        names = names.filter(letter=search.letter)
    return names.values_list(*_LINE_FIELDS)


def count_unnamed(language: str) -> int:
    """How many topics have an English name but none in this language."""
    return names_for(TopicSearch(is_unnamed=True), language).count()


def count_by_system() -> dict[str, int]:
    """How many topics stand at each place of the body map."""
    counted = Topic.objects.order_by().values_list("body_system")
    return dict(counted.annotate(count=Count("pk")))


def count_by_kind() -> dict[str, int]:
    counted = Topic.objects.order_by().values_list("kind")
    return dict(counted.annotate(count=Count("pk")))


def list_first_ids(language: str, *, limit: int) -> list[int]:
    """The first topics of the A-Z list in a language."""
    names = names_for(TopicSearch(), language)
    return list(names.values_list("topic_id", flat=True)[:limit])


def all_topics() -> QuerySet[Topic]:
    """Every topic with its words, for indexes and exports."""
    return Topic.objects.order_by("slug").prefetch_related("texts", "terms", "codes")


def ids_by_slug(slugs: Iterable[str] | None = None) -> dict[str, int]:
    topics = Topic.objects.all()
    if slugs is not None:
        topics = topics.filter(slug__in=set(slugs))
    return dict(topics.values_list("slug", "pk"))


def with_ancestors(slugs: Iterable[str]) -> set[str]:
    """The slugs and every topic above them: what a curator's scope is held against."""
    parents = dict(Topic.objects.values_list("slug", "parent__slug"))
    found: set[str] = set()
    for slug in slugs:
        here: str | None = slug
        while here and here not in found:
            found.add(here)
            here = parents.get(here)
    return found


def with_descendants(topic: Topic) -> set[int]:
    """The ids of the topic and of every topic below it."""
    children: dict[int | None, list[int]] = {}
    for pk, parent in Topic.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    found, queue = {topic.pk}, [topic.pk]
    while queue:
        for child in children.get(queue.pop(), []):
            if child not in found:
                found.add(child)
                queue.append(child)
    return found


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
    """All names, terms and codes, a list for each topic; a few topics at a time."""
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
    codes = Code.objects.filter(topic__in=ids).order_by("topic", "pk")
    rows = [
        *((pk, code, name, "name") for pk, code, name in _rows(names, "name")),
        *_rows(terms, "text", "register"),
        *((pk, "", value, "code") for pk, value in codes.values_list("topic", "value")),
    ]
    for pk, language, text, role in rows:
        found[slugs[pk]].append(SpokenTerm(slugs[pk], language, text, role))
    return found.values()


def _rows(queryset: QuerySet[Any], *fields: str) -> QuerySet[Any, Any]:
    return queryset.values_list("topic", "language", *fields)


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
    """Cards of these topics with the names of their parents; two queries."""
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
    texts = TopicText.objects.filter(topic__slug__in=set(slugs)).order_by("pk")
    best: dict[str, TopicCard] = {}
    for slug, name, code, description, parent in texts.values_list(*fields):
        kept = best.get(slug)
        if kept and _order_of(kept.language, language) <= _order_of(code, language):
            continue
        best[slug] = TopicCard(slug, name, code, description, parent or "")
    return best


def _order_of(code: str, language: str) -> int:
    return {language: 0, "en": 1}.get(code, 2)


def count_spoken() -> int:
    """How many names, terms and codes there are."""
    return sum(model.objects.count() for model in (TopicText, Term, Code))
