"""The notices about sheets that somebody handed over."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from medagora.people.domain.notices import Frequency
from medagora.people.services.notifying import (
    NoticeGroup,
    NoticeKind,
    register_group,
    register_kind,
)
from medagora.prescriptions.services.telling import BROKEN, OPENED, REPLACED

GROUP = NoticeGroup(
    "prescriptions",
    _("Sheets that you handed over"),
    _("Links on them that no longer work, and sheets that were opened."),
)
KINDS = (
    NoticeKind(
        key=BROKEN,
        group="prescriptions",
        label=_("Links that no longer work"),
        sentence=_("A link on your sheet %(code)s no longer works: %(title)s"),
        many=ngettext_lazy(
            "%(count)d link on your sheet %(code)s no longer works",
            "%(count)d links on your sheet %(code)s no longer work",
            "count",
        ),
        discreet=ngettext_lazy(
            "A sheet of yours has a link that no longer works",
            "%(count)d sheets of yours have links that no longer work",
            "count",
        ),
    ),
    NoticeKind(
        key=REPLACED,
        group="prescriptions",
        label=_("Links that were replaced"),
        sentence=_("A link on your sheet %(code)s was replaced: %(title)s"),
        many=ngettext_lazy(
            "%(count)d link on your sheet %(code)s was replaced",
            "%(count)d links on your sheet %(code)s were replaced",
            "count",
        ),
        discreet=ngettext_lazy(
            "A link on a sheet of yours was replaced",
            "Links on %(count)d sheets of yours were replaced",
            "count",
        ),
        usual=Frequency.DAILY,
    ),
    NoticeKind(
        key=OPENED,
        group="prescriptions",
        label=_("Sheets that were opened"),
        sentence=_("Somebody opened your sheet and says so: %(title)s"),
        discreet=ngettext_lazy(
            "A sheet of yours was opened",
            "%(count)d sheets of yours were opened",
            "count",
        ),
        usual=Frequency.DAILY,
    ),
)


def register() -> None:
    register_group(GROUP)
    for kind in KINDS:
        register_kind(kind)
