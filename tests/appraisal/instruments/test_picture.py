"""The picture of an item's answers."""

from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.agreement import spread
from medagora.appraisal.domain.picture import draw


def test_twice_as_many_people_are_twice_the_area() -> None:
    picture = draw([("patient", spread([0] * 8 + [1] * 4, 2))], 2, most=8)

    large, small = (dot.radius**2 for dot in picture.dots)
    assert 1.95 < large / small < 2.05


def test_each_group_has_a_row_of_its_own() -> None:
    groups = [("patient", spread([0], 5)), ("professional", spread([0], 5))]

    above, below = draw(groups, 5, most=1).dots

    assert above.x == below.x
    assert above.y < below.y


@given(
    st.lists(st.integers(0, 4), max_size=200),
    st.lists(st.integers(0, 4), max_size=200),
)
def test_every_dot_lies_within_the_picture(one: list[int], other: list[int]) -> None:
    groups = [("patient", spread(one, 5)), ("professional", spread(other, 5))]

    picture = draw(groups, 5, most=max(len(one), len(other)))

    assert sum(dot.count for dot in picture.dots) == len(one) + len(other)
    for dot in picture.dots:
        assert dot.radius <= dot.x <= picture.width - dot.radius
        assert dot.radius <= dot.y <= picture.height - dot.radius
