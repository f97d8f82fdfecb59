"""How this room speaks to the world: allauth, registers, ORCID, the disk."""

from medagora.people.gateways import documents
from medagora.people.gateways.accounts import (
    AccountAdapter,
    MailSite,
    SecondStepAdapter,
    SignInLinkBackend,
    add_confirmed_address,
    asks_again,
    end_sessions,
    forget_second_step,
    forget_sessions_before,
    limited,
    list_addresses,
    list_second_steps,
    list_sessions,
    note_own_address,
    sign_in,
)

__all__ = [
    "AccountAdapter",
    "MailSite",
    "SecondStepAdapter",
    "SignInLinkBackend",
    "add_confirmed_address",
    "asks_again",
    "documents",
    "end_sessions",
    "forget_second_step",
    "forget_sessions_before",
    "limited",
    "list_addresses",
    "list_second_steps",
    "list_sessions",
    "note_own_address",
    "sign_in",
]
