"""Many queries against many arrivals give what trying each on each would give."""

from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.query_language import Node
from medagora.reader.domain.matching import Arrivals, match_all
from medagora.reader.domain.wanted import Item, Wanted, parse
from tests.reader.watching.queries import items, nodes


@given(st.lists(nodes, max_size=5), st.lists(items(), max_size=6))
def test_it_finds_what_the_naive_loop_finds(
    wanted: list[Node], arrived: list[Item]
) -> None:
    queries = {number: Wanted(node) for number, node in enumerate(wanted)}

    found = list(match_all(queries, arrived))

    assert found == [
        (number, item)
        for number, query in queries.items()
        for item in arrived
        if query.matches(item)
    ]


def test_a_query_that_finds_nearly_everything_is_cut_off() -> None:
    arrived = [Item(id=n, text="asthma") for n in range(9)]

    found = list(match_all({1: parse("asthma")}, arrived, most=4))

    assert [item.id for _number, item in found] == [0, 1, 2, 3]


def test_only_the_rarest_is_looked_at() -> None:
    common = [Item(id=n, text=f"patients w{n}", kind="news") for n in range(500)]
    arrivals = Arrivals(common)

    looked = [
        list(arrivals._candidates(parse(query).need))
        for query in ("patients w7", "kind:news w42*", "absent patients", "patients")
    ]

    assert looked[0] == [7]
    assert len(looked[1]) == 11  # w42, w420 … w429
    assert looked[2] == []
    assert len(looked[3]) == 500
