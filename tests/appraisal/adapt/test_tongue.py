"""The language of a page."""

from medagora.appraisal.domain.adapt.making import make_page
from tests.appraisal.adapt.reading import ADDRESS, FILLER, read


def test_the_text_tells_the_language_against_the_page_s_word() -> None:
    page = make_page(
        f"<html lang=en-US><nav>Home</nav><p>{FILLER}</p>".encode(),
        {},
        ADDRESS,
        guess_language=lambda text: "hu" if "Home" not in text else "en",
    )

    assert (page.language, page.language_said) == ("hu", "en")
    assert page.language_attribute == "en-US"


def test_too_little_text_takes_the_page_s_word() -> None:
    page = make_page(
        b"<html lang=de><p>Kurz", {}, ADDRESS, guess_language=lambda _text: "nl"
    )

    assert page.language == "de"


def test_header_and_meta_speak_where_the_attribute_is_missing() -> None:
    by_meta = read("<meta property=og:locale content=es_MX><p>x")
    by_header = read("<p>x", content_language="fr")
    by_both = read("<p>x", content_language="fr, de")

    assert by_meta.language_said == "es"
    assert by_header.language_said == "fr"
    assert by_both.language_said == ""
    assert by_header.language_attribute == ""
