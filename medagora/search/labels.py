"""What the words of this room's closed lists are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medagora.search.domain.documents import Mark

MARKS: dict[str, "str | Promise"] = {
    Mark.CONFIRMED: _("Confirmed here"),
    Mark.CHECKED: _("Link works"),
    Mark.FREE: _("Free"),
    Mark.APPRAISED: _("Judged by people"),
    Mark.QUESTION: _("Questions of people"),
    Mark.ANSWERED: _("Answered"),
    Mark.HELPED: _("An answer helped"),
    Mark.PROFESSIONAL: _("Answered by a verified professional"),
}


def register() -> None:
    """Lets templates write ``{{ choice.value|label:"search_mark" }}``."""
    from medagora.web.templatetags.medagora import (  # noqa: PLC0415 - after the apps load
        register_labels,
    )

    register_labels("search_mark", MARKS)
