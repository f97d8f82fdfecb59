"""Aliases: given, chosen, given up."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from medagora.kernel.refusals import BadInput, Conflict
from medagora.people.domain import aliases
from medagora.people.models import FormerAlias, Person
from medagora.web import audit


def ensure_alias(person: Person) -> str:
    """The person's alias; whoever has none gets a friendly one first."""
    while not person.alias:
        alias = aliases.propose(secrets.choice)
        try:
            aliases.check(alias, name=person.name, email=person.email)
            _take(person, alias, timezone.now())
        except BadInput:  # it happens to hold the person's name
            continue
        except Conflict:
            # another has it, or this person got one in another window
            person.refresh_from_db(fields=["alias", "alias_key"])
    return person.alias


@transaction.atomic
def change_alias(alias: str, *, by: Person, at: datetime) -> Person:
    """BadInput for one that cannot be used; Conflict when it is another's, or was
    lately, or when the last change was less than a month ago."""
    clean = aliases.check(alias, name=by.name, email=by.email)
    person = Person.objects.select_for_update().get(pk=by.pk)
    if clean == person.alias:
        return by
    if aliases.key_of(clean) != person.alias_key:
        last = person.former_aliases.order_by("-given_up_at").first()
        aliases.check_rest(last.given_up_at if last else None, at)
    _take(person, clean, at)
    by.alias, by.alias_key = person.alias, person.alias_key
    audit.record("people.alias_changed", by, by=by)
    return by


def _take(person: Person, alias: str, at: datetime) -> None:
    """Conflict when the alias, or one that looks the same, is or was another's."""
    key = aliases.key_of(alias)
    digest = _digest(key)
    former = FormerAlias.objects.filter(digest=digest).exclude(person=person)
    present = Person.objects.filter(alias_key=key).exclude(pk=person.pk)
    if former.exists() or present.exists():
        raise _taken()
    try:
        with transaction.atomic():
            _give_up(person, at, unless=key)
            FormerAlias.objects.filter(digest=digest, person=person).delete()
            mine = Person.objects.filter(pk=person.pk, alias_key=person.alias_key)
            if not mine.update(alias=alias, alias_key=key):
                raise _taken()
    except IntegrityError:  # another was a moment faster
        raise _taken() from None
    person.alias, person.alias_key = alias, key


def _give_up(person: Person, at: datetime, *, unless: str) -> None:
    if not person.alias or person.alias_key == unless:
        return
    FormerAlias.objects.update_or_create(
        digest=_digest(person.alias_key or ""),
        defaults={"alias": person.alias, "person": person, "given_up_at": at},
    )


def forget_alias(person: Person, at: datetime) -> None:
    """At an erasure: only digests stay, so that nobody takes the place at once."""
    _give_up(person, at, unless="")
    person.former_aliases.update(alias="", person=None)


def forget_former_aliases(now: datetime) -> int:
    """Aliases given up a year ago are free again."""
    old = FormerAlias.objects.filter(given_up_at__lt=now - aliases.RESERVED)
    return int(old.delete()[0])


def _digest(key: str) -> str:
    return aliases.digest_of(key, secret=settings.SECRET_KEY)


def _taken() -> Conflict:
    return Conflict(
        _("Somebody has or had this alias, or one that looks like it. Choose another."),
        field="alias",
    )
