"""What a page shows to somebody whose words speak of danger: words, then numbers."""

from typing import Any

from medagora.community.domain.safety.crisis import Crisis
from medagora.community.labels_safety import NOT_A_CRISIS_SERVICE, human_words
from medagora.kernel.emergencies import Emergency, Kind
from medagora.web.countries import country_of
from medagora.web.emergency_lines import EmergencyHelp, emergency_help
from medagora.web.pages import PageRequest


def crisis_context(request: PageRequest, crisis: Crisis | None) -> dict[str, Any]:
    """For ``community/_crisis.html``, or ``_emergency_note.html`` without a crisis."""
    if crisis is None:
        return {"help": usual_help(request)}
    country, language = country_of(request), request.LANGUAGE_CODE
    return {
        "crisis": crisis,
        "crisis_words": human_words(crisis),
        "said": NOT_A_CRISIS_SERVICE,
        "help": emergency_help(crisis.emergency, country, language),
    }


def usual_help(request: PageRequest) -> EmergencyHelp:
    """The ambulance of the reader's country, for pages where people write."""
    language = request.LANGUAGE_CODE
    anything = Emergency((Kind.URGENT,), language)
    return emergency_help(anything, country_of(request), language)
