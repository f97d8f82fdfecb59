"""Who moderates, and who of them may decide what."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from medagora.community.domain.moderation.matters import MatterKind
from medagora.community.models import Matter, Question
from medagora.kernel.refusals import NotAllowed
from medagora.people import access
from medagora.people import queries as people
from medagora.people.access import Permission
from medagora.people.domain.roles import ROLES
from medagora.topics import queries as topics

if TYPE_CHECKING:
    from medagora.people.models import Person


def list_moderators() -> "list[Person]":
    """Everybody who may decide about posts somewhere, A-Z by pseudonym."""
    found: dict[int, Person] = {}
    for role in ROLES.values():
        if Permission.MODERATE not in role.permissions:
            continue
        for person in people.list_people(role=role.slug).filter(is_active=True):
            found[person.pk] = person
    return sorted(found.values(), key=lambda person: person.pseudonym)


def list_moderators_of(question: Question) -> "list[Person]":
    """Those whose topics and languages include the conversation."""
    scope = scope_of(question)
    return [p for p in list_moderators() if access.can(p, Permission.MODERATE, **scope)]


def count_serious(question: Question, *, without: int | None = None) -> int:
    """How many could speak on a serious sanction about a post of the conversation;
    ``without`` is its author."""
    scope = scope_of(question)
    return sum(
        access.can(person, Permission.SANCTION_SERIOUS, **scope)
        for person in list_moderators()
        if person.pk != without
    )


def scope_of(question: Question) -> dict[str, set[str]]:
    """What a moderator's topics and languages are held against."""
    slugs = [topic.slug for topic in question.topics.all()]
    return {
        "topics": topics.with_ancestors(slugs) if slugs else set(),
        "languages": {question.language},
    }


def can_moderate(person: "Person | None", question: Question | None = None) -> bool:
    """May they decide about posts of the conversation; without one, anywhere?"""
    if question is None:
        return access.can(person, Permission.MODERATE)
    return access.can(person, Permission.MODERATE, **scope_of(question))


def require_moderator(person: "Person | None") -> "Person":
    return access.require(person, Permission.MODERATE)


def require_for(person: "Person | None", matter: Matter) -> "Person":
    """A moderator for this matter: a call for help is everybody's, whatever the topic
    and language."""
    if matter.kind == MatterKind.CRISIS:
        return require_moderator(person)
    return require_for_conversation(person, matter.post.question)


def require_for_conversation(person: "Person | None", question: Question) -> "Person":
    moderator = require_moderator(person)
    if not can_moderate(moderator, question):
        raise NotAllowed(
            _("This is about topics or a language that you do not moderate.")
        )
    return moderator


def require_serious(person: "Person", matter: Matter) -> None:
    access.require(
        person, Permission.SANCTION_SERIOUS, **scope_of(matter.post.question)
    )
