"""Registers of health professionals: the form of their numbers, where one can look.

The form only catches slips: that a number is well formed proves nothing. Sources
stand beside each register. python-stdnum has no register of health professionals
among its numbers, but its Luhn, ISO 7064 and EAN arithmetic is used.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from stdnum import ean, luhn
from stdnum.iso7064 import mod_11_2

from medagora.kernel.refusals import BadInput
from medagora.people.domain.hats import PROFESSIONS, Role

_DOCTORS = frozenset({Role.PHYSICIAN})
_NURSES = frozenset({Role.NURSE, Role.MIDWIFE})
_HCPC = {
    "PH": Role.PHYSIOTHERAPIST,
    "PA": Role.PARAMEDIC,
    "DT": Role.DIETITIAN,
    "PYL": Role.PSYCHOLOGIST,
}


def _any_form(number: str) -> bool:
    return True


@dataclass(frozen=True)
class Register:
    """One register: ``pattern`` is the tidied number's form, ``checks`` its digits.

    ``page`` is the public page of one number with ``%s`` for it; ``search`` is where
    anybody can look one up; either may be empty. Only where there is a public page
    does the number stay with the hat, inside that address.
    """

    slug: str
    name: str
    country: str  # ISO 3166-1; empty: everywhere
    pattern: str
    example: str
    roles: frozenset[Role] = PROFESSIONS
    checks: Callable[[str], bool] = _any_form
    page: str = ""
    search: str = ""

    def page_of(self, number: str) -> str:
        return self.page % number if self.page else ""


def _is_npi(number: str) -> bool:
    """Luhn over 80840 and the number (CMS, "NPI check digit"); a remainder of 0
    gives the check digit 0, never 10."""
    return bool(luhn.is_valid(f"80840{number}"))


def _is_orcid(number: str) -> bool:
    return bool(mod_11_2.is_valid(number.replace("-", "")))


def _is_lanr(number: str) -> bool:
    """The six first digits times 4 and 9 in turn; the seventh makes the sum a
    multiple of ten (KBV, guideline under § 75 (7) SGB V, annex 2)."""
    weighed = sum(int(d) * (4, 9)[i % 2] for i, d in enumerate(number[:6]))
    return (weighed + int(number[6])) % 10 == 0


def _is_pwz(number: str) -> bool:
    """The first digit is the sum of the others times 1 to 6, modulo 11."""
    rest = sum(place * int(d) for place, d in enumerate(number[1:], start=1))
    return rest % 11 == int(number[0]) != 0


def _is_colegiado(number: str) -> bool:
    """It begins with one of the 52 provinces."""
    return 1 <= int(number[:2]) <= 52


def _is_hcpc(number: str) -> bool:
    return number.rstrip("0123456789") in _HCPC


def _is_luhn(number: str) -> bool:
    return bool(luhn.is_valid(number))


def _is_ean(number: str) -> bool:
    return bool(ean.is_valid(number))


_LIST = (
    Register(
        "npi",
        "National Provider Identifier (NPI)",
        "US",
        r"[12]\d{9}",
        "1234567893",
        checks=_is_npi,
        page="https://npiregistry.cms.hhs.gov/provider-view/%s",
        search="https://npiregistry.cms.hhs.gov/search",
    ),
    Register(
        # FHIR: https://fhir.hl7.org.uk/Id/gmc-number
        "gmc",
        "General Medical Council (GMC)",
        "GB",
        r"\d{7}|[A-Z]\d{6}",
        "7012345",
        _DOCTORS,
        page="https://www.gmc-uk.org/doctors/%s",
        search="https://www.gmc-uk.org/registrants",
    ),
    Register(
        "gphc",
        "General Pharmaceutical Council (GPhC)",
        "GB",
        r"2\d{6}",
        "2012345",
        frozenset({Role.PHARMACIST}),
        page="https://www.pharmacyregulation.org/registers/pharmacist/"
        "registrationnumber/%s",
        search="https://www.pharmacyregulation.org/registers",
    ),
    Register(
        "nmc",
        "Nursing and Midwifery Council (NMC), PIN",
        "GB",
        r"\d{2}[A-Z]\d{4}[A-Z]",
        "99I1234E",
        _NURSES,
        search="https://www.nmc.org.uk/registration/search-the-register/",
    ),
    Register(
        "hcpc",
        "Health and Care Professions Council (HCPC)",
        "GB",
        r"[A-Z]{2}\d{5,6}|PYL\d{5,6}",
        "PH123456",
        frozenset(_HCPC.values()),
        checks=_is_hcpc,
        search="https://www.hcpc-uk.org/check-the-register/",
    ),
    Register(
        "rpps",
        "Répertoire partagé des professionnels de santé (RPPS)",
        "FR",
        r"\d{11}",
        "10101010105",
        checks=_is_luhn,
        search="https://annuaire.esante.gouv.fr/",
    ),
    Register(
        "lanr",
        "Lebenslange Arztnummer (LANR)",
        "DE",
        r"\d{9}",
        "123456601",
        frozenset({Role.PHYSICIAN, Role.PSYCHOLOGIST}),
        checks=_is_lanr,
    ),
    Register(
        # profession, country 276, issuing chamber, six digits, Luhn
        "efn",
        "Einheitliche Fortbildungsnummer (EFN)",
        "DE",
        r"\d{2}276\d{10}",
        "802760901234566",
        frozenset({Role.PHYSICIAN, Role.PSYCHOLOGIST}),
        checks=_is_luhn,
    ),
    Register(
        "hu",
        "Pecsétszám / alapnyilvántartási szám (OKFŐ)",
        "HU",
        r"\d{5,6}",
        "12345",
        search="https://kereso.enkk.hu/",
    ),
    Register(
        "colegiado",
        "Número de colegiado",
        "ES",
        r"\d{9}",
        "282812345",
        checks=_is_colegiado,
        search="https://www.cgcom.es/servicios/consulta-publica-de-colegiados",
    ),
    Register(
        "big",
        "BIG-register",
        "NL",
        r"\d{11}",
        "19012345601",
        search="https://zoeken.bigregister.nl/",
    ),
    Register(
        # GS1's 13 digits, of which the first are those of Swiss health care
        "gln",
        "GLN, MedReg / PsyReg / NAREG",
        "CH",
        r"7601\d{9}",
        "7601000000002",
        checks=_is_ean,
        search="https://www.healthreg-public.admin.ch/",
    ),
    Register(
        "pwz",
        "Numer prawa wykonywania zawodu (PWZ)",
        "PL",
        r"\d{7}",
        "3123456",
        frozenset({Role.PHYSICIAN, Role.DENTIST}),
        checks=_is_pwz,
        search="https://rejestr.nil.org.pl/",
    ),
    Register(
        "ahpra",
        "Ahpra",
        "AU",
        r"[A-Z]{3}\d{10}",
        "MED0001234567",
        search="https://www.ahpra.gov.au/Registration/Registers-of-Practitioners.aspx",
    ),
)
REGISTERS = {register.slug: register for register in _LIST}

ORCID = Register(
    "orcid",
    "ORCID",
    "",
    r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]",
    "0000-0002-1825-0097",
    frozenset(Role),
    checks=_is_orcid,
    page="https://orcid.org/%s",
    search="https://orcid.org/orcid-search/search",
)

#: What people write before or between the digits.
_PREFIX = re.compile(
    r"^(?:HTTPS?://)?(?:WWW\.)?(?:ORCID\.ORG/)?"
    r"(?:NPI|GMC|GPHC|NMC|PIN|HCPC|RPPS|LANR|EFN|BIG|GLN|PWZ|AHPRA|ORCID)?"
    r"(?:\s*(?:ID|NO|NR|NUMBER)\b)?[\s:.#°º]*(?=[A-Z]{0,3}\d)"
)
_BETWEEN = re.compile(r"[\s.\-–—/_:]+")


def find_register(slug: str) -> Register | None:
    """ORCID too, which is no register but holds numbers like one."""
    return ORCID if slug == ORCID.slug else REGISTERS.get(slug)


def registers_for(role: str) -> list[Register]:
    """Registers that may hold somebody of the role, by country."""
    found = [r for r in REGISTERS.values() if Role(role) in r.roles]
    return sorted(found, key=lambda register: (register.country, register.name))


def tidy_number(register: Register, typed: str) -> str:
    """The number as the register writes it; BadInput when it has another form."""
    ascii_digits = "".join(_plain(letter) for letter in typed.strip())
    bare = _BETWEEN.sub("", _PREFIX.sub("", ascii_digits.upper()))
    number = _with_hyphens(bare) if register is ORCID else bare
    if not re.fullmatch(register.pattern, number):
        raise BadInput(
            "A number of this register looks like %(example)s.",
            example=register.example,
            field="number",
        )
    if not register.checks(number):
        raise BadInput(
            "Something in this number is mistyped: its digits do not fit together.",
            field="number",
        )
    return number


def check_role(register: Register, number: str, role: str) -> None:
    """BadInput when the number itself says that it is of another profession."""
    said = _HCPC.get(number.rstrip("0123456789")) if register.slug == "hcpc" else None
    if role not in register.roles or (said and said != role):
        raise BadInput(
            "This number belongs to another profession than the one you chose.",
            field="number",
        )


def digest_of(register: str, number: str, *, secret: str) -> str:
    """What we keep of a number that is nowhere public: enough to know it again.

    Of no use without the site's secret; numbers are few, so a bare hash could be
    undone by trying them all.
    """
    words = f"medagora.evidence:{register}:{number}".encode()
    return hmac.new(secret.encode(), words, hashlib.sha256).hexdigest()


def _plain(letter: str) -> str:
    """Arabic and full-width digits as those that registers use."""
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


def _with_hyphens(bare: str) -> str:
    return "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))
