"""Writes about collections. Each is told as news, so that feeds and search follow."""

import secrets
import string
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max

from medagora.catalogue import access
from medagora.catalogue.domain.collections import (
    MOST_EDITORS,
    MOST_ITEMS,
    CollectionDraft,
    Step,
    clean,
    clean_note,
    moved,
)
from medagora.catalogue.domain.words import State, Visibility
from medagora.catalogue.models import Collection, CollectionItem
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, NotFound
from medagora.people import access as people_access
from medagora.people import queries as people
from medagora.people.access import Permission
from medagora.topics import queries as topics
from medagora.web import audit, news

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person

_LETTERS = string.ascii_lowercase + "234567"
_UID_LENGTH = 12


def _new_uid() -> str:
    """60 random bits: whoever has not the link of an unlisted one cannot guess it."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_UID_LENGTH))


@transaction.atomic
def create_collection(draft: CollectionDraft, *, by: "Person") -> Collection:
    """An empty collection that belongs to the person."""
    people_access.require(by, Permission.COLLECTION_MAKE)
    collection = Collection(uid=_new_uid(), owner=by)
    _fill(collection, draft)
    audit.record("catalogue.collection_created", collection, by=by)
    return collection


@transaction.atomic
def change_collection(
    collection: Collection, draft: CollectionDraft, *, by: "Person"
) -> Collection:
    """Replaces everything that the draft says; the resources stay."""
    _require_editor(collection, by)
    _fill(collection, draft)
    audit.record("catalogue.collection_changed", collection, by=by)
    return collection


def _fill(collection: Collection, draft: CollectionDraft) -> None:
    draft = clean(draft)
    ids = topics.ids_by_slug(draft.topics) if draft.topics else {}
    if missing := [slug for slug in draft.topics if slug not in ids]:
        raise BadInput(
            "There is no topic %(missing)s.", missing=missing[0], field="topics"
        )
    for name in ("title", "description", "language", "by_name", "visibility"):
        setattr(collection, name, getattr(draft, name))
    collection.save()
    collection.topics.set([ids[slug] for slug in draft.topics])
    news.tell("collection_changed", collection.uid)


@transaction.atomic
def add_item(
    collection: Collection, resource: "Resource", *, by: "Person", note: str = ""
) -> CollectionItem:
    """Puts a published resource at the end. Conflict if it is there already."""
    _require_editor(collection, by)
    if resource.state != State.PUBLISHED:
        raise Conflict("Only published resources can be collected.")
    if collection.items.count() >= MOST_ITEMS:
        raise Conflict("A collection holds 300 resources at most. Start another.")
    last = collection.items.aggregate(last=Max("position"))["last"] or 0
    try:
        with transaction.atomic():
            item = collection.items.create(
                resource=resource, position=last + 1, note=clean_note(note)
            )
    except IntegrityError:
        raise Conflict("The collection has this resource already.") from None
    _touch(collection)
    return item


@transaction.atomic
def remove_item(collection: Collection, item_id: int, *, by: "Person") -> None:
    _require_editor(collection, by)
    _get_item(collection, item_id).delete()
    _touch(collection)


@transaction.atomic
def set_note(
    collection: Collection, item_id: int, note: str, *, by: "Person"
) -> CollectionItem:
    """Says why a resource is in the collection, or what to look for there."""
    _require_editor(collection, by)
    item = _get_item(collection, item_id)
    item.note = clean_note(note)
    item.save(update_fields=["note"])
    _touch(collection)
    return item


@transaction.atomic
def move_item(
    collection: Collection, item_id: int, step: Step, *, by: "Person"
) -> None:
    """Moves a resource; the positions are numbered anew from one."""
    _require_editor(collection, by)
    # The collection's row is the lock: two moves at once would lose each other.
    Collection.objects.select_for_update().get(pk=collection.pk)
    items = list(collection.items.order_by("position", "pk"))
    item = next((item for item in items if item.pk == item_id), None)
    if item is None:
        raise NotFound("The collection has no such resource.")
    order = moved(items, item, step)
    for position, placed in enumerate(order, start=1):
        placed.position = position
    CollectionItem.objects.bulk_update(order, ["position"])
    _touch(collection)


def _get_item(collection: Collection, item_id: int) -> CollectionItem:
    item = collection.items.filter(pk=item_id).first()
    if item is None:
        raise NotFound("The collection has no such resource.")
    return item


@transaction.atomic
def add_editor(collection: Collection, email: str, *, by: "Person") -> None:
    """Lets somebody with an account here edit the collection too."""
    _require_owner(collection, by)
    person = people.find_person(email)
    if person is None or not person.is_active:
        raise BadInput(
            "Nobody has an account with this address here. Ask them to open one first.",
            field="email",
        )
    if person.pk == collection.owner_id:
        raise BadInput("That is the owner's own address.", field="email")
    if collection.editors.count() >= MOST_EDITORS:
        raise Conflict("A collection has twenty editors at most.")
    collection.editors.add(person)
    audit.record("catalogue.editor_added", collection, by=by)


@transaction.atomic
def remove_editor(collection: Collection, person_id: int, *, by: "Person") -> None:
    """By the owner, or by the editor who leaves."""
    if by.pk != person_id:
        _require_owner(collection, by)
    collection.editors.remove(person_id)
    audit.record("catalogue.editor_removed", collection, by=by)


@transaction.atomic
def fork_collection(collection: Collection, *, by: "Person") -> Collection:
    """The person's own private copy, which names where it came from.

    Notes come along; they were published. Retired resources stay behind.
    """
    access.get_collection_to_read(collection.uid, viewer=by)
    draft = _draft_of(collection)
    fork = create_collection(
        replace(draft, by_name=str(by), visibility=Visibility.PRIVATE), by=by
    )
    fork.forked_from = collection
    fork.save(update_fields=["forked_from"])
    items = collection.items.filter(resource__state=State.PUBLISHED)
    CollectionItem.objects.bulk_create(
        CollectionItem(
            collection=fork,
            resource_id=item.resource_id,
            position=place,
            note=item.note,
        )
        for place, item in enumerate(items.order_by("position", "pk"), start=1)
    )
    return fork


def _draft_of(collection: Collection) -> CollectionDraft:
    return CollectionDraft(
        title=collection.title,
        by_name=collection.by_name,
        language=collection.language,
        description=collection.description,
        visibility=collection.visibility,
        topics=tuple(collection.topics.values_list("slug", flat=True)),
    )


@transaction.atomic
def delete_collection(collection: Collection, *, by: "Person") -> None:
    """Deletes it with its notes; forks of it stay."""
    _require_owner(collection, by)
    audit.record("catalogue.collection_deleted", collection, by=by)
    uid = collection.uid
    collection.delete()
    news.tell("collection_changed", uid)


@transaction.atomic
def give_up_collections(person: "Person") -> None:
    """What happens to the collections of somebody who erases the account.

    Those with other editors go to the first of them, under that person's name;
    the others are deleted.
    """
    for collection in Collection.objects.filter(owner=person):
        heir = collection.editors.exclude(pk=person.pk).order_by("pk").first()
        if heir is None:
            collection.delete()
        else:
            collection.owner, collection.by_name = heir, str(heir)
            collection.save(update_fields=["owner", "by_name", "updated_at"])
            collection.editors.remove(heir)
        news.tell("collection_changed", collection.uid)
    Collection.editors.through.objects.filter(person=person).delete()


def _touch(collection: Collection) -> None:
    """Its page and feed show the day of the last change."""
    collection.save(update_fields=["updated_at"])
    news.tell("collection_changed", collection.uid)


def _require_editor(collection: Collection, by: "Person") -> None:
    if not access.can_edit_collection(collection, by):
        raise NotAllowed("Only its owner and its editors can change a collection.")


def _require_owner(collection: Collection, by: "Person") -> None:
    if not access.can_own_collection(collection, by):
        raise NotAllowed("Only its owner can do this.")
