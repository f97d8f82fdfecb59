"""Threads between one author and the moderators: appeals, and after a call for help."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from medagora.community import notices_moderation as notices
from medagora.community.domain.moderation.appeals import LONGEST_MESSAGE
from medagora.community.domain.moderation.matters import MatterKind, MatterState
from medagora.community.models import Matter, MatterMessage
from medagora.community.queries import moderators
from medagora.community.queries.appeals import require_hearer
from medagora.community.queries.impartial import require_impartial
from medagora.community.services import telling
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.kernel.text import tidy_lines

if TYPE_CHECKING:
    from medagora.people.models import Person


@transaction.atomic
def write(matter: Matter, text: str, *, by: "Person", at: datetime) -> MatterMessage:
    """A message of the author, or of a moderator who may hear the appeal or has looked
    at the call for help; the other side is told."""
    words = check_message(text)
    is_author = matter.person_id == by.pk
    _require_open(matter, is_author=is_author)
    if not is_author:
        moderators.require_for(by, matter)
        require_impartial(by, matter)
    if not is_author and matter.kind == MatterKind.APPEAL:
        require_hearer(by, matter)
    message = MatterMessage.objects.create(
        matter=matter, by=by, is_from_moderators=not is_author, text=words, at=at
    )
    if is_author:
        telling.tell_thread(matter, at=at)
    else:
        key = f"words:{matter.uid}:{message.pk}"
        telling.tell_author(matter, notices.WORDS, key=key, at=at)
    return message


def _require_open(matter: Matter, *, is_author: bool) -> None:
    """An appeal's thread ends with the decision. After a call for help the author may
    answer whenever a moderator has written."""
    if matter.kind == MatterKind.APPEAL:
        if matter.state != MatterState.OPEN:
            raise Conflict(_("This appeal was decided; the thread is closed."))
        return
    if matter.kind != MatterKind.CRISIS:
        raise NotAllowed("There is no thread here. You can appeal.")
    if is_author and not matter.messages.exists():
        raise NotAllowed("There is no thread here yet.")


def check_message(text: str) -> str:
    words = tidy_lines(text)
    if not words:
        raise BadInput("Please write something first.", field="text")
    if len(words) > LONGEST_MESSAGE:
        raise BadInput(
            "The text has %(length)s characters; at most %(most)s fit.",
            field="text",
            length=len(words),
            most=LONGEST_MESSAGE,
        )
    return words
