"""What people say about themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from medagora.kernel.refusals import NotAllowed
from medagora.people.models import DeclaredInterest, Person
from medagora.people.topic_names import topic_names
from medagora.web import audit, news

#: More topics than anybody follows; it bounds what a form can store.
MOST_TOPICS = 200


@dataclass(frozen=True)
class ProfileDraft:
    name: str = ""
    bio: str = ""
    languages: tuple[str, ...] = ()
    audience: str = "both"


@dataclass(frozen=True)
class InterestDraft:
    """A tie as its form gives it; years may be missing."""

    organisation: str
    nature: str
    details: str = ""
    since: int | None = None
    until: int | None = None


@transaction.atomic
def change_profile(draft: ProfileDraft, *, by: Person) -> Person:
    by.name, by.bio = draft.name, draft.bio
    by.languages, by.audience = list(draft.languages), draft.audience
    by.save(update_fields=["name", "bio", "languages", "audience"])
    audit.record("people.profile_changed", by, by=by)
    news.tell("profile_changed", by.pseudonym)
    return by


@transaction.atomic
def follow_topics(slugs: Iterable[str], *, by: Person) -> Person:
    """Replaces the topics that a person follows; slugs of no topic are left out."""
    known = topic_names("en")
    wanted = sorted({slug for slug in slugs if not known or slug in known})
    by.interests = wanted[:MOST_TOPICS]
    by.save(update_fields=["interests"])
    audit.record("people.topics_followed", by, by=by, count=len(by.interests))
    news.tell("profile_changed", by.pseudonym)
    return by


@transaction.atomic
def declare_interest(draft: InterestDraft, *, by: Person) -> DeclaredInterest:
    interest = DeclaredInterest.objects.create(
        person=by,
        organisation=draft.organisation,
        nature=draft.nature,
        details=draft.details,
        since=draft.since,
        until=draft.until,
    )
    audit.record("people.interest_declared", interest, by=by)
    return interest


@transaction.atomic
def end_interest(
    interest: DeclaredInterest, *, by: Person, year: int
) -> DeclaredInterest:
    """Says that the tie ended; it stays on show, with its end."""
    _require_own(interest, by)
    interest.until = max(year, interest.since or year)
    interest.save(update_fields=["until"])
    audit.record("people.interest_ended", interest, by=by)
    return interest


@transaction.atomic
def remove_interest(interest: DeclaredInterest, *, by: Person) -> None:
    """For one that was declared by mistake."""
    _require_own(interest, by)
    audit.record("people.interest_removed", interest, by=by)
    interest.delete()


def _require_own(interest: DeclaredInterest, person: Person) -> None:
    if interest.person_id != person.pk:
        raise NotAllowed(_("Only the person who declared an interest can change it."))
