"""Everything about me, and erase me: what moderation gives and keeps."""

from collections.abc import Callable
from datetime import timedelta

from django.apps import apps

from medagora.community.domain.moderation.matters import MatterKind
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.models import (
    DutyShift,
    HardLook,
    Matter,
    MatterMessage,
    Post,
    PostCopy,
    PostReport,
    Sanction,
)
from medagora.community.queries import transparency
from medagora.community.services import (
    appeals,
    deciding,
    duty,
    matters,
    reporting,
)
from medagora.community.services import personal_data_moderation as personal
from medagora.curation.queries.log import verify_log
from medagora.people.models import Person
from tests.community.moderation.building import (
    TEXT,
    hold,
    no,
    short_read_only,
    suspension,
)
from tests.conftest import NOW

MakePerson = Callable[..., Person]


def happened(post: Post, reader: Person, moderator: Person) -> Matter:
    """Reported, removed, sanctioned, appealed."""
    matter = reporting.report_post(
        post, Reason.DANGEROUS, by=reader, at=NOW, words="My aunt did that."
    )
    verdict = no(sanction=short_read_only(), spans=((0, 4),))
    deciding.decide(matter, verdict, by=moderator, at=NOW, note="Known to us.")
    author = post.author
    assert author is not None
    appeals.open_appeal(matter, "I meant well.", by=author, at=NOW)
    return matter


def test_the_author_gets_what_is_about_them_and_nothing_of_others(
    answered: Post, reader: Person, moderator: Person, author: Person
) -> None:
    happened(answered, reader, moderator)

    parts = {part.name: part.content for part in personal.export(author)}

    assert parts["decisions"][0]["copy__text"] == TEXT
    assert parts["decisions"][0]["reason"] == "dangerous"
    assert parts["sanctions"][0]["kind"] == "read-only"
    assert parts["messages_with_moderators"][0]["text"] == "I meant well."
    everything = str(parts)
    for secret in ("Known to us", "My aunt", moderator.pseudonym, "Rita"):
        assert secret not in everything


def test_the_reader_gets_their_reports(
    answered: Post, reader: Person, moderator: Person
) -> None:
    happened(answered, reader, moderator)

    parts = {part.name: part.content for part in personal.export(reader)}

    assert parts["post_reports"][0]["words"] == "My aunt did that."
    assert parts["decisions"] == []


def test_an_author_who_leaves_takes_their_words_along(
    answered: Post, reader: Person, moderator: Person, author: Person
) -> None:
    happened(answered, reader, moderator)
    before = transparency.measure_month(NOW.replace(day=1, hour=0))

    personal.erase(author, NOW)

    copy = PostCopy.objects.get()
    assert (copy.text, copy.html, copy.emptied_at) == ("", "", NOW)
    assert not Matter.objects.filter(person=author).exists()
    assert {m.note for m in Matter.objects.all()} == {""}
    assert MatterMessage.objects.get().text == ""
    assert Sanction.objects.get().person is None
    assert PostReport.objects.get().reporter == reader
    assert transparency.measure_month(NOW.replace(day=1, hour=0)) == before
    assert verify_log() is None


def test_nothing_waits_about_words_that_are_gone(
    answered: Post,
    asked: Post,
    author: Person,
    reader: Person,
    moderator: Person,
    second: Person,
) -> None:
    matter = reporting.report_post(answered, Reason.ATTACK, by=reader, at=NOW)
    deciding.decide(matter, no(sanction=suspension()), by=moderator, at=NOW)
    hold(answered, MatterKind.CRISIS)
    own = hold(asked)

    personal.erase(author, NOW)

    assert list(Matter.objects.exclude(state="closed")) == [own]
    assert Sanction.objects.get().state == "lapsed"


def test_a_reader_and_a_moderator_who_leave_are_forgotten(
    answered: Post, asked: Post, reader: Person, moderator: Person
) -> None:
    happened(answered, reader, moderator)
    duty.add_shift(weekday=0, starts=0, ends=60, zone="UTC", by=moderator)
    call = matters.open_matter(asked, "crisis", [], by=None, at=NOW)
    matters.claim(call, by=moderator, at=NOW + timedelta(minutes=1))

    personal.erase(reader, NOW)
    personal.erase(moderator, NOW)

    report = PostReport.objects.get()
    assert (report.reporter, report.words) == (None, "")
    assert not Matter.objects.filter(decided_by=moderator).exists()
    assert not Matter.objects.filter(claimed_by=moderator).exists()
    assert not DutyShift.objects.exists()
    assert not HardLook.objects.exists()


def test_every_personal_table_of_moderation_is_covered() -> None:
    from medagora.community.models import moderation  # noqa: PLC0415 - the module itself

    tables = {
        model._meta.label
        for model in apps.get_app_config("community").get_models()
        if model.__module__ == moderation.__name__
    }

    assert tables == set(personal.COVERS)
