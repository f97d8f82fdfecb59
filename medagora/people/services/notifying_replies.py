"""Answering a notice by mail: the address that is given out, and who wrote to it.

Off unless the operator named an address for it and the person wants it.
"""

from datetime import datetime

from django.conf import settings as site

from medagora.people.domain.reply_addresses import (
    VALID,
    Ticket,
    is_sealed,
    make_address,
    read_ticket,
)
from medagora.people.models import Notice, NoticeSettings, Person
from medagora.people.notice_kinds import kind_of
from medagora.people.queries.notice_wishes import find_settings


def address_for(own: NoticeSettings, notice: Notice, at: datetime) -> str:
    """Where the answer to a mail about this one notice goes; empty: nowhere."""
    target = kind_of(notice.kind).reply_target
    if not (site.CONFIG.reply_address and own.answers_by_mail and target):
        return ""
    ticket = Ticket(
        target(notice.about, notice.key), own.person_id, (at + VALID).date()
    )
    return make_address(site.CONFIG.reply_address, ticket, _key(own))


def who_replied(address: str, at: datetime) -> tuple[Person, str] | None:
    """The person to whom the address was given, and what is answered; None for an
    address that we did not make, that is too old, or that was switched off since."""
    read = read_ticket(site.CONFIG.reply_address, address)
    if read is None:
        return None
    ticket, seal = read
    own = find_settings(ticket.person_id)
    if own is None or not (own.answers_by_mail and own.person.is_active):
        return None
    if not is_sealed(ticket, seal, _key(own)) or ticket.last_day < at.date():
        return None
    return own.person, ticket.target


def _key(own: NoticeSettings) -> str:
    """Every person has a key of their own."""
    return f"{site.SECRET_KEY}:{own.token}"
