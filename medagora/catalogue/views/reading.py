"""Collections as anybody reads them: the list, a page, its feed."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from medagora.catalogue import access, labels, queries
from medagora.catalogue.domain.collections import Share
from medagora.catalogue.domain.words import Visibility
from medagora.catalogue.models import Collection
from medagora.kernel import languages
from medagora.topics import queries as topics
from medagora.web import feeds
from medagora.web.links import absolute
from medagora.web.pages import PageRequest, render_page, viewer
from medagora.web.paging import page_number, paginate


@require_safe
def collection_list(request: PageRequest) -> HttpResponse:
    """Public collections in one language, the last changed first."""
    reader = request.LANGUAGE_CODE
    language = languages.primary(request.GET.get("language", ""))[:12] or reader
    counts = queries.count_public_by_language()
    context = {
        "list_language": language,
        "page": paginate(
            queries.public_collections(language), page_number(request.GET.get("page"))
        ),
        "languages": [
            (code, count) for code, count in counts.items() if code != language
        ],
        "person": viewer(request),
    }
    return render_page(request, "catalogue/collection_list.html", context=context)


@require_safe
def collection_detail(request: PageRequest, uid: str) -> HttpResponse:
    person = viewer(request)
    collection = access.get_collection_to_read(uid, viewer=person)
    items = queries.list_items(collection, request.LANGUAGE_CODE)
    shown = [item for item in items if item.is_shown]
    topic_ids = [topic.pk for topic in collection.topics.all()]
    context = {
        "collection": collection,
        "items": shown,
        "gone": len(items) - len(shown),
        "charts": _charts(queries.make_up(shown)),
        "topics": topics.list_lines_of(topic_ids, request.LANGUAGE_CODE),
        "can_edit": access.can_edit_collection(collection, person),
        "person": person,
        "structured_data": _structured(collection, shown),
        "forked_from": _readable(collection.forked_from, request),
    }
    return render_page(request, "catalogue/collection_detail.html", context=context)


def _readable(original: Collection | None, request: PageRequest) -> Collection | None:
    """Where a fork came from, unless that is hidden from this reader."""
    if original is None or original.visibility != Visibility.PUBLIC:
        return None
    return original


def _charts(make_up: queries.MakeUp) -> list[dict[str, Any]]:
    """The make-up as rows for the bar chart; a single share says nothing."""
    reader = get_language() or "en"
    names = {code: languages.name_in(code, reader) for code in _codes(make_up)}
    charts = (
        ("kind", make_up.kinds, labels.KIND_GROUPS),
        ("audience", make_up.audiences, labels.AUDIENCES),
        ("language", make_up.languages, names),
    )
    return [
        {"name": name, "rows": _rows(shares, words)}
        for name, shares, words in charts
        if len(shares) > 1
    ]


def _codes(make_up: queries.MakeUp) -> list[str]:
    return [share.word for share in make_up.languages]


def _rows(shares: Iterable[Share], words: Any) -> list[dict[str, Any]]:
    return [
        {
            "label": words.get(share.word, share.word),
            "count": share.count,
            "percent": share.percent,
        }
        for share in shares
    ]


def _structured(
    collection: Collection, items: Iterable[queries.Item]
) -> dict[str, Any]:
    page = absolute(reverse("catalogue:collection-detail", args=[collection.uid]))
    rows = [
        {
            "@type": "ListItem",
            "position": place,
            "url": item.card.address,
            "name": item.card.title,
        }
        for place, item in enumerate(items, start=1)
    ]
    about = {
        "@type": "CollectionPage",
        "@id": page,
        "url": page,
        "name": collection.title,
        "description": collection.description,
        "inLanguage": collection.language,
        # a person or an organisation: it does not say, so neither do we
        "creditText": collection.by_name,
        "dateCreated": collection.created_at.isoformat(),
        "dateModified": collection.updated_at.isoformat(),
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(rows),
            "itemListElement": rows,
        },
    }
    return {name: value for name, value in about.items() if value}


@require_safe
def collection_feed(request: PageRequest, uid: str, form: str) -> HttpResponseBase:
    """What was added last, with the notes; also for unlisted ones, by their link."""
    collection = access.get_collection_to_read(uid, viewer=viewer(request))
    items = queries.list_items(collection, request.LANGUAGE_CODE)
    newest = sorted(
        (item for item in items if item.is_shown),
        key=lambda item: (item.added_at, item.id),
        reverse=True,
    )
    document = feeds.FeedDocument(
        title=collection.title,
        description=collection.description,
        address=absolute(request.get_full_path()),
        page=absolute(reverse("catalogue:collection-detail", args=[uid])),
        author=collection.by_name,
        language=collection.language,
        items=[_feed_item(item, collection) for item in newest],
    )
    return feeds.respond(request, document, form)


def _feed_item(item: queries.Item, collection: Collection) -> feeds.FeedItem:
    path = reverse("site:resource-detail", args=[item.card.uid])
    return feeds.FeedItem(
        id=absolute(f"/collections/{collection.uid}/#{item.card.uid}"),
        address=absolute(path),
        title=item.card.title,
        summary=item.note or item.card.description,
        published_at=item.added_at,
        updated_at=item.added_at,
        language=collection.language if item.note else item.card.description_language,
        tags=(item.card.kind, item.card.audience),
    )
