"""Trackers, third parties, pop-ups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.criteria.domains import (
    is_same_house,
    registered_domain,
)
from medagora.appraisal.domain.criteria.markup import look
from medagora.appraisal.domain.criteria.tracker_hosts import (
    ad_hosts,
    trackers_by_host,
)
from medagora.appraisal.domain.findings import Answer, Criterion, Finding
from medagora.appraisal.domain.page import Load, Loaded, Medium, Page
from tests.appraisal.building import build_page


def _page(*addresses: str, load: Load = Load.SCRIPT, **others: str) -> Page:
    loads = tuple(Loaded(one, one.split("/")[2], load) for one in addresses)
    return build_page("Text", loads=loads, **others)


def _found(page: Page, criterion: Criterion) -> Finding:
    return next(one for one in look(page) if one.criterion is criterion)


def test_known_trackers_are_named_with_their_owners() -> None:
    page = _page(
        "https://www.google-analytics.com/analytics.js",
        "https://www.googletagmanager.com/gtm.js",
        "https://static.hotjar.com/c/hotjar.js",
        "https://health.example.org/own.js",
    )

    found = _found(page, Criterion.TRACKERS)

    assert (found.answer, found.said) == (Answer.PRESENT, "trackers.some")
    assert found.facts["owners"] == ("Google", "Hotjar")
    assert found.facts["count"] == 2
    assert [quote.words for quote in found.quotes] == [
        "https://www.google-analytics.com/analytics.js",
        "https://static.hotjar.com/c/hotjar.js",
    ]


def test_advertising_is_told_apart() -> None:
    page = _page(
        "https://securepubads.g.doubleclick.net/tag/js/gpt.js",
        "https://cdn.taboola.com/x.js",
        "https://www.google-analytics.com/a.js",
    )

    assert _found(page, Criterion.TRACKERS).said == "trackers.ads"
    assert ad_hosts(page) == ("securepubads.g.doubleclick.net", "cdn.taboola.com")


def test_a_tracker_with_a_path_counts_only_there() -> None:
    ads = _page("https://www.google.com/pagead/conversion.js")
    captcha = _page("https://www.google.com/recaptcha/api.js")

    assert ad_hosts(ads) == ("www.google.com",)
    assert _found(captcha, Criterion.TRACKERS).answer is Answer.ABSENT


def test_a_pixel_is_advertising_where_a_button_of_the_same_owner_is_not() -> None:
    pixel = _page("https://www.facebook.com/tr?id=1&ev=PageView", load=Load.IMAGE)
    button = _page("https://www.facebook.com/plugins/like.php", load=Load.FRAME)

    assert ad_hosts(pixel) == ("www.facebook.com",)
    assert ad_hosts(button) == ()
    assert _found(button, Criterion.TRACKERS).facts["purposes"] == ("social",)


def test_a_house_does_not_track_itself_as_a_third_party() -> None:
    page = _page(
        "https://www.youtube.com/embed/x", address="https://m.youtube.com/watch"
    )

    assert _found(page, Criterion.TRACKERS).answer is Answer.ABSENT
    assert _found(page, Criterion.THIRD_PARTIES).answer is Answer.ABSENT


def test_a_form_that_is_not_sent_tells_nobody() -> None:
    page = _page("https://x.list-manage.com/subscribe", load=Load.FORM)

    assert _found(page, Criterion.TRACKERS).answer is Answer.ABSENT
    assert _found(page, Criterion.THIRD_PARTIES).answer is Answer.ABSENT


def test_a_host_that_only_looks_like_a_tracker_is_none() -> None:
    page = _page("https://nothotjar.com/x.js", "https://hotjar.com.example.net/x.js")

    assert _found(page, Criterion.TRACKERS).answer is Answer.ABSENT


def test_third_parties_are_counted_by_whose_they_are() -> None:
    page = _page(
        "https://a.cdn.example.net/1.js",
        "https://b.cdn.example.net/2.js",
        "https://fonts.example.com/a.css",
        "https://img.example.org/a.png",
    )

    found = _found(page, Criterion.THIRD_PARTIES)

    assert found.facts["hosts"] == ("example.net", "example.com")
    assert (found.facts["count"], found.facts["loads"]) == (2, 3)


def test_of_a_file_nobody_can_say_who_is_a_third_party() -> None:
    page = _page("https://a.example.net/1.js", address="")

    assert _found(page, Criterion.THIRD_PARTIES).answer is Answer.CANNOT_TELL


def test_pop_ups_are_shown_by_their_signs() -> None:
    some = _found(build_page("x", pop_ups=("modal", "dialog")), Criterion.POP_UPS)
    none = _found(build_page("x"), Criterion.POP_UPS)

    assert (some.answer, some.facts["signs"]) == (Answer.PRESENT, ("modal", "dialog"))
    assert none.answer is Answer.ABSENT
    assert none.confidence < some.confidence


def test_of_a_pdf_loads_cannot_be_told() -> None:
    page = build_page("Text", medium=Medium.PDF)

    assert _found(page, Criterion.TRACKERS).said == "not_a_web_page"


@pytest.mark.parametrize(
    ("host", "registered"),
    [
        ("www.example.org", "example.org"),
        ("a.b.example.org", "example.org"),
        ("www.bbc.co.uk", "bbc.co.uk"),
        ("x.health.gov.au", "health.gov.au"),
        ("cdn.example.com.br", "example.com.br"),
        ("t.co", "t.co"),
        ("www.gov.uk", "gov.uk"),
        ("www.nhs.uk", "nhs.uk"),
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_whose_host_it_is(host: str, registered: str) -> None:
    assert registered_domain(host) == registered


def test_hosts_below_a_registered_one_are_at_home() -> None:
    assert is_same_house("assets.nhs.uk", "www.nhs.uk")
    assert is_same_house("img.example.co.uk", "example.co.uk")
    assert not is_same_house("other.co.uk", "example.co.uk")
    assert not is_same_house("notexample.org", "example.org")


@given(st.text("ab.c-1:", max_size=30))
def test_any_host_has_a_house_and_is_at_home_in_itself(host: str) -> None:
    assert registered_domain(registered_domain(host)) == registered_domain(host)
    assert is_same_house(host, host)


def test_the_list_is_long_and_tidy() -> None:
    known = trackers_by_host()

    assert len(known) >= 150
    assert all(host == host.lower().strip() and "." in host for host in known)
    assert all(one.owner.strip() for ones in known.values() for one in ones)
    assert all(
        one.path == "" or one.path[0] == "/" for o in known.values() for one in o
    )
