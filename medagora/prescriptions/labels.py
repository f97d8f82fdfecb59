"""The words of this room's closed lists."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from medagora.prescriptions.domain.words import Level, LineKind, LineState, Reading
from medagora.web.templatetags.medagora import register_labels

LEVELS: Mapping[str, Any] = {
    Level.ANY: _("As it comes"),
    Level.SIMPLE: _("Easy to read first"),
}
READINGS: Mapping[str, Any] = {
    Reading.UNKNOWN: "",
    Reading.SIMPLE: _("Easy to read"),
    Reading.HARD: _("Harder to read"),
}
LINE_KINDS: Mapping[str, Any] = {
    LineKind.RESOURCE: _("Resource"),
    LineKind.COLLECTION: _("Collection"),
    LineKind.SERVICE: _("Service near you"),
}
#: What a patient reads beside a line.
LINE_STATES: Mapping[str, Any] = {
    LineState.OK: "",
    LineState.BROKEN: _("This link no longer works. Ask who gave it to you."),
    LineState.RETIRED: _("This is not offered any more. Ask who gave it to you."),
    LineState.REPLACED: _("Replaced"),
}


def register() -> None:
    register_labels("sheet_level", LEVELS)
    register_labels("sheet_reading", READINGS)
    register_labels("sheet_line_kind", LINE_KINDS)
    register_labels("sheet_line_state", LINE_STATES)
