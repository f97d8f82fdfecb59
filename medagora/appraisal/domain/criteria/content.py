"""What the page says, promises and wants: the content criteria, one finding each."""

from collections.abc import Iterator, Mapping, Sequence

from medagora.appraisal.domain.criteria import (
    balance,
    claims,
    numbers,
    purpose,
    selling,
    stopping,
)
from medagora.appraisal.domain.criteria.reading import Reading
from medagora.appraisal.domain.findings import Finding
from medagora.appraisal.domain.page import Page
from medagora.appraisal.domain.phrases import Hit
from medagora.appraisal.domain.sight import Sight


def look(
    page: Page, hits: Mapping[str, Sequence[Hit]], sight: Sight
) -> Iterator[Finding]:
    """All content findings. ``hits`` are by group, of the list "content" at least."""
    reading = Reading(page, hits, sight)
    for criteria in (purpose, claims, stopping, balance, numbers, selling):
        yield from criteria.look(reading)
