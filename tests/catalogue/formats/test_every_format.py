"""What holds for every file, whatever its format: faults are named, nothing hangs."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.catalogue.domain.formats.reading import Reading, read
from medagora.catalogue.domain.formats.rows import Format
from medagora.kernel.refusals import BadInput
from tests.catalogue.formats.samples import huge, items, samples


def is_read_or_refused(data: bytes, format: Format) -> bool:
    """True unless something else happens than rows or a sentence."""
    try:
        list(read(io.BytesIO(data), Reading(format)))
    except BadInput as fault:
        return str(fault).endswith(".")
    return True


TRUNCATED = [(f, text) for f, text in samples() if f is not Format.CSV]


@pytest.mark.parametrize("format", list(Format))
def test_an_empty_file_is_refused(format: Format) -> None:
    with pytest.raises(BadInput, match="The file is empty"):
        items("", Reading(format))


@pytest.mark.parametrize("format", list(Format))
def test_a_file_of_two_gigabytes_is_refused_without_being_read(format: Format) -> None:
    with pytest.raises(BadInput, match=r"The file has 2,048 MB; at most"):
        read(huge(), Reading(format))


@pytest.mark.parametrize("format", list(Format))
@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00", b"PK\x03\x04\x14\x00", b"%PDF-1.7\n"]
)
def test_what_is_no_such_file_is_refused(format: Format, data: bytes) -> None:
    with pytest.raises(BadInput):
        items(data, Reading(format))


@pytest.mark.parametrize(("format", "text"), TRUNCATED)
def test_a_file_that_was_cut_off_is_refused_with_its_line(
    format: Format, text: str
) -> None:
    half = text[: len(text) * 2 // 3]

    with pytest.raises(BadInput, match=r"ends too early.*line \d+|line \d+"):
        items(half, Reading(format))


@pytest.mark.parametrize("format", [Format.MEDLINEPLUS, Format.OPML])
def test_entity_declarations_are_refused_by_their_name(format: Format) -> None:
    bomb = (
        '<?xml version="1.0"?>\n<!DOCTYPE x [\n<!ENTITY lol "lol">\n'
        '<!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>\n'
        "<opml><body><outline text='&lol2;'/></body></opml>"
    )

    with pytest.raises(BadInput, match="Line 3 declares the XML entity “lol”"):
        items(bomb, Reading(format))


def test_a_bomb_in_an_attribute_of_the_first_element_is_refused() -> None:
    padding = f"<!--{'x' * 70_000}-->"
    bomb = (
        f'{padding}<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
        '<health-topics x="&c;"></health-topics>'
    )

    with pytest.raises(BadInput, match="entity"):
        items(bomb, Reading(Format.MEDLINEPLUS))


@pytest.mark.parametrize("format", [Format.OPML, Format.BOOKMARKS, Format.CSV])
def test_an_unknown_language_or_kind_is_refused(format: Format) -> None:
    with pytest.raises(BadInput, match="not a language"):
        items("x", Reading(format, language="klingon"))
    with pytest.raises(BadInput, match="not a kind"):
        items("x", Reading(format, kind="spaceship"))


@pytest.mark.parametrize("format", list(Format))
@given(data=st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused_with_a_sentence(
    format: Format, data: bytes
) -> None:
    assert is_read_or_refused(data, format)


@pytest.mark.parametrize(("format", "text"), list(samples()))
@given(at=st.floats(0, 1), junk=st.binary(max_size=20), cut=st.integers(0, 40))
def test_any_damage_to_a_file_is_read_or_refused_with_a_sentence(
    format: Format, text: str, at: float, junk: bytes, cut: int
) -> None:
    whole = text.encode()
    place = int(len(whole) * at)
    damaged = whole[:place] + junk + whole[place + cut :]

    assert is_read_or_refused(damaged, format)
