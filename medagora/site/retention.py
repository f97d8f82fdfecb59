"""What this site keeps only for a while, for how many days: one list for people."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medagora.community.services.pictures import LOOSE_FOR
from medagora.people.services.hats_housekeeping import KEEP_PAPERS
from medagora.prescriptions.services.housekeeping import KEEP_OVER


def list_kept() -> list[tuple["str | Promise", int]]:
    """What, and for how many days; an operator may shorten most of them."""
    config = settings.CONFIG
    kept = [
        (_("Drafts that nobody touches"), config.draft_days),
        (_("Pictures that no post shows"), LOOSE_FOR.days),
        (
            _("Documents by which somebody proves a profession, at most"),
            KEEP_PAPERS.days,
        ),
        (_("Copies of reported posts, after the decision"), config.moderation_days),
        (_("Notices that were read"), config.notice_days),
        (
            _("Sheets that were handed over, after they ended or were withdrawn"),
            KEEP_OVER.days,
        ),
        (_("Sign-in on a device"), settings.SESSION_COOKIE_AGE // 86_400),
        (_("Entries of sources that nobody saved"), config.reader_keep_days),
    ]
    return [(label, days) for label, days in kept if days]
