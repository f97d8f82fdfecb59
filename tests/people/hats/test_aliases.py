"""Aliases: friendly, nobody's name, nobody else's."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import CharField
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.refusals import BadInput, Conflict
from medagora.people.domain import aliases
from medagora.people.models import FormerAlias, Person
from medagora.people.services import erase_person
from medagora.people.services.aliases import (
    change_alias,
    ensure_alias,
    forget_former_aliases,
)
from tests.people.hats.building import NOW

MakePerson = Callable[..., Person]


@given(st.integers())
def test_what_is_proposed_can_be_used(seed: int) -> None:
    alias = aliases.propose(random.Random(seed).choice)  # noqa: S311

    assert aliases.check(alias) == alias


@pytest.mark.parametrize(
    "alias",
    ["Calm Heron 274", "Csendes Gém", "Vivir con calma", "طائر هادئ", "Badminton Fan"],
)
def test_friendly_words_are_taken(alias: str) -> None:
    assert aliases.check(alias) == alias


@pytest.mark.parametrize(
    "alias",
    [
        "Dr House",
        "DrHouse",
        "d r house",
        "Prof. Calm",
        "Nurse Joy",
        "Házi orvos",
        "Docteur Calme",
        "Doctora Luna",
        "الطبيب هادئ",
        "Admin",
        "4dmin",
        "Аdmin",
        "real moderator",
        "M0derator",
        "Medagora Team",
        "medag0ra",
        "Support",
        "ab",
        "x" * 31,
        "me@example.org",
        "www.example.org",
        "Call 0612345678",
        "12345",
        "<script>",
        "a/b",
        "Саlm Heron",
        "fuck you",
        "F u c k",
        "my f u c k",
        "kurva élet",
    ],
)
def test_titles_offices_addresses_and_abuse_are_refused(alias: str) -> None:
    with pytest.raises(BadInput) as refused:
        aliases.check(alias)

    assert refused.value.field == "alias"


def test_signs_that_turn_text_around_are_dropped() -> None:
    assert aliases.check("Calm\u202e Heron") == "Calm Heron"


def test_an_alias_holds_neither_name_nor_address() -> None:
    for alias in ("Anna the calm", "kovacsanna", "Heron anni85"):
        with pytest.raises(BadInput, match="name"):
            aliases.check(alias, name="Anna Kovács", email="anni85@example.org")


@given(st.text(max_size=40))
def test_whatever_is_typed_is_taken_or_refused(text: str) -> None:
    try:
        alias = aliases.check(text)
    except BadInput:
        return
    assert aliases.check(alias) == alias
    assert aliases.key_of(alias)


def test_a_sign_for_whole_words_counts_as_those_words() -> None:
    alias = aliases.check("ﷺ")

    assert alias == "صلى الله عليه وسلم"
    with pytest.raises(BadInput, match="characters"):
        aliases.check("ﷺ" * 30)


@given(st.text(st.characters(categories=("L", "Nd")), min_size=3, max_size=30))
def test_every_alias_fits_into_its_columns(text: str) -> None:
    try:
        alias = aliases.check(text)
    except BadInput:
        return
    for name, words in (("alias", alias), ("alias_key", aliases.key_of(alias))):
        column = Person._meta.get_field(name)
        assert isinstance(column, CharField)
        assert len(words) <= (column.max_length or 0)


@pytest.mark.parametrize(
    "other", ["calm heron", "CALM  HERON", "Calm-Heron", "Ca1m Her0n", "Cälm Heron"]
)
def test_two_aliases_that_look_the_same_are_the_same(other: str) -> None:
    assert aliases.key_of(other) == aliases.key_of("Calm Heron")


def test_everybody_gets_one_and_keeps_it(member: Person) -> None:
    first = ensure_alias(member)

    member.refresh_from_db()
    assert (member.alias, ensure_alias(member)) == (first, first)


def test_two_windows_give_one_alias(member: Person) -> None:
    other_window = Person.objects.get(pk=member.pk)

    assert ensure_alias(member) == ensure_alias(other_window)


def test_nobody_takes_anothers_alias(member: Person, operator: Person) -> None:
    change_alias("Calm Heron", by=member, at=NOW)

    with pytest.raises(Conflict, match="looks like it"):
        change_alias("calm-her0n", by=operator, at=NOW)


def test_an_alias_given_up_stays_its_bearers_for_a_year(
    member: Person, operator: Person
) -> None:
    change_alias("Calm Heron", by=member, at=NOW)
    change_alias("Quiet Otter", by=member, at=NOW)

    with pytest.raises(Conflict):
        change_alias("Calm Heron", by=operator, at=NOW)
    assert change_alias("Calm Heron", by=member, at=NOW + aliases.REST).alias == (
        "Calm Heron"
    )
    assert [old.alias for old in member.former_aliases.all()] == ["Quiet Otter"]


def test_after_a_year_it_is_free_again(member: Person, operator: Person) -> None:
    change_alias("Calm Heron", by=member, at=NOW)
    change_alias("Quiet Otter", by=member, at=NOW)
    later = NOW + timedelta(days=366)

    assert forget_former_aliases(later) == 1
    assert change_alias("Calm Heron", by=operator, at=later).alias == "Calm Heron"


def test_nobody_slips_from_alias_to_alias(member: Person) -> None:
    change_alias("Calm Heron", by=member, at=NOW)
    change_alias("Quiet Otter", by=member, at=NOW)

    with pytest.raises(Conflict, match="once in 30 days"):
        change_alias("Swift Lynx", by=member, at=NOW + timedelta(days=29))
    assert change_alias("quiet otter", by=member, at=NOW).alias == "quiet otter"


def test_after_an_erasure_nobody_steps_into_the_alias(
    member: Person, operator: Person
) -> None:
    change_alias("Calm Heron", by=member, at=NOW)
    erase_person(member, by=member, at=NOW)

    left = FormerAlias.objects.get()
    assert (left.alias, left.person) == ("", None)
    with pytest.raises(Conflict):
        change_alias("Calm Heron", by=operator, at=NOW)


def test_a_taken_alias_is_proposed_to_nobody(
    make_person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_alias("Calm Heron 222", by=make_person(), at=NOW)
    proposals = iter(["Calm Heron 222", "Quiet Otter 333"])
    monkeypatch.setattr(aliases, "propose", lambda choose: next(proposals))

    assert ensure_alias(make_person("Bert")) == "Quiet Otter 333"
