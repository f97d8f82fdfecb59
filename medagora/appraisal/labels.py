"""What the words of this room's closed lists are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medagora.appraisal.domain.appraisals import Role, State
from medagora.appraisal.domain.findings import Answer
from medagora.web.templatetags.medagora import register_labels

Labels = dict[str, "str | Promise"]

ROLES: Labels = {
    Role.PATIENT: _("Patient, carer or another reader"),
    Role.PROFESSIONAL: _("Medical professional"),
}

#: The same in the plural: the two sides that stand side by side.
ROLE_GROUPS: Labels = {
    Role.PATIENT: _("Patients and other readers"),
    Role.PROFESSIONAL: _("Professionals"),
}

STATES: Labels = {
    State.DRAFT: _("Draft"),
    State.PUBLISHED: _("Published"),
    State.REPLACED: _("Replaced by a later one"),
    State.WITHDRAWN: _("Withdrawn"),
    State.HIDDEN: _("Hidden by a moderator"),
}

SEEN: Labels = {
    Answer.PRESENT: _("Seen"),
    Answer.ABSENT: _("Looked for, not seen"),
    Answer.CANNOT_TELL: _("Cannot tell"),
}

NOT_APPLICABLE = _("Does not apply")


def register() -> None:
    register_labels("rater_role", ROLES)
    register_labels("rater_group", ROLE_GROUPS)
    register_labels("appraisal_state", STATES)
    register_labels("seen_answer", SEEN)
