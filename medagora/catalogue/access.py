"""Who may see and change collections and resources: returns the object or refuses."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from medagora.catalogue.domain.words import State, Visibility
from medagora.catalogue.models import Collection, Resource
from medagora.catalogue.queries.resources import get_resource
from medagora.kernel.refusals import NotAllowed, NotFound
from medagora.people import access
from medagora.people.access import Permission

if TYPE_CHECKING:
    from medagora.people.models import Person

__all__ = [
    "can_edit_collection",
    "can_own_collection",
    "get_collection_to_edit",
    "get_collection_to_own",
    "get_collection_to_read",
    "get_resource_to_read",
]


def get_resource_to_read(uid: str, *, viewer: "Person | None") -> Resource:
    """A resource in any state that this viewer may see; retired ones have a page
    that says why. NotFound for candidates and declined ones off the desk."""
    resource = get_resource(uid)
    is_public = resource.state in {State.PUBLISHED, State.RETIRED}
    if is_public or access.can(viewer, Permission.DESK_SEE):
        return resource
    raise NotFound(_("There is no such resource."))


def get_collection_to_read(uid: str, *, viewer: "Person | None") -> Collection:
    """NotFound, not a refusal, for a private one: that it exists is private too."""
    collection = (
        Collection.objects.filter(uid=uid)
        .select_related("owner", "forked_from")
        .prefetch_related("editors", "topics")
        .first()
    )
    if collection is None or not _can_read(collection, viewer):
        raise NotFound(_("There is no such collection, or it is private."))
    return collection


def _can_read(collection: Collection, viewer: "Person | None") -> bool:
    if collection.visibility != Visibility.PRIVATE:
        return True
    return can_edit_collection(collection, viewer)


def get_collection_to_edit(uid: str, *, by: "Person | None") -> Collection:
    """For its owner, its editors and people who may edit any."""
    collection = get_collection_to_read(uid, viewer=by)
    if not can_edit_collection(collection, by):
        raise NotAllowed(_("Only its owner and its editors can change a collection."))
    return collection


def get_collection_to_own(uid: str, *, by: "Person | None") -> Collection:
    """For its owner and people who may edit any: who edits it, deleting it."""
    collection = get_collection_to_read(uid, viewer=by)
    if not can_own_collection(collection, by):
        raise NotAllowed(_("Only its owner can do this."))
    return collection


def can_edit_collection(collection: Collection, person: "Person | None") -> bool:
    if can_own_collection(collection, person):
        return True
    return person is not None and any(
        editor.pk == person.pk for editor in collection.editors.all()
    )


def can_own_collection(collection: Collection, person: "Person | None") -> bool:
    """Its owner; and who may edit any, unless it is private: that stays private."""
    if person is None:
        return False
    if collection.owner_id == person.pk:
        return True
    is_private = collection.visibility == Visibility.PRIVATE
    return not is_private and access.can(person, Permission.COLLECTION_EDIT_ANY)
