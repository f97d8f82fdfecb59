"""Papers that posts point to by their DOI or PMID: lent to the room of conversations.

Only what a source of the catalogue brought is told; what readers added for themselves
stays theirs.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from medagora.kernel.languages import primary
from medagora.reader.models import Entry
from medagora.reader.queries.public_papers import PublicSources

#: More pointers than this are not looked up at once.
_MOST = 250


@dataclass(frozen=True)
class KnownPaper:
    """``page``: the path of its page in the language of the moment."""

    title: str
    language: str
    page: str


def find_papers_by_id(
    dois: Collection[str], pmids: Collection[str]
) -> dict[str, KnownPaper]:
    """By bare DOI (lower case) and by PMID, those that came from a public source: as
    its first entry there has them. Four queries."""
    by_doi, by_pmid = ({*sorted(ids)[:_MOST]} - {""} for ids in (dois, pmids))
    wanted = by_doi | by_pmid
    entries = Entry.objects.filter(
        Q(doi__in=by_doi) | Q(pmid__in=by_pmid), feed__resource__isnull=False
    )
    fields = ("pk", "feed_id", "doi", "pmid", "title", "language")
    rows = sorted(entries.values_list(*fields), reverse=True)  # the first entry last
    sources = PublicSources().find(row[1] for row in rows)
    found: dict[str, KnownPaper] = {}
    for pk, feed, doi, pmid, title, language in rows:
        if title and (source := sources.get(feed)):
            spoken = primary(language or source.language)
            paper = KnownPaper(title, spoken, reverse("reader:entry", args=[pk]))
            found |= {key: paper for key in (doi, pmid) if key in wanted}
    return found
