"""What somebody agreed to before they write, and from which age they may.

Writing about one's health needs consent (GDPR art. 6 and 9), which is kept with its
version and can be taken back. A young person gives it alone from the age that their
country chose (art. 8: 13 to 16); below it a parent writes for them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What is agreed to. A new one comes with its sentence in ``labels_consents``."""

    #: What I write, also about my health, is stored and shown to whom I choose.
    WRITING = "writing"


#: Raised when a sentence changes in what it says: everybody is asked anew.
VERSIONS = {Purpose.WRITING: 1}

#: Where a country chose nothing else: GDPR art. 8 (1).
USUAL_AGE = 16
#: National choices under GDPR art. 8 (1), as the European Commission's overview of
#: national laws lists them; GB: Data Protection Act 2018, s. 9; NO, IS: their Personal
#: Data Acts of 2018; US: COPPA, 16 CFR 312.2.
_AGES = {
    13: "BE EE FI GB IS LV MT NO PT SE US",
    14: "AT BG CY ES IT LT",
    15: "CZ DK FR GR SI",
    16: "DE HR HU IE LI LU NL PL RO SK",
}
AGES = {country: age for age, names in _AGES.items() for country in names.split()}


def age_of_consent(country: str) -> int:
    """In years, for an ISO 3166-1 code; the strictest where we know nothing."""
    return AGES.get(country.upper(), USUAL_AGE)


@dataclass(frozen=True)
class Given:
    """A consent as it was given."""

    version: int
    withdrawn_at: datetime | None


def holds(given: Given | None, purpose: Purpose) -> bool:
    """Whether it stands: the present sentence, and not taken back."""
    if given is None or given.withdrawn_at is not None:
        return False
    return given.version == VERSIONS[purpose]
