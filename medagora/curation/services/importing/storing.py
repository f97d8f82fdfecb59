"""One batch of an import: what comes in, what is brought up to date, what stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from medagora.catalogue import queries as catalogue_queries
from medagora.catalogue import services as catalogue
from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.formats.rows import ResourceRow, Skipped
from medagora.catalogue.domain.plain import digest_of
from medagora.catalogue.domain.words import Policy, State
from medagora.curation.domain.readiness import changed_parts, is_ready
from medagora.curation.domain.states import Move
from medagora.curation.models import ImportBatch, Review, Suggestion
from medagora.curation.services import log, publishing_many
from medagora.kernel.refusals import Conflict
from medagora.web import news

if TYPE_CHECKING:
    from medagora.catalogue.domain.drafts import ResourceDraft
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person


@dataclass(frozen=True)
class Run:
    """What all batches of one import have in common.

    ``quietly``: one piece of news at the end instead of one for each resource.
    """

    batch: ImportBatch
    policy: Policy
    by: "Person | None"
    at: datetime
    quietly: bool

    @property
    def actor(self) -> "Person | str":
        return self.by or "system"

    def facts(self, **more: Any) -> dict[str, Any]:
        """What the log says of everything that this import does."""
        return {"source": self.batch.source.slug, "import": self.batch.pk, **more}


@dataclass
class Tally:
    """What became of the rows of a batch."""

    made: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0


def store_rows(rows: Sequence[ResourceRow], run: Run) -> tuple[Tally, list[Skipped]]:
    """Brings a batch of rows in; call it inside a transaction.

    A resource that is here is changed only if it came from this source, the source
    says something new, and nobody here has changed or reviewed it.
    """
    tally, skipped = Tally(), list[Skipped]()
    here = _find(rows)
    fresh = [row for row, known in zip(rows, here, strict=True) if known is None]
    pairs = [(row, known) for row, known in zip(rows, here, strict=True) if known]
    tally.made = _add(fresh, run)
    tally.unchanged = len(fresh) - tally.made  # a further address was known
    for row, resource in _outdated(pairs, run):
        try:
            _update(resource, row.draft, run)
            tally.updated += 1
        except Conflict as fault:
            skipped.append(Skipped(row.line, str(fault), row.draft.address[:200]))
    tally.unchanged += len(pairs) - tally.updated - len(skipped)
    return tally, skipped


def _find(rows: Sequence[ResourceRow]) -> list["Resource | None"]:
    """The resource of each row's main address, where we have it; one query."""
    keys = [addresses.key(row.draft.address) for row in rows]
    known = catalogue_queries.find_by_keys(keys)
    return [known.get(key) for key in keys]


def _add(rows: Sequence[ResourceRow], run: Run) -> int:
    """New resources: published where the policy says so and nothing is missing,
    else on the desk. Gives how many were made."""
    arrivals = [
        catalogue.Arrival(
            draft=row.draft,
            source=run.batch.source,
            source_key=row.key,
            source_digest=digest_of(row.draft),
        )
        for row in rows
    ]
    made = [
        (row, resource)
        for row, resource in zip(rows, catalogue.add_resources(arrivals), strict=True)
        if resource is not None
    ]
    to_publish, to_desk = [], []
    for row, resource in made:
        if run.policy is Policy.PUBLISHED and is_ready(row.draft):
            to_publish.append(resource)
        else:
            to_desk.append((resource, row.note))
    publishing_many.move_many(
        to_publish,
        Move.PUBLISH,
        by=run.actor,
        at=run.at,
        facts=run.facts(confirmed=False),
        quietly=run.quietly,
    )
    put_on_desk(to_desk, run)
    return len(made)


def put_on_desk(candidates: Sequence[tuple["Resource", str]], run: Run) -> None:
    """An open suggestion of this batch for each, with its note."""
    suggestions = Suggestion.objects.bulk_create(
        Suggestion(
            resource=resource,
            suggested_by=run.by,
            suggested_at=run.at,
            note=note,
            batch=run.batch,
        )
        for resource, note in candidates
    )
    for suggestion in suggestions if not run.quietly else ():
        news.tell("suggestion_made", str(suggestion.pk))


def _outdated(
    pairs: Sequence[tuple[ResourceRow, "Resource"]], run: Run
) -> list[tuple[ResourceRow, "Resource"]]:
    """The resources that this source may bring up to date."""
    changed = [
        (row, resource)
        for row, resource in pairs
        if resource.source_id == run.batch.source_id
        and resource.state in {State.CANDIDATE, State.PUBLISHED}
        and resource.last_reviewed_on is None
        and resource.source_digest != digest_of(row.draft)
    ]
    if not changed:
        return []
    touched = reviewed_ids([resource for _row, resource in changed])
    touched |= _edited_ids([resource for _row, resource in changed])
    return [(row, found) for row, found in changed if found.pk not in touched]


def reviewed_ids(resources: Sequence["Resource"]) -> set[int]:
    """Those about which somebody here has given a verdict."""
    reviews = Review.objects.filter(resource__in=[found.pk for found in resources])
    return set(reviews.values_list("resource_id", flat=True))


def _edited_ids(resources: Sequence["Resource"]) -> set[int]:
    """Those that no longer say what their source last said: changed by people."""
    drafts = catalogue_queries.drafts_by_id([found.pk for found in resources])
    return {
        found.pk
        for found in resources
        if digest_of(drafts[found.pk]) != found.source_digest
    }


def _update(resource: "Resource", draft: "ResourceDraft", run: Run) -> None:
    """What the source says now; the log tells when readers see it."""
    before = catalogue_queries.drafts_by_id([resource.pk])[resource.pk]
    catalogue.change_resource(resource, draft)
    catalogue.remember_source(resource, source_digest=digest_of(draft))
    if resource.state == State.PUBLISHED:
        parts = changed_parts(before, draft)
        tell_update(resource, parts, run)


def tell_update(resource: "Resource", parts: Sequence[str], run: Run) -> None:
    """Into the log, and as news, that a source changed what readers see."""
    facts: Mapping[str, Any] = run.facts(changed=list(parts), address=resource.address)
    subject = f"resource:{resource.uid}"
    log.append("resource_updated", subject, by=run.actor, at=run.at, facts=facts)
    if not run.quietly:
        news.tell("resource_changed", resource.uid)
