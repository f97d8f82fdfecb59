"""How many people judged a resource, and with what: for the resource's own page."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from medagora.appraisal.domain.appraisals import Role
from medagora.appraisal.domain.instruments import Instrument, list_instruments
from medagora.appraisal.models import Appraisal


@dataclass(frozen=True)
class InstrumentCount:
    """So many people of each side used the instrument; no figure of what they said."""

    instrument: Instrument
    patients: int
    professionals: int

    @property
    def total(self) -> int:
        return self.patients + self.professionals


def count_by_instrument(uid: str) -> list[InstrumentCount]:
    """For one resource, in one query, in the order of the instruments."""
    rows = Appraisal.objects.published().of_resource(uid)
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows.values("instrument", "role").annotate(count=Count("pk")):
        counts[row["instrument"], row["role"]] += row["count"]
    found = [
        InstrumentCount(
            made, counts[made.key, Role.PATIENT], counts[made.key, Role.PROFESSIONAL]
        )
        for made in list_instruments()
    ]
    return [count for count in found if count.total]
