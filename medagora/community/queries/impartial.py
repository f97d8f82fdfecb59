"""How a moderator stands to a matter: who is part of it does not decide it."""

from typing import TYPE_CHECKING

from medagora.community.domain.moderation import deciding
from medagora.community.domain.moderation.deciding import Standpoint
from medagora.community.models import Matter, PostReport, Tie

if TYPE_CHECKING:
    from medagora.people.models import Person


def blocked_by(person: "Person") -> set[int]:
    """Ids of the people whom somebody has blocked."""
    rows = Tie.objects.filter(person=person, kind=Tie.Kind.BLOCK)
    return set(rows.values_list("other_id", flat=True))


def standpoint_of(person: "Person", matter: Matter) -> Standpoint:
    """Only the moderator's own blocks count: nobody gets rid of a moderator by
    blocking them. A report of theirs about the same post makes them part of it."""
    reported = PostReport.objects.filter(post=matter.post_id, reporter=person)
    return Standpoint(
        is_about_them=matter.person_id == person.pk,
        is_their_report=reported.exists(),
        has_blocked_author=matter.person_id in blocked_by(person),
    )


def require_impartial(person: "Person", matter: Matter) -> None:
    """NotAllowed, with a sentence, for whoever is part of the matter."""
    deciding.require_impartial(standpoint_of(person, matter))
