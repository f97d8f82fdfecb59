"""What pages and mails call the words of alerts, digests and news."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medagora.reader.domain.words import Frequency, NewsKind

Labels = dict[str, "str | Promise"]

#: How an alert tells what it found.
ALERT_FREQUENCIES: Labels = {
    Frequency.IMMEDIATE: _("By mail at once, at most one mail an hour"),
    Frequency.DAILY: _("With my daily mail"),
    Frequency.WEEKLY: _("With my mail once a week"),
    Frequency.OFF: _("Only here on the site"),
}

DIGEST_FREQUENCIES: Labels = {
    Frequency.OFF: _("Never"),
    Frequency.IMMEDIATE: _("As soon as something is new, at most one mail an hour"),
    Frequency.DAILY: _("Once a day"),
    Frequency.WEEKLY: _("Once a week"),
}

WEEKDAYS: Labels = {
    "0": _("Monday"),
    "1": _("Tuesday"),
    "2": _("Wednesday"),
    "3": _("Thursday"),
    "4": _("Friday"),
    "5": _("Saturday"),
    "6": _("Sunday"),
}

#: What a piece of news is about; a notice says it by its own word.
NEWS_KINDS: Labels = {
    NewsKind.SOURCE_ENDED: _("This source has ended"),
    NewsKind.SOURCE_MOVED: _("This source lives on under another name"),
    NewsKind.NOTICE: _("A notice about this paper was published"),
    NewsKind.PUBLISHED: _("This preprint is published now"),
}


def register() -> None:
    """Lets templates write ``{{ alert.frequency|label:"alert_frequency" }}``."""
    from medagora.web.templatetags.medagora import (  # noqa: PLC0415 - after the apps load
        register_labels,
    )

    for name, labels in (
        ("alert_frequency", ALERT_FREQUENCIES),
        ("digest_frequency", DIGEST_FREQUENCIES),
        ("news_kind", NEWS_KINDS),
    ):
        register_labels(name, labels)
