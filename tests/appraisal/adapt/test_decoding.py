"""Letters of any encoding, also where the page names the wrong one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.adapt.decoding import decode

HUNGARIAN = "<p>Árvíztűrő tükörfúrógép, magas vérnyomás.</p>"
ARABIC = "<p>ضغط الدم المرتفع</p>"
JAPANESE = "<p>高血圧の治療と予防について</p>"
CHINESE = "<p>高血压的治疗和预防</p>"
RUSSIAN = "<p>Высокое давление и его лечение</p>"
GERMAN = "<p>Für „Herz“ – höchste Zeit</p>"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (HUNGARIAN, "utf-8", "UTF-8"),
        (HUNGARIAN, "cp1250", "windows-1250"),
        (HUNGARIAN, "iso8859_2", "ISO-8859-2"),
        (ARABIC, "cp1256", "windows-1256"),
        (ARABIC, "iso8859_6", "iso-8859-6"),
        (JAPANESE, "shift_jis", "Shift_JIS"),
        (JAPANESE, "euc_jp", "EUC-JP"),
        (JAPANESE, "iso2022_jp", "ISO-2022-JP"),
        (CHINESE, "gb18030", "GB18030"),
        (CHINESE, "gb2312", "gb2312"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (RUSSIAN, "cp1251", "windows-1251"),
        # what browsers do: Latin-1 is read as Windows' own, which has these quotes
        (GERMAN, "cp1252", "iso-8859-1"),
        (GERMAN, "cp1252", "us-ascii"),
    ],
)
@pytest.mark.parametrize("where", ["header", "meta", "old meta", "xml"])
def test_the_named_encoding_is_used(
    text: str, codec: str, name: str, where: str
) -> None:
    marked = {
        "header": text,
        "meta": f"<html><head><meta charset='{name}'></head>{text}",
        "old meta": "<meta http-equiv=Content-Type content='text/html; "
        f"charset={name}'>{text}",
        "xml": f"<?xml version='1.0' encoding='{name}'?>{text}",
    }[where]
    header = f'text/html; charset="{name}"' if where == "header" else "text/html"

    assert text in decode(marked.encode(codec), header)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marks_and_zeros_tell_the_encoding_against_any_word(codec: str) -> None:
    body = f"<meta charset=windows-1250>{HUNGARIAN}".encode(codec)

    assert HUNGARIAN in decode(body, "text/html; charset=iso-8859-1")


def test_utf_8_is_known_by_itself_where_another_name_is_said() -> None:
    body = f"<meta charset=iso-8859-1>{HUNGARIAN}".encode()

    assert HUNGARIAN in decode(body, "text/html; charset=iso-8859-1")


def test_the_pages_own_word_helps_where_the_header_is_wrong() -> None:
    body = f"<meta charset=windows-1250>{HUNGARIAN}".encode("cp1250")

    assert HUNGARIAN in decode(body, "text/html; charset=utf-8")


def test_one_broken_letter_does_not_change_the_encoding() -> None:
    text = HUNGARIAN * 20

    decoded = decode(text.encode() + b"\xff<p>x", "text/html; charset=utf-8")

    assert decoded == f"{text}\ufffd<p>x"


@pytest.mark.parametrize(
    ("text", "codec", "language"),
    [(HUNGARIAN, "cp1250", "hu"), (ARABIC, "cp1256", "ar"), (JAPANESE, "cp932", "ja")],
)
def test_a_page_that_names_none_is_read_as_browsers_of_its_language_do(
    text: str, codec: str, language: str
) -> None:
    body = f"<html lang='{language}'>{text}".encode(codec)

    assert text in decode(body)


@pytest.mark.parametrize("name", ["zip", "rot13", "utf-7", "unicode_escape", "idna"])
def test_pythons_other_codecs_are_no_encodings_of_pages(name: str) -> None:
    body = f"<meta charset={name}>{GERMAN}".encode("cp1252")

    assert GERMAN in decode(body, f"text/html; charset={name}")


@given(st.binary(max_size=300), st.text(max_size=60))
def test_any_bytes_are_some_text(body: bytes, content_type: str) -> None:
    assert "\x00" not in decode(body, content_type)
