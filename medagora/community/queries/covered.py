"""Pictures that are covered are given to nobody but those whom it concerns."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from medagora.community import access
from medagora.community.domain.markdown import PICTURES
from medagora.community.domain.moderation.covering import shows
from medagora.community.models import Picture
from medagora.kernel.refusals import NotFound

if TYPE_CHECKING:
    from medagora.people.models import Person


def get_shown_picture(uid: str, viewer: "Person | None") -> Picture:
    """A picture that this viewer may see; its owner and moderators also see it while
    it is covered."""
    picture = access.get_picture(uid, viewer)
    if picture.post is None or shows(picture.post.html, f"{PICTURES}{uid}"):
        return picture
    is_owner = viewer is not None and picture.person_id == viewer.pk
    if is_owner or access.can_moderate(viewer):
        return picture
    raise NotFound(_("There is no such picture, or not any more."))
