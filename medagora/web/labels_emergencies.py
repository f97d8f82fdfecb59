"""What an emergency is called on the page: plain, calm, and no advice but to call."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medagora.kernel.emergencies.kinds import Kind

HEADINGS: dict[Kind, Promise] = {
    Kind.BREATHING: _("If somebody cannot breathe, call for help now"),
    Kind.UNCONSCIOUS: _(
        "If somebody does not wake up or has a seizure, call for help now"
    ),
    Kind.BLEEDING: _("If somebody is bleeding badly, call for help now"),
    Kind.HEART: _("If somebody has pain in the chest now, call for help now"),
    Kind.STROKE: _("If this may be a stroke, call for help now"),
    Kind.POISONING: _("If somebody has taken something dangerous, call for help now"),
    Kind.BIRTH: _("If a baby is coming now, call for help now"),
    Kind.URGENT: _("If this is happening now, call for help now"),
    Kind.VIOLENCE: _("If somebody is in danger now, call for help now"),
    Kind.SUICIDE: _("You do not have to be alone with this"),
}
