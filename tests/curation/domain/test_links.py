"""Telling moved, broken, parked and unreachable apart."""

from datetime import date

import pytest

from medagora.catalogue.domain.words import LinkState
from medagora.curation.domain.links import (
    Earlier,
    Finding,
    Visit,
    classify,
    days_until_next,
    shown_state,
)
from medagora.web import http

HERE = "https://www.example.org/asthma/"
TODAY = date(2026, 11, 23)
SILENT = Finding(LinkState.UNREACHABLE, "too_slow")


def seen(
    final: str = HERE, status: int = 200, *redirects: int, page: str = "<p>Asthma"
) -> Finding:
    visit = Visit(HERE, status, final, redirects, page)
    return classify(visit)


@pytest.mark.parametrize(
    ("finding", "state", "details"),
    [
        (seen(), LinkState.WORKING, ""),
        (seen(status=404), LinkState.BROKEN, "not-found"),
        (seen(status=410), LinkState.BROKEN, "gone"),
        (seen(status=403), LinkState.NOT_ALLOWED, "closed-to-robots"),
        (seen(status=429), LinkState.NOT_ALLOWED, "closed-to-robots"),
        (seen(status=500), LinkState.UNREACHABLE, "server-error"),
        # the same page in another spelling has not moved
        (seen("http://example.org/asthma", 200, 301), LinkState.WORKING, ""),
        (seen("https://m.example.org/asthma/", 200, 302), LinkState.WORKING, ""),
        # another page, for good or for now
        (
            seen("https://www.example.org/lungs/asthma/", 200, 301),
            LinkState.MOVED,
            "moved-for-good",
        ),
        (
            seen("https://other.example.net/asthma/", 200, 308, 301),
            LinkState.MOVED,
            "moved-for-good",
        ),
        (seen("https://www.example.org/login", 200, 302), LinkState.WORKING, "sent-on"),
        (
            seen("https://www.example.org/new", 200, 301, 302),
            LinkState.WORKING,
            "sent-on",
        ),
        # lost pages are often sent to the front door
        (seen("https://www.example.org/", 200, 302), LinkState.MOVED, "front-page"),
        (seen("https://www.example.org/en/", 200, 301), LinkState.MOVED, "front-page"),
        # nobody lives there any more
        (
            seen("https://www.hugedomains.com/domain?d=x", 200, 302),
            LinkState.PARKED,
            "parking-host",
        ),
        (
            seen(page="<title>x</title><h1>This domain is for sale</h1>"),
            LinkState.PARKED,
            "for-sale",
        ),
        (
            seen(page="<p>Diese Domain steht zum Verkauf"),
            LinkState.PARKED,
            "for-sale",
        ),
        (seen(page="<script>window.park = {}"), LinkState.PARKED, "for-sale"),
        (
            seen(page="<title>404 Not Found</title>"),
            LinkState.BROKEN,
            "soft-not-found",
        ),
        (
            seen(page="<title>Az oldal nem található - Kórház</title>"),
            LinkState.BROKEN,
            "soft-not-found",
        ),
        (seen("https://127.0.0.1/"), LinkState.BROKEN, "bad_redirect"),
    ],
)
def test_a_visit_is_understood(
    finding: Finding, state: LinkState, details: str
) -> None:
    assert (finding.state, finding.details) == (state, details)


def test_a_moved_page_says_where_it_lives_now() -> None:
    finding = seen("https://www.example.org/new?utm_source=x", 200, 301)

    assert finding.new_address == "https://www.example.org/new"


def test_an_article_that_speaks_of_domains_is_not_for_sale() -> None:
    article = "<p>" + "Why the domain is for sale matters to patients. " * 200

    assert seen(page=article).state is LinkState.WORKING


@pytest.mark.parametrize("failure", [f.code for f in http.FETCH_FAILURES])
def test_every_failure_of_the_way_out_has_a_state(failure: str) -> None:
    finding = classify(Visit(HERE, failure=failure))

    assert finding.state in {LinkState.UNREACHABLE, LinkState.BROKEN}
    assert finding.details == failure


def test_a_page_that_robots_may_not_see_is_not_called_broken() -> None:
    finding = classify(Visit(HERE, failure="disallowed"))

    assert finding.state is LinkState.NOT_ALLOWED


def test_one_silence_changes_nothing_that_readers_see() -> None:
    shown = shown_state(SILENT, LinkState.WORKING, [], on=TODAY)

    assert shown is LinkState.WORKING
    assert days_until_next(SILENT, shown, usual=14, spread=0).days == 1


def test_silence_twice_on_one_day_is_still_one_silence() -> None:
    earlier = [Earlier(TODAY, LinkState.UNREACHABLE)]

    assert shown_state(SILENT, LinkState.WORKING, earlier, on=TODAY) == "working"


def test_silence_on_two_days_is_shown() -> None:
    earlier = [Earlier(date(2026, 11, 22), LinkState.UNREACHABLE)]

    shown = shown_state(SILENT, LinkState.WORKING, earlier, on=TODAY)

    assert shown is LinkState.UNREACHABLE
    assert days_until_next(SILENT, shown, usual=14, spread=0).days == 14


def test_an_answer_in_between_starts_the_count_again() -> None:
    earlier = [
        Earlier(date(2026, 11, 22), LinkState.WORKING),
        Earlier(date(2026, 11, 21), LinkState.UNREACHABLE),
    ]

    assert shown_state(SILENT, LinkState.WORKING, earlier, on=TODAY) == "working"


def test_an_answer_is_believed_at_once() -> None:
    shown = shown_state(Finding(LinkState.WORKING), LinkState.UNREACHABLE, [], on=TODAY)

    assert shown is LinkState.WORKING


def test_checks_of_what_came_together_drift_apart() -> None:
    finding = Finding(LinkState.WORKING)
    waits = {
        days_until_next(finding, LinkState.WORKING, usual=14, spread=n)
        for n in range(100)
    }

    assert len(waits) == 100
    assert all(12 <= wait.days <= 14 for wait in waits)


@pytest.mark.parametrize("piece", ["<script", "<style>", "<", "<title ", "<!--"])
def test_a_hostile_page_costs_linear_time(piece: str) -> None:
    assert seen(page=piece * 20_000).state is LinkState.WORKING
