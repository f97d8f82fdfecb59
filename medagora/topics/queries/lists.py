"""Topics as lists show them: A-Z, by place on the body map, by kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from medagora.topics.domain.words import BodySystem, TopicKind
from medagora.topics.models import Topic, TopicText


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
        if kept is None or rank_of(line.language, language) < rank_of(
            kept.language, language
        ):
            best[line.id] = line
    return sorted(best.values(), key=lambda line: (line.sort_name, line.name))


def rank_of(code: str, language: str) -> int:
    """How well a reader of the language understands a name in another: 0 is best."""
    return {language: 0, "en": 1}.get(code, 2)


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


def count_topics() -> int:
    return Topic.objects.count()
