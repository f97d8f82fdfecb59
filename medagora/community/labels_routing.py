"""Words for routing: reasons to be asked, reasons to pass."""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medagora.community.domain.routing.words import PassReason, Why
from medagora.kernel import languages
from medagora.people.queries.hat_words import role_name

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The helper reads these; %(value)s is a topic, a language or a role.
REASONS: "Mapping[Why, str | Promise]" = {
    Why.TOPIC: _("You help with %(value)s"),
    Why.SPECIALTY: _("Your specialty: %(value)s"),
    Why.LIVED: _("You know it from your own life: %(value)s"),
    Why.NARROWER: _("You help with a part of it: %(value)s"),
    Why.BROADER: _("You help with what it belongs to: %(value)s"),
    Why.ROLE: _("Your verified hat: %(value)s"),
    Why.LANGUAGE: _("You answer in this language: %(value)s"),
    Why.HELPED: _("Your answers have helped before"),
    Why.TURN: _("You have not been asked for a while"),
}
PASS_REASONS: "Mapping[str, str | Promise]" = {
    PassReason.NOT_MY_FIELD: _("Not my field"),
    PassReason.NO_TIME: _("No time"),
    PassReason.CONFLICT: _("I am not impartial here"),
}


def reason_line(why: Why, value: str, language: str) -> str:
    """One reason in words; ``value`` is a topic's name, a role or a code."""
    shown = value
    if why is Why.LANGUAGE:
        shown = languages.name_in(value, language)
    elif why is Why.ROLE:
        shown = role_name(value)
    return str(REASONS[why]) % {"value": shown}


def register() -> None:
    """Lets templates write ``{{ reason|label:"pass_reason" }}``."""
    from medagora.web.templatetags.medagora import (  # noqa: PLC0415 - after the apps load
        register_labels,
    )

    register_labels("pass_reason", PASS_REASONS)
