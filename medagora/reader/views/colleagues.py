"""What colleagues look at."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from medagora.kernel import languages
from medagora.reader.domain.colleagues import CROWD, HALF_LIFE, WINDOW
from medagora.reader.queries.colleagues import list_looked_at
from medagora.reader.services import devices
from medagora.web.pages import PageRequest, render_page


@require_safe
def colleagues(request: PageRequest) -> HttpResponse:
    """The same for everybody; a topic or language that is not there shows nothing."""
    reader = devices.reader_of(request)
    topic = request.GET.get("topic", "")[:80]
    language = request.GET.get("language", "")[:12]
    now = timezone.now()
    looking = list_looked_at(
        reader.reading,
        topic=topic,
        language=language if languages.is_known(language) else "",
        names_in=request.LANGUAGE_CODE,
        now=now,
    )
    context = {
        "looking": looking,
        "chosen_topic": topic,
        "chosen_language": language,
        "can_mark": reader.person is not None or reader.has_page,
        "crowd": CROWD,
        "half_life": HALF_LIFE.days,
        "window": WINDOW.days,
        "now": now,
    }
    return render_page(request, "reader/colleagues.html", "papers", context)
