"""Many resources at once: imports and restores, in a few writes a batch.

What ``add_resource``, ``set_state`` and ``change_resource`` do for one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from django.db import transaction

from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.drafts import ResourceDraft
from medagora.catalogue.domain.records import CollectionRecord, ResourceRecord
from medagora.catalogue.domain.words import State, Visibility
from medagora.catalogue.models import (
    Address,
    Collection,
    CollectionItem,
    Feed,
    Resource,
    ResourceLanguage,
    ResourceText,
    ResourceTopic,
    SocialAccount,
    Source,
)
from medagora.catalogue.services.listings import relist
from medagora.catalogue.services.resources import FIELDS, free_uid
from medagora.kernel.ids import stable_id
from medagora.kernel.refusals import BadInput
from medagora.topics import queries as topics
from medagora.web import news

_BATCH = 500


@dataclass(frozen=True)
class Arrival:
    """A resource on its way in. Its draft went through ``drafts.clean``.

    ``uid`` is the one it would like to have, as an export says.
    """

    draft: ResourceDraft
    source: Source | None = None
    source_key: str = ""
    source_digest: str = ""
    uid: str = ""


@transaction.atomic
def add_resources(arrivals: Sequence[Arrival]) -> list[Resource | None]:
    """New candidates, in the same order; None where an address is known already,
    here or from an arrival before it. The number of queries depends on the size of
    the batch only. IntegrityError if somebody adds one of them this very moment.
    """
    fresh = _fresh(arrivals)
    uids = _choose_uids(fresh)
    rows = [
        Resource(
            uid=uid,
            source=arrival.source,
            source_key=arrival.source_key,
            source_digest=arrival.source_digest,
            **{name: getattr(arrival.draft, name) for name in FIELDS},
        )
        for arrival, uid in zip(fresh.values(), uids, strict=True)
    ]
    made = Resource.objects.bulk_create(rows, batch_size=_BATCH)
    _store_parts([(row, fresh[i].draft) for row, i in zip(made, fresh, strict=True)])
    found = dict(zip(fresh, made, strict=True))
    return [found.get(index) for index in range(len(arrivals))]


def _fresh(arrivals: Sequence[Arrival]) -> dict[int, Arrival]:
    """The arrivals of which no address is known, by their place."""
    keys = [_keys(arrival.draft) for arrival in arrivals]
    wanted = set(chain.from_iterable(keys))
    taken = set(Address.objects.filter(key__in=wanted).values_list("key", flat=True))
    fresh = {}
    for index, own in enumerate(keys):
        if taken.isdisjoint(own):
            fresh[index] = arrivals[index]
        taken.update(own)
    return fresh


def _keys(draft: ResourceDraft) -> dict[str, str]:
    """Key -> address; of two spellings of one address the main one stays."""
    return {addresses.key(a): a for a in (*draft.further_addresses, draft.address)}


def _choose_uids(fresh: Mapping[int, Arrival]) -> list[str]:
    """The uid that each likes, unless it is taken."""
    liked = [
        arrival.uid or stable_id(addresses.key(arrival.draft.address))
        for arrival in fresh.values()
    ]
    taken = set(Resource.objects.filter(uid__in=liked).values_list("uid", flat=True))
    chosen = []
    for uid, arrival in zip(liked, fresh.values(), strict=True):
        free = free_uid(arrival.draft.address, taken) if uid in taken else uid
        taken.add(free)
        chosen.append(free)
    return chosen


def _store_parts(pairs: Sequence[tuple[Resource, ResourceDraft]]) -> None:
    ids = _topic_ids(pairs)
    Address.objects.bulk_create(
        Address(resource=row, key=key, address=address)
        for row, draft in pairs
        for key, address in _keys(draft).items()
    )
    ResourceText.objects.bulk_create(
        ResourceText(
            resource=row,
            language=code,
            title=text.title,
            description=text.description,
        )
        for row, draft in pairs
        for code, text in draft.texts.items()
    )
    ResourceLanguage.objects.bulk_create(
        ResourceLanguage(resource=row, language=code)
        for row, draft in pairs
        for code in draft.languages
    )
    ResourceTopic.objects.bulk_create(
        ResourceTopic(resource=row, topic_id=ids[slug])
        for row, draft in pairs
        for slug in draft.topics
    )
    Feed.objects.bulk_create(
        Feed(resource=row, address=feed.address, title=feed.title)
        for row, draft in pairs
        for feed in draft.feeds
    )
    SocialAccount.objects.bulk_create(
        SocialAccount(resource=row, service=account.service, address=account.address)
        for row, draft in pairs
        for account in draft.social_accounts
    )


def _topic_ids(pairs: Iterable[tuple[Resource, ResourceDraft]]) -> dict[str, int]:
    wanted = {slug for _row, draft in pairs for slug in draft.topics}
    ids = topics.ids_by_slug(wanted) if wanted else {}
    if missing := sorted(wanted - set(ids)):
        raise BadInput(
            "There is no topic %(missing)s.", missing=missing[0], field="topics"
        )
    return ids


@transaction.atomic
def set_states(resources: Sequence[Resource], state: State, *, at: datetime) -> None:
    """Moves many resources; only ``curation`` calls this, after its rules agreed."""
    changes: dict[str, object] = {"state": state, "updated_at": at}
    if state is State.PUBLISHED:
        changes |= {"published_at": at, "link_check_due_at": at}
    if state is not State.RETIRED:
        changes["successor"] = None
    ids = [resource.pk for resource in resources]
    Resource.objects.filter(pk__in=ids).update(**changes)
    for resource in resources:
        for name, value in changes.items():
            setattr(resource, name, value)
    relist(ids)


@transaction.atomic
def remember_source(resource: Resource, *, source_digest: str) -> None:
    """What the source said when the row was last taken from it."""
    resource.source_digest = source_digest
    resource.save(update_fields=["source_digest"])


@transaction.atomic
def restore_dates(pairs: Sequence[tuple[Resource, ResourceRecord]]) -> None:
    """Gives resources the dates and source that their records in an export have."""
    slugs = {record.source for _row, record in pairs}
    sources = {source.slug: source for source in Source.objects.filter(slug__in=slugs)}
    for row, record in pairs:
        row.source = sources.get(record.source)
        row.source_key = record.source_key
        row.source_digest = record.source_digest
        row.published_at = record.published_at or row.published_at
        row.first_reviewed_on = record.first_reviewed_on
        row.last_reviewed_on = record.last_reviewed_on or record.first_reviewed_on
        row.review_due_on = record.review_due_on
    Resource.objects.bulk_update(
        [row for row, _record in pairs],
        [
            "source",
            "source_key",
            "source_digest",
            "published_at",
            "first_reviewed_on",
            "last_reviewed_on",
            "review_due_on",
        ],
        batch_size=100,
    )
    relist(row.pk for row, _record in pairs if row.state == State.PUBLISHED)


@transaction.atomic
def restore_successors(named: Mapping[str, str]) -> None:
    """``named``: of retired resources, by uid, what took their place. Where somebody
    here has named one, or what is named is not here, it stays as it is."""
    coming = iter(named.items())
    while some := dict(islice(coming, _BATCH)):
        there = Resource.objects.filter(uid__in=set(some.values()))
        ids = dict(there.values_list("uid", "pk"))
        retired = Resource.objects.filter(state=State.RETIRED, successor=None)
        changed = [
            resource
            for resource in retired.filter(uid__in=some)
            if ids.get(some[resource.uid], resource.pk) != resource.pk
        ]
        for resource in changed:
            resource.successor_id = ids[some[resource.uid]]
        Resource.objects.bulk_update(changed, ["successor"])


@transaction.atomic
def restore_collections(records: Sequence[CollectionRecord]) -> int:
    """Public collections of an export, without owners; gives how many were made.

    Those that are here stay as they are. Resources and topics that are not here are
    left out.
    """
    here = set(Collection.objects.values_list("uid", flat=True))
    wanted = [record for record in records if record.uid not in here]
    made = {record.uid: _restore_collection(record) for record in wanted}
    for record in wanted:
        origin = Collection.objects.filter(uid=record.forked_from).first()
        if record.forked_from and origin:
            made[record.uid].forked_from = origin
            made[record.uid].save(update_fields=["forked_from"])
        news.tell("collection_changed", record.uid)
    return len(made)


def _restore_collection(record: CollectionRecord) -> Collection:
    collection = Collection.objects.create(
        uid=record.uid,
        title=record.title,
        description=record.description,
        language=record.language,
        by_name=record.by_name,
        visibility=Visibility.PUBLIC,
    )
    uids = [item.uid for item in record.items]
    ids = dict(Resource.objects.filter(uid__in=uids).values_list("uid", "pk"))
    CollectionItem.objects.bulk_create(
        CollectionItem(
            collection=collection,
            resource_id=ids[item.uid],
            position=position,
            note=item.note,
        )
        for position, item in enumerate(record.items, start=1)
        if item.uid in ids
    )
    collection.topics.set(topics.ids_by_slug(record.topics).values())
    return collection
