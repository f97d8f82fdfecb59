"""The second engine runs what ``--only-data`` chooses: nothing may hide from it."""

import ast
from pathlib import Path

import pytest

from tests.conftest import may_ask_the_database

TESTS = Path(__file__).parents[1]


def test_who_asks_for_a_fixture_by_name_asks_for_the_database_as_well() -> None:
    """Which one it will be is not known when tests are chosen."""
    hiding = [
        f"{path.relative_to(TESTS)}: {function.name}"
        for path in TESTS.rglob("*.py")
        if "getfixturevalue" in (text := path.read_text())
        for function in ast.walk(ast.parse(text))
        if isinstance(function, ast.FunctionDef)
        and any(getattr(n, "attr", "") == "getfixturevalue" for n in ast.walk(function))
        and "db" not in {argument.arg for argument in function.args.args}
    ]

    assert hiding == []


def test_a_test_without_data_is_not_chosen(request: pytest.FixtureRequest) -> None:
    assert not may_ask_the_database(request.node)


@pytest.mark.django_db
def test_a_marked_test_is_chosen(request: pytest.FixtureRequest) -> None:
    assert may_ask_the_database(request.node)


def test_a_test_whose_fixture_makes_rows_is_chosen(
    request: pytest.FixtureRequest, make_person: object
) -> None:
    assert may_ask_the_database(request.node)
