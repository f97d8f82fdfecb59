"""Patterns tried only near digits find what they find everywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.privacy import addresses, fixed_forms, numbers, times
from medagora.kernel.privacy.near_digits import digit_places, matches_near

PATTERNS = [
    (fixed_forms._IBAN, 2),
    (fixed_forms._CARD, 0),
    (fixed_forms._IP4, 0),
    (fixed_forms._VIN, 13),
    (fixed_forms._PLATE, 3),
    (fixed_forms._LOOSE_PLATE, 7),
    (fixed_forms._DOI, 0),
    (numbers._PHONE, 2),
    (numbers._PAPER, 6),
    (numbers._NUMBER, 3),
    (numbers._SHORT, 0),
    (times._DIGITS, 0),
    (times._AGE_NUMBER, 0),
    (addresses._POSTCODES, 3),
]
#: Letters of numbers and plates, with long stretches of prose between, so that the
#: quick way is gone.
_FORMS = ["GB82WEST12345698765432", "10.1000/x", "192.168.0.1", "1HGCM82633A004352"]
_DIGITS = ["12", "3456", "987654321", "٣٤", "²", "X12", "SW1A "]
_OTHERS = ["a quiet word and more of them", "AB", "X-", "أ ب", "é", *"(+- ./:,"]
PIECES = st.sampled_from([*_FORMS, *_DIGITS, *_OTHERS])
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@pytest.mark.parametrize(("pattern", "reach"), PATTERNS)
@given(text=TEXTS)
def test_near_digits_is_everywhere(
    pattern: re.Pattern[str], reach: int, text: str
) -> None:
    whole = f"{text}{'and so on ' * 200}"

    near = matches_near(pattern, whole, digit_places(whole), reach)

    assert [m.span() for m in near] == [m.span() for m in pattern.finditer(whole)]


def test_a_text_without_digits_is_not_searched() -> None:
    everything = re.compile("")

    assert not list(matches_near(everything, "No number here.", [], 3))
