"""Names of downloads: RFC 6266 and RFC 8187, read back as a browser reads them."""

import re
from email.message import Message
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.site.domain.file_names import attachment

#: quoted-string without escapes, and the extended value's own letters.
_SHAPE = re.compile(
    r'attachment; filename="[ !#-\[\]-~]+"'
    r"(; filename\*=UTF-8''([A-Za-z0-9!#$&+\-.^_`|~]|%[0-9A-F]{2})+)?"
)


def saved_as(header: str) -> str:
    """The name that a browser of today takes."""
    extended = header.partition("filename*=UTF-8''")[2]
    if extended:
        return unquote(extended, errors="strict")
    message = Message()
    message["Content-Disposition"] = header
    return message.get_filename() or ""


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("Asthma", 'attachment; filename="Asthma.bib"'),
        (
            "Őszi allergia",
            'attachment; filename="Oszi allergia.bib"; '
            "filename*=UTF-8''%C5%90szi%20allergia.bib",
        ),
        (
            "الربو",
            'attachment; filename="download.bib"; '
            "filename*=UTF-8''%D8%A7%D9%84%D8%B1%D8%A8%D9%88.bib",
        ),
        ('a"b\\c/d:e', 'attachment; filename="a b c d e.bib"'),
        ("50% of it", None),
        ("", 'attachment; filename="download.bib"'),
        ("...", 'attachment; filename="download.bib"'),
        ("x\r\nSet-Cookie: a=b", 'attachment; filename="x Set-Cookie a=b.bib"'),
    ],
)
def test_names_are_written_for_old_and_new_browsers(
    title: str, header: str | None
) -> None:
    if header is None:
        header = (
            'attachment; filename="50 of it.bib"; '
            "filename*=UTF-8''50%25%20of%20it.bib"
        )

    assert attachment(title, "bib") == header


def test_a_long_title_is_cut() -> None:
    name = saved_as(attachment("Hosszú cím " * 40, "ris"))

    assert len(name) < 90
    assert name.endswith(".ris")


@given(st.text())
def test_any_title_gives_a_header_that_can_be_read(title: str) -> None:
    header = attachment(title, "json")

    assert _SHAPE.fullmatch(header)
    name = saved_as(header)
    assert name.endswith(".json")
    assert not re.search(r'[\x00-\x1f/\\:*?"<>|]', name)
    assert not name.startswith(".")
