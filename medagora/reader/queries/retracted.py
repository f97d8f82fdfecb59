"""Which papers were retracted: lent to the room that reads pages."""

from collections.abc import Collection

from medagora.reader.domain.notices import SEEN_BY_MACHINE
from medagora.reader.domain.words import NoticeKind
from medagora.reader.models import Notice

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


def has_list() -> bool:
    """Whether a list of retracted papers was taken in; what titles say is none."""
    return Notice.objects.exclude(source=SEEN_BY_MACHINE).exists()
