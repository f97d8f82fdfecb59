"""What was decided about my posts, and the figures and the log that all may read."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medagora.community import labels_moderation as labels
from medagora.community.domain.moderation.deciding import (
    VERB_OF_OUTCOME,
    VERB_OF_SANCTION,
)
from medagora.community.domain.moderation.matters import (
    MatterKind,
    MatterState,
    Outcome,
    outcomes_of,
)
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.moderation.rota import Load
from medagora.community.domain.moderation.sanctions import SanctionKind, SanctionState
from medagora.community.models import (
    Matter,
    Post,
)
from medagora.community.services import deciding, reporting
from medagora.curation import labels as log_labels
from medagora.people.models import Person
from tests.community.moderation.building import (
    TEXT,
    hold,
    no,
    page_of,
    say,
    suspension,
    words,
)
from tests.conftest import NOW

MakePerson = Callable[..., Person]
SignIn = Callable[[Person], Client]


# ---- authors ------------------------------------------------------------------------


def test_a_held_post_tells_its_author_why_it_waits(
    browser: SignIn, answered: Post, author: Person, reader: Person
) -> None:
    matter = hold(answered)
    path = reverse("community:decision", args=[matter.uid])

    page = words(browser(author).get(path))

    assert "advice that could do harm" in page
    assert "Change my post" in page
    assert browser(reader).get(path).status_code == 404


def test_an_appeal_is_written_heard_and_answered(
    browser: SignIn, answered: Post, moderator: Person, second: Person, author: Person
) -> None:
    matter = hold(answered)
    deciding.decide(matter, no(), by=moderator, at=NOW)
    Matter.objects.update(decided_at=matter.opened_at)
    path = reverse("community:decision", args=[matter.uid])
    browser(author).post(path, {"text": "It was irony."})
    waiting = words(browser(author).get(path))
    appeal = Matter.objects.get(kind=MatterKind.APPEAL)
    browser(second).post(
        reverse("community:matter-write", args=[appeal.uid]), {"text": "I see."}
    )
    browser(second).post(
        page_of(appeal),
        {"action": "decide", "outcome": "overturned", "words": "You are right."},
    )

    assert "Your appeal waits for a moderator who did not decide this" in waiting
    page = words(browser(author).get(path))
    for said in ("It was irony.", "I see.", "You are right.", "we are sorry"):
        assert said in page
    assert Post.objects.get(pk=answered.pk).state == "shown"


def test_ten_more_decisions_cost_no_more_queries(
    browser: SignIn, asked: Post, author: Person, moderator: Person, second: Person
) -> None:
    client, path = browser(author), reverse("community:decided")

    def decided(text: str) -> None:
        matter = hold(say(asked.question, author, text=text))
        deciding.decide(matter, no(sanction=suspension()), by=moderator, at=NOW)

    def count() -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    decided("One.")
    few = count()
    for number in range(10):
        decided(f"One more, {number}.")

    assert count() == few


# ---- everybody -----------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_figures_are_public(
    client: Client, answered: Post, reader: Person, moderator: Person, language: str
) -> None:
    matter = reporting.report_post(answered, Reason.SPAM, by=reader, at=NOW)
    deciding.decide(matter, no(reason=Reason.SPAM), by=moderator, at=NOW)

    page = words(client.get(f"/{language}/community/transparency/?month=2026-11"))

    figures = page.split("<main")[1].split("</main")[0]
    assert (
        "<dd>1</dd>"
        not in figures.replace(" ", "").replace("\n", "").rsplit("<h2", 1)[0]
    )
    assert figures.count("<dl") >= 4


def test_the_log_reads_in_words(
    client: Client, answered: Post, reader: Person, moderator: Person
) -> None:
    matter = reporting.report_post(answered, Reason.ATTACK, by=reader, at=NOW)
    deciding.decide(matter, no(reason=Reason.ATTACK), by=moderator, at=NOW)

    page = words(client.get("/en/log/"))

    assert "removed a post" in page
    assert "An attack on a person or a group" in page
    assert TEXT not in page


def test_the_log_has_words_for_all_that_moderation_writes() -> None:
    """The log's room stands below this one and keeps its own words."""
    verbs = {*VERB_OF_SANCTION.values(), *VERB_OF_OUTCOME.values(), "sanction_lapsed"}
    verbs |= {f"appeal_{outcome}" for outcome in outcomes_of(MatterKind.APPEAL)}

    assert verbs <= set(log_labels.VERBS)
    assert {str(word): str(said) for word, said in labels.REASONS.items()} == {
        word: str(said) for word, said in log_labels.MODERATION_REASONS.items()
    }


def test_every_word_of_moderation_has_its_label() -> None:
    for words_of, known in (
        (MatterKind, labels.KINDS),
        (MatterKind, labels.WAITS),
        (MatterState, labels.STATES),
        (Outcome, labels.OUTCOMES),
        (Outcome, labels.DONE),
        (Outcome, labels.ENDED),
        (Reason, labels.REASON_SENTENCES),
        (SanctionKind, labels.SANCTIONS),
        (SanctionKind, labels.SANCTIONS_ABOUT),
        (SanctionState, labels.SANCTION_STATES),
        (Load, labels.LOADS),
    ):
        assert set(known) == set(words_of)
