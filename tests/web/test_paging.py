from hypothesis import given
from hypothesis import strategies as st

from medagora.web.paging import LAST_PAGE, page_number, paginate


@given(st.text() | st.none())
def test_any_page_parameter_gives_a_page_that_exists(value: str | None) -> None:
    assert 1 <= page_number(value) <= LAST_PAGE


def test_a_page_knows_its_neighbours() -> None:
    page = paginate(list(range(65)), 2)

    assert (page.previous, page.number, page.next) == (1, 2, 3)
    assert list(page) == list(range(30, 60))
    assert page.total == 65


def test_past_the_end_is_the_last_page() -> None:
    assert paginate(list(range(65)), 99).number == 3


def test_no_rows_are_one_empty_page() -> None:
    page = paginate([], 1)

    assert (len(page), page.pages, page.next, page.previous) == (0, 1, None, None)
