"""References to what pages list, for reference managers."""

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.citing import bibtex, csl, ris
from medagora.catalogue.domain.citing.works import Teller, Work, line
from medagora.catalogue.domain.records import ResourceRecord
from medagora.catalogue.domain.words import Kind, State
from medagora.kernel import languages
from medagora.kernel.refusals import NotFound
from medagora.site.domain.file_names import attachment
from medagora.topics import queries as topics
from medagora.web.links import absolute
from medagora.web.templatetags.medagora import label

if TYPE_CHECKING:
    from medagora.catalogue.models import Collection

#: The ending of an address, and who writes it.
FORMS: Mapping[str, ModuleType] = {"bib": bibtex, "ris": ris, "json": csl}


def works_of(ids: Iterable[int], notes: Mapping[int, str] | None = None) -> list[Work]:
    """The published ones of these resources in the order of the ids, told in the
    language of the page; a fixed number of queries. ``notes`` are by id."""
    order = list(ids)
    records = catalogue.records_by_id(order)
    told = [
        (pk, records[pk])
        for pk in order
        if pk in records and records[pk].state == State.PUBLISHED
    ]
    teller = _teller(record for _pk, record in told)
    return [
        teller.work_of(record, page=_page(record), note=(notes or {}).get(pk, ""))
        for pk, record in told
    ]


def work_of_collection(collection: "Collection") -> Work:
    """The collection itself: it is somebody's work too."""
    site = settings.CONFIG.site_name
    page = reverse("catalogue:collection-detail", args=[collection.uid])
    return Work(
        key=f"collection-{collection.uid}",
        title=line(collection.title),
        address=absolute(page),
        seen_on=timezone.now().date(),
        genre=_("Collection"),
        authors=(line(collection.by_name),),
        publisher=line(site),
        languages=(collection.language,),
        abstract=line(collection.description),
        found_in=line(site),
    )


def respond(works: list[Work], form: str, title: str) -> HttpResponse:
    """The file, named by the title; NotFound for an unknown form or without works.

    What somebody sees may depend on who they are, so nobody on the way keeps it.
    """
    if form not in FORMS:
        raise NotFound(_("There are references as .bib, .ris and .json."))
    if not works:
        raise NotFound(_("There is nothing here to refer to."))
    writer = FORMS[form]
    response = HttpResponse(
        writer.write(works), content_type=f"{writer.MEDIA_TYPE}; charset=utf-8"
    )
    response["Content-Disposition"] = attachment(title, form)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _teller(records: Iterable[ResourceRecord]) -> Teller:
    language = get_language() or "en"
    slugs = {slug for record in records for slug in record.draft.topics}
    named = topics.cards_by_slug(slugs, language)
    return Teller(
        language=language,
        site=line(settings.CONFIG.site_name),
        on=timezone.now().date(),
        kinds={kind: str(label(kind, "kind")) for kind in Kind},
        countries=languages.countries_in(language),
        topics={slug: card.name for slug, card in named.items()},
    )


def _page(record: ResourceRecord) -> str:
    return absolute(reverse("site:resource-detail", args=[record.uid]))
