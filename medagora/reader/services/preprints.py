"""Preprints that were published: linked, and told to whoever saved the preprint."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from medagora.reader.domain.identity import number_of, title_form
from medagora.reader.domain.places import moment_of
from medagora.reader.domain.preprints import Paper, became
from medagora.reader.domain.words import NewsKind
from medagora.reader.models import Entry, WorkKey, WorkLink
from medagora.reader.services import watching
from medagora.reader.services.notices import savers_of


@transaction.atomic
def link_by_title(entry_ids: Sequence[int], *, at: datetime) -> int:
    """Looks at entries whose title another paper has too (``storing`` tells of them);
    gives how many preprints were linked. Whichever of the two came first."""
    entries = list(Entry.objects.filter(pk__in=entry_ids))
    others = _others_by_form(entries)
    pairs: dict[int, Entry] = {}
    public = _public_ids(
        [*entries, *(o for several in others.values() for o in several)]
    )
    for entry in entries:
        for other in others.get(title_form(entry.title), ()):
            if found := _pair(entry, other, public):
                preprint, paper = found
                pairs.setdefault(preprint.work, paper)
    return _link(pairs, at)


def _others_by_form(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """By title: the entries of the work that is known by it."""
    forms = {title_form(entry.title) for entry in entries} - {""}
    by_key = {number_of("title", form): form for form in forms}
    rows = WorkKey.objects.filter(key__in=list(by_key)).values_list("work", "key")
    by_work = {work: by_key[key] for work, key in rows}
    found: dict[str, list[Entry]] = {}
    for other in Entry.objects.filter(work__in=list(by_work)).order_by("id"):
        found.setdefault(by_work[other.work], []).append(other)
    return found


def _public_ids(entries: Iterable[Entry]) -> set[int]:
    """Entries of the catalogue's sources. What only a reader added may hold anything:
    it does not tell others that their preprint was published."""
    ids = [entry.pk for entry in entries]
    rows = Entry.objects.filter(pk__in=ids, feed__resource__isnull=False)
    return set(rows.values_list("pk", flat=True))


def _pair(one: Entry, other: Entry, public: set[int]) -> tuple[Entry, Entry] | None:
    """Preprint and paper, if they are that."""
    if one.work == other.work:
        return None
    for preprint, paper in ((one, other), (other, one)):
        if paper.pk in public and became(_paper(preprint), _paper(paper)):
            return preprint, paper
    return None


def _paper(entry: Entry) -> Paper:
    authors = tuple(filter(None, entry.authors.split("; ")))
    date = entry.published_at or moment_of(entry.pk)
    return Paper(entry.title, authors, entry.doi, entry.link, date)


def _link(pairs: dict[int, Entry], at: datetime) -> int:
    known = WorkLink.objects.filter(preprint__in=list(pairs))
    for work in known.values_list("preprint", flat=True):
        del pairs[work]
    WorkLink.objects.bulk_create(
        [
            WorkLink(preprint=work, published=paper.work, found_at=at)
            for work, paper in pairs.items()
        ],
        ignore_conflicts=True,
    )
    for work, people in savers_of(pairs).items():
        paper = pairs[work]
        details = {"title": paper.title, "work": paper.work}
        watching.announce(people, NewsKind.PUBLISHED, work, details, at=at)
    return len(pairs)
