"""Who is not asked because somebody pays them to speak."""

from medagora.community.domain.routing.conflicts import (
    Bound,
    PaidTies,
    Spoken,
    paid_ties,
)

INSULIN = Spoken("Pharma Ltd", frozenset({"diabetes"}))


def test_an_employee_who_speaks_for_the_company_is_not_asked_about_its_topic() -> None:
    ties = paid_ties([INSULIN], [Bound("PHARMA  ltd", "employment")], 2026)

    assert ties == PaidTies(frozenset({"diabetes"}))


def test_a_hat_without_a_topic_is_a_general_tie() -> None:
    hat = Spoken("Pharma Ltd")

    assert paid_ties([hat], [Bound("Pharma Ltd", "funding")], 2026).is_general


def test_members_volunteers_and_former_employees_are_asked() -> None:
    bound = [
        Bound("Pharma Ltd", "membership"),
        Bound("Pharma Ltd", "employment", until=2025),
        Bound("Another", "employment"),
    ]

    assert paid_ties([INSULIN], bound, 2026) == PaidTies()


def test_a_declared_tie_alone_keeps_nobody_from_being_asked() -> None:
    assert paid_ties([], [Bound("Pharma Ltd", "ownership")], 2026) == PaidTies()
