"""Dates in the markup, each with where it stood; nothing is parsed here."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from medagora.appraisal.domain.adapt import limits
from medagora.appraisal.domain.adapt.gathered import Span
from medagora.appraisal.domain.adapt.linked_data import types_of
from medagora.appraisal.domain.adapt.spans import words_of
from medagora.appraisal.domain.page import TimeMark

#: ``meta`` names that date a page.
_META = {
    "date", "pubdate", "publishdate", "publish-date", "publish_date", "last-modified",
    "lastmod", "last_modified", "modified", "revised", "created", "creation_date",
    "article:published_time", "article:modified_time", "article:published",
    "article:modified", "og:updated_time", "og:published_time",
    "og:article:published_time",
    "og:article:modified_time", "datepublished", "datemodified", "datecreated",
    "lastreviewed", "review_date", "reviewdate", "last-reviewed", "last_reviewed",
    "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime",
    "revision_date", "citation_date", "citation_publication_date",
    "citation_online_date",
    "prism.publicationdate",
    "prism.modificationdate", "bepress_citation_date", "wt.cg_d", "last-update",
}  # fmt: skip
_META_STARTS = ("dc.date", "dcterms.", "dc.terms.")
_DUBLIN = ("date", "created", "modified", "issued", "available", "valid")
#: Things on a page that have dates of their own.
_OTHERS = {
    "Comment", "Review", "VideoObject", "ImageObject", "AudioObject", "Offer",
    "Product", "Event", "Answer", "Question", "WebSite", "Organization", "Person",
    "BreadcrumbList", "ListItem", "SocialMediaPosting", "Dataset",
}  # fmt: skip
_LINKED = ("datePublished", "dateModified", "lastReviewed", "dateCreated")


def dates_of(
    text: str,
    spans: Iterable[Span],
    meta: Mapping[str, str],
    linked: Iterable[Mapping[str, Any]],
    headers: Mapping[str, str],
) -> tuple[TimeMark, ...]:
    """Every date mark, in order of what says most of the text itself."""
    found: dict[TimeMark, None] = {}
    for mark in _all(text, spans, meta, linked, headers):
        if mark.raw and len(found) < limits.MOST_TIMES:
            found.setdefault(mark)
    return tuple(found)


def _all(
    text: str,
    spans: Iterable[Span],
    meta: Mapping[str, str],
    linked: Iterable[Mapping[str, Any]],
    headers: Mapping[str, str],
) -> Iterator[TimeMark]:
    yield from _of_linked(linked)
    for name, content in meta.items():
        if name in _META or _is_dublin(name):
            yield TimeMark(name, _short(content))
    for start, end, (source, raw) in spans:
        words, at = words_of(text, start, end)
        yield TimeMark(source, _short(raw or words), at)
    if "last-modified" in headers:
        yield TimeMark("last-modified", _short(headers["last-modified"]))


def _is_dublin(name: str) -> bool:
    return name.startswith(_META_STARTS) and any(word in name for word in _DUBLIN)


def _of_linked(linked: Iterable[Mapping[str, Any]]) -> Iterator[TimeMark]:
    for thing in linked:
        if not _OTHERS.isdisjoint(types_of(thing)):
            continue
        for name in _LINKED:
            value = thing.get(name)
            # the NHS writes the last review and the next one into one list
            first = value[0] if isinstance(value, list) and value else value
            if isinstance(first, str):
                yield TimeMark(name, _short(first))


def _short(raw: str) -> str:
    return " ".join(raw.split())[: limits.LONGEST_RAW_DATE]
