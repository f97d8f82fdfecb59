"""One visit to an address, as it is written down."""

from dataclasses import dataclass
from datetime import datetime

from medagora.catalogue.domain.words import LinkState


@dataclass(frozen=True)
class LinkVisit:
    """When, what it found, and the words that say why."""

    at: datetime
    state: LinkState
    status: int | None = None
    final_address: str = ""
    details: str = ""
