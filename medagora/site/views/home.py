"""Pages that join several rooms."""

from django.http import HttpResponse

from medagora.catalogue import queries as catalogue
from medagora.topics import queries as topics
from medagora.web.pages import PageRequest, render_page


def home(request: PageRequest) -> HttpResponse:
    context = {
        "topics": topics.list_lines(request.LANGUAGE_CODE),
        "newest": catalogue.list_newest(audience=request.audience),
    }
    return render_page(request, "site/home.html", context=context)
