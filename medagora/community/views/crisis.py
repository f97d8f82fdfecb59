"""What a page shows to somebody whose words speak of danger: words, then numbers."""

from typing import Any

from medagora.community.domain.safety.crisis import Crisis, assess
from medagora.community.labels_safety import NOT_A_CRISIS_SERVICE, human_words
from medagora.community.models import Post
from medagora.community.services.screening import heard_text
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


def help_about(request: PageRequest, post: Post) -> EmergencyHelp:
    """The lines of the reader's own country for what a post speaks of; where no word
    of it tells, people who listen."""
    crisis = assess(heard_text(post), post.question.language)
    language = request.LANGUAGE_CODE
    emergency = crisis.emergency if crisis else Emergency((Kind.SUICIDE,), language)
    return emergency_help(emergency, country_of(request), language)
