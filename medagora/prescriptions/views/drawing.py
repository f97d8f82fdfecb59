"""A sheet as a document: for the printer, and by way of the same document as PDF."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from medagora.kernel import languages
from medagora.prescriptions.domain.sheets import Sheet
from medagora.prescriptions.gateways import pdf


@dataclass(frozen=True)
class Ways:
    """Where the tools above a sheet lead; empty ones are left out."""

    back: str = ""
    size: str = ""
    pdf: str = ""


def interface_language(code: str) -> str:
    """The language of our own words on a sheet in this language."""
    return code if code in languages.FINISHED else "en"


def document(
    sheet: Sheet,
    *,
    is_large: bool = False,
    is_pdf: bool = False,
    ways: Ways | None = None,
) -> str:
    """The whole page. It needs no request, so that nothing of a reader gets in."""
    language = interface_language(sheet.language)
    context = {
        "sheet": sheet,
        "language": language,
        "direction": languages.direction(language),
        "is_large": is_large,
        "is_pdf": is_pdf,
        "ways": ways or Ways(),
        "code_entry": code_entry(sheet.link),
    }
    with translation.override(language):
        return render_to_string("prescriptions/sheet.html", context)


def code_entry(link: str) -> str:
    """``example.org/rx``: what somebody types who has only the code."""
    parts = urlsplit(link)
    return f"{parts.netloc}{parts.path.rpartition('/')[0]}" if link else ""


def pdf_response(
    sheet: Sheet, *, is_large: bool = False, printer: pdf.Printer | None = None
) -> HttpResponse:
    """To be kept by nobody between us and whoever asked."""
    made = (printer or pdf.WeasyPrinter()).render(
        document(sheet, is_large=is_large, is_pdf=True)
    )
    name = f"sheet-{sheet.code}.pdf" if sheet.code else "sheet.pdf"
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
