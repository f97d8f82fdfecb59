"""What an import would do; nothing is written."""

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.drafts import ResourceDraft
from medagora.catalogue.domain.formats.rows import Format, ResourceRow, Skipped
from medagora.catalogue.domain.formats.tables import Heading, read_heading
from medagora.catalogue.domain.words import Policy
from medagora.curation.services.importing.matching import Matcher
from medagora.curation.services.importing.options import (
    ImportOptions,
    decide_policy,
)
from medagora.curation.services.importing.survey import (
    Progress,
    Spool,
    Survey,
    in_batches,
    no_progress,
    rows_of,
    survey,
)
from medagora.curation.services.importing.topics import preview_topics

NEW, KNOWN, SKIPPED = "new", "known", "skipped"
_BATCH = 400


@dataclass(frozen=True)
class PreviewRow:
    """One row as it would come in. ``fate`` is new, known or skipped."""

    line: int
    fate: str
    draft: ResourceDraft | None = None
    reason: str = ""
    excerpt: str = ""


@dataclass
class Preview:
    """Counts over the whole file (or its first rows) and the first rows themselves."""

    policy: Policy
    is_whole: bool = True
    rows: int = 0
    new: int = 0
    known: int = 0
    skipped: int = 0
    without_topic: int = 0
    reasons: list[tuple[str, int]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    first_rows: list[PreviewRow] = field(default_factory=list)
    skipped_rows: list[PreviewRow] = field(default_factory=list)
    heading: Heading | None = None


def preview(
    stream: BinaryIO,
    options: ImportOptions,
    *,
    limit: int = 20,
    most_rows: int | None = None,
    progress: Progress = no_progress,
) -> Preview:
    """Reads the file as an import would. BadInput if the import would refuse it.

    ``most_rows`` looks at the beginning of a large file only.
    """
    policy = decide_policy(options)
    with Spool() as spool:
        found = survey(
            stream, options.reading, spool, progress=progress, most_rows=most_rows
        )
        result = _look_at(found, options, policy, limit)
    if options.format is Format.CSV:
        result.heading = read_heading(stream)
    stream.seek(0)
    return result


def _look_at(
    found: Survey, options: ImportOptions, policy: Policy, limit: int
) -> Preview:
    matcher, says = preview_topics(found, options)
    result = Preview(policy, found.is_whole, remarks=[*found.remarks, *says])
    reasons: Counter[str] = Counter()
    for row in _judged(found, matcher, options):
        result.rows += 1
        _count(result, row)
        reasons.update([row.reason] if row.fate == SKIPPED else [])
        shown = result.skipped_rows if row.fate == SKIPPED else result.first_rows
        if len(shown) < limit:
            shown.append(row)
    result.reasons = reasons.most_common()
    return result


def _judged(
    found: Survey, matcher: Matcher, options: ImportOptions
) -> Iterator[PreviewRow]:
    for batch in in_batches(rows_of(found), _BATCH):
        placed = [
            matcher.place(number, row, found, options)
            if isinstance(row, ResourceRow)
            else row
            for number, row in batch
        ]
        keys = {
            addresses.key(row.draft.address)
            for row in placed
            if isinstance(row, ResourceRow)
        }
        known = catalogue.known_keys(keys)
        yield from (_preview_row(row, known) for row in placed)


def _preview_row(row: ResourceRow | Skipped, known: Container[str]) -> PreviewRow:
    if isinstance(row, Skipped):
        return PreviewRow(row.line, SKIPPED, reason=row.reason, excerpt=row.excerpt)
    is_known = addresses.key(row.draft.address) in known
    return PreviewRow(row.line, KNOWN if is_known else NEW, row.draft)


def _count(result: Preview, row: PreviewRow) -> None:
    if row.fate == SKIPPED:
        result.skipped += 1
    elif row.fate == KNOWN:
        result.known += 1
    else:
        result.new += 1
        result.without_topic += bool(row.draft and not row.draft.topics)
