"""Taking our own export back: resources with their dates and states, as they were.

Each step that a resource takes is in the log, with its source; nobody's reviews are
in an export, so the log of the site it came from stays the record of who decided.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.catalogue import queries as catalogue_queries
from medagora.catalogue import services as catalogue
from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.formats.own import resource_to_plain
from medagora.catalogue.domain.formats.rows import ResourceRow, Skipped
from medagora.catalogue.domain.records import ResourceRecord
from medagora.catalogue.domain.words import State
from medagora.curation.domain.states import path
from medagora.curation.services import publishing_many
from medagora.curation.services.importing.storing import (
    Run,
    Tally,
    put_on_desk,
    reviewed_ids,
    tell_update,
)
from medagora.curation.services.importing.survey import Survey
from medagora.kernel.refusals import Conflict

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource


@transaction.atomic
def restore_sources(found: Survey) -> None:
    """The sources of the export that are not here yet."""
    for row in found.sources:
        if catalogue_queries.find_source(row.slug) is None:
            catalogue.make_source(
                row.slug,
                row.name,
                policy=row.policy,
                address=row.address,
                licence=row.licence,
            )


def restore_rows(rows: Sequence[ResourceRow], run: Run) -> tuple[Tally, list[Skipped]]:
    """Brings a batch back; call it inside a transaction.

    What somebody here has reviewed stays as it is.
    """
    tally, skipped = Tally(), list[Skipped]()
    keys = [addresses.key(row.draft.address) for row in rows]
    here = catalogue_queries.find_by_keys(keys)
    fresh = [row for row, key in zip(rows, keys, strict=True) if key not in here]
    known = [
        (row, here[key]) for row, key in zip(rows, keys, strict=True) if key in here
    ]
    tally.made = _add(fresh, run)
    tally.unchanged = len(fresh) - tally.made
    for row, resource in _differing(known):
        try:
            _replace(resource, row, run)
            tally.updated += 1
        except Conflict as fault:
            skipped.append(Skipped(row.line, str(fault), row.draft.address[:200]))
    tally.unchanged += len(known) - tally.updated - len(skipped)
    return tally, skipped


def record_of(row: ResourceRow) -> ResourceRecord:
    if row.record is None:
        raise ValueError("only rows of our own export can be restored")
    return row.record


def _add(rows: Sequence[ResourceRow], run: Run) -> int:
    arrivals = [
        catalogue.Arrival(draft=row.draft, uid=record_of(row).uid) for row in rows
    ]
    made = [
        (resource, row)
        for row, resource in zip(rows, catalogue.add_resources(arrivals), strict=True)
        if resource is not None
    ]
    by_state: dict[str, list[Resource]] = defaultdict(list)
    for resource, row in made:
        by_state[record_of(row).state].append(resource)
    for state, resources in by_state.items():
        _move(resources, State.CANDIDATE, state, run)
    put_on_desk([(found, "") for found in by_state[State.CANDIDATE]], run)
    catalogue.restore_dates([(resource, record_of(row)) for resource, row in made])
    return len(made)


def _move(resources: Sequence["Resource"], start: str, end: str, run: Run) -> None:
    """The steps that lead there, each told to the log; none if no way leads."""
    for step in path(start, end) or ():
        publishing_many.move_many(
            resources,
            step,
            by=run.actor,
            at=run.at,
            facts=run.facts(is_restored=True),
            quietly=run.quietly,
        )


def _differing(
    known: Sequence[tuple[ResourceRow, "Resource"]],
) -> list[tuple[ResourceRow, "Resource"]]:
    """Those that are not as in the export, and that nobody here has reviewed."""
    ids = [resource.pk for _row, resource in known]
    records = catalogue_queries.records_by_id(ids)
    reviewed = reviewed_ids([resource for _row, resource in known])
    return [
        (row, resource)
        for row, resource in known
        if resource.pk not in reviewed
        and resource_to_plain(records[resource.pk]) != resource_to_plain(record_of(row))
    ]


def _replace(resource: "Resource", row: ResourceRow, run: Run) -> None:
    record = record_of(row)
    before = resource_to_plain(
        catalogue_queries.records_by_id([resource.pk])[resource.pk]
    )
    catalogue.change_resource(resource, row.draft)
    was_public = resource.state == State.PUBLISHED
    _move([resource], resource.state, record.state, run)
    catalogue.restore_dates([(resource, record)])
    if was_public and resource.state == State.PUBLISHED:
        after = resource_to_plain(record)
        names = sorted(set(before) | set(after))
        parts = [name for name in names if before.get(name) != after.get(name)]
        tell_update(resource, parts, run)
