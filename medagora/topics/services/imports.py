"""Topics that come in files: enriched from MedlinePlus, restored from our export."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.kernel.text import fold
from medagora.people import access
from medagora.people.access import Permission
from medagora.topics.domain.files import TextDraft, TopicDraft
from medagora.topics.domain.medlineplus import (
    ORIGIN,
    NewTopic,
    Plan,
    TopicFacts,
    make_plan,
)
from medagora.topics.domain.plain import TopicRecord
from medagora.topics.domain.words import CodeSystem, Register
from medagora.topics.exchange import known_topics, list_records
from medagora.topics.models import Code, Term, Topic
from medagora.topics.queries import ids_by_slug
from medagora.topics.services.topics import (
    add_relations,
    read_starter_topics,
    relink,
    store_drafts,
)
from medagora.web import audit, news

if TYPE_CHECKING:
    from medagora.people.models import Person

#: From here on it is cheaper to index everything anew.
MANY = 200


def preview_medlineplus(facts: Sequence[TopicFacts], *, new_topics: bool) -> Plan:
    """What ``take_medlineplus`` would add; changes nothing."""
    return make_plan(known_topics(), facts, new_topics=new_topics)


@transaction.atomic
def take_medlineplus(
    facts: Sequence[TopicFacts], *, new_topics: bool, by: "Person | None"
) -> Plan:
    """Adds synonyms, MeSH codes and relations, and topics when asked to.

    Nothing that is here is changed or removed. ``by=None`` is the operator at the
    server's own command line.
    """
    if by is not None:
        access.require(by, Permission.IMPORT_RUN)
        if new_topics:
            access.require(by, Permission.TOPIC_EDIT)
    plan = make_plan(known_topics(), facts, new_topics=new_topics)
    if plan.adds_nothing:
        return plan
    store_drafts([_draft(new) for new in plan.new_topics], origin=ORIGIN)
    ids = ids_by_slug()
    _add_words(plan, ids)
    add_relations((ids[a], ids[b]) for a, b in plan.relations)
    changed = {slug for slug, *_rest in (*plan.terms, *plan.codes)}
    changed |= {slug for pair in plan.relations for slug in pair}
    _tell(changed | {new.slug for new in plan.new_topics})
    audit.record(
        "topics.medlineplus_taken",
        "topics",
        by=by,
        topics=len(plan.new_topics),
        terms=len(plan.terms),
        codes=len(plan.codes),
    )
    return plan


def _draft(new: NewTopic) -> TopicDraft:
    texts = {
        language: TextDraft(name, new.descriptions.get(language, ""))
        for language, name in new.names.items()
    }
    return TopicDraft(new.slug, new.kind, new.body_system, texts=texts)


def _add_words(plan: Plan, ids: Mapping[str, int]) -> None:
    Term.objects.bulk_create(
        (
            Term(
                topic_id=ids[slug],
                language=language,
                text=text,
                folded=fold(text),
                register=Register.LAY,
                origin=ORIGIN,
            )
            for slug, language, text in plan.terms
        ),
        batch_size=500,
    )
    Code.objects.bulk_create(
        (
            Code(topic_id=ids[slug], system=CodeSystem.MESH, value=value)
            for slug, value in plan.codes
        ),
        batch_size=500,
    )


@transaction.atomic
def restore_topics(records: Sequence[TopicRecord], *, by: "Person | None") -> int:
    """Topics of an export: those that are missing here, and those that nobody here
    has changed since they came with the package. Gives how many were stored."""
    if by is not None:
        access.require(by, Permission.TOPIC_EDIT)
    here = {record.draft.slug: record for record in list_records()}
    pristine = _pristine_starters(here)
    wanted = [
        record
        for record in records
        if record.draft.slug not in here
        or (record.draft.slug in pristine and record != here[record.draft.slug])
    ]
    by_origin: dict[str, list[TopicDraft]] = {}
    for record in wanted:
        by_origin.setdefault(record.origin, []).append(record.draft)
    stored: dict[str, Topic] = {}
    for origin, drafts in by_origin.items():
        rows = store_drafts(drafts, origin=origin)
        Topic.objects.filter(pk__in=[row.pk for row in rows]).update(origin=origin)
        stored |= {row.slug: row for row in rows}
    # relatives may stand in a group that was stored later
    relink([record.draft for record in wanted], stored)
    if wanted:
        _tell(record.draft.slug for record in wanted)
        audit.record("topics.topics_restored", "topics", by=by, count=len(wanted))
    return len(wanted)


def _pristine_starters(here: Mapping[str, TopicRecord]) -> set[str]:
    """Slugs of topics that are exactly as the package brings them."""
    found = set()
    for draft in read_starter_topics():
        record = here.get(draft.slug)
        if record and record.origin == "starter" and _same(draft, record.draft):
            found.add(draft.slug)
    return found


def _same(one: TopicDraft, other: TopicDraft) -> bool:
    """Relations apart: a relation that one side names is stored for both."""
    return (
        one.kind == other.kind
        and one.body_system == other.body_system
        and one.parent == other.parent
        and set(one.codes) == set(other.codes)
        and dict(one.texts) == dict(other.texts)
    )


def _tell(slugs: Iterable[str]) -> None:
    """News of each topic, or once of very many."""
    told = sorted(set(slugs))
    if len(told) > MANY:
        news.tell("catalogue_changed", "topics")
        return
    for slug in told:
        news.tell("topic_changed", slug)
