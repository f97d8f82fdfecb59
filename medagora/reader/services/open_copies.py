"""Free copies of papers: asked for in batches, by the worker, whoever reads.

What is asked are the DOIs of what the catalogue's sources brought lately, the newest
first. It does not depend on what anybody opens, saves or follows, and sources that
readers added for themselves are left out: Unpaywall learns nothing about readers.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from medagora.reader.domain.places import place_of
from medagora.reader.gateways.open_access import OpenAccess
from medagora.reader.models import Entry, OpenCopy

#: How old news may be to be asked about, and how long an answer holds.
NEW, FRESH = timedelta(days=30), timedelta(days=30)
MOST_A_RUN = 200


def list_wanted(now: datetime, *, limit: int = MOST_A_RUN) -> list[str]:
    """DOIs to ask about, the newest first."""
    answered = OpenCopy.objects.filter(doi=OuterRef("doi"), checked_at__gt=now - FRESH)
    entries = Entry.objects.filter(
        ~Exists(answered), id__gt=place_of(now - NEW), feed__resource__isnull=False
    ).exclude(doi="")
    rows = entries.order_by("-id").values_list("doi", flat=True)[: 3 * limit]
    return list(dict.fromkeys(rows))[:limit]


def refresh_copies(
    finder: OpenAccess, *, at: datetime, limit: int = MOST_A_RUN
) -> tuple[int, str]:
    """Asks about new papers: gives how many answers came, and what stopped it."""
    wanted = list_wanted(at, limit=limit)
    if not wanted:
        return 0, ""
    answers = finder.find(wanted)
    OpenCopy.objects.bulk_create(
        [
            OpenCopy(
                doi=copy.doi,
                address=copy.address,
                licence=copy.licence,
                version=copy.version,
                checked_at=at,
            )
            for copy in answers.copies
        ],
        update_conflicts=True,
        unique_fields=["doi"],
        update_fields=["address", "licence", "version", "checked_at"],
    )
    return len(answers.copies), answers.failure
