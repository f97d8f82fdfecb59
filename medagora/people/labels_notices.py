"""What people read about notices instead of the words of closed lists."""

from django.utils.translation import gettext_lazy as _

from medagora.people.domain.notices import Discretion, Frequency, Level

FREQUENCIES = {
    Frequency.IMMEDIATE.value: _("At once"),
    Frequency.DAILY.value: _("Once a day"),
    Frequency.WEEKLY.value: _("Once a week"),
    Frequency.NEVER.value: _("Never"),
}

DISCRETIONS = {
    Discretion.SUBJECT.value: _(
        "Inside the mail only, not in its subject line and not on a locked screen"
    ),
    Discretion.ALL.value: _("Nowhere but on this site"),
    Discretion.OPEN.value: _("In subject lines and on my screen too"),
}

TOPIC_LEVELS = {
    Level.USUAL.value: _("As usual"),
    Level.FOLLOW.value: _("At once"),
    Level.MUTE.value: _("Nothing"),
}

CHOSEN_LEVELS = {
    Level.FOLLOW.value: _("You follow it"),
    Level.MUTE.value: _("You muted it"),
}
