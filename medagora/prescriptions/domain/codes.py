"""The short code of a sheet: ten symbols that can be read over the telephone.

Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U, so that
nothing is mistaken for 1 or 0. Nine symbols are random (45 bits), the tenth checks
them: a sum in the field of 32 elements, each symbol weighted by another power, notices
every single wrong symbol and every two that changed places.
"""

import re
import unicodedata

from medagora.kernel.refusals import BadInput

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SYMBOLS = 9
LENGTH = RANDOM_SYMBOLS + 1
#: Bytes of chance that ``new_code`` wants.
RANDOM_BYTES = 6
_BITS = 5
#: x^5 + x^2 + 1, under which 2 generates every element but zero.
_POLYNOMIAL = 0b100101
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_TAKEN_FOR = str.maketrans({"O": "0", "I": "1", "L": "1"})
#: What people put between the halves, and marks that text carries along unseen.
_BETWEEN = re.compile(
    r"[\s\-_./·\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2069]+"
)
#: Longer than any way to write a code; what is longer is no code.
_MOST = 60


def new_code(chance: bytes) -> str:
    """A code from ``RANDOM_BYTES`` random bytes."""
    if len(chance) < RANDOM_BYTES:
        raise ValueError(f"a code needs {RANDOM_BYTES} random bytes")
    number = int.from_bytes(chance[:RANDOM_BYTES])
    values = [(number >> _BITS * place) % 32 for place in range(RANDOM_SYMBOLS)]
    return "".join(ALPHABET[value] for value in [*values, _check(values)])


def read_code(text: str) -> str:
    """The code that somebody typed or dictated; BadInput with a sentence otherwise.

    Small letters, spaces and hyphens, O for 0, I and L for 1 and the digits of other
    scripts are understood.
    """
    code = _plain(text)
    if not code:
        raise BadInput("Type the code that stands on the sheet.", field="code")
    if strange := [symbol for symbol in code if symbol not in _VALUES]:
        raise BadInput(
            "No code has the symbol “%(symbol)s”. Please look again.",
            field="code",
            symbol=strange[0],
        )
    if len(code) != LENGTH:
        raise BadInput(
            "A code has ten letters and digits; this has %(count)d.",
            field="code",
            count=len(code),
        )
    values = [_VALUES[symbol] for symbol in code]
    if _check(values[:-1]) != values[-1]:
        raise BadInput(
            "One letter or digit of this code is not right, or two changed places. "
            "Please look again.",
            field="code",
        )
    return code


def grouped(code: str) -> str:
    """``ABCDE-FGHJK``, as it stands on the sheet."""
    half = LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def _plain(text: str) -> str:
    if len(text) > _MOST:
        raise BadInput("This is too long for a code.", field="code")
    wide = unicodedata.normalize("NFKC", text)
    bare = _BETWEEN.sub("", wide).upper()
    return "".join(map(_digit, bare)).translate(_TAKEN_FOR)


def _digit(symbol: str) -> str:
    """``٣`` as ``3``; anything else as it is."""
    value = unicodedata.decimal(symbol, None)
    return symbol if value is None else str(value)


def _check(values: list[int]) -> int:
    """With itself as the last symbol, weighted by one, the sum is zero."""
    total = 0
    for value in values:
        total = _doubled(total ^ value)
    return total


def _doubled(value: int) -> int:
    shifted = value << 1
    return shifted ^ _POLYNOMIAL if shifted >> _BITS else shifted


def path_of(code: str) -> str:
    """The path of the patient's page, short enough for paper."""
    return f"/rx/{grouped(code)}"
