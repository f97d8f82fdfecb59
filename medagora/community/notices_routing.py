"""The notices that routing sends. To helpers only if they said that they want them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from medagora.people.domain.notices import Frequency
from medagora.people.services.notifying import NoticeKind, register_kind

OFFER = NoticeKind(
    key="offer",
    group="helping",
    label=_("Questions that you may be able to answer"),
    sentence=_("Can you help? %(title)s"),
    discreet=ngettext_lazy(
        "%(count)d question that you may be able to answer",
        "%(count)d questions that you may be able to answer",
        "count",
    ),
)
UNANSWERED = NoticeKind(
    key="unanswered",
    group="helping",
    label=_("Questions in your topics that wait for an answer"),
    sentence=_("Questions in your topics that nobody has answered yet: %(number)s"),
    usual=Frequency.WEEKLY,
)
INVITATION = NoticeKind(
    key="help_invitation",
    group="helping",
    label=_("Whether you want to be asked"),
    sentence=_(
        "You know something that others ask about. Do you want to be asked? Nothing is "
        "sent unless you say yes."
    ),
    usual=Frequency.NEVER,  # it stands on the page of notices, once
)
NOBODY_YET = NoticeKind(
    key="nobody_yet",
    group="conversations",
    label=_("Your question still waits for an answer"),
    sentence=_(
        "Nobody has answered yet. People asked so far: %(asked)s. What may help "
        "meanwhile: %(title)s"
    ),
    discreet=ngettext_lazy(
        "%(count)d of your questions still waits for an answer",
        "%(count)d of your questions still wait for an answer",
        "count",
    ),
)
NOBODY_FOUND = NoticeKind(
    key="nobody_found",
    group="conversations",
    label=_("We could not find anybody yet"),
    sentence=_(
        "We found nobody yet who could answer. Your question stays on the list of "
        "those that wait. What may help meanwhile: %(title)s"
    ),
    discreet=NOBODY_YET.discreet,
)


def register() -> None:
    for kind in (OFFER, UNANSWERED, INVITATION, NOBODY_YET, NOBODY_FOUND):
        register_kind(kind)
