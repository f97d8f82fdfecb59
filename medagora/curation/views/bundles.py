"""Bundles at the desk: which sources whoever follows a topic begins with."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from medagora.catalogue import queries as catalogue
from medagora.catalogue.queries import bundles as bundle_queries
from medagora.curation import access
from medagora.curation.services import bundling
from medagora.curation.services.bundling import Change
from medagora.curation.views.tables import desk_context, person_at_desk
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy
from medagora.topics import queries as topics
from medagora.web.pages import PageRequest, render_page
from medagora.web.paging import page_number, paginate

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Resources offered on one page below the bundle.
OFFERED = 30


@require_safe
@login_required
def bundles(request: PageRequest) -> HttpResponse:
    """A way to the bundle of each topic, and the bundles that somebody chose."""
    person = person_at_desk(request)
    if slug := _asked_topic(request):
        response = redirect("curation:bundle", slug)
        response["Location"] += f"?language={_language(request)}"
        return response
    lines = topics.list_lines(request.LANGUAGE_CODE)
    by_id = {line.id: line for line in lines}
    chosen = [
        (by_id[pk], language, count)
        for pk, language, count in bundle_queries.count_chosen()
        if pk in by_id
    ]
    context = desk_context(person, "bundles") | {
        "topics": lines,
        "languages": [
            (code, languages.name_in(code, request.LANGUAGE_CODE))
            for code in languages.FINISHED
        ],
        "chosen": sorted(chosen, key=lambda row: (row[0].sort_name, row[1])),
    }
    return render_page(request, "curation/desk_bundles.html", context=context)


def _asked_topic(request: PageRequest) -> str:
    slug = tidy(request.GET.get("topic", "")[:80])
    return slug if slug and topics.ids_by_slug([slug]) else ""


def _language(request: PageRequest) -> str:
    asked = request.GET.get("language", "")[:12]
    return languages.primary(
        asked if languages.is_known(asked) else request.LANGUAGE_CODE
    )


@login_required
def bundle(request: PageRequest, slug: str) -> HttpResponse:
    """One bundle: its order, what could be added, and what the site would choose."""
    person = person_at_desk(request)
    topic = topics.get_topic(slug)
    language = _language(request)
    if request.method == "POST":
        return _change(request, person, slug, language)
    reader = request.LANGUAGE_CODE
    standing = bundle_queries.get_bundle(slug, language)
    usable = bundle_queries.with_feeds(standing.ids, language)
    offered = paginate(
        bundle_queries.addable_ids(slug, language),
        page_number(request.GET.get("page")),
        OFFERED,
    )
    context = desk_context(person, "bundles") | {
        "topic": topic,
        "text": topics.text_of(topic, reader),
        "bundle_language": language,
        "is_chosen": standing.is_chosen,
        "rows": [
            (card, card.id in usable)
            for card in catalogue.cards_of(standing.ids, reader)
        ],
        "page": offered,
        "offered": catalogue.cards_of(offered.rows, reader),
        "spoken": _spoken(slug, language),
        "can_choose": access.can_choose_bundle(person, slug, language),
    }
    return render_page(request, "curation/desk_bundle.html", context=context)


def _spoken(slug: str, language: str) -> list[tuple[str, int]]:
    """The languages that the topic has sources in, and the present one."""
    found = bundle_queries.count_spoken_with_feeds(slug)
    return list(({language: 0} | found if language not in found else found).items())


def _change(
    request: PageRequest, person: "Person", slug: str, language: str
) -> HttpResponse:
    try:
        change = Change(request.POST.get("change", ""))
    except ValueError:
        raise BadInput("That cannot be done with a bundle.") from None
    uid = tidy(request.POST.get("uid", "")[:16])
    bundling.change_bundle(slug, language, change, uid, by=person, at=timezone.now())
    messages.success(request, _("Saved. Whoever begins to follow the topic sees it."))
    response = redirect("curation:bundle", slug)
    anchor = f"#item-{uid}" if change in {Change.UP, Change.DOWN} else ""
    response["Location"] += f"?language={language}{anchor}"
    return response
