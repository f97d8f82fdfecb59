"""What the search room is given of resources."""

from collections.abc import Callable
from datetime import date
from typing import Any

from medagora.catalogue.domain.words import LinkState
from medagora.catalogue.models import Resource, Source
from medagora.catalogue.queries.for_search import index_rows, uids_of_published

Make = Callable[..., Any]


def test_a_row_says_what_a_search_can_be_narrowed_by(make_resource: Make) -> None:
    resource = make_resource(country="HU", cost="free", needs_sign_up=True)
    Resource.objects.filter(pk=resource.pk).update(
        link_state=LinkState.BROKEN,
        first_reviewed_on=date(2026, 1, 1),
        last_reviewed_on=date(2026, 5, 1),
    )

    (row,) = index_rows()

    assert (row.country, row.cost, row.needs_sign_up) == ("HU", "free", True)
    assert (row.link_state, row.last_reviewed_on) == ("broken", date(2026, 5, 1))
    assert row.is_confirmed


def test_what_came_with_the_site_is_confirmed_when_curators_reviewed_it(
    make_resource: Make,
) -> None:
    starter, _made = Source.objects.get_or_create(slug="starter", name="Starter")
    fresh, reviewed = make_resource(), make_resource()
    Resource.objects.update(source=starter)
    on = date(2026, 5, 1)
    Resource.objects.filter(pk=reviewed.pk).update(
        first_reviewed_on=on, last_reviewed_on=on
    )

    rows = {row.uid: row.is_confirmed for row in index_rows()}

    assert rows == {fresh.uid: False, reviewed.uid: True}


def test_more_rows_cost_no_more_queries(
    make_resource: Make, django_assert_num_queries: Any
) -> None:
    uids = {make_resource().uid for _ in range(12)}
    make_resource(state="candidate")

    with django_assert_num_queries(6):
        assert {row.uid for row in index_rows()} == uids


def test_only_published_resources_have_a_public_id(make_resource: Make) -> None:
    shown, candidate = make_resource(), make_resource(state="candidate")

    assert uids_of_published([shown.pk, candidate.pk, 0]) == {shown.pk: shown.uid}
