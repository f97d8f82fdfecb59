"""Exports: the round trip, and what others can read of us."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from lxml import etree

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.collections import CollectionDraft
from medagora.catalogue.domain.drafts import AccountDraft, FeedDraft, TextDraft
from medagora.catalogue.domain.formats.reading import Reading, read
from medagora.catalogue.domain.formats.rows import Format, ResourceRow
from medagora.catalogue.models import Collection, Resource, Source
from medagora.curation.domain.chain import Entry, find_break
from medagora.curation.domain.states import Move
from medagora.curation.models import ImportBatch, LogEntry, Review, Suggestion
from medagora.curation.services import exporting, importing, publishing
from medagora.curation.services.importing import ImportOptions
from medagora.kernel.refusals import BadInput
from medagora.people.models import Person
from medagora.topics.models import Topic
from medagora.topics.services import load_starter_topics
from tests.conftest import NOW

RESTORE = ImportOptions(Format.MEDAGORA, policy="published")
LATER = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)


def export(states: Any = ("published", "retired")) -> bytes:
    return b"".join(exporting.everything(states))


def take(data: bytes, options: ImportOptions = RESTORE) -> ImportBatch:
    stream = io.BytesIO(data)
    batch = importing.plan_import(stream, options, file_name="x", by=None, at=LATER)
    return importing.run_import(batch, stream, by=None, now=lambda: LATER)


def empty_the_site() -> None:
    """As after ``migrate``; the log goes as no service could do it."""
    for model in (Review, Suggestion, ImportBatch, Collection, Resource, Source, Topic):
        model._default_manager.all().delete()
    triggers = {
        "sqlite": "DROP TRIGGER curation_logentry_no_delete",
        "postgresql": "DROP TRIGGER curation_logentry_append_only ON curation_logentry",
    }
    with connection.cursor() as cursor:
        cursor.execute(triggers[connection.vendor])
        cursor.execute("DELETE FROM curation_logentry")


@pytest.fixture
def full_site(
    make_topic: Callable[..., Topic],
    make_resource: Callable[..., Resource],
    member: Person,
) -> None:
    """One of everything that leaves, and some things that must not."""
    make_topic("asthma")
    make_topic("copd", related=("asthma",), parent="asthma")
    source = catalogue.make_source("hon", "HON list", policy="candidate", licence="x")
    rich = make_resource(
        "https://rich.example.org/a?b=1",
        kind="blog",
        audience="patients",
        texts={"hu": TextDraft("Jó", "Leírás."), "en": TextDraft("Good")},
        languages=("hu", "en"),
        topics=("copd", "asthma"),
        further_addresses=("https://rich.example.org/old", "https://also.example.org/"),
        publisher='=Publisher, "Ltd"',
        country="hu",
        cost="partly-paid",
        needs_sign_up=True,
        accessibility_notes="Large type",
        feeds=(FeedDraft("https://rich.example.org/feed", "News & more"),),
        social_accounts=(AccountDraft("x", "https://x.com/rich"),),
    )
    catalogue.note_review(rich, on=date(2026, 5, 6))
    Resource.objects.filter(pk=rich.pk).update(source=source, source_key="hon:1")
    plain = make_resource()
    retired = make_resource("https://retired.example.org/")
    publishing.move(retired, Move.RETIRE, by="system", at=NOW)
    catalogue.name_successor(retired, plain)
    make_resource("https://candidate.example.org/", state="candidate")
    for visibility in ("public", "private"):
        collection = catalogue.create_collection(
            CollectionDraft(
                title=f"A {visibility} one",
                by_name="Mia",
                language="en",
                visibility=visibility,
                topics=("asthma",),
            ),
            by=member,
        )
        catalogue.add_item(collection, plain, by=member, note="First.")
        catalogue.add_item(collection, rich, by=member)


@pytest.mark.usefixtures("full_site")
def test_an_empty_site_becomes_this_one_again_byte_for_byte() -> None:
    before = export()
    empty_the_site()

    batch = take(before)

    assert (batch.made, batch.skipped) == (3, 0)
    assert export() == before
    assert Resource.objects.get(state="retired").successor is not None


@pytest.mark.usefixtures("full_site")
def test_a_successor_that_somebody_here_named_stays() -> None:
    before = export()
    retired = Resource.objects.get(state="retired")
    rich = Resource.objects.get(publisher__startswith="=")
    catalogue.name_successor(retired, rich)

    take(before)

    retired.refresh_from_db()
    assert retired.successor == rich


@pytest.mark.parametrize("named", ["nowhere1", "itself"])
@pytest.mark.usefixtures("full_site")
def test_a_successor_that_cannot_be_is_left_out(named: str) -> None:
    retired = Resource.objects.get(state="retired")
    successor, own = retired.successor, retired.uid
    assert successor
    strange = named if named == "nowhere1" else own
    words = f'"successor":"{successor.uid}"', f'"successor":"{strange}"'
    before = export().decode().replace(*words).encode()
    empty_the_site()

    assert take(before).skipped == 0
    assert Resource.objects.get(state="retired").successor is None


@pytest.mark.usefixtures("full_site")
def test_the_round_trip_holds_for_every_state_too() -> None:
    before = export(exporting.EVERY_STATE)
    empty_the_site()

    take(before)

    assert export(exporting.EVERY_STATE) == before
    assert Suggestion.objects.get().resource.address == "https://candidate.example.org/"


@pytest.mark.usefixtures("full_site")
def test_the_round_trip_holds_where_the_starter_topics_are_loaded_already() -> None:
    load_starter_topics()
    Topic.objects.exclude(slug="asthma").delete()
    Topic.objects.filter(slug="asthma").update(kind="prevention")
    before = export()
    empty_the_site()
    load_starter_topics()
    Topic.objects.exclude(slug="asthma").delete()

    take(before)

    assert export() == before


@pytest.mark.usefixtures("full_site")
def test_a_second_import_changes_nothing() -> None:
    before = export()
    empty_the_site()
    take(before)
    entries = LogEntry.objects.count()

    batch = take(before)

    assert (batch.made, batch.updated, batch.unchanged) == (0, 0, 3)
    assert LogEntry.objects.count() == entries
    assert export() == before


@pytest.mark.usefixtures("full_site")
def test_restored_resources_stand_in_the_new_log_with_their_source() -> None:
    before = export()
    empty_the_site()

    take(before)

    published = LogEntry.objects.filter(verb="resource_published")
    assert {entry.facts["is_restored"] for entry in published} == {True}
    assert published.count() == 3
    assert LogEntry.objects.filter(verb="resource_retired").count() == 1


@pytest.mark.usefixtures("full_site")
def test_what_was_reviewed_here_is_not_replaced(curator: Person) -> None:
    data = export()
    resource = Resource.objects.get(address="https://rich.example.org/a?b=1")
    Review.objects.create(
        resource=resource,
        by=curator,
        by_pseudonym=curator.pseudonym,
        verdict="renew",
        given_at=NOW,
    )
    Resource.objects.filter(pk=resource.pk).update(publisher="Ours")

    batch = take(data)

    assert batch.updated == 0
    resource.refresh_from_db()
    assert resource.publisher == "Ours"


@pytest.mark.usefixtures("full_site")
def test_as_candidates_everything_goes_to_the_desk() -> None:
    data = export()
    empty_the_site()

    take(data, ImportOptions(Format.MEDAGORA, source="friends"))

    assert set(Resource.objects.values_list("state", flat=True)) == {"candidate"}
    assert set(Resource.objects.values_list("source__slug", flat=True)) == {"friends"}
    assert Suggestion.objects.count() == 3
    assert not Collection.objects.exists()


@pytest.mark.usefixtures("full_site")
def test_nothing_private_leaves() -> None:
    data = export().decode()

    assert "A public one" in data
    assert "A private one" not in data
    assert "candidate.example.org" not in data
    assert "@example.org" not in data


@pytest.mark.usefixtures("full_site")
@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda lines: lines[:-1], "its last line is missing"),
        (lambda lines: [*lines[:2], *lines[3:]], "but there are"),
        (lambda lines: [*lines[:3], lines[3][:40]], "line 4: it is cut off"),
        (lambda lines: [*lines, lines[-1]], "Something follows the end"),
        (lambda lines: lines[1:], "line 1 should be"),
        (lambda lines: [lines[0].replace(b"1", b"9"), *lines[1:]], "version 9"),
        (lambda lines: [lines[0], b'{"type":"spell"}\n'], "Line 2 is of a type"),
        (lambda lines: [lines[0], b"nonsense\n"], "Line 2 is not valid JSON"),
    ],
)
def test_a_damaged_export_is_refused_with_its_place(
    damage: Callable[[list[bytes]], list[bytes]], sentence: str
) -> None:
    lines = export().splitlines(keepends=True)

    with pytest.raises(BadInput, match=sentence):
        take(b"".join(damage(lines)))


@pytest.mark.usefixtures("full_site")
def test_a_field_that_we_do_not_know_is_never_dropped_silently() -> None:
    data = export().replace(b'"kind":"blog"', b'"kind":"blog","stars":5')

    stream = io.BytesIO(data)
    skipped = importing.preview(stream, RESTORE).skipped_rows

    assert [row.reason for row in skipped] == ["“stars” is not a field that we know."]


@pytest.mark.usefixtures("full_site")
def test_a_table_can_be_read_back() -> None:
    data = b"".join(exporting.table())

    rows = list(csv.DictReader(io.StringIO(data.decode())))
    rich = next(row for row in rows if "rich" in row["address"])
    assert rich["publisher"] == '\'=Publisher, "Ltd"'
    assert rich["title"] == "Jó"
    back = list(read(io.BytesIO(data), Reading(Format.CSV)))
    again = next(
        row for row in back if isinstance(row, ResourceRow) and "rich" in str(row.draft)
    )
    assert again.draft.publisher == '=Publisher, "Ltd"'
    assert again.draft.languages == ("hu", "en")
    assert again.words == ("asthma", "copd")


@pytest.mark.usefixtures("full_site")
def test_a_list_of_feeds_is_well_formed_and_can_be_read_back() -> None:
    data = b"".join(exporting.feed_list("Ours & theirs"))

    etree.fromstring(data)
    rows = list(read(io.BytesIO(data), Reading(Format.OPML)))
    assert all(isinstance(row, ResourceRow) for row in rows)
    assert len(rows) == 2  # retired ones are not recommended


@pytest.mark.usefixtures("full_site")
def test_linked_data_is_one_json_document_in_the_words_of_schema_org() -> None:
    data = b"".join(
        exporting.linked_data(lambda uid: f"https://we.example.org/{uid}", "en")
    )

    document = json.loads(data)
    rich = next(n for n in document["@graph"] if "rich" in n["url"])
    assert document["@context"] == "https://schema.org"
    assert rich["@type"] == "Blog"
    assert rich["name"] == "Good"
    assert rich["publisher"]["address"]["addressCountry"] == "HU"
    assert {topic["name"] for topic in rich["about"]} == {"Asthma", "Copd"}


def test_an_empty_site_exports_empty_files(db: None) -> None:
    assert export().count(b"\n") == 2
    assert json.loads(b"".join(exporting.linked_data(str)))["@graph"] == []
    etree.fromstring(b"".join(exporting.feed_list("x")))


@pytest.mark.usefixtures("full_site")
def test_the_log_can_be_verified_by_somebody_who_has_only_its_lines() -> None:
    lines = b"".join(exporting.log_lines()).splitlines()

    entries = [Entry(**json.loads(line)) for line in lines]

    assert len(entries) == LogEntry.objects.count()
    assert find_break(entries) is None


@pytest.mark.usefixtures("full_site")
def test_the_fingerprint_changes_with_the_content_only(
    make_resource: Callable[..., Resource],
) -> None:
    before = exporting.fingerprint()

    assert exporting.fingerprint() == before
    make_resource()
    assert exporting.fingerprint() != before


def test_pieces_hold_the_same_bytes() -> None:
    def lines() -> Iterator[bytes]:
        yield from (b"line %d\n" % number for number in range(1000))

    pieces = list(exporting.in_pieces(lines(), size=100))

    assert b"".join(pieces) == b"".join(lines())
    assert len(pieces) < 100


def test_queries_grow_with_chunks_and_not_with_resources(
    make_resource: Callable[..., Resource], django_assert_max_num_queries: Any
) -> None:
    make_resource()
    with django_assert_max_num_queries(40) as one:
        export()
    for _number in range(10):
        make_resource()

    with django_assert_max_num_queries(len(one)):
        export()
