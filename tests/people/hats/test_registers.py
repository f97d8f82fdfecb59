"""Numbers of registers, as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.refusals import BadInput
from medagora.people.domain import registers
from medagora.people.domain.hats import PROFESSIONS, Role
from medagora.people.domain.register_names import Fit, compare
from medagora.people.domain.registers import ORCID, REGISTERS, Register, tidy_number

ALL = [*REGISTERS.values(), ORCID]


@pytest.mark.parametrize("register", ALL, ids=lambda r: r.slug)
def test_each_example_is_a_number_of_its_register(register: Register) -> None:
    assert tidy_number(register, register.example) == register.example


@pytest.mark.parametrize(
    ("slug", "typed", "tidy"),
    [
        ("npi", " 123 456 7893 ", "1234567893"),
        ("npi", "NPI: 1234567893", "1234567893"),
        ("npi", "١٢٣٤٥٦٧٨٩٣", "1234567893"),
        ("gmc", "GMC no. 7012345", "7012345"),
        ("gmc", "C 123456", "C123456"),
        ("nmc", "99i 1234 e", "99I1234E"),
        ("hcpc", "ph-123456", "PH123456"),
        ("hcpc", "PYL 12345", "PYL12345"),
        ("gphc", "2012345", "2012345"),
        ("rpps", "10 10 10 10 10 5", "10101010105"),
        ("lanr", "123456 6 01", "123456601"),
        ("efn", "80 276 090 123456 6", "802760901234566"),
        ("pwz", "5425740", "5425740"),
        ("big", "19012345601", "19012345601"),
        ("gln", "7601 0000 0000 2", "7601000000002"),
    ],
)
def test_spaces_signs_and_letters_before_do_not_matter(
    slug: str, typed: str, tidy: str
) -> None:
    assert tidy_number(REGISTERS[slug], typed) == tidy


@pytest.mark.parametrize(
    "typed",
    [
        "0000-0002-1825-0097",
        "https://orcid.org/0000-0002-1825-0097",
        "0000000218250097",
    ],
)
def test_an_orcid_id_may_be_an_address(typed: str) -> None:
    assert tidy_number(ORCID, typed) == "0000-0002-1825-0097"


def test_an_orcid_id_may_end_in_x() -> None:
    assert tidy_number(ORCID, "0000-0002-1694-233x") == "0000-0002-1694-233X"


def test_a_check_digit_of_ten_is_nought() -> None:
    """1000000020 needs 10 - 10 % 10, which some code takes for ten."""
    tens = [n for n in range(100) if registers._is_npi(f"10000000{n:02}")]

    assert any(n % 10 == 0 for n in tens)
    assert len(tens) == 10


@pytest.mark.parametrize(
    ("slug", "typed"),
    [
        ("npi", "1234567890"),
        ("npi", "3234567893"),
        ("npi", "123456789"),
        ("gphc", "3012345"),
        ("nmc", "99112345"),
        ("hcpc", "XX123456"),
        ("rpps", "10101010101"),
        ("lanr", "123456701"),
        ("efn", "802760901234561"),
        ("colegiado", "992812345"),
        ("pwz", "5425741"),
        ("pwz", "0425740"),
        ("gln", "7601000000001"),
        ("hu", "abc"),
        ("gmc", ""),
    ],
)
def test_what_is_mistyped_is_refused_with_the_field(slug: str, typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        tidy_number(REGISTERS[slug], typed)

    assert refused.value.field == "number"


@given(st.sampled_from(ALL), st.text(max_size=80))
def test_whatever_is_typed_is_a_number_or_refused(
    register: Register, typed: str
) -> None:
    try:
        number = tidy_number(register, typed)
    except BadInput:
        return
    assert tidy_number(register, number) == number


@given(st.integers(0, 10**8 - 1), st.integers(0, 9), st.integers(1, 9))
def test_a_single_wrong_digit_of_an_npi_is_noticed(
    middle: int, place: int, other: int
) -> None:
    stem = f"1{middle:08}"
    number = next(n for d in range(10) if registers._is_npi(n := f"{stem}{d}"))
    wrong = str((int(number[place]) + other) % 10)

    assert not registers._is_npi(number[:place] + wrong + number[place + 1 :])


def test_every_profession_has_a_register_or_another_way() -> None:
    covered = {role for role in PROFESSIONS if registers.registers_for(role)}

    assert covered == PROFESSIONS


def test_a_physiotherapists_number_verifies_no_paramedic() -> None:
    hcpc = REGISTERS["hcpc"]
    registers.check_role(hcpc, "PH123456", Role.PHYSIOTHERAPIST)

    with pytest.raises(BadInput, match="another profession"):
        registers.check_role(hcpc, "PH123456", Role.PARAMEDIC)
    with pytest.raises(BadInput):
        registers.check_role(REGISTERS["gmc"], "7012345", Role.NURSE)


def test_only_public_pages_carry_the_number() -> None:
    pages = {r.slug: r.page_of(r.example) for r in ALL if r.page}

    assert set(pages) == {"npi", "gmc", "gphc", "orcid"}
    assert pages["npi"].endswith("/provider-view/1234567893")
    assert all(page.startswith("https://") for page in pages.values())


def test_a_digest_is_of_no_use_elsewhere() -> None:
    here = registers.digest_of("npi", "1234567893", secret="here")  # noqa: S106

    assert here != registers.digest_of("npi", "1234567893", secret="there")  # noqa: S106
    assert here != registers.digest_of("gmc", "1234567893", secret="here")  # noqa: S106
    assert "1234567893" not in here


@pytest.mark.parametrize(
    ("account", "given", "family", "fit"),
    [
        ("Dr. Anna Kovács", "ANNA", "KOVACS", Fit.AGREES),
        ("Kovács Anna", "Anna Mária", "Kovács", Fit.AGREES),
        ("Anna Kovács-Nagy", "Anna", "Kovacs Nagy", Fit.AGREES),
        ("A. Kovács", "Anna", "Kovács", Fit.PARTLY),
        ("Kovács", "Anna", "Kovács", Fit.PARTLY),
        ("Éva Kovács", "Anna", "Kovács", Fit.DIFFERS),
        ("Anna Nagy", "Anna", "Kovács", Fit.DIFFERS),
        ("", "Anna", "Kovács", Fit.UNKNOWN),
        ("Anna Kovács", "", "", Fit.UNKNOWN),
        ("محمد علي", "محمد", "علي", Fit.AGREES),
    ],
)
def test_names_are_compared_as_people_would(
    account: str, given: str, family: str, fit: Fit
) -> None:
    assert compare(account, given, family) is fit
