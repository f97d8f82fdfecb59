"""Link health: due addresses are visited politely, and what was seen is noted."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from pytest_django import Settings

from medagora.catalogue import services as catalogue
from medagora.catalogue.models import Resource
from medagora.catalogue.queries import upkeep
from medagora.curation.domain.links import Visit
from medagora.curation.gateways import WebLinkVisitor
from medagora.curation.models import LogEntry
from medagora.curation.services import links
from tests.conftest import NOW
from tests.web.hostile import loopback_too, redirect, reply, serve

MakeResource = Callable[..., Resource]
DAY = timedelta(days=1)


class FakeVisitor:
    """Sees the same at every address."""

    def __init__(self, **seen: object) -> None:
        self.seen = seen
        self.visited: list[str] = []

    def visit(self, addresses: Sequence[str]) -> list[Visit]:
        self.visited += addresses
        return [Visit(a, **{"final_address": a, **self.seen}) for a in addresses]  # type: ignore[arg-type]  # mixed


def check(visitor: FakeVisitor, *, days: float = 0) -> int:
    return links.check_due_links(visitor=visitor, at=NOW + days * DAY)


def test_a_published_address_is_visited_and_what_was_seen_is_kept(
    make_resource: MakeResource,
) -> None:
    resource = make_resource()

    count = check(FakeVisitor(status=404))

    resource.refresh_from_db()
    (noted,) = upkeep.list_link_checks(resource)
    assert count == 1
    assert (resource.link_state, resource.state) == ("broken", "published")
    assert (noted.state, noted.status, noted.details) == ("broken", 404, "not-found")


def test_a_broken_link_never_leaves_the_site_or_enters_the_log(
    make_resource: MakeResource,
) -> None:
    resource = make_resource()
    before = LogEntry.objects.count()

    for days in (0, 20, 40):
        check(FakeVisitor(status=410), days=days)

    resource.refresh_from_db()
    assert resource.state == "published"
    assert LogEntry.objects.count() == before


def test_an_address_rests_until_it_is_due_again(make_resource: MakeResource) -> None:
    make_resource()
    check(FakeVisitor(status=200))

    soon = check(FakeVisitor(status=200), days=7)
    later = check(FakeVisitor(status=200), days=14)

    assert (soon, later) == (0, 1)


def test_one_silence_is_asked_about_again_the_next_day_before_it_is_shown(
    make_resource: MakeResource,
) -> None:
    resource = make_resource()
    check(FakeVisitor(status=200))

    check(FakeVisitor(failure="too_slow"), days=14)
    resource.refresh_from_db()
    first = resource.link_state
    check(FakeVisitor(failure="dns"), days=15.5)
    resource.refresh_from_db()

    assert (first, resource.link_state) == ("working", "unreachable")
    assert [c.state for c in upkeep.list_link_checks(resource)] == [
        "unreachable",
        "unreachable",
        "working",
    ]


def test_two_workers_never_visit_the_same_address(make_resource: MakeResource) -> None:
    make_resource()

    first = catalogue.claim_link_checks(NOW, limit=10)
    second = catalogue.claim_link_checks(NOW, limit=10)

    assert (len(first), len(second)) == (1, 0)


def test_what_a_killed_worker_left_is_taken_up_later(
    make_resource: MakeResource,
) -> None:
    make_resource()
    catalogue.claim_link_checks(NOW, limit=10)

    assert len(catalogue.claim_link_checks(NOW + timedelta(hours=1), limit=10)) == 1


def test_candidates_are_not_visited(make_resource: MakeResource) -> None:
    make_resource(state="candidate")

    assert check(FakeVisitor()) == 0


@pytest.mark.parametrize("name", ["link_checks", "outside"])
def test_a_site_that_does_not_want_it_visits_nothing(
    make_resource: MakeResource, settings: Settings, name: str
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={name: False})
    make_resource()
    visitor = FakeVisitor()

    assert check(visitor) == 0
    assert visitor.visited == []


def test_the_history_does_not_grow_for_ever(make_resource: MakeResource) -> None:
    resource = make_resource()

    for days in range(0, 15 * 25, 15):
        check(FakeVisitor(status=200), days=days)

    assert resource.link_checks.count() == 20


# ---- the real visitor ----------------------------------------------------------------


@pytest.fixture
def _without_rests(settings: Settings) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"per_host_seconds": 0})


@pytest.mark.usefixtures("_without_rests")
def test_the_real_visitor_asks_for_the_head_and_reads_what_may_be_for_sale() -> None:
    answers = {
        "/robots.txt": reply(b"User-agent: *\nDisallow: /private"),
        "/page": reply(b"<title>Asthma</title>", content_type="text/html"),
        "/file": reply(b"%PDF", content_type="application/pdf"),
        "/old": redirect("/page", "301 Moved Permanently"),
    }

    with serve(answers) as site:
        paths = ("/page", "/file", "/old", "/private/x", "/gone")
        visits = WebLinkVisitor(loopback_too).visit([site.url + p for p in paths])

    page, file, old, private, gone = visits
    asked = [" ".join(request.split()[:2]) for request in site.requests]
    assert (page.status, page.page) == (200, "<title>Asthma</title>")
    assert (file.status, file.page) == (200, "")
    assert (old.redirects, old.final_address) == ((301,), f"{site.url}/page")
    assert private.failure == "disallowed"
    assert gone.status == 404
    assert asked.count("GET /robots.txt") == 1
    assert "GET /file" not in asked  # the head was enough
    assert not [line for line in asked if "/private" in line]


@pytest.mark.usefixtures("_without_rests")
def test_a_server_that_cannot_answer_a_head_is_asked_for_the_page() -> None:
    def answer(head: str) -> list[bytes]:
        if head.startswith("HEAD"):
            return [reply(status="405 Method Not Allowed")]
        return [reply(b"<p>Hello", content_type="text/html")]

    with serve(answer) as site:
        (visit,) = WebLinkVisitor(loopback_too).visit([f"{site.url}/"])

    assert (visit.status, visit.page) == (200, "<p>Hello")


@pytest.mark.usefixtures("_without_rests")
def test_a_server_that_is_not_there_is_no_error_of_ours() -> None:
    with serve({}) as site:
        pass

    (visit,) = WebLinkVisitor(loopback_too).visit([f"{site.url}/"])

    assert visit.failure == "connection"
