"""Parts of the catalogue for harvesters (OAI-PMH), with the names of their topics."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.urls import reverse

from medagora.api.domain.oai.records import OaiRecord, Subject
from medagora.api.domain.oai.sets import WHOLE, Chosen, OaiSet, Sort, read_set
from medagora.api.domain.oai.tokens import Place
from medagora.api.domain.oai.writing import Repository
from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import Audience
from medagora.catalogue.queries import for_harvest, successors
from medagora.catalogue.queries.for_harvest import Changed, Slice
from medagora.kernel import languages
from medagora.topics import queries as topics
from medagora.web.links import absolute

PART_SIZE = 100


@dataclass(frozen=True)
class Part:
    """Some records of a list, how many came before, how many there are, and where it
    goes on (None: this was the last part)."""

    records: Sequence[OaiRecord]
    cursor: int
    size: int
    next: Place | None


def list_part(place: Place, repository: Repository) -> Part:
    """The records from a place on; a fixed number of queries. The number of all of
    them is counted once, at the beginning."""
    wanted = _slice(place)
    after = (place.last_at, place.last_id) if place.last_at else None
    found = for_harvest.list_changed(wanted, after=after, limit=PART_SIZE + 1)
    size = place.size if after else for_harvest.count_changed(wanted)
    rows = found[:PART_SIZE]
    goes_on = None
    if len(found) > PART_SIZE:
        last = rows[-1]
        goes_on = replace(
            place,
            last_at=last.at,
            last_id=last.id,
            cursor=place.cursor + len(rows),
            size=size,
        )
    return Part(_records(rows, repository), place.cursor, size, goes_on)


def find_record(uid: str, repository: Repository) -> OaiRecord | None:
    row = for_harvest.find_changed(uid) if uid and len(uid) <= 16 else None
    return _records([row], repository)[0] if row else None


def earliest(now: datetime) -> datetime:
    return for_harvest.first_change() or now


def list_sets() -> list[OaiSet]:
    """Every set, the whole of each sort before its parts."""
    found = [OaiSet(sort, WHOLE[sort]) for sort in Sort]
    named = {
        Sort.AUDIENCE: [(word.value, word.value) for word in Audience],
        Sort.KIND: [(kind, kind) for kind in for_harvest.list_kinds()],
        Sort.LANGUAGE: [
            (code, languages.name_in(code, "en"))
            for code in for_harvest.list_languages()
        ],
        Sort.TOPIC: [(line.slug, line.name) for line in topics.list_lines("en")],
    }
    for sort, rows in named.items():
        found += [OaiSet(f"{sort}:{value}", name) for value, name in rows]
    return found


def _slice(place: Place) -> Slice:
    chosen = read_set(place.set_name)
    return Slice(
        since=place.span.since,
        before=place.span.before,
        topic=chosen.value_of(Sort.TOPIC),
        language=chosen.value_of(Sort.LANGUAGE),
        kind=chosen.value_of(Sort.KIND),
        audience=chosen.value_of(Sort.AUDIENCE),
        # every resource has a kind and an audience
        has_topic=chosen == Chosen(Sort.TOPIC),
        has_language=chosen == Chosen(Sort.LANGUAGE),
    )


def _records(rows: Sequence[Changed], repository: Repository) -> list[OaiRecord]:
    resources = catalogue.records_by_id(row.id for row in rows)
    slugs = {slug for one in resources.values() for slug in one.draft.topics}
    subjects = _subjects(slugs)
    replaced = successors.list_replaced(row.id for row in rows)
    return [
        OaiRecord(
            repository.identifier(row.uid),
            row.at.astimezone(UTC),
            resources[row.id],
            _page(row.uid),
            tuple(subjects[slug] for slug in resources[row.id].draft.topics),
            tuple(_page(uid) for uid in replaced.get(row.id, ())),
        )
        for row in rows
        if row.id in resources
    ]


def _page(uid: str) -> str:
    return absolute(reverse("site:resource-detail", args=[uid]))


def _subjects(slugs: Iterable[str]) -> dict[str, Subject]:
    wanted = topics.all_topics().filter(slug__in=set(slugs))
    # of their many terms none is told
    rows = wanted.prefetch_related(None).prefetch_related("texts", "codes")
    return {
        topic.slug: Subject(
            topic.slug,
            {text.language: text.name for text in topic.texts.all()},
            tuple(sorted((code.system, code.value) for code in topic.codes.all())),
        )
        for topic in rows
    }
