"""The saved pages of the session, as the engine reads them."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from medagora.appraisal.domain import Knowing, read_page
from medagora.appraisal.domain.findings import Criterion, Finding
from medagora.appraisal.domain.whole import PageReading
from medagora.web.tongues import guess_language
from tests.appraisal.adapt.pdf_making import make_pdf

HERE = Path(__file__).parent / "pages"
TODAY = date(2026, 11, 1)
ADDRESSES = {
    "hospital_leaflet_en": "https://www.northmoorhospitals.nhs.uk/patient-information/"
    "carpal-tunnel-release",
    "miracle_shop_en": "https://glucovital-official.example/",
    "trial_news_en": "https://www.harbourpost.example/health/2026/sep/14/migraine-pill",
    "forum_en": "https://community.mindmates.example/threads/sertraline-how-long.8812/",
    "leaflet_de": "https://www.klinikum-waldau.example/faltblatt-grauer-star.pdf",
    "pharmacy_magazine_de": "https://www.apothekenjournal.example/schlaf/schlaflos",
    "ministry_fr": "https://sante.gouv.example/prevention/vaccination-hpv",
    "naturopath_blog_es": "http://vidaenequilibrio.example/hipotiroidismo-natural/",
    "patients_hu": "https://belbetegek.example/biologiai-kezeles",
    "hospital_ar": "https://alwaha-hospital.example/ar/gallbladder",
    "login_wall_en": "https://portal.myhealthrecord.example/results/77",
    "clinic_pl": "https://poradniazdrowie.example/nadcisnienie",
}


@lru_cache
def reading_of(name: str) -> PageReading:
    """What the engine sees of a saved page, on the day of the session."""
    body, kind = _body(name)
    knowing = Knowing(guess_language=guess_language, retracted=lambda dois: {})
    return read_page(body, {"Content-Type": kind}, ADDRESSES[name], TODAY, knowing)


def finding_of(name: str, criterion: Criterion) -> Finding:
    """The finding of a saved page for one criterion."""
    found = (one for one in reading_of(name).findings if one.criterion is criterion)
    return next(found)


def _body(name: str) -> tuple[bytes, str]:
    text = HERE / f"{name}.txt"
    if not text.exists():
        return (HERE / f"{name}.html").read_bytes(), "text/html; charset=utf-8"
    pages = text.read_text(encoding="utf-8").split("\\f\n")
    about = "/Title (Grauer Star: Operation) /Author (Klinikum Waldau)"
    pdf = make_pdf(
        *(page.splitlines() for page in pages),
        about=f"{about} /CreationDate (D:20240311093000+01'00')",
        root="/Lang (de-DE)",
    )
    return pdf, "application/pdf"
