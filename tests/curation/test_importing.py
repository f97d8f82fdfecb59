"""Imports: what comes in, what stays, what a second run and a kill leave."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest

from medagora.catalogue import queries as catalogue
from medagora.catalogue import services as catalogue_services
from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft
from medagora.catalogue.domain.formats.rows import Format
from medagora.catalogue.models import Resource, Source
from medagora.curation.models import ImportBatch, LogEntry, Review, Suggestion
from medagora.curation.services import importing
from medagora.curation.services.importing import ImportOptions, running, storing, survey
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people.models import Person
from medagora.topics.models import Topic
from tests.catalogue.formats import samples
from tests.conftest import NOW

CSV_OPTIONS = ImportOptions(Format.CSV)
PUBLISH = ImportOptions(Format.CSV, policy="published")


def now() -> datetime:
    return NOW


def run(
    text: str | bytes, options: ImportOptions = CSV_OPTIONS, *, by: Person | None = None
) -> ImportBatch:
    stream = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    batch = importing.plan_import(stream, options, file_name="x", by=by, at=NOW)
    return importing.run_import(batch, stream, by=by, now=now)


def table(*rows: str) -> str:
    return "url,title,language,topics\n" + "\n".join(rows) + "\n"


def counts(batch: ImportBatch) -> tuple[int, int, int, int]:
    return batch.made, batch.updated, batch.unchanged, batch.skipped


@pytest.fixture(autouse=True)
def asthma(make_topic: Callable[..., Topic]) -> Topic:
    return make_topic("asthma")


def test_candidates_come_onto_the_desk_with_their_batch_and_note() -> None:
    batch = run(samples.HON, ImportOptions(Format.HON))

    suggestion = Suggestion.objects.get()
    assert suggestion.batch == batch
    assert suggestion.note == "Certified by HON in 2018, to be reviewed again."
    assert suggestion.resource.state == "candidate"
    assert suggestion.resource.source == Source.objects.get(slug="hon-2018")
    assert counts(batch) == (1, 0, 0, 3)


def test_words_of_a_row_become_topics_where_a_term_is_the_same() -> None:
    run(table("https://a.example.org/,A,en,Asthma lay HU;nonsense"))

    record = next(catalogue.list_records(["candidate"]))
    assert record.draft.topics == ("asthma",)


def test_a_trusted_source_publishes_and_the_log_names_it() -> None:
    batch = run(table("https://a.example.org/,A,en,asthma"), PUBLISH)

    resource = Resource.objects.get()
    entry = LogEntry.objects.get(verb="resource_published")
    assert resource.state == "published"
    assert entry.subject == f"resource:{resource.uid}"
    assert entry.facts == {
        "address": "https://a.example.org/",
        "source": "table",
        "import": batch.pk,
        "confirmed": False,
    }


def test_what_is_not_ready_to_be_published_goes_to_the_desk() -> None:
    run(table("https://a.example.org/,No topic,en,"), PUBLISH)

    assert Resource.objects.get().state == "candidate"
    assert Suggestion.objects.count() == 1


def test_the_log_tells_of_the_import_itself() -> None:
    run(table("https://a.example.org/,A,en,asthma", "odd,B,en,"))

    facts = LogEntry.objects.get(verb="import_done").facts
    assert (facts["made"], facts["skipped"], facts["policy"]) == (1, 1, "candidate")


def test_every_skipped_row_is_reported_with_line_and_reason() -> None:
    batch = run(
        table(
            "https://a.example.org/,A,en,", "odd,B,en,", "https://a.example.org,C,en,"
        )
    )

    odd, repeated = batch.skipped_rows.order_by("line")
    assert odd.line == 3
    assert odd.reason == "The address needs a public host name such as www.nhs.uk."
    assert repeated.line == 4
    assert repeated.reason == survey.REPEATED
    assert repeated.excerpt == "line 2: https://a.example.org/"


def test_a_repeated_address_gives_its_topics_to_the_first_row() -> None:
    run(table("https://a.example.org/,A,en,", "http://www.a.example.org,B,en,asthma"))

    record = next(catalogue.list_records(["candidate"]))
    assert record.draft.topics == ("asthma",)
    assert record.draft.texts["en"].title == "A"


def test_a_second_feed_of_a_page_comes_to_the_first() -> None:
    outline = '<outline text="A" htmlUrl="https://a.example.org/" xmlUrl="{}"/>'
    feeds = [f"https://a.example.org/{name}" for name in ("one", "two")]
    body = "".join(outline.format(feed) for feed in feeds)

    run(f"<opml><body>{body}</body></opml>", ImportOptions(Format.OPML))

    record = next(catalogue.list_records(["candidate"]))
    assert sorted(feed.address for feed in record.draft.feeds) == feeds


def test_a_second_run_changes_nothing() -> None:
    text = table("https://a.example.org/,A,en,asthma", "https://b.example.org/,B,en,")
    run(text, PUBLISH)
    before = (list(Resource.objects.values()), LogEntry.objects.count())

    batch = run(text, PUBLISH)

    assert counts(batch) == (0, 0, 2, 0)
    assert (list(Resource.objects.values()), LogEntry.objects.count()) == before
    assert Suggestion.objects.count() == 1


def test_what_the_source_says_anew_is_taken_over_and_logged() -> None:
    run(table("https://a.example.org/,Old,en,asthma"), PUBLISH)

    batch = run(table("https://a.example.org/,New,en,asthma"), PUBLISH)

    assert counts(batch) == (0, 1, 0, 0)
    assert next(catalogue.list_records()).draft.texts["en"].title == "New"
    assert LogEntry.objects.get(verb="resource_updated").facts["changed"] == ["texts"]


def test_what_people_here_have_corrected_stays() -> None:
    run(table("https://a.example.org/,Old,en,asthma"), PUBLISH)
    resource = Resource.objects.get()
    own = ResourceDraft(
        address="https://a.example.org/",
        texts={"en": TextDraft("Our words")},
        languages=("en",),
        topics=("asthma",),
    )
    catalogue_services.change_resource(resource, own)

    batch = run(table("https://a.example.org/,New,en,asthma"), PUBLISH)

    assert counts(batch) == (0, 0, 1, 0)
    assert next(catalogue.list_records()).draft.texts["en"].title == "Our words"


def test_what_people_here_have_reviewed_stays(curator: Person) -> None:
    run(table("https://a.example.org/,Old,en,asthma"))
    Review.objects.create(
        resource=Resource.objects.get(),
        by=curator,
        by_pseudonym=curator.pseudonym,
        verdict="decline",
        given_at=NOW,
    )

    batch = run(table("https://a.example.org/,New,en,asthma"))

    assert counts(batch) == (0, 0, 1, 0)


def test_what_another_source_or_person_brought_stays(
    make_resource: Callable[..., Resource],
) -> None:
    make_resource("https://a.example.org/")

    batch = run(table("https://a.example.org/,Theirs,en,asthma"), PUBLISH)

    assert counts(batch) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    "text",
    [
        table("https://a.example.org/,A,en,", 'https://b.example.org/,"B,en,'),
        "",
        "\x00\x01",
        samples.MEDLINEPLUS[:2000],
    ],
)
def test_a_file_that_is_broken_anywhere_changes_nothing(text: str) -> None:
    with pytest.raises(BadInput):
        run(text)

    assert not Resource.objects.exists()
    assert not LogEntry.objects.exists()
    assert not ImportBatch.objects.filter(state="done").exists()


@pytest.mark.parametrize("format", list(Format))
def test_a_file_of_two_gigabytes_is_refused_before_a_byte_is_read(
    format: Format,
) -> None:
    options = ImportOptions(format)

    with pytest.raises(BadInput, match="The file has 2,048 MB"):
        importing.preview(samples.huge(), options)
    with pytest.raises(BadInput, match="The file has 2,048 MB"):
        importing.plan_import(samples.huge(), options, file_name="x", by=None, at=NOW)

    assert not ImportBatch.objects.exists()
    assert not Source.objects.exists()


def test_a_refused_file_leaves_its_sentence_with_the_batch() -> None:
    with pytest.raises(BadInput):
        run(table('https://a.example.org/,"A'))

    batch = ImportBatch.objects.get()
    assert batch.state == "failed"
    assert batch.failure.startswith("The file ends too early")


def test_a_killed_import_goes_on_where_it_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "BATCH_ROWS", 2)
    text = table(*(f"https://a{n}.example.org/,T{n},en," for n in range(5)))
    with dying_after(monkeypatch, batches=2), pytest.raises(Killed):
        run(text)
    assert ImportBatch.objects.get().rows_done == 4

    batch = run(text)

    assert ImportBatch.objects.get() == batch
    assert counts(batch) == (5, 0, 0, 0)
    assert Resource.objects.count() == 5


class Killed(BaseException):
    """What no code catches, like a kill."""


@contextmanager
def dying_after(monkeypatch: pytest.MonkeyPatch, *, batches: int) -> Iterator[None]:
    """Kills the import when it begins to write the batch after these."""
    original = storing.store_rows
    left = iter(range(batches))

    def store(*args: Any) -> Any:
        if next(left, None) is None:
            raise Killed
        return original(*args)

    with monkeypatch.context() as inner:
        inner.setattr(running, "store_rows", store)
        yield


def test_of_two_processes_only_one_writes_a_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = table("https://a.example.org/,A,en,")
    original = storing.store_rows

    def meanwhile(*args: Any) -> Any:
        ImportBatch.objects.update(rows_done=7)
        return original(*args)

    monkeypatch.setattr(running, "store_rows", meanwhile)

    with pytest.raises(Conflict, match="already being run"):
        run(text)
    assert not Resource.objects.exists()


def test_hon_sites_are_never_published_unseen() -> None:
    with pytest.raises(BadInput, match="of 2018"):
        run(samples.HON, ImportOptions(Format.HON, policy="published"))


def test_importing_needs_the_permission(curator: Person) -> None:
    with pytest.raises(NotAllowed):
        run(table("https://a.example.org/,A,en,"), by=curator)


def test_only_operators_publish_without_reviews(
    make_person: Callable[..., Person], operator: Person
) -> None:
    editor = make_person("Edith", role="editor")
    text = table("https://a.example.org/,A,en,asthma")

    with pytest.raises(NotAllowed):
        run(text, PUBLISH, by=editor)
    run(text, PUBLISH, by=operator)

    assert LogEntry.objects.filter(actor=operator.pseudonym).count() == 2


def test_a_source_keeps_its_policy_until_told_otherwise() -> None:
    run(table("https://a.example.org/,A,en,asthma"), PUBLISH)

    run(table("https://b.example.org/,B,en,asthma"), ImportOptions(Format.CSV))

    assert Resource.objects.filter(state="published").count() == 2


def test_a_broken_file_does_not_change_the_policy_of_its_source() -> None:
    run(table("https://a.example.org/,A,en,asthma"))

    with pytest.raises(BadInput):
        run(table('https://b.example.org/,"B'), PUBLISH)

    assert Source.objects.get().policy == "candidate"


def test_rows_under_no_topic_of_ours_can_be_left_out() -> None:
    options = ImportOptions(Format.CSV, known_topics_only=True)

    batch = run(
        table("https://a.example.org/,A,en,x", "https://b.example.org/,B,en,asthma"),
        options,
    )

    assert counts(batch) == (1, 0, 0, 1)
    assert batch.skipped_rows.get().reason == "It stands under no topic that we have."


def test_a_preview_counts_and_shows_and_writes_nothing(
    make_resource: Callable[..., Resource],
) -> None:
    make_resource("https://b.example.org/")
    text = table(
        "https://a.example.org/,A,en,asthma",
        "https://b.example.org/,B,en,",
        "odd,C,en,",
    )
    rows = list(tables_of_database())

    preview = importing.preview(io.BytesIO(text.encode()), CSV_OPTIONS)

    assert (preview.new, preview.known, preview.skipped) == (1, 1, 1)
    assert preview.first_rows[0].draft
    assert preview.first_rows[0].draft.topics == ("asthma",)
    assert preview.skipped_rows[0].line == 4
    assert preview.heading
    assert preview.heading.fields["title"] == 1
    assert list(tables_of_database()) == rows


def tables_of_database() -> Iterator[int]:
    for model in (Resource, ImportBatch, Suggestion, LogEntry, Source):
        yield model._default_manager.count()


def test_a_preview_of_a_large_file_stops_early() -> None:
    text = table(*(f"https://a{n}.example.org/,T,en," for n in range(50)))

    preview = importing.preview(io.BytesIO(text.encode()), CSV_OPTIONS, most_rows=10)

    assert (preview.is_whole, preview.rows) == (False, 10)


def test_queries_do_not_grow_with_the_rows_of_a_batch(
    django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "MANY_ROWS", 0)  # one piece of news at the end

    def text(rows: int, prefix: str) -> str:
        return table(
            *(f"https://{prefix}{n}.example.org/,T,en,asthma" for n in range(rows))
        )

    run(text(2, "warm"), PUBLISH)
    with django_assert_max_num_queries(200) as few:
        run(text(5, "few"), PUBLISH)

    with django_assert_max_num_queries(len(few) + 30):  # SQLite writes 40 rows each
        run(text(150, "many"), PUBLISH)
