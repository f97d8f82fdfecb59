"""The copy without a server: complete, closed in itself, whole or not there."""

import posixpath
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.collections import CollectionDraft
from medagora.catalogue.models import Resource
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.kernel.refusals import BadInput, Conflict
from medagora.people.models import Person
from medagora.site.services.static_copy import copy_site
from medagora.site.services.static_copy.copying import MARK
from medagora.site.services.static_copy.pages import Rewriter
from medagora.site.services.static_copy.places import Places, file_of, relative
from medagora.topics.models import Topic
from tests.conftest import NOW

SITE = "https://we.example.org"
PLACES = Places(("en", "hu"), SITE)
_LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
_OUTSIDE = re.compile(r"https?://|mailto:|tel:|data:|#")


def broken_links(folder: Path) -> list[str]:
    """Links of pages that lead to no file of the copy."""
    return [
        f"{page.relative_to(folder)}: {link}"
        for page in folder.rglob("*.html")
        for link in map(unescape, _LINK.findall(page.read_text()))
        if not _OUTSIDE.match(link)
        and (
            link.startswith("/") or not (page.parent / link.partition("#")[0]).is_file()
        )
    ]


# ---- where things come to lie --------------------------------------------------


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/en/topics/asthma/", "/en/topics/asthma/"),
        ("/en/topics/asthma/#top", "/en/topics/asthma/"),
        ("/hu/topics/asthma/?chosen=hu", "/hu/topics/asthma/"),
        ("?page=2", "/en/new/?page=2"),
        ("/en/topics/?kind=condition", "/en/topics/?kind=condition"),
        ("/en/topics/asthma/?language=it", "/en/topics/asthma/?language=it"),
        ("/en/topics/asthma/?language=hu", "/hu/topics/asthma/"),
        ("/en/topics/asthma/?language=en&page=2", "/en/topics/asthma/?page=2"),
        ("/en/topics/asthma/feed.atom", "/en/topics/asthma/feed.atom"),
        ("/export/resources.csv", "/export/resources.csv"),
        ("/log.jsonl", "/log.jsonl"),
        (f"{SITE}/en/about/", "/en/about/"),
    ],
)
def test_public_pages_have_one_address(link: str, address: str) -> None:
    assert PLACES.address_of(link, "/en/new/") == address


@pytest.mark.parametrize(
    "link",
    [
        "?sort=title",
        "/en/new/?audience=patients",
        "/de/topics/",
        "/en/account/login/",
        "/en/suggest/",
        "/en/collections/new/",
        "/en/collections/abc/edit/",
        "/en/resource/abc/report/",
        "/en/search/?q=x",
        "/api/v1/docs",
        "https://elsewhere.example.org/en/topics/",
    ],
)
def test_what_needs_a_server_is_not_copied(link: str) -> None:
    assert PLACES.address_of(link, "/en/new/") is None


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/en/", "en/index.html"),
        ("/en/new/?page=2", "en/new/index.page-2.html"),
        ("/en/topics/x/feed.atom", "en/topics/x/feed.atom"),
        ("/en/new/?language=a%2Fb", "en/new/index.language-a_2f_b.html"),
    ],
)
def test_each_address_has_its_file(address: str, file: str) -> None:
    assert file_of(address) == file


paths = st.sampled_from(["/en/", "/en/topics/", "/hu/resource/abc/", "/log.atom"])


@given(page=paths, target=paths)
def test_a_relative_link_leads_to_the_file_it_means(page: str, target: str) -> None:
    here = posixpath.dirname(file_of(page))

    found = posixpath.normpath(posixpath.join(here, relative(target, page)))

    assert found == file_of(target)


# ---- what becomes of a page ----------------------------------------------------


def rewritten(body: str, absent: str = "") -> str:
    page = f"<!doctype html><html lang=en><body>{body}</body></html>"
    rewriter = Rewriter(PLACES, lambda address: address != absent)
    text = rewriter.rewrite(page.encode(), "/en/new/").text.decode()
    return text.partition("<body>")[2].partition("</body>")[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/en/topics/">T</a>', '<a href="../topics/index.html">T</a>'),
        ('<a href="/en/topics/#a">T</a>', '<a href="../topics/index.html#a">T</a>'),
        ('<a href="#a">T</a>', '<a href="#a">T</a>'),
        ('<p>See <a href="/en/suggest/">this</a>.</p>', "<p>See this.</p>"),
        (
            '<ul><li><a href="/en/suggest/">S</a></li><li>x</li></ul>',
            "<ul><li>x</li></ul>",
        ),
        (
            '<div><a href="/en/account/login/">In</a><b>x</b></div>',
            "<div><b>x</b></div>",
        ),
        ('<p class="menu-title">T</p><ul><li><a href="?sort=x">x</a></li></ul>', ""),
        ('<form method="post"><button>x</button></form>', ""),
        ('<div class="choices-bar"><a href="/en/topics/">x</a></div>', ""),
        ('<p hx-get="/en/x/" id="a">x</p>', '<p id="a">x</p>'),
        ('<script type="module" src="/static/x.js"></script>', ""),
        (
            '<svg viewbox="0 0 1 1"><path d="M0"/></svg>',
            '<svg viewbox="0 0 1 1"><path d="M0"></path></svg>',
        ),
    ],
)
def test_what_cannot_work_goes_and_the_rest_leads_on(before: str, after: str) -> None:
    assert rewritten(before) == after


def test_forms_that_search_stay_and_lead_to_the_copy_s_own_search() -> None:
    form = '<form action="/en/search/"><input name="q"></form>'

    assert rewritten(f'<suggest-box src="/x">{form}</suggest-box>') == (
        '<div><form action="../search/index.html"><input name="q"></form></div>'
    )


def test_links_to_what_did_not_answer_become_words() -> None:
    text = rewritten('<p>A <a href="/en/resource/abc/">B</a></p>', "/en/resource/abc/")

    assert text == "<p>A B</p>"


# ---- a whole copy --------------------------------------------------------------


@pytest.fixture
def site(
    settings: Any,
    tmp_path: Path,
    make_topic: Callable[..., Topic],
    make_resource: Callable[..., Resource],
    member: Person,
) -> None:
    """A little of everything, and things that strangers must not see."""
    settings.HOME = tmp_path / "home"
    settings.SEARCH_FOLDER = tmp_path / "search"
    make_topic("asthma")
    rich = make_resource(topics=("asthma",), languages=("en", "it"))
    make_resource("https://unlisted.example.org/", languages=("hu",))
    declined = make_resource("https://declined.example.org/", state="candidate")
    publishing.move(declined, Move.DECLINE, by="system", at=NOW)
    retired = make_resource("https://retired.example.org/")
    publishing.move(retired, Move.RETIRE, by="system", at=NOW)
    for visibility in ("public", "unlisted"):
        draft = CollectionDraft(
            f"A {visibility} one", "Mia", "en", visibility=visibility
        )
        collection = catalogue.create_collection(draft, by=member)
        catalogue.add_item(collection, rich, by=member)


def everything(folder: Path) -> str:
    return "\n".join(page.read_text() for page in folder.rglob("*.html"))


@pytest.mark.usefixtures("site")
def test_every_link_of_a_copy_leads_to_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "copy"

    report = copy_site(folder, codes=("en", "hu"))

    assert broken_links(folder) == []
    assert report.pages == len(list(folder.rglob("index*.html"))) - 1
    for name in (
        "index.html",
        "en/topics/asthma/index.html",
        "en/topics/asthma/index.language-it.html",
        "hu/topics/asthma/feed.atom",
        "export/resources.jsonl",
        "log.jsonl",
        "search-index/hu.js",
    ):
        assert (folder / name).is_file(), name


@pytest.mark.usefixtures("site")
def test_every_published_resource_has_its_page_in_every_language(
    tmp_path: Path,
) -> None:
    copy_site(tmp_path / "copy", codes=("en", "hu"))

    uids = Resource.objects.published().values_list("uid", flat=True)
    assert len(uids) == 2
    for uid in uids:
        assert (tmp_path / f"copy/en/resource/{uid}/index.html").is_file()
        assert (tmp_path / f"copy/hu/resource/{uid}/index.html").is_file()


@pytest.mark.usefixtures("site")
def test_nothing_private_is_in_a_copy(tmp_path: Path) -> None:
    copy_site(tmp_path / "copy", codes=("en",))

    text = everything(tmp_path / "copy")
    assert "A public one" in text
    assert "A unlisted one" not in text
    assert "declined.example.org" not in text
    assert "csrfmiddlewaretoken" not in text
    assert "/account/" not in text


@pytest.mark.usefixtures("site")
def test_styles_come_with_their_fonts(tmp_path: Path) -> None:
    copy_site(tmp_path / "copy", codes=("en",))

    static = tmp_path / "copy/static"
    assert list(static.rglob("*.css"))
    assert list(static.rglob("*.woff2"))


@pytest.mark.usefixtures("site")
def test_a_copy_replaces_an_older_copy_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    copy_site(folder, codes=("en",))
    (folder / "stale.html").write_text("old")

    copy_site(folder, codes=("en",))

    assert not (folder / "stale.html").exists()
    assert (folder / MARK).exists()
    assert sorted(p.name for p in tmp_path.iterdir() if "part" in p.name) == []


@pytest.mark.usefixtures("db")
def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")

    with pytest.raises(Conflict, match="something else than a copy"):
        copy_site(tmp_path)

    assert (tmp_path / "thesis.txt").read_text() == "years of work"


@pytest.mark.usefixtures("db")
def test_a_language_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no pages in xx"):
        copy_site(tmp_path / "copy", codes=("xx",))


@pytest.mark.usefixtures("site")
def test_a_copy_that_fails_leaves_the_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copy"
    copy_site(folder, codes=("en",))
    before = sorted(folder.rglob("*"))

    def fail(_self: Any, _address: str) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("medagora.site.services.rendering.Asker.ask", fail)
    with pytest.raises(OSError, match="disk is full"):
        copy_site(folder, codes=("en",))

    assert sorted(folder.rglob("*")) == before
