"""What a harvester gets about one resource, before it is XML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from medagora.api.domain.oai import sets
from medagora.catalogue.domain.records import ResourceRecord
from medagora.catalogue.domain.words import State


@dataclass(frozen=True)
class Subject:
    """A topic: its names by language, and its codes as (system, value)."""

    slug: str
    names: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class OaiRecord:
    """One resource with what its formats tell. ``page`` is ours about it."""

    identifier: str
    changed_at: datetime
    resource: ResourceRecord
    page: str
    subjects: tuple[Subject, ...] = ()
    #: Our pages of the retired resources whose place it took.
    replaces: tuple[str, ...] = ()

    @property
    def is_deleted(self) -> bool:
        """It was here once. Whatever it became, it is no longer given."""
        return self.resource.state != State.PUBLISHED

    @property
    def sets(self) -> tuple[str, ...]:
        draft = self.resource.draft
        return sets.specs_of(
            audience=draft.audience,
            kind=draft.kind,
            languages=draft.languages,
            topics=draft.topics,
        )

    @property
    def spoken(self) -> tuple[str, ...]:
        """Languages in which words about it make sense, its own first."""
        draft = self.resource.draft
        return tuple(dict.fromkeys((*draft.languages, *sorted(draft.texts), "en")))
