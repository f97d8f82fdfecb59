"""The sheet on paper: print view and PDF are one document."""

import builtins
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import translation
from pypdf import PdfReader

from medagora.prescriptions.domain.sheets import Line, Sheet
from medagora.prescriptions.gateways import pdf, qr
from medagora.prescriptions.gateways.pdf import WeasyPrinter
from medagora.prescriptions.views.drawing import code_entry, document

LINES = (
    Line(
        kind="resource",
        title="Az asztma tünetei és kezelése – őszinte szülőknek",
        title_language="hu",
        language="hu",
        address="https://www.example.hu/cikkek/asztma/",
        about="Közérthető összefoglaló.",
        note="A 4. oldaltól.",
        level="simple",
    ),
    Line(
        kind="service",
        title="Tüdőgondozó",
        language="hu",
        phone="+36 1 555 0142",
        place="Vörösvári út 88.",
    ),
)
SHEET = Sheet(
    language="hu",
    lines=LINES,
    made_on=date(2026, 11, 27),
    expires_on=date(2027, 2, 25),
    site_name="Medagora",
    site_address="https://example.org/",
    code="7K3QX-M9TBA",
    link="https://example.org/rx/7K3QX-M9TBA",
    title="Együtt élni az asztmával",
    note="Őrizze meg ezt a lapot!",
    author_name="Dr. Kovács Anna",
    author_hat="gyermekgyógyász",
)


def printed(sheet: Sheet, **how: Any) -> PdfReader:
    made = WeasyPrinter().render(document(sheet, is_pdf=True, **how))
    return PdfReader(BytesIO(made))


def text_of(reader: PdfReader) -> str:
    return " ".join("".join(page.extract_text() for page in reader.pages).split())


def fonts_of(reader: PdfReader) -> list[Any]:
    """Every font of the file, in its deepest form."""
    found = []
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]  # a dictionary
            whole = font.get_object()
            found.append(whole["/DescendantFonts"][0].get_object())
    return found


def test_the_pdf_has_the_words_of_the_sheet() -> None:
    text = text_of(printed(SHEET))

    for words in (
        "Együtt élni az asztmával",
        "Őrizze meg ezt a lapot!",
        "őszinte szülőknek",
        "A 4. oldaltól.",
        "example.hu/cikkek/asztma",
        "7K3QX-M9TBA",
        "example.org/rx",
        "+36 1 555 0142",
        "Dr. Kovács Anna",
    ):
        assert words in text


def test_its_fonts_are_inside_it() -> None:
    fonts = fonts_of(printed(SHEET))

    assert fonts
    for font in fonts:
        descriptor = font["/FontDescriptor"]
        assert any(key in descriptor for key in ("/FontFile2", "/FontFile3"))


def test_each_subset_of_a_font_is_a_font_of_its_own() -> None:
    """Taken for one font, the letters of one subset get the shapes of another."""
    families = {
        str(font["/BaseFont"]).partition("+")[2] for font in fonts_of(printed(SHEET))
    }

    assert any("Latin-Ext" in name for name in families)
    css = Path(str(finders.find("prescriptions/sheet_fonts.css"))).read_text()
    names = re.findall(r'font-family: "([^"]+)";\s+font-style: normal', css)
    assert len(names) == len(set(names)) == 6


def test_it_can_be_read_aloud() -> None:
    reader = printed(SHEET)

    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "hu"
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == SHEET.title


def test_arabic_runs_from_right_to_left() -> None:
    line = replace(LINES[0], title="الربو", title_language="ar", language="ar")
    sheet = replace(SHEET, language="ar", title="التعايش مع الربو", lines=(line,))

    page = document(sheet)
    reader = printed(sheet)

    assert '<html lang="ar" dir="rtl"' in page
    assert '<strong dir="ltr">example.org/rx</strong>' in page
    assert "7K3QX-M9TBA" in text_of(reader)
    assert any("Arabic" in str(font["/BaseFont"]) for font in fonts_of(reader))


def test_chinese_has_letters() -> None:
    line = replace(LINES[0], title="哮喘", title_language="zh", is_other_language=True)

    reader = printed(replace(SHEET, lines=(line,)))

    assert "哮喘" in text_of(reader)
    assert any("CJK" in str(font["/BaseFont"]) for font in fonts_of(reader))


def test_large_print_is_larger() -> None:
    many = replace(SHEET, lines=(LINES[0],) * 12)

    assert len(printed(many, is_large=True).pages) > len(printed(many).pages)


def test_our_words_are_in_the_language_of_the_sheet_whatever_the_page_speaks() -> None:
    with translation.override("de"):
        page = document(replace(SHEET, language="fa"))

    assert '<html lang="en" dir="ltr"' in page
    assert 'lang="fa" dir="rtl"' in page  # what its author wrote


def test_words_of_people_are_escaped() -> None:
    evil = '<script>alert(1)</script><img src="file:///etc/passwd">'
    line = replace(LINES[0], title=evil, about=evil, note=evil)

    page = document(
        replace(SHEET, title=evil, note=evil, author_name=evil, lines=(line,))
    )

    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/secret",
        "https://sheet.invalid/account/",
        "https://sheet.invalid/static/../settings.py",
        "file:///etc/passwd",
        "https://evil.example/static/prescriptions/sheet.css",
    ],
)
def test_it_fetches_nothing_but_our_own_static_files(address: str) -> None:
    with pytest.raises(ValueError, match=r"elsewhere|disallowed|protocol"):
        pdf._fetcher().fetch(address)


def test_our_own_styles_are_found() -> None:
    css = pdf._static_file("https://sheet.invalid/static/prescriptions/sheet.css")

    assert b"@page" in css


def test_the_qr_code_says_the_link() -> None:
    drawn = qr.draw(SHEET.link, 'a "label" <b>')

    assert "&quot;label&quot; &lt;b&gt;" in drawn
    assert 'viewBox="0 0 ' in drawn
    assert "style=" not in drawn  # our content security policy


def test_the_code_entry_is_short() -> None:
    assert code_entry("https://example.org/rx/7K3QX-M9TBA") == "example.org/rx"
    assert code_entry("") == ""


@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without it: loading WeasyPrint fails with an OSError."""
    load = builtins.__import__

    def without(name: str, *args: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return load(name, *args, **named)

    monkeypatch.setattr(builtins, "__import__", without)


@pytest.mark.usefixtures("no_pango")
def test_without_pango_a_sentence_names_the_packages() -> None:
    with pytest.raises(pdf.NoPdf) as refused:
        WeasyPrinter().render("<p>")

    assert refused.value.status == 503
    assert "libpango-1.0-0" in str(refused.value)
    assert "brew install pango" in str(refused.value)


@pytest.mark.usefixtures("no_pango")
def test_without_pango_the_page_says_so_and_the_print_view_works(
    client: Client, member: Any, make_resource: Any
) -> None:
    from django.utils import timezone  # noqa: PLC0415 - after the import is replaced

    from tests.prescriptions.making import handed  # noqa: PLC0415 - as above

    made = handed(make_resource(), by=member, at=timezone.now())

    refused = client.get(f"/rx/{made.code}.pdf")

    assert refused.status_code == 503
    assert "libpango" in refused.content.decode()
    assert client.get(f"/rx/{made.code}/print").status_code == 200


def test_a_start_looks_for_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pdf.has_pango()

    monkeypatch.setattr(pdf, "_PANGO", ("libnosuch.so.0",))

    assert not pdf.has_pango()


def test_the_print_view_keeps_the_content_security_policy() -> None:
    page = document(SHEET)

    assert not re.search(r"<[^>]*\sstyle=", page)
    assert not re.search(r"<script(?![^>]*src=)", page)
    assert " on" not in re.sub(r">[^<]*<", "><", page)
