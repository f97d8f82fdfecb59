"""The copy in a real browser, opened from a folder on a disk: no server at all."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft
from medagora.catalogue.domain.formats import own
from medagora.catalogue.domain.records import ResourceRecord
from medagora.kernel.text import fold
from medagora.topics.domain.files import TermDraft, TopicDraft
from medagora.topics.domain.files import TextDraft as TopicText
from medagora.topics.domain.plain import TopicRecord, record_to_plain
from medagora.topics.domain.words import Register
from tests.conftest import NOW
from tests.running import medagora

ASTHMA = TopicDraft(
    slug="asthma",
    kind="condition",
    body_system="lungs",
    texts={
        "en": TopicText("Asthma", "One. Two.", (TermDraft("wheezing", Register.LAY),)),
        "hu": TopicText("Asztma", "Egy. Kettő."),
        "ar": TopicText("الربو", "واحد. اثنان."),
    },
)
RESOURCES = (
    ("aaaa", "en", "Living with asthma", "For families."),
    ("bbbb", "hu", "Élet asztmával", "Családoknak, magas vérnyomással is."),
    ("cccc", "en", "Sleep <b>well</b> & rest", "About nights."),
)


def small_export() -> bytes:
    lines = [own.header_line()]
    lines.append(own.line_of("topic", record_to_plain(TopicRecord(ASTHMA, "operator"))))
    for uid, language, title, reason in RESOURCES:
        draft = ResourceDraft(
            address=f"https://{uid}.example.org/",
            texts={language: TextDraft(title, reason)},
            languages=(language,),
            topics=("asthma",) if uid != "cccc" else (),
        )
        record = ResourceRecord(uid, draft, "published", published_at=NOW)
        lines.append(own.line_of("resource", own.resource_to_plain(record)))
    lines.append(own.end_line({"topic": 1, "resource": len(RESOURCES)}))
    return b"".join(lines)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Imported into an empty home and frozen by the real commands."""
    folder = tmp_path_factory.mktemp("static")
    (folder / "all.jsonl").write_bytes(small_export())
    home = folder / "home"
    imported = medagora(home, "import", "jsonl", str(folder / "all.jsonl"))
    assert imported.returncode == 0, imported.stderr
    frozen = medagora(home, "export", "site", str(folder / "copy"))
    assert frozen.returncode == 0, frozen.stderr
    return folder / "copy"


@pytest.fixture
def disk(browser: Browser) -> Iterator[Page]:
    """A page that asks no server and breaks no script."""
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith("file:") else faults.append(request.url)
        ),
    )
    yield page
    context.close()
    assert faults == []


def test_a_reader_comes_from_the_front_door_to_a_resource(
    disk: Page, copy: Path
) -> None:
    disk.goto((copy / "index.html").as_uri())
    disk.wait_for_url("**/en/index.html")
    disk.get_by_role("link", name="All topics from A to Z").click()
    disk.get_by_role("main").get_by_role("link", name="Asthma").first.click()
    disk.get_by_role("link", name="Living with asthma").click()

    expect(disk.get_by_role("heading", level=1)).to_have_text("Living with asthma")


def test_languages_lead_to_the_same_page(disk: Page, copy: Path) -> None:
    disk.goto((copy / "en/topics/asthma/index.html").as_uri())

    disk.locator(".site-tools summary").click()
    disk.locator(".site-tools").get_by_role("link", name="العربية").click()

    expect(disk.get_by_role("heading", level=1)).to_have_text("الربو")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("ASTHMA", "Living with asthma"),
        ("famil", "Living with asthma"),
        ("wheezing", "Living with asthma"),  # a term of its topic
        ("ربو", "Living with asthma"),  # its topic in another language
        ("well", "Sleep <b>well</b> & rest"),
    ],
)
def test_words_find_resources(disk: Page, copy: Path, words: str, title: str) -> None:
    disk.goto((copy / "en/index.html").as_uri())

    disk.get_by_role("searchbox").first.fill(words)
    disk.get_by_role("searchbox").first.press("Enter")

    found = disk.locator("[data-resources] li h3")
    expect(found).to_have_text([title])
    found.get_by_role("link").click()
    expect(disk.get_by_role("heading", level=1)).to_have_text(title)


def test_accents_and_case_do_not_matter_in_another_language(
    disk: Page, copy: Path
) -> None:
    disk.goto((copy / "hu/search/index.html").as_uri() + "?q=MAGAS+vernyom")

    expect(disk.locator("[data-resources] li h3")).to_have_text(["Élet asztmával"])


def test_nothing_found_is_said(disk: Page, copy: Path) -> None:
    disk.goto((copy / "en/search/index.html").as_uri() + "?q=xyzzy")

    expect(disk.get_by_role("status")).to_contain_text("Nothing was found")


def test_the_script_folds_as_the_server_does(disk: Page, copy: Path) -> None:
    known = [
        chr(point)
        for point in range(0x20000)
        if not 0xD800 <= point <= 0xDFFF and unicodedata.category(chr(point)) != "Cn"
    ]
    texts = [f"a{letter}B {letter}" for letter in known]
    texts += ["Magas  vérnyomás!", "STRASSE ß", "ΟΔΥΣΣΕΥΣ", "İstanbul ıI", "الأَلَمُ ـ"]
    disk.goto((copy / "en/search/index.html").as_uri() + "?q=x")
    expect(disk.get_by_role("status")).not_to_be_empty()

    folded = disk.evaluate("texts => texts.map(medagoraFold())", texts)

    differing = [
        (text, here, there)
        for text, here, there in zip(texts, map(fold, texts), folded, strict=True)
        if here != there
    ]
    assert differing == []
