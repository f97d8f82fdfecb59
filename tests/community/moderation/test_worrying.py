"""One tap of a reader who worries: moderators are called, and nothing else happens."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from medagora.community.domain.moderation.deciding import Verdict
from medagora.community.domain.moderation.matters import (
    WORRIED,
    MatterKind,
    Outcome,
    Urgency,
)
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.words import State
from medagora.community.models import Matter, Post, PostReport, Sanction
from medagora.community.services import deciding, matters, reporting, worrying
from medagora.people.models import Notice, Person
from medagora.web.models import AuditEvent
from tests.community.moderation.building import no, short_read_only, words
from tests.conftest import NOW

MakePerson = Callable[..., Person]
SignIn = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _no_visits_counted() -> None:
    cache.clear()


def page_of(post: Post) -> str:
    return reverse("community:worry", args=[post.uid])


def called(person: Person) -> int:
    return Notice.objects.filter(person=person, kind="moderation_call").count()


def look(matter: Matter, by: Person) -> None:
    deciding.decide(matter, Verdict(Outcome.LOOKED), by=by, at=NOW)


# ---- what it does ----------------------------------------------------------------


def test_moderators_are_called_to_look_today(
    answered: Post, reader: Person, moderator: Person
) -> None:
    matter = worrying.call_moderators(answered, by=reader, at=NOW)

    assert matter is not None
    assert (matter.kind, matter.seen) == (MatterKind.CRISIS, [WORRIED])
    assert matter.urgency == Urgency.TODAY
    assert called(moderator) == 1


def test_it_is_no_report_and_hides_nothing(
    answered: Post, moderator: Person, make_person: MakePerson
) -> None:
    for number in range(4):
        worrying.call_moderators(answered, by=make_person(f"Kind{number}"), at=NOW)

    answered.refresh_from_db()
    assert answered.state == State.SHOWN
    assert not PostReport.objects.exists()
    assert Matter.objects.count() == 1
    assert called(moderator) == 1


def test_whoever_worried_can_still_report_and_decide(
    answered: Post, reader: Person, moderator: Person
) -> None:
    matter = worrying.call_moderators(answered, by=moderator, at=NOW)
    reporting.report_post(answered, Reason.ATTACK, by=reader, at=NOW)

    assert matter is not None
    look(matter, moderator)
    assert Matter.objects.get(pk=matter.pk).outcome == Outcome.LOOKED


def test_it_joins_what_the_machine_heard_and_makes_it_no_calmer(
    answered: Post, reader: Person, moderator: Person
) -> None:
    matters.open_matter(
        answered, MatterKind.CRISIS, ["self_harm"], by=None, at=NOW, grade="high"
    )

    matter = worrying.call_moderators(answered, by=reader, at=NOW)

    assert matter is not None
    assert matter.seen == ["self_harm", WORRIED]
    assert matter.urgency == Urgency.NOW
    assert called(moderator) == 1


def test_the_author_is_told_nothing(
    browser: SignIn, answered: Post, author: Person, reader: Person, moderator: Person
) -> None:
    worrying.call_moderators(answered, by=reader, at=NOW)

    assert not Notice.objects.filter(person=author).exists()
    decided = words(browser(author).get(reverse("community:decided")))
    assert "Nothing was decided about you" in decided


# ---- again, and by whom ----------------------------------------------------------


def test_words_that_were_read_call_again_half_a_day_later(
    answered: Post, reader: Person, moderator: Person
) -> None:
    first = worrying.call_moderators(answered, by=reader, at=NOW)
    assert first is not None
    look(first, moderator)

    soon = worrying.call_moderators(answered, by=reader, at=NOW + timedelta(hours=1))
    later = worrying.call_moderators(answered, by=reader, at=NOW + timedelta(hours=13))

    assert soon is None
    assert later is not None


def test_a_visitor_calls_once_for_the_same_words(
    answered: Post, moderator: Person
) -> None:
    first = worrying.call_moderators(answered, by=None, at=NOW)
    assert first is not None
    look(first, moderator)

    assert worrying.call_moderators(answered, by=None, at=NOW + timedelta(9)) is None
    Post.objects.filter(pk=answered.pk).update(text="Other words.")
    answered.refresh_from_db()
    assert worrying.call_moderators(answered, by=None, at=NOW + timedelta(9))


def test_friends_of_a_bully_cannot_shield_them_by_worrying(
    answered: Post, reader: Person, asker: Person, moderator: Person
) -> None:
    worrying.call_moderators(answered, by=reader, at=NOW)
    report = reporting.report_post(answered, Reason.ATTACK, by=asker, at=NOW)

    deciding.decide(report, no(sanction=short_read_only()), by=moderator, at=NOW)

    assert Sanction.objects.exists()


def test_who_worried_is_kept_in_the_private_trail_alone(
    answered: Post, reader: Person
) -> None:
    matter = worrying.call_moderators(answered, by=reader, at=NOW)

    assert matter is not None
    assert matter.note == ""
    assert AuditEvent.objects.filter(verb="community.matter_opened").count() == 1


# ---- the page --------------------------------------------------------------------


def test_a_member_taps_once_and_reads_words_and_lines(
    browser: SignIn, answered: Post, reader: Person
) -> None:
    client = browser(reader)
    conversation = words(
        client.get(reverse("community:question", args=[answered.question.uid]))
    )
    sent = client.post(page_of(answered))
    shown = words(client.get(sent["Location"]))

    assert f'action="{page_of(answered)}"' in conversation
    assert Matter.objects.get().kind == MatterKind.CRISIS
    assert "The moderators know of it" in shown
    assert "looking out for somebody" in shown
    assert "tel:" in shown
    assert "Call the moderators" not in shown


def test_a_visitor_finds_the_button_behind_a_link(
    client: Client, answered: Post
) -> None:
    conversation = words(
        client.get(reverse("community:question", args=[answered.question.uid]))
    )
    shown = words(client.get(page_of(answered)))
    client.post(page_of(answered))

    assert f'href="{page_of(answered)}"' in conversation
    assert f'action="{page_of(answered)}"' not in conversation
    assert "Call the moderators" in shown
    assert "tel:" in shown
    assert Matter.objects.count() == 1


def test_looking_at_the_page_calls_nobody(client: Client, answered: Post) -> None:
    client.get(page_of(answered), {"told": "yes"})
    client.head(page_of(answered))

    assert not Matter.objects.exists()


def test_a_program_that_fills_in_everything_calls_nobody(
    client: Client, answered: Post
) -> None:
    sent = client.post(page_of(answered), {"homepage": "https://example.org"})

    assert sent.status_code == 302
    assert not Matter.objects.exists()


def test_whoever_tapped_too_often_still_gets_the_lines(
    client: Client, answered: Post
) -> None:
    answers = [client.post(page_of(answered)) for _number in range(11)]

    assert answers[-2].status_code == 302
    assert answers[-1].status_code == 429
    assert "tel:" in words(answers[-1])


def test_a_post_that_one_may_not_read_gives_nothing(
    client: Client, answered: Post
) -> None:
    Post.objects.filter(pk=answered.pk).update(state=State.HIDDEN)

    assert client.post(page_of(answered)).status_code == 404
    assert client.get("/en/community/p/%00x/worry/").status_code == 404


def test_ones_own_post_has_no_such_button(
    browser: SignIn, answered: Post, author: Person
) -> None:
    page = words(
        browser(author).get(reverse("community:question", args=[answered.question.uid]))
    )

    assert f'action="{page_of(answered)}"' not in page


def test_prepared_words_stand_above_the_lines(
    browser: SignIn, answered: Post, reader: Person, author: Person, moderator: Person
) -> None:
    matter = worrying.call_moderators(answered, by=reader, at=NOW)
    assert matter is not None
    verdict = Verdict(Outcome.LOOKED)
    deciding.decide(matter, verdict, by=moderator, at=NOW, prepared="ask")

    path = reverse("community:decision", args=[matter.uid])
    page = words(browser(author).get(path))

    assert page.index("one of the lines below") < page.index("tel:")
