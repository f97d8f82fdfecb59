"""Which papers were retracted: for readers, and lent to the room that reads pages."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from medagora.reader.domain.notices import SEEN_BY_MACHINE
from medagora.reader.domain.words import NoticeKind
from medagora.reader.models import Entry, Notice

_MOST = 500


def find_retracted(dois: Collection[str]) -> dict[str, str]:
    """Of these bare DOIs (lower case) those that were retracted or about which concern
    was expressed, with which of the two; a retraction weighs more."""
    grave = (NoticeKind.CONCERN, NoticeKind.RETRACTION)
    rows = Notice.objects.filter(doi__in=sorted(dois)[:_MOST], kind__in=grave)
    found: dict[str, str] = {}
    for doi, kind in rows.values_list("doi", "kind"):
        if found.get(doi) != NoticeKind.RETRACTION:
            found[doi] = str(kind)
    return found


def notices_among(works: Sequence[int]) -> list[tuple[int, NoticeKind]]:
    """What was said about these works, in their order and the gravest first; whichever
    of their entries has the DOI."""
    if not works:
        return []
    entries = Entry.objects.filter(work__in=works).exclude(doi="")
    pairs = set(entries.values_list("doi", "work"))
    dois = sorted({doi for doi, _work in pairs})[:_MOST]
    said: defaultdict[str, set[str]] = defaultdict(set)
    for doi, kind in Notice.objects.filter(doi__in=dois).values_list("doi", "kind"):
        said[doi].add(kind)
    found = {(work, kind) for doi, work in pairs for kind in said[doi]}
    return [
        (work, kind) for work in works for kind in NoticeKind if (work, kind) in found
    ]


def has_list() -> bool:
    """Whether a list of retracted papers was taken in; what titles say is none."""
    return Notice.objects.exclude(source=SEEN_BY_MACHINE).exists()
