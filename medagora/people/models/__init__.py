"""The tables of people, one module a subject."""

from medagora.people.models.accounts import (
    DeclaredInterest,
    Erasure,
    Invitation,
    Person,
    PersonManager,
    RoleGrant,
    new_pseudonym,
)
from medagora.people.models.consents import AgeDeclaration, Consent
from medagora.people.models.hat_requests import (
    HatDocument,
    HatOpinion,
    HatRequest,
    MailDomain,
    Vouch,
)
from medagora.people.models.hats import EvidenceOwner, FormerAlias, Hat, HatChange
from medagora.people.models.notices import (
    Notice,
    NoticeChoice,
    NoticeSettings,
    PushDevice,
)

__all__ = [
    "AgeDeclaration",
    "Consent",
    "DeclaredInterest",
    "Erasure",
    "EvidenceOwner",
    "FormerAlias",
    "Hat",
    "HatChange",
    "HatDocument",
    "HatOpinion",
    "HatRequest",
    "Invitation",
    "MailDomain",
    "Notice",
    "NoticeChoice",
    "NoticeSettings",
    "Person",
    "PersonManager",
    "PushDevice",
    "RoleGrant",
    "Vouch",
    "new_pseudonym",
]
