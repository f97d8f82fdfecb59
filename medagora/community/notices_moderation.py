"""The notices that moderation sends. None says a word of what somebody wrote."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from medagora.people.services.notifying import NoticeKind, register_kind

CALL = "moderation_call"
SECOND = "moderation_second"
HANDED_OVER = "moderation_handed_over"
APPEAL = "moderation_appeal"
DECISION = "moderation_decision"
WORDS = "moderation_words"
APPEAL_DECIDED = "moderation_appeal_decided"
REPORT_FOUNDED = "moderation_report_founded"
REPORT_KEPT = "moderation_report_kept"

_DUTY = ngettext_lazy(
    "%(count)d matter for moderators", "%(count)d matters for moderators", "count"
)
_DECISION = ngettext_lazy(
    "%(count)d word from the moderators", "%(count)d words from the moderators", "count"
)

KINDS = (
    NoticeKind(
        key=CALL,
        group="duties",
        label=_("Somebody may need help now"),
        sentence=_("Somebody may need help. Please look at what they wrote."),
        many=_DUTY,
        discreet=_DUTY,
        is_urgent=True,
    ),
    NoticeKind(
        key=SECOND,
        group="duties",
        label=_("A second moderator is wanted"),
        sentence=_("A sanction needs a second moderator. Please look and decide."),
        many=_DUTY,
        discreet=_DUTY,
    ),
    NoticeKind(
        key=HANDED_OVER,
        group="duties",
        label=_("A matter was handed over"),
        sentence=_("A matter was handed over to the other moderators."),
        many=_DUTY,
        discreet=_DUTY,
    ),
    NoticeKind(
        key=APPEAL,
        group="duties",
        label=_("An appeal waits"),
        sentence=_("Somebody appeals against a decision of another moderator."),
        many=_DUTY,
        discreet=_DUTY,
    ),
    NoticeKind(
        key=DECISION,
        group="account",
        label=_("A decision about what you wrote"),
        sentence=_("Moderators decided about a post of yours. Read what and why."),
        many=_DECISION,
        discreet=_DECISION,
    ),
    NoticeKind(
        key=WORDS,
        group="account",
        label=_("Words from the moderators"),
        sentence=_("A moderator has written to you."),
        many=_DECISION,
        discreet=_DECISION,
    ),
    NoticeKind(
        key=APPEAL_DECIDED,
        group="account",
        label=_("Your appeal was decided"),
        sentence=_("Your appeal was heard. Read how it ended and why."),
        many=_DECISION,
        discreet=_DECISION,
    ),
    NoticeKind(
        key=REPORT_FOUNDED,
        group="account",
        label=_("Something was done about your report"),
        sentence=_("Thank you: something was done about a post that you reported."),
        many=_DECISION,
        discreet=_DECISION,
    ),
    NoticeKind(
        key=REPORT_KEPT,
        group="account",
        label=_("A post that you reported stays"),
        sentence=_("A moderator looked at a post that you reported, and it stays."),
        many=_DECISION,
        discreet=_DECISION,
    ),
)


def register() -> None:
    for kind in KINDS:
        register_kind(kind)
