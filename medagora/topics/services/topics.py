"""Writes about topics."""

from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from medagora.kernel.text import fold
from medagora.people import access
from medagora.people.access import Permission
from medagora.topics.domain.edits import check_topic
from medagora.topics.domain.files import TopicDraft, find_faults, parse_topic
from medagora.topics.domain.names import letter_of, sort_name
from medagora.topics.models import Code, Term, Topic, TopicText
from medagora.web import audit, news

if TYPE_CHECKING:
    from medagora.people.models import Person


def read_starter_topics() -> list[TopicDraft]:
    """The topics that come with the package; ValueError if one is faulty."""
    folder = resources.files("medagora.topics").joinpath("starter")
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    drafts = [
        parse_topic(file.name.removesuffix(".toml"), file.read_text("utf-8"))
        for file in files
        if file.name.endswith(".toml")
    ]
    if faults := find_faults(drafts):
        raise ValueError("; ".join(faults))
    return drafts


@transaction.atomic
def load_starter_topics() -> int:
    """Adds the starter topics that are missing; gives how many.

    What an operator has changed stays as it is.
    """
    drafts = read_starter_topics()
    present = set(Topic.objects.values_list("slug", flat=True))
    missing = [draft for draft in drafts if draft.slug not in present]
    store_drafts(missing, origin="starter")
    return len(missing)


@transaction.atomic
def save_topic(draft: TopicDraft, *, by: "Person") -> Topic:
    """Makes or changes one topic with all its words and codes.

    BadInput names the first fault; only the site's operator and editors may.
    """
    access.require(by, Permission.TOPIC_EDIT)
    parents = dict(Topic.objects.values_list("slug", "parent__slug"))
    check_topic(draft, parents={slug: up or "" for slug, up in parents.items()})
    (topic,) = store_drafts([draft], origin="operator")
    audit.record("topics.topic_saved", topic, by=by)
    news.tell("topic_changed", topic.slug)
    return topic


def store_drafts(drafts: Sequence[TopicDraft], *, origin: str) -> list[Topic]:
    """Rows for the drafts, their old words replaced; parents and relatives last."""
    topics = {}
    for draft in drafts:
        topic, _made = Topic.objects.update_or_create(
            slug=draft.slug,
            defaults={"kind": draft.kind, "body_system": draft.body_system},
            create_defaults={
                "kind": draft.kind,
                "body_system": draft.body_system,
                "origin": origin,
            },
        )
        topics[draft.slug] = topic
    _store_words(drafts, topics)
    relink(drafts, topics)
    return list(topics.values())


def _store_words(drafts: Iterable[TopicDraft], topics: dict[str, Topic]) -> None:
    ids = [topic.pk for topic in topics.values()]
    for model in (TopicText, Term, Code):
        model._default_manager.filter(topic__in=ids).delete()
    texts, terms, codes = [], [], []
    for draft in drafts:
        topic = topics[draft.slug]
        codes += [Code(topic=topic, system=s, value=v) for s, v in draft.codes]
        for language, text in draft.texts.items():
            filed_under = sort_name(text.name, language)
            texts.append(
                TopicText(
                    topic=topic,
                    language=language,
                    name=text.name,
                    sort_name=filed_under,
                    letter=letter_of(filed_under),
                    description=text.description,
                )
            )
            terms += [
                Term(
                    topic=topic,
                    language=language,
                    text=term.text,
                    folded=fold(term.text),
                    register=term.register,
                    is_ambiguous=term.is_ambiguous,
                    origin=term.origin,
                )
                for term in text.terms
            ]
    TopicText.objects.bulk_create(texts, batch_size=500)
    Term.objects.bulk_create(terms, batch_size=500)
    Code.objects.bulk_create(codes, batch_size=500)


def relink(drafts: Sequence[TopicDraft], topics: Mapping[str, Topic]) -> None:
    """Parents and relatives. Two topics are related if one of their drafts says so."""
    ids = dict(Topic.objects.values_list("slug", "pk"))
    for draft in drafts:
        topics[draft.slug].parent_id = ids.get(draft.parent)
    stored = [topics[draft.slug] for draft in drafts]
    Topic.objects.bulk_update(stored, ["parent"], batch_size=200)
    own = [topic.pk for topic in stored]
    relations = Topic.related.through._default_manager
    relations.filter(Q(from_topic__in=own) | Q(to_topic__in=own)).delete()
    add_relations(
        (ids[draft.slug], ids[other])
        for draft in drafts
        for other in draft.related
        if other in ids
    )


def add_relations(pairs: Iterable[tuple[int, int]]) -> None:
    """Both directions of each pair of ids; those that are there already stay."""
    both = {way for a, b in pairs if a != b for way in ((a, b), (b, a))}
    through = Topic.related.through
    through._default_manager.bulk_create(
        (through(from_topic_id=a, to_topic_id=b) for a, b in sorted(both)),
        batch_size=400,
        ignore_conflicts=True,
    )
