"""Check digits of identity papers, cards and accounts.

By python-stdnum where it knows them (LGPL, used as it is). The Hungarian TAJ (20/1997.
(XII. 13.) NM rendelet: weights 3 and 7, modulo 10) and the personal number (1996. évi
XX. törvény: weights 1 to 10, modulo 11) are not among them.
"""

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module

#: Modules of stdnum whose numbers say who somebody is, by how long these are.
_PAPERS = {
    9: ("es.dni", "es.nie"),
    10: ("gb.nhs", "se.personnummer", "at.vnr"),
    11: ("de.idnr", "pl.pesel", "fi.hetu"),
    12: ("se.personnummer",),
    13: ("ro.cnp", "ch.ssn"),
    15: ("fr.nir",),
    16: ("it.codicefiscale",),
    18: ("mx.curp",),
}


@lru_cache(maxsize=16)
def _papers(length: int) -> tuple[Callable[[str], bool], ...]:
    """Imported when the first number of that length is met."""
    names = _PAPERS.get(length, ())
    return tuple(import_module(f"stdnum.{name}").is_valid for name in names)


def is_paper(number: str) -> bool:
    """A number of an identity paper with a right check digit, in some country."""
    plain = "".join(c for c in number if c.isalnum()).upper()
    if not plain.isascii():
        return False
    if plain.isdigit() and (_is_taj(plain) or _is_hungarian(plain)):
        return True
    return any(is_valid(plain) for is_valid in _papers(len(plain)))


def _is_taj(digits: str) -> bool:
    if len(digits) != 9:
        return False
    total = sum(int(d) * (7 if i % 2 else 3) for i, d in enumerate(digits[:8]))
    return total % 10 == int(digits[8])


def _is_hungarian(digits: str) -> bool:
    if len(digits) != 11:
        return False
    total = sum(int(d) * i for i, d in enumerate(digits[:10], 1))
    return total % 11 == int(digits[10])


def is_card(number: str) -> bool:
    """ISO/IEC 7812: the length and the check digit of a payment card."""
    digits = "".join(c for c in number if c.isdecimal())
    if not 12 <= len(digits) <= 19 or digits[0] not in "123456":
        return False
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_iban(number: str) -> bool:
    plain = number.replace(" ", "").upper()
    if not plain.isascii() or not plain.isalnum() or not 15 <= len(plain) <= 34:
        return False
    moved = plain[4:] + plain[:4]
    return int("".join(str(int(c, 36)) for c in moved)) % 97 == 1
