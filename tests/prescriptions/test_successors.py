"""A sheet follows what curators put in the place of what they retired."""

from collections.abc import Callable
from typing import Any

from medagora.catalogue import services as catalogue
from medagora.catalogue.models import Resource
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.people.models import Notice, Person
from medagora.prescriptions import queries
from medagora.prescriptions.services import watching
from tests.conftest import NOW
from tests.prescriptions.making import handed

Make = Callable[..., Any]


def retire(old: Resource, new: Resource) -> None:
    catalogue.name_successor(old, new)
    publishing.move(old, Move.RETIRE, by="system", at=NOW)


def test_the_line_leads_to_the_successor_and_its_author_hears_of_it(
    member: Person, make_resource: Make
) -> None:
    old, new = make_resource(), make_resource()
    made = handed(old, by=member)
    retire(old, new)

    watching.look_at_resources([old.uid], NOW)

    (line,) = queries.sheet(made, now=NOW).lines
    assert (line.state, line.address) == ("replaced", new.address)
    (notice,) = Notice.objects.all()
    assert notice.kind == "prescription_replaced"


def test_a_successor_in_another_language_is_not_put_there_unasked(
    member: Person, make_resource: Make
) -> None:
    old, new = make_resource(languages=("en",)), make_resource(languages=("hu",))
    made = handed(old, by=member)
    retire(old, new)

    watching.look_at_resources([old.uid], NOW)

    line = made.items.get()
    assert (line.flag, line.replacement_uid) == ("retired", "")
    assert queries.replacements(made, line.pk) == []


def test_it_stands_first_among_what_is_offered(
    member: Person, make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    old = make_resource(topics=("asthma",))
    made = handed(old, by=member)
    new = make_resource()  # of no topic
    others = {make_resource(topics=("asthma",)).uid for _ in range(3)}
    retire(old, new)

    offered = [line.uid for line in queries.replacements(made, made.items.get().pk)]

    assert offered[0] == new.uid
    assert set(offered[1:]) == others
