"""What people hear about their hats."""

from django.utils.translation import gettext_lazy as _

from medagora.people.notice_kinds import NoticeKind, register_kind


def register() -> None:
    for key, label, sentence in (
        (
            "hat_given",
            _("A hat of yours was verified"),
            _("Your hat is verified. You can wear it when you write."),
        ),
        (
            "hat_refused",
            _("A hat was not granted"),
            _("Your hat could not be verified. A moderator wrote why."),
        ),
        (
            "hat_taken_back",
            _("A hat of yours was taken back"),
            _("A moderator took one of your hats back and wrote why."),
        ),
        (
            "hat_expires",
            _("A hat of yours expires soon"),
            _("One of your hats expires within a month. You can renew it now."),
        ),
        (
            "hat_papers_deleted",
            _("Papers of yours were deleted"),
            _("Your papers were deleted after 30 days, before anybody had decided."),
        ),
    ):
        register_kind(NoticeKind(key, "account", label, sentence))
