"""The index follows entries, collections and what people said of resources; and what
is old, missing or too much in it is seen."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from medagora.appraisal import services as appraisal
from medagora.catalogue.models import Collection, Resource
from medagora.catalogue.services import collections as collecting_services
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.people.models import Person
from medagora.reader.models import Entry, Feed, Notice
from medagora.search import services, sources, tasks
from medagora.search.domain.documents import ContentDocument, Mark, Sort
from medagora.search.domain.requests import ContentQuery, Filters
from medagora.search.gateways import engine
from medagora.web import news
from tests.reader.conftest import NOW
from tests.search import answering

Make = Callable[..., Any]
Run = Callable[[], None]

make_feed, make_entries = answering.make_feed, answering.make_entries
make_collection = answering.make_collection
start, appraise = answering.start, answering.appraise

SINCE = NOW - timedelta(days=sources.FRESH_DAYS)
PAPER = {"title": "Salt and the heart", "doi": "10.1000/salt", "pmid": "123"}


class Days:
    """Since when entries are fresh: tests let days pass."""

    def __init__(self) -> None:
        self.since = SINCE

    def __call__(self) -> datetime:
        return self.since

    def pass_by(self, days: int) -> None:
        self.since += timedelta(days=days)


@pytest.fixture(autouse=True)
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    found = Days()
    monkeypatch.setattr(sources, "fresh_since", found)
    return found


@pytest.fixture
def source(make_feed: Make, make_resource: Make) -> Feed:
    """The feed of a published resource."""
    made: Feed = make_feed("Heart", resource=make_resource(publisher="Heart Society"))
    DBTaskResult.objects.all().delete()  # its resource does not name it: it would go
    return made


def found(sort: Sort, **fields: Any) -> list[str]:
    query = ContentQuery(sort=sort, filters=Filters(**fields))
    return sorted(engine().find_content(query).uids)


def with_code(code: str) -> list[str]:
    query = ContentQuery(sort=Sort.ENTRY, codes=(code,))
    return list(engine().find_content(query).uids)


def entries() -> list[str]:
    return found(Sort.ENTRY)


def works(*rows: Entry) -> list[str]:
    return sorted({str(row.work) for row in rows})


def retire(resource: Resource | None) -> None:
    assert resource is not None
    publishing.move(resource, Move.RETIRE, by="system", at=NOW)


# ---- entries --------------------------------------------------------------------


def test_a_paper_is_indexed_with_its_words_its_source_and_its_codes(
    source: Feed, make_entries: Make, make_topic: Make
) -> None:
    (entry,) = make_entries(source, {**PAPER, "journal": "Beats", "authors": ("Ada",)})

    (document,) = sources.entry_documents()

    assert (document.uid, document.sort) == (str(entry.work), Sort.ENTRY)
    assert document.titles == (PAPER["title"],)
    assert document.publisher.split() == ["Heart", "Beats", "Ada"]
    assert document.languages == ("en",)
    assert document.kind == "journal"
    assert document.codes == ("doi:10.1000/salt", "pmid:123")
    assert document.published == int(entry.published_at.timestamp())
    assert document.marks == ()


def test_news_of_works_writes_them_and_takes_them_out(
    source: Feed, make_entries: Make, run_tasks: Run
) -> None:
    services.rebuild_index()
    made = make_entries(source, PAPER, {"title": "Sugar"})
    run_tasks()
    assert entries() == works(*made)
    assert with_code("doi:10.1000/salt") == with_code("pmid:123") == works(made[0])

    Entry.objects.filter(pk=made[0].pk).delete()
    news.tell("works_changed", f"{made[0].work} {made[1].work}")
    run_tasks()

    assert entries() == works(made[1])
    assert with_code("doi:10.1000/salt") == []


def test_a_source_that_is_retired_takes_its_entries_along(
    source: Feed, make_entries: Make, run_tasks: Run
) -> None:
    services.rebuild_index()
    made = make_entries(source, 2)
    run_tasks()
    assert entries() == works(*made)

    retire(source.resource)
    run_tasks()

    assert entries() == []


def test_what_only_a_reader_added_is_never_indexed(
    make_feed: Make, make_entries: Make, run_tasks: Run
) -> None:
    services.rebuild_index()
    made = make_entries(make_feed("Mine"), 2)
    news.tell("works_changed", " ".join(works(*made)))
    run_tasks()

    assert entries() == []
    assert list(sources.entry_documents()) == []


def test_news_of_a_work_that_is_old_takes_it_out(
    source: Feed, make_entries: Make, run_tasks: Run, days: Days
) -> None:
    (entry,) = make_entries(source, PAPER)
    services.rebuild_index()
    assert entries() == works(entry)

    days.pass_by(sources.FRESH_DAYS + 1)
    services.index_works([entry.work])

    assert entries() == []


def test_works_that_wait_are_taken_together(source: Feed, make_entries: Make) -> None:
    made = make_entries(source, 4)
    DBTaskResult.objects.all().delete()
    services.rebuild_index()
    Entry.objects.filter(pk=made[0].pk).delete()
    numbers = works(*made)
    for batch in (numbers[:2], numbers[2:]):
        news.tell("works_changed", " ".join(batch))

    tasks.index_works.func(" ".join(numbers[:2]))

    assert not DBTaskResult.objects.ready().exists()
    assert entries() == works(*made[1:])


def test_a_retraction_is_a_mark(source: Feed, make_entries: Make) -> None:
    (entry,) = make_entries(source, PAPER)
    services.rebuild_index()
    assert found(Sort.ENTRY, marks=(Mark.RETRACTED,)) == []

    Notice.objects.create(doi=PAPER["doi"], kind="retraction", source="x", added_at=NOW)
    services.index_works([entry.work])

    assert found(Sort.ENTRY, marks=(Mark.RETRACTED,)) == works(entry)


# ---- collections ----------------------------------------------------------------


def test_the_index_follows_collections_as_they_become_public(
    make_collection: Make, make_resource: Make, member: Person, run_tasks: Run
) -> None:
    services.rebuild_index()
    collection = make_collection(member, make_resource())
    make_collection(member, visibility="private")
    make_collection(member, visibility="unlisted")
    run_tasks()
    assert found(Sort.COLLECTION) == [collection.uid]

    collecting_services.delete_collection(collection, by=member)
    run_tasks()

    assert found(Sort.COLLECTION) == []


def test_a_collection_that_is_private_again_is_taken_out(
    make_collection: Make, member: Person, run_tasks: Run
) -> None:
    collection = make_collection(member)
    services.rebuild_index()
    Collection.objects.filter(pk=collection.pk).update(visibility="private")
    news.tell("collection_changed", collection.uid)
    run_tasks()

    assert found(Sort.COLLECTION) == []


def test_a_collection_covers_what_half_of_its_resources_cover(
    make_collection: Make, make_resource: Make, make_topic: Make, member: Person
) -> None:
    slug = make_topic("asthma").slug
    collection = make_collection(member, make_resource(topics=(slug,)), make_resource())
    services.rebuild_index()

    assert found(Sort.COLLECTION, topics=(slug,)) == [collection.uid]


# ---- appraisals -----------------------------------------------------------------


def test_a_resource_is_marked_as_judged_while_somebody_says_so(
    appraise: Make, make_resource: Make, member: Person, run_tasks: Run
) -> None:
    resource = make_resource()
    services.rebuild_index()
    assert found(Sort.RESOURCE, marks=(Mark.APPRAISED,)) == []

    said = appraise(member, resource)
    run_tasks()
    assert found(Sort.RESOURCE, marks=(Mark.APPRAISED,)) == [resource.uid]

    appraisal.withdraw_appraisal(said, by=member, at=NOW)
    run_tasks()
    assert found(Sort.RESOURCE, marks=(Mark.APPRAISED,)) == []
    assert found(Sort.RESOURCE) == [resource.uid]


def test_what_is_free_and_answers_is_marked(make_resource: Make) -> None:
    free, checked = make_resource(cost="free"), make_resource(cost="paid")
    Resource.objects.filter(pk=checked.pk).update(link_state="working")
    services.rebuild_index()

    assert found(Sort.RESOURCE, marks=(Mark.FREE,)) == [free.uid]
    assert found(Sort.RESOURCE, marks=(Mark.CHECKED,)) == [checked.uid]
    assert found(Sort.RESOURCE, marks=(Mark.FREE, Mark.CHECKED)) == []


# ---- an index that is not of this database --------------------------------------


def extra(count: int) -> Iterator[ContentDocument]:
    """Fresh entries that no database has."""
    fresh = int(NOW.timestamp())
    for number in range(count):
        uid = f"9{number:06}"
        yield ContentDocument(uid, (f"Extra {uid}",), published=fresh, sort=Sort.ENTRY)


def test_entries_that_have_become_old_are_forgotten_without_a_rebuild(
    source: Feed, make_entries: Make, days: Days
) -> None:
    make_entries(source, PAPER, at=NOW - timedelta(days=10))
    (new,) = make_entries(source, {"title": "Sugar"})
    services.rebuild_index()
    assert len(entries()) == 2

    days.pass_by(sources.FRESH_DAYS - 5)

    assert services.ensure_index() is None
    assert entries() == works(new)
    assert len(found(Sort.RESOURCE)) == 1


def test_a_few_entries_too_many_or_too_few_are_left_to_be(
    source: Feed, make_entries: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_FEW_ENTRIES", 3)
    services.rebuild_index()
    make_entries(source, 3)
    assert services.ensure_index() is None
    assert entries() == []

    services.rebuild_index()
    engine().write(extra(3))

    assert services.ensure_index() is None
    assert len(entries()) == 6


@pytest.mark.parametrize("is_missing", [True, False])
def test_many_entries_too_many_or_too_few_have_the_index_built_anew(
    source: Feed,
    make_entries: Make,
    monkeypatch: pytest.MonkeyPatch,
    is_missing: bool,
) -> None:
    monkeypatch.setattr(services, "_FEW_ENTRIES", 3)
    if is_missing:
        services.rebuild_index()
        made = make_entries(source, 4)
    else:
        made = make_entries(source, 2)
        services.rebuild_index()
        engine().write(extra(4))

    assert services.ensure_index() == len(made) + 1
    assert entries() == works(*made)
    assert services.ensure_index() is None


def test_of_very_many_entries_a_twentieth_may_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counts = {"resource": 0, "collection": 0, "entry": 100_000}
    monkeypatch.setattr(sources, "expected_counts", lambda: dict(counts))
    monkeypatch.setattr(sources, "topic_documents", lambda: iter(()))

    def fits(entries: int) -> bool:
        return services._fits({"entry": entries})

    assert fits(100_000)
    assert fits(95_000)
    assert fits(105_000)
    assert not fits(94_999)
    assert not fits(105_001)


def test_one_collection_that_is_missing_has_the_index_built_anew(
    make_collection: Make, member: Person
) -> None:
    services.rebuild_index()
    collection = make_collection(member)

    assert services.ensure_index() == 1
    assert found(Sort.COLLECTION) == [collection.uid]


def test_one_topic_that_is_missing_has_the_index_built_anew(make_topic: Make) -> None:
    services.rebuild_index()
    make_topic("asthma")

    assert services.ensure_index() == 1


def test_everything_there_is_fits_its_own_index(
    source: Feed,
    make_entries: Make,
    make_collection: Make,
    make_topic: Make,
    member: Person,
) -> None:
    make_topic("asthma")
    make_entries(source, 3)
    make_collection(member)

    assert services.rebuild_index() == 1 + 1 + 3 + 1
    counts = engine().counts()
    terms = sum(len(document.terms) for document in sources.topic_documents())
    assert counts == {"term": terms, "page": 0, **sources.expected_counts()}
    assert services.ensure_index() is None


def test_tending_waits_for_works_that_wait(
    source: Feed, make_entries: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_FEW_ENTRIES", 0)
    services.rebuild_index()
    made = make_entries(source, 2)
    assert DBTaskResult.objects.ready().exists()

    tasks.tend_index.func()
    assert entries() == []

    DBTaskResult.objects.all().delete()
    tasks.tend_index.func()
    assert entries() == works(*made)


def test_more_entries_cost_no_more_queries(
    source: Feed, make_entries: Make, count_queries: Callable[..., int]
) -> None:
    make_entries(source, 1)
    few = count_queries(services.rebuild_index)
    make_entries(source, 20)

    assert count_queries(services.rebuild_index) == few
