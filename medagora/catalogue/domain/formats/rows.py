"""What readers give: rows, and what is to be said about a file."""

from dataclasses import dataclass
from enum import StrEnum

from medagora.catalogue.domain.drafts import ResourceDraft, clean
from medagora.catalogue.domain.records import CollectionRecord, ResourceRecord
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy
from medagora.topics.domain.medlineplus import TopicFacts
from medagora.topics.domain.plain import TopicRecord


class Format(StrEnum):
    MEDLINEPLUS = "medlineplus"
    HON = "hon"
    OPML = "opml"
    CSV = "csv"
    BOOKMARKS = "bookmarks"
    MEDAGORA = "medagora"  # our own export


@dataclass(frozen=True)
class ResourceRow:
    """A resource in a file. Its draft is clean and names topics by slug, if at all.

    ``words`` may name topics (keywords, folders): matched where topics are known.
    ``within`` are the source's own ids of topics that it stands under.
    ``note`` is a sentence for the curator; ``record`` comes from our own export.
    """

    line: int
    draft: ResourceDraft
    key: str = ""
    words: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    note: str = ""
    record: ResourceRecord | None = None


@dataclass(frozen=True)
class Skipped:
    """A row that cannot be used, and why."""

    line: int
    reason: str
    excerpt: str = ""


@dataclass(frozen=True)
class FactsRow:
    """What MedlinePlus knows about a topic; stands before the topic's sites."""

    line: int
    facts: TopicFacts


@dataclass(frozen=True)
class TopicRow:
    """A topic of our own export."""

    line: int
    topic: TopicRecord


@dataclass(frozen=True)
class SourceRow:
    """A source of our own export."""

    line: int
    slug: str
    name: str
    address: str
    licence: str
    policy: str


@dataclass(frozen=True)
class CollectionRow:
    """A collection of our own export; stands after the resources."""

    line: int
    collection: CollectionRecord


@dataclass(frozen=True)
class Remark:
    """Something the person should know about the file, as a sentence."""

    sentence: str


Item = ResourceRow | Skipped | FactsRow | TopicRow | SourceRow | CollectionRow | Remark


def skipped(line: int, reason: str, excerpt: str = "") -> Skipped:
    return Skipped(line, reason[:300], tidy(excerpt, limit=200))


def resource_row(
    line: int,
    draft: ResourceDraft,
    *,
    words: tuple[str, ...] = (),
    within: tuple[str, ...] = (),
    key: str = "",
    note: str = "",
) -> ResourceRow | Skipped:
    """The row with its draft cleaned, or the reason why it cannot be used."""
    try:
        draft = clean(draft)
    except BadInput as fault:
        return skipped(line, str(fault), draft.address)
    if not draft.texts:
        return skipped(line, "It has no title.", draft.address)
    return ResourceRow(line, draft, key[:120], words, within, note)
