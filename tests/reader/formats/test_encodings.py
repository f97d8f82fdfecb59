import codecs

import pytest

from tests.reader.formats.samples import read, rss

TITLE = "Őssejt és gyógyszer"


def body(title: str, declared: str = "") -> str:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return declaration + rss(f"<title>{title}</title>")


def title_of(data: bytes, content_type: str = "") -> str:
    return read(data, content_type).entries[0].title


@pytest.mark.parametrize(
    ("title", "encoding"),
    [
        (TITLE, "utf-8"),
        (TITLE, "iso-8859-2"),
        (TITLE, "windows-1250"),
        ("Ödem", "iso-8859-1"),
        ("“Ödem” – naïve", "windows-1252"),
        ("Здоровье", "koi8-r"),
        ("Здоровье", "windows-1251"),
        ("医学新闻", "gb2312"),
        ("醫學新聞", "big5"),
        ("医学ニュース", "shift_jis"),
        ("医学ニュース", "euc-jp"),
        ("医学ニュース", "iso-2022-jp"),
        ("의학 뉴스", "euc-kr"),
        ("Υγεία", "iso-8859-7"),
        ("صحة", "windows-1256"),
    ],
)
def test_a_declared_encoding_is_read(title: str, encoding: str) -> None:
    data = body(title, encoding).encode(encoding)

    assert title_of(data) == title
    assert read(data).remarks == ()


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"]
)
def test_a_mark_or_zeros_give_an_encoding_away(encoding: str) -> None:
    assert title_of(body(TITLE).encode(encoding)) == TITLE


def test_the_server_is_asked_when_the_file_says_nothing() -> None:
    data = body("Здоровье").encode("windows-1251")

    assert title_of(data, 'text/xml; charset="windows-1251"') == "Здоровье"


@pytest.mark.parametrize(
    ("declared", "actual", "title"),
    [
        ("utf-8", "cp1252", "Ödem – naïve"),
        ("", "cp1252", "Ödem – naïve"),
        ("iso-8859-1", "utf-8", TITLE),
        ("utf-16", "utf-8", TITLE),
        ("no-such-thing", "utf-8", TITLE),
        ("base64", "utf-8", TITLE),
        ("us-ascii", "cp1252", "Ödem"),
    ],
)
def test_a_wrong_declaration_does_no_harm(
    declared: str, actual: str, title: str
) -> None:
    assert title_of(body(title, declared).encode(actual)) == title


def test_a_wrong_encoding_is_remarked() -> None:
    wrong = body("Ödem", "utf-8").encode("cp1252")
    wrong_too = body(TITLE, "iso-8859-1").encode("utf-8")

    assert read(wrong).remarks == ("wrong_encoding",)
    assert read(wrong_too).remarks == ("wrong_encoding",)


def test_stray_bytes_among_utf_8_are_read_as_windows_1252() -> None:
    data = body("XXX Ő").encode().replace(b"XXX", b"\x93\xd6dem\x94")

    assert title_of(data) == "“Ödem” Ő"


def test_a_file_that_was_cut_inside_a_letter_is_read() -> None:
    data = body(TITLE).encode() + "é".encode()[:1]

    assert title_of(data) == TITLE


def test_a_mark_before_a_mark_does_no_harm() -> None:
    assert title_of(codecs.BOM_UTF8 * 2 + body(TITLE).encode()) == TITLE
