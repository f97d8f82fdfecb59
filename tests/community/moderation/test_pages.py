"""The pages of moderation, as readers, authors and moderators meet them."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medagora.community.domain.moderation.matters import MatterKind
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.models import (
    DutyShift,
    Matter,
    MatterMessage,
    Post,
    PostReport,
    Sanction,
)
from medagora.community.services import deciding, reporting
from medagora.people.models import Person
from tests.community.moderation.building import (
    TEXT,
    hold,
    no,
    page_of,
    say,
    words,
)
from tests.conftest import NOW

MakePerson = Callable[..., Person]
SignIn = Callable[[Person], Client]


def report_page(post: Post) -> str:
    return reverse("community:report", args=[post.uid])


# ---- reporting --------------------------------------------------------------------


def test_a_visitor_reports_without_an_account(client: Client, answered: Post) -> None:
    shown = client.get(report_page(answered))
    sent = client.post(report_page(answered), {"reason": "attack", "words": "Rude."})

    assert "No account is needed" in words(shown)
    assert "picture in the post" not in words(shown)
    assert sent.status_code == 302
    assert PostReport.objects.get().reporter is None


def test_a_reader_is_told_why_a_report_is_not_taken(
    browser: SignIn, answered: Post, reader: Person
) -> None:
    client = browser(reader)
    bare = client.post(report_page(answered), {"reason": "other"})
    first = client.post(report_page(answered), {"reason": "spam"})
    second = client.post(report_page(answered), {"reason": "spam"})

    assert "Say in a sentence" in words(bare)
    assert (bare.status_code, first.status_code, second.status_code) == (422, 302, 422)
    assert "already" in words(second)


def test_words_of_a_report_pass_the_privacy_guard(
    client: Client, answered: Post
) -> None:
    page = client.post(
        report_page(answered),
        {"reason": "identifies", "words": "She is eva.kiss@example.org"},
    )

    assert page.status_code == 422
    assert not PostReport.objects.exists()


def test_a_post_that_is_not_shown_cannot_be_reported(
    client: Client, answered: Post
) -> None:
    hold(answered)

    assert client.get(report_page(answered)).status_code == 404


def test_what_i_reported_says_how_it_ended(
    browser: SignIn, answered: Post, reader: Person, moderator: Person
) -> None:
    matter = reporting.report_post(answered, Reason.DANGEROUS, by=reader, at=NOW)
    before = words(browser(reader).get(reverse("community:my-reports")))
    deciding.decide(matter, no(), by=moderator, at=NOW)
    after = words(browser(reader).get(reverse("community:my-reports")))

    assert "A moderator looks at it" in before
    assert "Something was done" in after
    assert "could come to harm" in after


# ---- the queue and one matter -------------------------------------------------------

DESK = ("moderation", "rota")


@pytest.mark.parametrize("name", DESK)
def test_the_desk_is_for_moderators(
    client: Client, browser: SignIn, reader: Person, moderator: Person, name: str
) -> None:
    path = reverse(f"community:{name}")

    answers = [
        who.get(path).status_code
        for who in (client, browser(reader), browser(moderator))
    ]

    assert answers == [302, 403, 200]


def test_an_empty_queue_says_what_will_be_there(
    browser: SignIn, moderator: Person
) -> None:
    page = words(browser(moderator).get(reverse("community:moderation")))

    assert "Nothing waits" in page
    assert "one moderator" in page


def test_ten_more_matters_cost_no_more_queries(
    browser: SignIn, asked: Post, author: Person, moderator: Person
) -> None:
    client, path = browser(moderator), reverse("community:moderation")

    def count() -> int:
        cache.clear()
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    hold(say(asked.question, author))
    few = count()
    for number in range(10):
        hold(say(asked.question, author, text=f"Take {number} of them."))

    assert count() == few


def test_the_queue_says_who_looks_until_the_claim_has_ended(
    browser: SignIn, answered: Post, moderator: Person, second: Person
) -> None:
    matter, path = hold(answered), reverse("community:moderation")
    browser(second).post(page_of(matter), {"action": "claim"})
    taken = words(browser(moderator).get(path))
    Matter.objects.update(claimed_at=NOW)
    forgotten = words(browser(moderator).get(path))

    assert "somebody looks at it" in taken
    assert "somebody looks at it" not in forgotten


def test_what_was_written_is_covered_until_somebody_wants_to_see_it(
    browser: SignIn, answered: Post, moderator: Person
) -> None:
    matter = hold(answered)

    queue = words(browser(moderator).get(reverse("community:moderation")))
    page = words(browser(moderator).get(page_of(matter)))

    assert TEXT not in queue
    covered = page.split('<details class="covered">')[1].split("</details>")[0]
    assert TEXT in covered
    assert page.count(TEXT) == 1


def test_a_moderator_claims_decides_and_the_author_is_told(
    browser: SignIn, answered: Post, moderator: Person, author: Person
) -> None:
    matter, client = hold(answered), browser(moderator)
    client.post(page_of(matter), {"action": "claim"})
    claimed = Matter.objects.get().claimed_by
    sent = {
        "action": "decide",
        "outcome": "edit",
        "reason": "dangerous",
        "quoted": "Stop your insulin",
        "words": "Say what you did, not what others should do.",
    }
    page = client.post(page_of(matter), sent)
    own = words(browser(author).get(reverse("community:decision", args=[matter.uid])))

    assert claimed == moderator
    assert page.status_code == 302
    assert "<mark>Stop your insulin</mark>" in own
    assert "Say what you did" in own
    assert "could come to harm" in own
    assert reverse("community:edit", args=[answered.uid]) in own


def test_words_that_are_not_in_the_post_are_sent_back(
    browser: SignIn, answered: Post, moderator: Person
) -> None:
    matter = hold(answered)

    page = browser(moderator).post(
        page_of(matter),
        {
            "action": "decide",
            "outcome": "edit",
            "reason": "dangerous",
            "quoted": "eat more salt",
        },
    )

    assert page.status_code == 422
    assert "eat more salt" in words(page)
    assert Matter.objects.get().outcome == ""


def test_a_serious_sanction_goes_round_by_a_second_moderator(
    browser: SignIn, answered: Post, moderator: Person, second: Person, author: Person
) -> None:
    matter = hold(answered)
    browser(moderator).post(
        page_of(matter),
        {
            "action": "decide",
            "outcome": "remove",
            "reason": "attack",
            "sanction": "suspended",
            "length": "168",
        },
    )
    sanction = Sanction.objects.get()
    answer = reverse("community:second", args=[sanction.uid])
    own = browser(moderator).post(answer, {"answer": "agree"})
    offered = words(browser(second).get(reverse("community:moderation")))
    browser(second).post(answer, {"answer": "agree"})
    told = words(browser(author).get(reverse("community:decided")))

    assert own.status_code == 403
    assert "A second voice is wanted" in offered
    assert Sanction.objects.get().state == "in-force"
    assert "Suspended" in told
    assert "appeal" in told


def test_a_matter_about_oneself_has_no_buttons(
    browser: SignIn, asked: Post, moderator: Person
) -> None:
    matter = hold(say(asked.question, moderator))

    page = words(browser(moderator).get(page_of(matter)))

    assert "somebody else decides" in page
    assert 'value="decide"' not in page


def test_a_call_for_help_offers_words_and_no_sanction(
    browser: SignIn, answered: Post, moderator: Person, author: Person
) -> None:
    matter = hold(answered, MatterKind.CRISIS)
    client = browser(moderator)
    shown = words(client.get(page_of(matter)))
    client.post(
        page_of(matter),
        {"action": "decide", "outcome": "looked", "prepared": "ask"},
    )
    path = reverse("community:decision", args=[matter.uid])
    own = words(browser(author).get(path))
    browser(author).post(path, {"text": "I am safe now, thank you."})

    assert "sanction" not in shown.split("</h1>")[1].replace("/transparency", "")
    assert "worried about you" in own
    assert MatterMessage.objects.filter(is_from_moderators=False).exists()


def test_hard_matters_are_counted_for_oneself_and_handed_over(
    browser: SignIn, answered: Post, moderator: Person, second: Person
) -> None:
    matter = hold(answered, MatterKind.CRISIS)
    client = browser(moderator)
    client.post(page_of(matter), {"action": "claim"})
    mine = words(client.get(reverse("community:moderation")))
    theirs = words(browser(second).get(reverse("community:moderation")))
    client.post(reverse("community:hand-over"))

    assert "1 hard matter" in mine
    assert "hard matter" not in theirs
    assert Matter.objects.get().claimed_by is None


def test_hours_are_kept_by_each_moderator(
    browser: SignIn, moderator: Person, second: Person
) -> None:
    path, client = reverse("community:rota"), browser(moderator)
    client.post(
        path, {"weekday": "0", "starts": "22:00", "ends": "06:00", "zone": "UTC"}
    )
    wrong = client.post(path, {"weekday": "0", "starts": "25:00", "ends": "06:00"})
    shift = DutyShift.objects.get()
    theirs = words(browser(second).get(path))
    refused = browser(second).post(path, {"end": str(shift.pk)})
    client.post(path, {"end": str(shift.pk)})

    assert wrong.status_code == 422
    assert "22:00–06:00" in theirs
    assert 'name="end"' not in theirs
    assert refused.status_code == 404
    assert not DutyShift.objects.exists()
