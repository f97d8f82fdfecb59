"""Hats: verified or declared roles that people choose post by post.

A hat says one thing about whoever wears it ("Paediatrician, verified March 2026"),
on what evidence, and until when it may be worn anew. Old posts keep the hat they
were written under. The idea is that of Lobsters, where a hat is chosen for each
comment and stays on it; expiry and evidence are ours.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    PHYSICIAN = "physician"
    DENTIST = "dentist"
    NURSE = "nurse"
    MIDWIFE = "midwife"
    PHARMACIST = "pharmacist"
    PSYCHOLOGIST = "psychologist"
    PHYSIOTHERAPIST = "physiotherapist"
    DIETITIAN = "dietitian"
    PARAMEDIC = "paramedic"
    OTHER_PROFESSIONAL = "other_professional"
    LIBRARIAN = "librarian"
    MEDICAL_STUDENT = "medical_student"
    CARER = "carer"
    LIVING_WITH = "living_with"
    SPEAKS_FOR = "speaks_for"


#: Who treats patients under a licence: these count as verified professionals.
PROFESSIONS = frozenset(
    {
        Role.PHYSICIAN,
        Role.DENTIST,
        Role.NURSE,
        Role.MIDWIFE,
        Role.PHARMACIST,
        Role.PSYCHOLOGIST,
        Role.PHYSIOTHERAPIST,
        Role.DIETITIAN,
        Role.PARAMEDIC,
        Role.OTHER_PROFESSIONAL,
    }
)
#: Nobody can check these, and nobody should have to prove an illness.
SELF_DECLARED = frozenset({Role.CARER, Role.LIVING_WITH})
#: These need words: which profession, for which organisation.
WITH_WORDS = frozenset({Role.OTHER_PROFESSIONAL, Role.SPEAKS_FOR})
#: These are about a topic ("living with type 1 diabetes").
WITH_TOPIC = SELF_DECLARED


class Standing(StrEnum):
    VERIFIED = "verified"
    SELF_DECLARED = "self_declared"


class Evidence(StrEnum):
    REGISTER = "register"
    ORCID = "orcid"
    MAIL = "mail"
    DOCUMENTS = "documents"
    VOUCHING = "vouching"
    NONE = "none"


class Doffed(StrEnum):
    """Why a hat was taken off; the last three by a moderator."""

    OWN_WISH = "own_wish"
    NOT_TRUE = "not_true"
    LICENCE_ENDED = "licence_ended"
    MISUSED = "misused"


#: What a moderator can say; the person's own wish is no sanction.
TAKEN_BACK = frozenset({Doffed.NOT_TRUE, Doffed.LICENCE_ENDED, Doffed.MISUSED})

#: How long one kind of evidence stands, in days. A register or a paper says more
#: than a mailbox, which is lost with the job, or than two colleagues' word.
_LASTS = {
    Evidence.REGISTER: 730,
    Evidence.DOCUMENTS: 730,
    Evidence.ORCID: 548,
    Evidence.MAIL: 365,
    Evidence.VOUCHING: 365,
}
_YEAR = timedelta(days=365)
#: People hear this long before a hat expires, and may renew it from then on.
REMIND_BEFORE = timedelta(days=30)


class HatLike(Protocol):
    """What the rules need to know of a hat; the table's rows have it."""

    @property
    def role(self) -> str: ...
    @property
    def standing(self) -> str: ...
    @property
    def evidence(self) -> str: ...
    @property
    def expires_at(self) -> datetime | None: ...
    @property
    def doffed_at(self) -> datetime | None: ...
    @property
    def doffed_because(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def shows_name(self) -> bool: ...


class NamedPerson(Protocol):
    """Somebody with an account: the name they gave, perhaps empty, and the alias."""

    @property
    def name(self) -> str: ...
    @property
    def alias(self) -> str: ...


def needs_verification(role: str) -> bool:
    return Role(role) not in SELF_DECLARED


def is_profession(role: str) -> bool:
    return Role(role) in PROFESSIONS


def expiry(role: str, evidence: str, verified_at: datetime) -> datetime | None:
    """Until when evidence stands; None for what nobody verified.

    Studies end, so a student shows every year that they go on.
    """
    if evidence == Evidence.NONE:
        return None
    lasts = timedelta(days=_LASTS[Evidence(evidence)])
    if role == Role.MEDICAL_STUDENT:
        lasts = min(lasts, _YEAR)
    return verified_at + lasts


def can_be_worn(hat: HatLike, at: datetime) -> bool:
    """Whether a new post may wear it; old posts keep it whatever this says."""
    return hat.doffed_at is None and not has_expired(hat, at)


def has_expired(hat: HatLike, at: datetime) -> bool:
    return hat.expires_at is not None and hat.expires_at <= at


def can_be_renewed(hat: HatLike, at: datetime) -> bool:
    """From a month before it expires; not when it was taken off."""
    if hat.doffed_at is not None or hat.expires_at is None:
        return False
    return hat.expires_at - REMIND_BEFORE <= at


def was_taken_back(hat: HatLike) -> bool:
    return hat.doffed_because in TAKEN_BACK


def counts_as_professional(hat: HatLike, at: datetime) -> bool:
    return (
        hat.standing == Standing.VERIFIED
        and is_profession(hat.role)
        and can_be_worn(hat, at)
    )


def goes_to_log(hat: HatLike) -> bool:
    """Verified hats only: that somebody is ill is nobody's business."""
    return hat.standing == Standing.VERIFIED


def shows_name_at_first(role: str) -> bool:
    """Professionals stand by their words with their name; patients need not."""
    return Role(role) not in SELF_DECLARED | {Role.MEDICAL_STUDENT}


def name_shown(person: NamedPerson, hat: HatLike | None) -> str:
    """The name beside a post: the alias, unless the hat shows the real name.

    A verified hat shows the name that was verified, whatever the account is called
    since then: nobody is verified under one name and writes under another's.
    """
    if hat is None or not hat.shows_name:
        return person.alias
    own = hat.name if hat.standing == Standing.VERIFIED else person.name
    return own or person.alias


@dataclass(frozen=True)
class Says:
    """What a hat says besides its role, for labels to put into words.

    ``month`` is when it was verified; ``state`` is "verified", "self_declared" or
    "taken_back".
    """

    state: str
    month: datetime | None = None


def says(hat: HatLike, verified_at: datetime | None) -> Says:
    """What stands beside the role. That a hat has expired since says nothing about
    the day on which a post was written, so it is not said there."""
    if was_taken_back(hat):
        return Says("taken_back", hat.doffed_at)
    if hat.standing == Standing.VERIFIED:
        return Says("verified", verified_at)
    return Says("self_declared")


def can_vouch(hat: HatLike, role: str, at: datetime) -> bool:
    """Peers of the same profession, verified by something else than a peer's word:
    so nobody is verified by a ring of people who vouched for each other."""
    return (
        hat.role == role
        and hat.evidence != Evidence.VOUCHING
        and counts_as_professional(hat, at)
    )


#: How many must say yes before a hat is given: people of the site, or peers.
AGREEMENTS = {
    Evidence.REGISTER: 1,
    Evidence.ORCID: 1,
    Evidence.MAIL: 1,
    Evidence.DOCUMENTS: 2,
    Evidence.VOUCHING: 2,
}


def is_agreed(evidence: str, yes: int) -> bool:
    """A machine never gives a hat: somebody always says yes."""
    return yes >= AGREEMENTS[Evidence(evidence)]


def ways_for(role: str) -> tuple[Evidence, ...]:
    """How a role can be shown, the easiest first."""
    if role == Role.SPEAKS_FOR:
        return (Evidence.MAIL, Evidence.DOCUMENTS)
    if role in {Role.LIBRARIAN, Role.MEDICAL_STUDENT}:
        return (Evidence.MAIL, Evidence.ORCID, Evidence.DOCUMENTS)
    if role in PROFESSIONS:
        return (
            Evidence.REGISTER,
            Evidence.ORCID,
            Evidence.MAIL,
            Evidence.DOCUMENTS,
            Evidence.VOUCHING,
        )
    return ()


def lacks(role: str, *, topic: str, words: str) -> Collection[str]:
    """The fields that this role needs and that are still empty."""
    missing = []
    if role in WITH_TOPIC and not topic:
        missing.append("topic")
    if role in WITH_WORDS and not words:
        missing.append("words")
    return missing
