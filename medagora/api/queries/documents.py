"""Published resources as documents of FHIR: found by what a record holds."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from medagora.api.domain.fhir import conformance
from medagora.api.domain.fhir.documents import Document, Subject
from medagora.api.domain.fhir.parts import Coding
from medagora.api.domain.fhir.search import DocumentSearch
from medagora.api.domain.fhir.systems import (
    BCP_47,
    STATUSES,
    as_coding,
    codes_of,
    systems_of,
)
from medagora.api.domain.fhir.tokens import Token
from medagora.api.queries.knowledge import Concept, find_topics
from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import Audience
from medagora.catalogue.queries import for_search, successors
from medagora.kernel import languages
from medagora.topics import queries as topics
from medagora.web.links import absolute

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from medagora.catalogue.models import Resource

Tokens = tuple[Token, ...]


def matching_uids(search: DocumentSearch, reader: str) -> "QuerySet[Resource, str]":
    """Uids of the documents that fulfil every condition, the newest first.

    ``reader`` is the language of names that are sought in words."""
    found = catalogue.resources_for(Audience.BOTH)
    for ids in search.ids:
        found = found.filter(uid__in=ids)
    for slugs in _sought_topics(search, reader):
        found = _among(found, topics__slug__in=slugs)
    for tokens in search.languages:
        codes = {languages.primary(one) for one in _of_system(tokens, BCP_47)}
        found = _among(found, languages__language__in=codes)
    for tokens in search.categories:
        found = found.filter(audience__in=_audiences(tokens))
    for tokens in search.types:
        found = found.filter(kind__in=_of_system(tokens, kind_system()))
    if not all("current" in _of_system(one, STATUSES) for one in search.statuses):
        found = found.none()
    return found.order_by("-published_at", "-pk").values_list("uid", flat=True)


def _among(found: "QuerySet[Resource]", **condition: Any) -> "QuerySet[Resource]":
    """By a subquery: joined, a resource would come once for each row that fits."""
    fitting = catalogue.resources_for(Audience.BOTH).filter(**condition)
    return found.filter(pk__in=fitting.values("pk"))


def _sought_topics(search: DocumentSearch, reader: str) -> Iterable[set[str]]:
    """The slugs that each condition about topics lets through."""
    for tokens in search.codes:
        concepts = [Concept(tuple(codes_of(token))) for token in tokens if token.code]
        yield _slugs(concepts, reader) | _of_whole_systems(tokens)
    for names in search.names:
        yield _slugs([Concept(names=(name,)) for name in names], reader)
    for tokens in search.events:
        codes = [code for token in tokens if token.code for code in codes_of(token)]
        exact = topics.topics_by_code(codes)
        slugs = {topic.slug for found in exact.values() for topic in found}
        yield slugs | _of_whole_systems(tokens)


def _slugs(concepts: list[Concept], reader: str) -> set[str]:
    return {topic.slug for topic in find_topics(concepts, reader)}


def _of_whole_systems(tokens: Tokens) -> set[str]:
    """``system|`` without a code: every topic that has any code of it."""
    systems = {s.value for one in tokens if not one.code for s in systems_of(one)}
    if not systems:
        return set()
    coded = topics.all_topics().filter(codes__system__in=systems)
    return set(coded.values_list("slug", flat=True))


def _of_system(tokens: Tokens, system: str) -> set[str]:
    return {one.code for one in tokens if one.system in {None, system}}


def _audiences(tokens: Tokens) -> set[str]:
    """The marks of resources that have one of these categories."""
    asked = _of_system(tokens, audience_system())
    return {word for word in Audience for one in _FOR[word] if one in asked}


_FOR = {
    Audience.PATIENTS: (Audience.PATIENTS,),
    Audience.PROFESSIONALS: (Audience.PROFESSIONALS,),
    Audience.BOTH: (Audience.PATIENTS, Audience.PROFESSIONALS),
}


def documents_of(uids: Iterable[str], reader: str) -> list[Document]:
    """The published ones among them in this order, in the words that the reader
    understands best. The same few queries for one and for a hundred."""
    found = for_search.found_cards(uids, reader)
    slugs = {slug for one in found for slug in one.topics}
    subjects = _subjects(slugs, reader)
    replaced = successors.list_replaced(one.card.id for one in found)
    return [
        _document(
            one.card,
            [subjects[slug] for slug in one.topics if slug in subjects],
            replaced.get(one.card.id, []),
        )
        for one in found
    ]


def _document(
    card: catalogue.Card, subjects: list[Subject], replaced: list[str]
) -> Document:
    return Document(
        uid=card.uid,
        address=card.address,
        page=absolute(f"/resource/{card.uid}/"),  # in whatever language is read
        title=card.title,
        title_language=card.title_language,
        description=card.description,
        description_language=card.description_language,
        languages=card.languages,
        kind=Coding(kind_system(), card.kind, conformance.kind_words()[card.kind]),
        audiences=tuple(
            Coding(audience_system(), word, conformance.AUDIENCE_WORDS[word])
            for word in _FOR[Audience(card.audience)]
        ),
        publisher=card.publisher,
        published_at=card.published_at,
        updated_at=card.updated_at,
        subjects=tuple(subjects),
        replaced=tuple(replaced),
    )


def _subjects(slugs: set[str], reader: str) -> dict[str, Subject]:
    rows = topics.all_topics().filter(slug__in=slugs)
    # not the synonyms, which nobody reads here
    rows = rows.prefetch_related(None).prefetch_related("texts", "codes")
    found = {}
    for topic in rows:
        text = topics.text_of(topic, reader)
        codings = tuple(as_coding(one.system, one.value) for one in topic.codes.all())
        found[topic.slug] = Subject(text.name if text else topic.slug, codings)
    return found


def kind_system() -> str:
    return absolute(f"/fhir/CodeSystem/{conformance.KINDS}")


def audience_system() -> str:
    return absolute(f"/fhir/CodeSystem/{conformance.AUDIENCES}")
