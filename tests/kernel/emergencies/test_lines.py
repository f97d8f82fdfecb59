"""Whom to call where, and what an operator's own file may say."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.emergencies import lines_for, read_lines
from medagora.kernel.emergencies.lines import known_countries
from medagora.kernel.emergencies.reading_lines import LineFor
from medagora.kernel.refusals import BadInput

_EUROPEAN_UNION = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
)


def test_all_of_the_european_union_can_call_112() -> None:
    for country in _EUROPEAN_UNION.split():
        assert "112" in map(str, lines_for(country).call)


@pytest.mark.parametrize(
    ("country", "call", "crisis"),
    [
        ("US", "911", "988"),
        ("CA", "911", "988"),
        ("GB", "999", "116 123"),
        ("HU", "112", "116 123"),
        ("DE", "112", "0800 111 0 111"),
        ("FR", "15", "3114"),
        ("ES", "112", "024"),
        ("AT", "144", "142"),
        ("CH", "144", "143"),
        ("IE", "112", "116 123"),
        ("AU", "000", "13 11 14"),
        ("NZ", "111", "1737"),
        ("IN", "112", "14416"),
        ("BR", "192", "188"),
        ("JP", "119", "0120 279 338"),
    ],
)
def test_well_known_numbers(country: str, call: str, crisis: str) -> None:
    lines = lines_for(country.lower())

    assert call in map(str, lines.call)
    assert crisis in [str(line.number) for line in lines.crisis]


def test_every_number_can_be_dialled() -> None:
    for country in known_countries():
        lines = lines_for(country)
        for number in (*lines.call, *lines.police):
            assert 2 <= len(number.dialled) <= 6
            assert number.dialled.isdigit()
        for line in lines.lines:
            for number in filter(None, (line.number, line.sms)):
                assert number.dialled.lstrip("+*").isdigit()


def test_what_comes_with_the_site_claims_no_check() -> None:
    assert {lines_for(country).checked for country in known_countries()} == {None}


@pytest.mark.parametrize("country", ["", "XX", "hungary", "🇭🇺"])
def test_of_an_unknown_country_nothing_is_claimed(country: str) -> None:
    lines = lines_for(country)

    assert not lines.is_known
    assert lines.crisis == lines.poison == lines.violence == lines.child == ()


OWN = """
checked = 2026-11-03
[HU]
call = ["112"]
police = ["107"]
[[HU.line]]
for = "poison"
name = "Toxikológia"
number = "+36 80 201 199"
hours = "08:00-22:00"
[AT]
call = ["144"]
checked = 2026-10-01
"""


def test_the_operators_file_replaces_a_country_whole() -> None:
    own = read_lines(OWN)

    lines = lines_for("HU", own)

    assert [number.text for number in lines.call] == ["112"]
    assert lines.crisis == ()
    assert lines.poison[0].number is not None
    assert lines.poison[0].number.dialled == "+3680201199"
    assert not lines.poison[0].is_always
    assert lines.checked == date(2026, 11, 3)
    assert lines_for("AT", own).checked == date(2026, 10, 1)
    assert lines_for("DE", own) == lines_for("DE")


def test_the_police_is_the_common_number_where_there_is_no_other() -> None:
    own = read_lines(OWN)

    assert [str(n) for n in lines_for("HU", own).call_police] == ["107"]
    assert [str(n) for n in lines_for("AT", own).call_police] == ["144"]


LINE = '[HU]\ncall = ["112"]\n[[HU.line]]\n'
GOOD = 'for = "suicide"\nname = "Line"\nnumber = "116 123"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[HU", "no TOML"),
        ('[XX]\ncall = ["112"]', "“XX” is no country"),
        ('[hu]\ncall = ["112"]', "“hu” is no country"),
        ('HU = "112"', "HU: a table"),
        ("[HU]", "HU: the number to call is missing"),
        ("[HU]\ncall = []", "HU: the number to call is missing"),
        ('[HU]\ncall = "112"', "HU.call: a list"),
        ("[HU]\ncall = [112]", "“112” is no number"),
        ('[HU]\ncall = ["ring me"]', "“ring me” is no number"),
        ('[HU]\ncall = ["112"]\nline = 3', "HU.line: a list"),
        ('[HU]\ncall = ["112"]\nline = [3]', "HU.line 1: a table"),
        ('[HU]\ncall = ["112"]\nambulance = ["104"]', "“ambulance” means nothing"),
        ('checked = "soon"\n[HU]\ncall = ["112"]', "checked is a date"),
        (LINE + GOOD.replace("suicide", "tea"), "“for” is one of suicide, poison"),
        (LINE + GOOD.replace("name", "title"), "“title” means nothing"),
        (LINE + 'for = "poison"\nnumber = "1"', "HU.line 1: the name is missing"),
        (LINE + 'for = "poison"\nname = "a"', "HU.line 1: the number is missing"),
        (LINE + 'for = "poison"\nname = 3', "“name” is text"),
        (LINE + GOOD + 'hours = "always"', "hours are 24/7"),
        (LINE + GOOD + 'web = "http://x.org"', "https://"),
        (LINE + GOOD + 'web = "javascript:alert(1)"', "https://"),
        (LINE + GOOD + 'languages = ["klingon!"]', "languages are codes"),
        (LINE + GOOD + 'languages = "hu"', "languages are codes"),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_lines(text)

    assert said in str(refused.value)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(BadInput):
        read_lines(text)


def test_every_purpose_of_a_line_is_used() -> None:
    used = {line.what for code in known_countries() for line in lines_for(code).lines}

    assert used == {*LineFor}
