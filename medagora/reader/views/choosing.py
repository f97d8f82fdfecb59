"""Two clicks to a page of one's own: topics, languages, audience."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from medagora.reader.domain.device import MOST_TOPICS
from medagora.reader.forms_choosing import AUDIENCES, Choice
from medagora.reader.queries.choosing import list_offer
from medagora.reader.services import anyone, devices
from medagora.reader.services.devices import Reader
from medagora.reader.views.marks import way_back
from medagora.topics import queries as topics
from medagora.web.pages import PageRequest, render_page

#: Languages shown at once; the others stand behind "more".
LANGUAGES_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: PageRequest) -> HttpResponse:
    """The page of choices. Searching for a topic keeps what is ticked."""
    reader = devices.reader_of(request)
    params = request.POST if request.method == "POST" else request.GET
    choice = Choice.from_params(params, known=topics.ids_by_slug())
    fault = ""
    if request.method == "POST" and "find" not in params:
        if choice.topics:
            return _chosen(reader, choice)
        fault = _("Tick at least one topic.")
    if request.method != "POST" and "find" not in params:
        choice = _present(reader, choice, request)
    words = params.get("q", "").strip()[:100]
    offer = list_offer(
        reader=request.LANGUAGE_CODE,
        chosen=choice.topics,
        languages=choice.languages,
        words=words,
    )
    known = dict.fromkeys([*choice.languages, request.LANGUAGE_CODE, *offer.languages])
    codes = [(code, offer.languages.get(code, 0)) for code in known]
    context = {
        "choice": choice,
        "offer": offer,
        "words": words,
        "fault": fault,
        "languages": codes[:LANGUAGES_SHOWN],
        "more_languages": codes[LANGUAGES_SHOWN:],
        "audiences": AUDIENCES,
        "most": MOST_TOPICS,
        "has_page": reader.has_page,
    }
    status = 422 if fault else 200
    return render_page(request, "reader/choose.html", "topics", context, status)


def _present(reader: Reader, asked: Choice, request: PageRequest) -> Choice:
    """What was chosen before, with what the address adds; the page's own language
    for those who have chosen none."""
    chosen = reader.topics
    languages = reader.languages if chosen else ()
    audience = reader.audience if chosen else request.audience
    return Choice(
        topics=tuple(dict.fromkeys([*chosen, *asked.topics])),
        languages=asked.languages or languages or (request.LANGUAGE_CODE,),
        audience=audience,
    )


def _chosen(reader: Reader, choice: Choice) -> HttpResponse:
    reader = anyone.choose(reader, choice.topics, choice.languages, choice.audience)
    return devices.keep(redirect("reader:my-page"), reader)


@require_POST
def follow_topic(request: PageRequest, slug: str) -> HttpResponse:
    """Adds a topic to the page, or takes it off; the button is on the topic's page."""
    topic = topics.get_topic(slug)
    reader = devices.reader_of(request)
    languages = reader.languages or (request.LANGUAGE_CODE,)
    audience = reader.audience if reader.topics else request.audience
    if "unfollow" in request.POST:
        kept = [chosen for chosen in reader.topics if chosen != topic.slug]
        messages.success(request, _("The topic is off your page."))
    else:
        kept = [*reader.topics, topic.slug]
        messages.success(request, _("What is new on this topic is on your page now."))
    reader = anyone.choose(reader, dict.fromkeys(kept), languages, audience)
    return devices.keep(redirect(way_back(request)), reader)
