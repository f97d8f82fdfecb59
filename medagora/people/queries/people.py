"""Reads about people, their roles and their declared interests."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from medagora.kernel.refusals import NotFound
from medagora.people.models import DeclaredInterest, Invitation, Person, RoleGrant

#: Ties that still hold (without an end) come first, then those that ended last.
INTEREST_ORDER = (F("until").desc(nulls_first=True), "organisation", "pk")


def find_person(email: str) -> Person | None:
    """Whoever signs in with the address, also one that is not their first."""
    address = email.strip().lower()
    own = Q(email=address) | Q(emailaddress__email=address, emailaddress__verified=True)
    return Person.objects.filter(own).order_by("pk").first()


def holds_anybody() -> bool:
    """False on a new site."""
    return Person.objects.exists()


def find_by_pseudonym(pseudonym: str) -> Person | None:
    return Person.objects.filter(pseudonym=pseudonym).first()


def get_by_pseudonym(pseudonym: str) -> Person:
    person = find_by_pseudonym(pseudonym)
    if person is None:
        raise NotFound(_("There is nobody here under that name."))
    return person


def get_by_alias_key(key: str) -> Person:
    """Whoever writes under an alias now; NotFound after they changed it."""
    person = (
        Person.objects.filter(alias_key=key, is_active=True).first() if key else None
    )
    if person is None:
        raise NotFound(_("There is nobody here under that name."))
    return person


def alias_of(person_id: int) -> str:
    """The alias, or "" once the person has left."""
    own = Person.objects.filter(pk=person_id).values_list("alias", flat=True)
    return own.first() or ""


def names_by_pseudonym(pseudonyms: Iterable[str]) -> dict[str, str]:
    """Names to show beside log entries; erased people are simply absent."""
    people = Person.objects.filter(pseudonym__in=set(pseudonyms))
    return {person.pseudonym: str(person) for person in people}


def interests_by_pseudonym(
    pseudonyms: Iterable[str],
) -> dict[str, list[DeclaredInterest]]:
    """Declared interests of several people, present ones first, in one query.

    Wherever somebody judges, these are shown beside the judgement.
    """
    found: dict[str, list[DeclaredInterest]] = {}
    interests = DeclaredInterest.objects.filter(
        person__pseudonym__in=set(pseudonyms)
    ).select_related("person")
    for interest in interests.order_by(*INTEREST_ORDER):
        found.setdefault(interest.person.pseudonym, []).append(interest)
    return found


def list_interests(person: Person) -> list[DeclaredInterest]:
    return list(person.declared_interests.order_by(*INTEREST_ORDER))


def get_interest(person: Person, interest_id: int) -> DeclaredInterest:
    interest = person.declared_interests.filter(pk=interest_id).first()
    if interest is None:
        raise NotFound(_("That interest is not there any more."))
    return interest


def find_operator() -> Person | None:
    """The operator who joined first, or None on a new site."""
    grants = RoleGrant.objects.filter(role="operator", person__is_active=True)
    first = grants.select_related("person").order_by("person__joined_at", "pk").first()
    return first.person if first else None


def count_curators() -> int:
    """How many people may review anywhere."""
    roles = ("curator", "editor", "operator")
    grants = RoleGrant.objects.filter(role__in=roles, person__is_active=True)
    return grants.values("person").distinct().count()


def list_people(search: str = "", role: str = "") -> QuerySet[Person]:
    """People whose name or address contains the words, newest first."""
    people = Person.objects.prefetch_related("grants")
    if words := search.strip():
        people = people.filter(
            Q(name__icontains=words)
            | Q(email__icontains=words)
            | Q(pseudonym=words.lower())
        )
    if role:
        people = people.filter(
            pk__in=RoleGrant.objects.filter(role=role).values("person")
        )
    return people.order_by("-joined_at", "-pk")


def list_grants(person: Person) -> list[RoleGrant]:
    grants = person.grants.select_related("granted_by")
    return list(grants.order_by("role", "topic", "language"))


def get_grant(grant_id: int) -> RoleGrant:
    grant = RoleGrant.objects.select_related("person").filter(pk=grant_id).first()
    if grant is None:
        raise NotFound(_("That role ended already."))
    return grant


def list_curator_grants() -> QuerySet[RoleGrant]:
    grants = RoleGrant.objects.filter(role="curator").select_related("person")
    return grants.order_by("person__name", "person_id", "topic", "language")


def list_invitations(roles: Iterable[str]) -> QuerySet[Invitation]:
    """Open invitations to the given roles, newest first."""
    invitations = Invitation.objects.filter(role__in=list(roles))
    return invitations.select_related("invited_by").order_by("-invited_at", "-pk")


def get_invitation(invitation_id: int | None) -> Invitation:
    """NotFound when it was used, withdrawn, or never sent."""
    invitation = (
        Invitation.objects.select_related("invited_by")
        .filter(pk=invitation_id or 0)
        .first()
    )
    if invitation is None:
        raise NotFound(_("This invitation was used, withdrawn or is too old."))
    return invitation


def verified_addresses(person: Person) -> set[str]:
    """The e-mail addresses of which the person proved that they own them."""
    own = EmailAddress.objects.filter(user=person, verified=True)
    return {address.lower() for address in own.values_list("email", flat=True)}
