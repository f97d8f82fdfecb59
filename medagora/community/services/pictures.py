"""Pictures for posts: brought, blurred, joined to a post, forgotten."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from medagora.community import access
from medagora.community.domain.moderation.limits import Wanted
from medagora.community.gateways import pictures
from medagora.community.gateways.faces import face_finder
from medagora.community.models import Picture, Post
from medagora.community.queries.sanctions import require_within_limits
from medagora.kernel.refusals import Conflict, NotAllowed
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Person

FOLDER = "community/pictures"
#: A picture that no post shows by then is forgotten.
LOOSE_FOR = timedelta(days=1)
#: So many may wait for a post at a time.
MOST_LOOSE = 12


@transaction.atomic
def bring(data: bytes, *, by: "Person", at: datetime) -> Picture:
    """Reads a picture and keeps its pixels; what else the file said is not kept."""
    access.require_may_write(by, at)
    require_within_limits(by, None, at, wanted=Wanted(pictures=1))
    if Picture.objects.filter(person=by, post=None).count() >= MOST_LOOSE:
        raise Conflict(
            "Twelve pictures wait for a post already. Post them first, or come back "
            "tomorrow, when they are forgotten."
        )
    made = pictures.read(data)
    picture = Picture(person=by, width=made.width, height=made.height, brought_at=at)
    picture.name = _keep(picture.uid, made.data)
    picture.save()
    audit.record("community.picture_brought", picture, by=by)
    return picture


def blur_squares(picture: Picture, ticked: Iterable[int], *, by: "Person") -> Picture:
    """Makes the ticked squares of the grid unrecognisable, for good."""
    _require_loose(picture, by)
    boxes = pictures.squares(ticked, picture.width, picture.height)
    return _blur(picture, boxes)


def blur_faces(picture: Picture, *, by: "Person") -> int:
    """Blurs the faces that the machine finds; gives how many. Somebody has to look:
    it misses some."""
    _require_loose(picture, by)
    finder = face_finder()
    boxes = finder.find(bytes_of(picture)) if finder else []
    _blur(picture, boxes)
    return len(boxes)


def _require_loose(picture: Picture, by: "Person") -> None:
    if picture.person_id != by.pk or picture.post_id is not None:
        raise NotAllowed("A picture can be blurred until it is posted.")


def _blur(picture: Picture, boxes: list[pictures.Box]) -> Picture:
    if not boxes:
        return picture
    made = pictures.blur(bytes_of(picture), boxes)
    old = picture.name
    picture.name, picture.is_blurred = _keep(picture.uid, made.data), True
    picture.save(update_fields=["name", "is_blurred"])
    transaction.on_commit(partial(default_storage.delete, old))
    return picture


def bytes_of(picture: Picture) -> bytes:
    with default_storage.open(picture.name, "rb") as file:
        return bytes(file.read())


def _keep(uid: str, data: bytes) -> str:
    return default_storage.save(f"{FOLDER}/{uid}.webp", ContentFile(data))


def join(post: Post, shown: Collection[str]) -> None:
    """The pictures that a post shows, by their uids, belong to it from now on; those
    that it shows no more are forgotten. Pictures of others stay where they are."""
    mine = Picture.objects.filter(person=post.author)
    mine.filter(uid__in=shown, post=None).update(post=post)
    for gone in mine.filter(post=post).exclude(uid__in=shown):
        forget(gone)


def forget(picture: Picture) -> None:
    name = picture.name
    picture.delete()
    transaction.on_commit(partial(default_storage.delete, name))


def forget_loose(now: datetime) -> int:
    """Pictures that no post shows a day later; gives how many."""
    loose = list(Picture.objects.filter(post=None, brought_at__lt=now - LOOSE_FOR))
    for picture in loose:
        forget(picture)
    return len(loose)
