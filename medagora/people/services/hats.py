"""Hats: declared, given, taken off."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people import access
from medagora.people.domain import hats
from medagora.people.domain.hats import Doffed, Role, Standing
from medagora.people.domain.roles import Permission
from medagora.people.models import EvidenceOwner, Hat, HatChange, HatRequest, Person
from medagora.people.services.aliases import ensure_alias
from medagora.people.services.hats_telling import tell_of_hat
from medagora.people.topic_names import topic_names
from medagora.web import audit, news

#: More hats than anybody needs; it bounds what a form can store.
MOST = 20


@dataclass(frozen=True)
class HatDraft:
    """A hat as its form gives it: slugs of topics, an organisation's name."""

    role: str
    specialty: str = ""
    topic: str = ""
    words: str = ""
    country: str = ""
    shows_name: bool = False


@transaction.atomic
def declare_hat(draft: HatDraft, *, by: Person, at: datetime) -> Hat:
    """A hat on the person's own word, worn at once: "living with", "carer".

    BadInput for a role that must be verified, Conflict when it is worn already.
    """
    check_draft(draft)
    if hats.needs_verification(draft.role):
        raise BadInput(_("This role must be verified first."), field="role")
    if by.hats.filter(doffed_at=None).count() >= MOST:
        raise Conflict(_("You have many hats already. Take one off first."))
    try:
        with transaction.atomic():
            hat = Hat.objects.create(
                person=by,
                role=draft.role,
                topic=draft.topic,
                standing=Standing.SELF_DECLARED.value,
                shows_name=draft.shows_name,
                made_at=at,
            )
    except IntegrityError:
        raise Conflict(_("You have this hat already.")) from None
    ensure_alias(by)
    audit.record("people.hat_declared", hat, by=by)
    news.tell("profile_changed", by.pseudonym)
    return hat


@transaction.atomic
def doff_hat(
    hat: Hat,
    *,
    by: Person,
    at: datetime,
    because: str = Doffed.OWN_WISH,
    words: str = "",
) -> Hat:
    """Takes a hat off for good; posts that wear it keep it.

    By its wearer, or by a moderator with one of the reasons of ``TAKEN_BACK`` and
    a sentence for the wearer; the posts then say that it was taken back.
    """
    is_own = hat.person_id == by.pk and because == Doffed.OWN_WISH
    if not is_own:
        _check_taking_back(hat, by, because, words)
    open_hats = Hat.objects.filter(pk=hat.pk, doffed_at=None)
    reason = Doffed(because).value
    if not open_hats.update(doffed_at=at, doffed_because=reason, doffed_words=words):
        raise Conflict(_("This hat is off already."))
    hat.refresh_from_db()
    access.forget_grants(hat.person)
    audit.record("people.hat_doffed", hat, by=by, because=reason)
    _tell_log(hat, HatChange.Kind.DOFFED, at, by=None if is_own else by)
    if not is_own:
        tell_of_hat(hat, "hat_taken_back", at)
    return hat


def _check_taking_back(hat: Hat, by: Person, because: str, words: str) -> None:
    access.require(by, Permission.HAT_VERIFY)
    if hat.person_id == by.pk:
        raise NotAllowed(_("You take off your own hats among “My hats”."))
    if because not in hats.TAKEN_BACK:
        raise BadInput(_("Choose a reason."), field="because")
    if not words.strip():
        raise BadInput(_("Say why, in a sentence for the person."), field="words")


@transaction.atomic
def show_name(hat: Hat, shows: bool, *, by: Person) -> Hat:
    """Whether posts under this hat show the real name or the alias."""
    if hat.person_id != by.pk:
        raise NotAllowed(_("This is not a hat of yours."))
    hat.shows_name = shows
    hat.save(update_fields=["shows_name"])
    audit.record("people.hat_name_shown", hat, by=by, shows=shows)
    return hat


def give(request: HatRequest, *, by: Person | None, at: datetime) -> Hat:
    """The hat that was asked for, once enough people said yes; inside their write.

    ``by`` is the last moderator; None when peers vouched. Conflict when the number
    or address verifies somebody else's account meanwhile.
    """
    claim(request, at)
    hat = _renewed(request) or Hat(person=request.person, made_at=at)
    is_new = hat.pk is None
    hat.role, hat.specialty = request.role, request.specialty
    hat.words, hat.country = request.words, request.country
    hat.name, hat.shows_name = request.name, request.shows_name
    hat.standing, hat.evidence = Standing.VERIFIED.value, request.way
    hat.evidence_link = request.link
    hat.verified_at, hat.reminded_at = at, None
    hat.expires_at = hats.expiry(request.role, request.way, at)
    hat.save()
    ensure_alias(request.person)
    access.forget_grants(request.person)
    audit.record("people.hat_given", hat, by=by, evidence=request.way)
    kind = HatChange.Kind.GRANTED if is_new else HatChange.Kind.RENEWED
    _tell_log(hat, kind, at, by=by)
    tell_of_hat(hat, "hat_given", at)
    return hat


def _renewed(request: HatRequest) -> Hat | None:
    """The hat that says the same, if the person has it on."""
    same = Hat.objects.select_for_update().filter(
        person=request.person,
        role=request.role,
        specialty=request.specialty,
        words=request.words,
        topic="",
        doffed_at=None,
    )
    return same.first()


def claim(request: HatRequest, at: datetime) -> None:
    """Binds the number or address to this account: it can verify no other."""
    if not request.digest:
        return
    owner, _made = EvidenceOwner.objects.get_or_create(
        digest=request.digest,
        defaults={"person": request.person, "kind": request.way, "since": at},
    )
    if owner.person_id != request.person_id:
        raise already_used()


def already_used() -> Conflict:
    return Conflict(
        _(
            "This number or address verifies another account. If it is yours, write "
            "to the people who run the site."
        ),
        field="number",
    )


def check_draft(draft: HatDraft) -> None:
    """BadInput, with the field, unless the draft makes sense for its role."""
    if draft.role not in set(Role):
        raise BadInput(_("Choose a role."), field="role")
    for field in hats.lacks(draft.role, topic=draft.topic, words=draft.words.strip()):
        raise BadInput(_("This hat needs it."), field=field)
    known = topic_names("en")
    for field in ("topic", "specialty"):
        slug = getattr(draft, field)
        if slug and known and slug not in known:
            raise BadInput("There is no topic %(topic)s.", topic=slug, field=field)
    if draft.country and draft.country not in languages.countries_in("en"):
        raise BadInput(_("Choose a country."), field="country")


def _tell_log(
    hat: Hat, kind: HatChange.Kind, at: datetime, *, by: Person | None
) -> None:
    """The public log hears of verified hats only: ``goes_to_log`` says why."""
    if not hats.goes_to_log(hat):
        return
    change = HatChange.objects.create(hat=hat, kind=kind, at=at, by=by)
    news.tell("hat_changed", str(change.pk))
