"""Which part of a page a block stands in."""

import pytest

from medagora.appraisal.domain.page import Region
from tests.appraisal.adapt.reading import FILLER, read, region_of, words

LONG = FILLER * 5


@pytest.mark.parametrize(
    ("html", "region"),
    [
        ("<nav>it</nav>", Region.NAVIGATION),
        ("<header>it</header>", Region.HEADER),
        ("<header><nav>it</nav></header>", Region.NAVIGATION),
        ("<footer>it</footer>", Region.FOOTER),
        ("<footer><nav>it</nav></footer>", Region.FOOTER),
        ("<aside>it</aside>", Region.ASIDE),
        ("<div role=contentinfo>it</div>", Region.FOOTER),
        ("<div role=search>it</div>", Region.NAVIGATION),
        ("<div role=dialog>it</div>", Region.NOTICE),
        ("<dialog>it</dialog>", Region.NOTICE),
        ("<div class='site-footer clear'>it</div>", Region.FOOTER),
        ("<div id=footer>it</div>", Region.FOOTER),
        ("<div class=siteFooter>it</div>", Region.FOOTER),
        ("<div id=main-menu>it</div>", Region.NAVIGATION),
        ("<div class=breadcrumbs>it</div>", Region.NAVIGATION),
        ("<div id=sidebar>it</div>", Region.ASIDE),
        ("<div class='related-posts'>it</div>", Region.ASIDE),
        ("<div class=advertisement>it</div>", Region.ASIDE),
        ("<section id=comments>it</section>", Region.COMMENTS),
        ("<div id=disqus_thread>it</div>", Region.COMMENTS),
        ("<div class=cookie-banner>it</div>", Region.NOTICE),
        ("<footer><div id=CookieConsent>it</div></footer>", Region.NOTICE),
        ("<div class=newsletter-popup>it</div>", Region.NOTICE),
        ("<div>it</div>", Region.MAIN),
        ("<div class=page-header>it</div>", Region.MAIN),
        ("<div class='layout-with-sidebar'>it</div>", Region.MAIN),
        ("<div class='has-navigation'>it</div>", Region.MAIN),
        ("<body class='modal-open'>it", Region.MAIN),
    ],
)
def test_elements_roles_and_usual_names_tell_the_region(
    html: str, region: Region
) -> None:
    page = read(f"<h2>Pressure</h2><p>{LONG}</p>{html}")

    assert page.blocks[-1].region is region


@pytest.mark.parametrize(
    "html", ["<header>it</header>", "<footer>it</footer>", "<div class=footer>it</div>"]
)
def test_header_and_footer_of_an_article_belong_to_it(html: str) -> None:
    page = read(f"<article><p>{LONG}</p>{html}</article>")

    assert region_of(page, "it") is Region.MAIN


def test_a_box_of_key_facts_belongs_to_the_text() -> None:
    page = read(
        f"<main><p>{LONG}</p><aside class='callout'>Facts</aside><aside>More</aside>"
    )

    assert region_of(page, "Facts") is Region.MAIN
    assert region_of(page, "More") is Region.ASIDE


def test_main_is_main_wherever_it_stands() -> None:
    page = read(f"<div class='sidebar'><main><p>{LONG}</p></main></div>")

    assert region_of(page, LONG[:20]) is Region.MAIN


def test_the_text_is_not_lost_to_a_wrapper_with_a_misleading_name() -> None:
    page = read(f"<div class='widget'><h1>Pressure</h1><p>{LONG}</p></div>")

    assert region_of(page, LONG[:20]) is Region.MAIN


def test_a_title_in_the_header_belongs_to_the_text() -> None:
    page = read(
        f"<header><p>Our site</p><h1>Pressure</h1><p>By Ann Lee</p></header><p>{LONG}"
    )

    assert region_of(page, "Our site") is Region.HEADER
    assert region_of(page, "By Ann Lee") is Region.MAIN


def test_what_stands_around_main_is_not_the_text() -> None:
    page = read(
        f"<div>Our site</div><div><h1>Pressure</h1><p>By Ann</p></div>"
        f"<main><p>{LONG}</p></main><div>More news</div>"
    )

    assert region_of(page, "Our site") is Region.HEADER
    assert region_of(page, "By Ann") is Region.MAIN
    assert region_of(page, "More news") is Region.ASIDE


def test_a_row_of_short_links_is_a_menu_where_nothing_says_so() -> None:
    links = "".join(f"<td><a href=/{n}>Topic {n}</a></td>" for n in range(8))

    page = read(f"<table><tr>{links}</tr></table><p>{LONG}</p>")

    assert set(words(page, region=Region.NAVIGATION)) == {
        f"Topic {n}" for n in range(8)
    }


def test_links_in_the_article_are_no_menu() -> None:
    links = "".join(f"<li><a href=/{n}>Guideline {n}</a></li>" for n in range(8))

    page = read(f"<main><p>{LONG}</p><h2>References</h2><ul>{links}</ul></main>")

    assert words(page, region=Region.NAVIGATION) == []
