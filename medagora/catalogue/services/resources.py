"""Writes about resources. Publishing is decided in ``curation``, done here."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.drafts import ResourceDraft, clean
from medagora.catalogue.domain.words import State, review_months
from medagora.catalogue.models import (
    Address,
    Feed,
    Resource,
    ResourceLanguage,
    ResourceText,
    ResourceTopic,
    SocialAccount,
    Source,
)
from medagora.catalogue.services.listings import relist
from medagora.kernel.dates import add_months
from medagora.kernel.ids import stable_id
from medagora.kernel.refusals import BadInput, Conflict
from medagora.topics import queries as topics

#: What a draft and a row have under the same name.
FIELDS = (
    "address",
    "kind",
    "audience",
    "publisher",
    "country",
    "cost",
    "needs_sign_up",
    "accessibility_notes",
)


class AlreadyThere(Conflict):
    """The address belongs to a resource that we have; its uid says which."""

    code = "already_there"

    def __init__(self, uid: str) -> None:
        super().__init__("We have this address already.", field="address")
        self.uid = uid


def make_source(
    slug: str, name: str, *, policy: str, address: str = "", licence: str = ""
) -> Source:
    source, _made = Source.objects.update_or_create(
        slug=slug,
        defaults={
            "name": name,
            "policy": policy,
            "address": address,
            "licence": licence,
        },
    )
    return source


@transaction.atomic
def add_resource(
    draft: ResourceDraft, *, source: Source | None = None, source_key: str = ""
) -> Resource:
    """A new candidate. AlreadyThere if any of its addresses is known."""
    draft = clean(draft)
    spellings = (draft.address, *draft.further_addresses)
    keys = {addresses.key(a): a for a in spellings}
    taken = Address.objects.filter(key__in=keys).select_related("resource").first()
    if taken:
        raise AlreadyThere(taken.resource.uid)
    resource = Resource(
        uid=free_uid(draft.address), source=source, source_key=source_key
    )
    _fill(resource, draft)
    resource.save()
    try:
        with transaction.atomic():
            _store_parts(resource, draft)
    except IntegrityError:  # somebody else added the address this very moment
        raise Conflict("We have this address already.", field="address") from None
    return resource


def free_uid(address: str, taken: Collection[str] = ()) -> str:
    """The stable id of the address; a longer recipe when it is taken."""
    uid, attempt = stable_id(addresses.key(address)), 0
    while uid in taken or Resource.objects.filter(uid=uid).exists():
        attempt += 1
        uid = stable_id(addresses.key(address), str(attempt))
    return uid


@transaction.atomic
def change_resource(resource: Resource, draft: ResourceDraft) -> Resource:
    """Replaces everything that the draft tells. AlreadyThere for a taken address."""
    draft = clean(draft)
    keys = [addresses.key(a) for a in (draft.address, *draft.further_addresses)]
    taken = Address.objects.filter(key__in=keys).exclude(resource=resource)
    if other := taken.select_related("resource").first():
        raise AlreadyThere(other.resource.uid)
    _fill(resource, draft)
    resource.save()
    for related in (
        resource.addresses,
        resource.texts,
        resource.languages,
        resource.feeds,
        resource.social_accounts,
        resource.resourcetopic_set,
    ):
        related.all().delete()
    _store_parts(resource, draft)
    relist([resource.pk])
    return resource


def _fill(resource: Resource, draft: ResourceDraft) -> None:
    for name in FIELDS:
        setattr(resource, name, getattr(draft, name))


def _store_parts(resource: Resource, draft: ResourceDraft) -> None:
    spellings = {addresses.key(a): a for a in (*draft.further_addresses, draft.address)}
    Address.objects.bulk_create(
        Address(resource=resource, key=k, address=a) for k, a in spellings.items()
    )
    ResourceText.objects.bulk_create(
        ResourceText(
            resource=resource,
            language=code,
            title=text.title,
            description=text.description,
        )
        for code, text in draft.texts.items()
    )
    ResourceLanguage.objects.bulk_create(
        ResourceLanguage(resource=resource, language=code) for code in draft.languages
    )
    ResourceTopic.objects.bulk_create(
        ResourceTopic(resource=resource, topic_id=pk) for pk in _topic_ids(draft.topics)
    )
    Feed.objects.bulk_create(
        Feed(resource=resource, address=feed.address, title=feed.title)
        for feed in draft.feeds
    )
    SocialAccount.objects.bulk_create(
        SocialAccount(resource=resource, service=a.service, address=a.address)
        for a in draft.social_accounts
    )


def _topic_ids(slugs: Iterable[str]) -> list[int]:
    wanted = list(slugs)
    ids = topics.ids_by_slug(wanted) if wanted else {}
    if missing := [slug for slug in wanted if slug not in ids]:
        raise BadInput(
            "There is no topic %(missing)s.", missing=missing[0], field="topics"
        )
    return [ids[slug] for slug in wanted]


@transaction.atomic
def set_state(resource: Resource, state: State, *, at: datetime) -> Resource:
    """Moves a resource; only ``curation`` calls this, after its rules agreed. What
    comes back from retirement has no successor any more."""
    resource.state = state
    if state is not State.RETIRED and resource.successor:
        resource.successor.save(update_fields=["updated_at"])  # as in name_successor
        resource.successor = None
    fields = ["state", "successor", "updated_at"]
    if state is State.PUBLISHED:
        resource.published_at = at
        resource.link_check_due_at = at
        fields += ["published_at", "link_check_due_at"]
    resource.save(update_fields=fields)
    relist([resource.pk])
    return resource


@transaction.atomic
def name_successor(resource: Resource, successor: Resource) -> Resource:
    """What takes its place once it is retired; ``curation`` calls this before."""
    resource.successor = successor
    resource.save(update_fields=["successor", "updated_at"])
    successor.save(update_fields=["updated_at"])  # harvesters read it anew
    return resource


def note_review(resource: Resource, *, on: date) -> Resource:
    """Records that curators looked at it on a day, and when it is due again."""
    resource.first_reviewed_on = resource.first_reviewed_on or on
    resource.last_reviewed_on = on
    resource.review_due_on = add_months(on, review_months(resource.kind))
    resource.save(
        update_fields=[
            "first_reviewed_on",
            "last_reviewed_on",
            "review_due_on",
            "updated_at",
        ]
    )
    return resource


def bring_review_forward(resource: Resource, *, on: date) -> bool:
    """Makes a resource due for review on a day, if it is not due sooner."""
    later = Resource.objects.filter(pk=resource.pk).exclude(review_due_on__lte=on)
    return later.update(review_due_on=on) == 1
