"""A resource as it leaves this site: what it is, where it stands, its dates."""

from dataclasses import dataclass
from datetime import date, datetime

from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft


@dataclass(frozen=True)
class ResourceRecord:
    """Everything about a resource that outlives this site.

    What is only true here and now is absent: row ids, visits to its address,
    when the row was made or touched.
    """

    uid: str
    draft: ResourceDraft
    state: str
    source: str = ""  # the slug of its source
    source_key: str = ""
    source_digest: str = ""
    published_at: datetime | None = None
    first_reviewed_on: date | None = None
    last_reviewed_on: date | None = None
    review_due_on: date | None = None
    successor: str = ""  # the uid of what took its place, where that is public

    def text_in(self, language: str = "") -> tuple[str, TextDraft]:
        """A language and the words in it: the one asked for, else the resource's
        own first, else English, else any; ``("", TextDraft(""))`` without words."""
        texts = self.draft.texts
        for code in (language, *self.draft.languages, "en", *sorted(texts)):
            if code in texts:
                return code, texts[code]
        return "", TextDraft("")


@dataclass(frozen=True)
class TopicName:
    """A topic as another record names it."""

    slug: str
    name: str
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ItemRecord:
    """A resource's place in a collection."""

    uid: str
    note: str = ""


@dataclass(frozen=True)
class CollectionRecord:
    """A public collection as it leaves this site. People do not leave: its owner
    stays here, the name that it is published under goes along."""

    uid: str
    title: str
    language: str
    by_name: str
    description: str = ""
    forked_from: str = ""
    topics: tuple[str, ...] = ()
    items: tuple[ItemRecord, ...] = ()
