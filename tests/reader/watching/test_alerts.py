"""Alerts: tried on all that arrives, told once, at once or with the digest."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from medagora.catalogue.models import Resource
from medagora.kernel.refusals import BadInput, Conflict, NotFound
from medagora.people.models import Person
from medagora.reader.domain.wanted import parse
from medagora.reader.domain.words import Frequency
from medagora.reader.models import Alert, AlertHit, Digest, Entry, Feed
from medagora.reader.queries import watching as queries
from medagora.reader.services import alert_mails, watching
from medagora.reader.services.watching import AlertDraft
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.watching.conftest import Outbox

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def journal(make_feed: MakeFeed, make_resource: Callable[..., Resource]) -> Feed:
    """A source of the catalogue, read before: what comes now is told."""
    return make_feed("The Lancet", resource=make_resource(), body_digest=1)


def found(alert: Alert) -> list[str]:
    entries = alert.hits.order_by("entry").values_list("entry", flat=True)
    rows = Entry.objects.in_bulk(list(entries))
    return [rows[pk].title for pk in entries]


def match(rows: list[Entry], at: object = NOW) -> int:
    return watching.match_new([row.pk for row in rows], at=at)  # type: ignore[arg-type]  # a moment


def test_an_alert_finds_what_arrives(
    member: Person, journal: Feed, make_entries: MakeEntries
) -> None:
    alert = watching.add_alert(member, AlertDraft("asthma -mice"))
    rows = make_entries(
        journal,
        {"title": "Asthma in children"},
        {"title": "Asthma in mice"},
        {"title": "Heart failure"},
    )

    count = match(rows)

    assert count == 1
    assert found(alert) == ["Asthma in children"]


def test_the_store_tells_and_the_worker_matches(
    member: Person,
    journal: Feed,
    make_entries: MakeEntries,
    run_tasks: Callable[[], None],
) -> None:
    run_tasks()
    journal.save()  # the catalogue lists no source for its resource
    alert = watching.add_alert(member, AlertDraft("asthma"))

    make_entries(journal, {"title": "Asthma"})
    before = found(alert)
    run_tasks()

    assert before == []
    assert found(alert) == ["Asthma"]


def test_one_paper_is_found_once_whatever_source_brings_it(
    member: Person, journal: Feed, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    other = make_feed("PubMed", resource=journal.resource)
    alert = watching.add_alert(member, AlertDraft("asthma"))
    first = make_entries(journal, {"title": "Asthma", "doi": "10.1/a"})
    second = make_entries(other, {"title": "Asthma", "doi": "10.1/a"})

    counts = [match(first), match(second), match(first + second)]

    assert counts == [1, 0, 0]
    assert alert.hits.count() == 1


def test_a_source_of_somebody_else_is_not_looked_into(
    member: Person,
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    follow: Callable[..., None],
    make_person: Callable[..., Person],
) -> None:
    secret = make_feed("A hospital's own")
    owner = make_person("Otto")
    follow(owner, secret)
    theirs = watching.add_alert(owner, AlertDraft("asthma"))
    mine = watching.add_alert(member, AlertDraft("asthma"))

    match(make_entries(secret, {"title": "Asthma"}))

    assert found(theirs) == ["Asthma"]
    assert found(mine) == []
    assert secret.pk not in queries.feeds_to_watch(member, only_followed=False)
    assert secret.pk in queries.feeds_to_watch(owner, only_followed=False)


def test_an_alert_may_look_only_into_what_is_followed(
    member: Person,
    journal: Feed,
    make_entries: MakeEntries,
    follow: Callable[..., None],
) -> None:
    alert = watching.add_alert(member, AlertDraft("asthma", only_followed=True))
    match(make_entries(journal, {"title": "Asthma one"}))
    follow(member, journal)
    match(make_entries(journal, {"title": "Asthma two"}))

    assert found(alert) == ["Asthma two"]


def test_what_is_muted_is_not_found(
    member: Person, journal: Feed, make_entries: MakeEntries
) -> None:
    alert = watching.add_alert(member, AlertDraft("asthma"))
    watching.add_mute(member, query="editorial")

    match(make_entries(journal, {"title": "Asthma: an editorial"}, {"title": "Asthma"}))

    assert found(alert) == ["Asthma"]


def test_an_alert_that_rests_finds_nothing(
    member: Person, journal: Feed, make_entries: MakeEntries
) -> None:
    alert = watching.add_alert(member, AlertDraft("asthma"))
    watching.switch_alert(alert, is_on=False)

    assert match(make_entries(journal, {"title": "Asthma"})) == 0


def test_a_query_that_is_not_understood_any_more_stops_nobody_else(
    member: Person, journal: Feed, make_entries: MakeEntries
) -> None:
    good = watching.add_alert(member, AlertDraft("asthma"))
    Alert.objects.create(person=member, name="old", query="oldfield:x")

    assert match(make_entries(journal, {"title": "Asthma"})) == 1
    assert found(good) == ["Asthma"]


# ---- mails ---------------------------------------------------------------------


def test_all_that_a_run_found_comes_in_one_mail(
    member: Person,
    digest: Digest,
    journal: Feed,
    make_entries: MakeEntries,
    outbox: Outbox,
) -> None:
    for query in ("asthma", "heart"):
        draft = AlertDraft(query, frequency=Frequency.IMMEDIATE)
        watching.add_alert(member, draft)
    rows = make_entries(
        journal,
        {"title": "Asthma <b>now</b>"},
        {"title": "A heart"},
        {"title": "Other"},
    )

    match(rows)
    (mail,) = outbox()

    assert mail.to == [member.email]
    assert mail.subject == "Medagora: 2 new for your alerts"
    assert "Your alert “asthma”" in mail.body
    (row,) = (row for row in rows if row.title.startswith("Asthma"))
    assert f"/en/reader/entry/{row.pk}/" in mail.body
    assert "Asthma <b>now</b>" in mail.body
    assert "Asthma &lt;b&gt;now&lt;/b&gt;" in str(mail.alternatives[0].content)  # type: ignore[attr-defined]  # Django's own tuple
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert digest.token in mail.extra_headers["List-Unsubscribe"]


def test_an_alert_mails_no_more_than_once_an_hour(
    member: Person,
    digest: Digest,
    journal: Feed,
    make_entries: MakeEntries,
    outbox: Outbox,
) -> None:
    draft = AlertDraft("asthma", frequency=Frequency.IMMEDIATE)
    watching.add_alert(member, draft)

    match(make_entries(journal, {"title": "Asthma one"}))
    match(make_entries(journal, {"title": "Asthma two"}), NOW + HOUR / 2)
    first = outbox()
    early = alert_mails.send_waiting(at=NOW + HOUR / 2)
    late = alert_mails.send_waiting(at=NOW + HOUR * 2)
    again = alert_mails.send_waiting(at=NOW + HOUR * 4)

    assert len(first) == 1
    assert (early, late, again) == (0, 1, 0)
    assert "Asthma two" in outbox()[0].body


def test_nobody_is_mailed_who_stopped_the_mails(
    member: Person,
    digest: Digest,
    journal: Feed,
    make_entries: MakeEntries,
    outbox: Outbox,
) -> None:
    Digest.objects.update(frequency=Frequency.OFF)
    alert = watching.add_alert(
        member, AlertDraft("asthma", frequency=Frequency.IMMEDIATE)
    )

    match(make_entries(journal, {"title": "Asthma"}))

    assert outbox() == []
    assert found(alert) == ["Asthma"]


def test_what_was_found_in_silence_is_not_mailed_later(
    member: Person, journal: Feed, make_entries: MakeEntries
) -> None:
    alert = watching.add_alert(member, AlertDraft("asthma", frequency=Frequency.OFF))
    match(make_entries(journal, {"title": "Asthma"}))

    watching.change_alert(alert, AlertDraft("asthma"), at=NOW)

    assert not AlertHit.objects.filter(mailed_at=None).exists()


# ---- setting them --------------------------------------------------------------


def test_an_alert_is_called_by_its_query_unless_it_has_a_name(member: Person) -> None:
    assert (
        watching.add_alert(member, AlertDraft(" asthma  copd ")).name == "asthma copd"
    )
    assert watching.add_alert(member, AlertDraft("asthma", name="A")).name == "A"


@pytest.mark.parametrize("query", ["", "-mice", "nofield:x", "topic:nowhere"])
def test_a_query_that_could_not_work_is_refused(member: Person, query: str) -> None:
    with pytest.raises(BadInput):
        watching.add_alert(member, AlertDraft(query))

    assert not Alert.objects.exists()


def test_there_is_a_most_of_alerts(
    member: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_ALERTS", 1)
    watching.add_alert(member, AlertDraft("asthma"))

    with pytest.raises(Conflict, match="1 alerts"):
        watching.add_alert(member, AlertDraft("heart"))


def test_alerts_belong_to_their_owner(
    member: Person, make_person: Callable[..., Person]
) -> None:
    alert = watching.add_alert(member, AlertDraft("asthma"))

    with pytest.raises(NotFound):
        queries.get_alert(make_person("Otto"), alert.pk)


def test_a_preview_shows_what_would_have_been_found(
    member: Person, journal: Feed, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    double = make_feed("PubMed", resource=journal.resource)
    make_entries(journal, {"title": "Asthma", "doi": "10.1/a"}, {"title": "Heart"})
    make_entries(double, {"title": "Asthma", "doi": "10.1/a"})
    make_entries(
        make_feed("Old", resource=journal.resource),
        {"title": "Asthma of old", "published_at": NOW - timedelta(days=40)},
    )

    seen = queries.preview(member, parse("asthma"), only_followed=False, at=NOW)
    followed = queries.preview(member, parse("asthma"), only_followed=True, at=NOW)

    assert seen.count == 1
    assert [line.title for line in seen.lines] == ["Asthma"]
    assert followed.count == 0


def test_old_finds_are_forgotten(
    member: Person, journal: Feed, make_entries: MakeEntries
) -> None:
    watching.add_alert(member, AlertDraft("asthma"))
    match(make_entries(journal, {"title": "Asthma"}))

    assert watching.forget_old(at=NOW + timedelta(days=300)) == 0
    assert watching.forget_old(at=NOW + timedelta(days=500)) == 1
