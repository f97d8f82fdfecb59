"""The rules about hats, without a database."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.people.domain import hats
from medagora.people.domain.hats import Doffed, Evidence, Role, Standing

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
moments = st.integers(0, 7000).map(lambda days: NOW + timedelta(days=days - 2500))


@dataclass(frozen=True)
class PaperHat:
    role: str = Role.NURSE
    standing: str = Standing.VERIFIED
    evidence: str = Evidence.REGISTER
    expires_at: datetime | None = NOW + timedelta(days=1)
    doffed_at: datetime | None = None
    doffed_because: str = ""
    name: str = "Anna Kovacs"
    shows_name: bool = True


@dataclass(frozen=True)
class Somebody:
    name: str = "Anna Kovacs"
    alias: str = "Calm Heron 274"


def test_only_patients_and_carers_are_taken_at_their_word() -> None:
    own_word = {role for role in Role if not hats.needs_verification(role)}

    assert own_word == {Role.LIVING_WITH, Role.CARER}


def test_every_role_that_must_be_verified_can_be() -> None:
    assert all(hats.ways_for(role) for role in Role if hats.needs_verification(role))
    assert not any(hats.ways_for(role) for role in hats.SELF_DECLARED)


def test_colleagues_vouch_only_for_professions() -> None:
    vouched = {role for role in Role if Evidence.VOUCHING in hats.ways_for(role)}

    assert vouched == hats.PROFESSIONS


@given(st.sampled_from(Role), st.sampled_from(Evidence), moments)
def test_evidence_stands_for_one_to_two_years(
    role: Role, evidence: Evidence, at: datetime
) -> None:
    until = hats.expiry(role, evidence, at)

    if evidence is Evidence.NONE:
        assert until is None
    else:
        assert until is not None
        assert timedelta(days=365) <= until - at <= timedelta(days=730)


def test_students_show_every_year_that_they_study() -> None:
    until = hats.expiry(Role.MEDICAL_STUDENT, Evidence.DOCUMENTS, NOW)

    assert until == NOW + timedelta(days=365)


@given(moments, st.none() | moments, st.none() | moments)
def test_a_hat_is_worn_while_it_is_on_and_has_not_expired(
    at: datetime, expires: datetime | None, doffed: datetime | None
) -> None:
    hat = PaperHat(expires_at=expires, doffed_at=doffed)

    lasts = expires is None or at < expires
    assert hats.can_be_worn(hat, at) == (lasts and doffed is None)


def test_it_can_be_renewed_from_a_month_before_it_expires() -> None:
    month_ahead = PaperHat(expires_at=NOW + hats.REMIND_BEFORE)

    assert hats.can_be_renewed(month_ahead, NOW)
    assert not hats.can_be_renewed(month_ahead, NOW - timedelta(seconds=1))
    assert not hats.can_be_renewed(replace(month_ahead, doffed_at=NOW), NOW)
    assert not hats.can_be_renewed(replace(month_ahead, expires_at=None), NOW)


def test_professionals_write_under_their_name_and_patients_under_an_alias() -> None:
    shown = {role for role in Role if hats.shows_name_at_first(role)}

    assert shown > hats.PROFESSIONS
    assert not hats.SELF_DECLARED & shown


def test_the_verified_name_is_shown_whatever_the_account_is_called() -> None:
    renamed = Somebody(name="Somebody Famous")

    assert hats.name_shown(renamed, PaperHat()) == "Anna Kovacs"
    assert hats.name_shown(renamed, PaperHat(shows_name=False)) == renamed.alias
    assert hats.name_shown(renamed, None) == renamed.alias


def test_patients_may_show_their_name() -> None:
    own = PaperHat(Role.CARER, Standing.SELF_DECLARED, Evidence.NONE, name="")

    assert hats.name_shown(Somebody(), own) == "Anna Kovacs"
    assert hats.name_shown(Somebody(name=""), own) == "Calm Heron 274"


def test_a_hat_taken_back_says_so_and_one_taken_off_does_not() -> None:
    for because in Doffed:
        hat = PaperHat(doffed_at=NOW, doffed_because=because)
        state = hats.says(hat, NOW).state

        assert (state == "taken_back") == (because is not Doffed.OWN_WISH)


def test_nobody_is_verified_by_a_ring_of_friends() -> None:
    assert hats.can_vouch(PaperHat(), Role.NURSE, NOW)
    assert not hats.can_vouch(PaperHat(evidence=Evidence.VOUCHING), Role.NURSE, NOW)
    assert not hats.can_vouch(PaperHat(), Role.MIDWIFE, NOW)
    assert not hats.can_vouch(PaperHat(expires_at=NOW), Role.NURSE, NOW)


def test_a_machine_alone_never_gives_a_hat() -> None:
    for evidence in set(Evidence) - {Evidence.NONE}:
        assert not hats.is_agreed(evidence, 0)
    assert not hats.is_agreed(Evidence.DOCUMENTS, 1)
    assert hats.is_agreed(Evidence.DOCUMENTS, 2)


def test_an_unknown_role_raises_instead_of_meaning_something() -> None:
    with pytest.raises(ValueError, match="emperor"):
        hats.needs_verification("emperor")
