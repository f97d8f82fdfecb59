"""Sheets follow the catalogue, and their authors hear of what is gone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.link_visits import LinkVisit
from medagora.catalogue.domain.words import LinkState
from medagora.catalogue.models import Address, Resource
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people.models import Notice, Person
from medagora.prescriptions import queries
from medagora.prescriptions.domain.watching import Seen, Verdict, decide
from medagora.prescriptions.models import Prescription, PrescriptionItem
from medagora.prescriptions.services import handing, replacing, watching
from tests.conftest import NOW
from tests.prescriptions.making import break_link, handed, make_collection

MakeResource = Callable[..., Resource]
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        (Seen("", "ok"), None),
        (Seen("", "broken"), Verdict("broken", tells="broken")),
        (Seen("", "retired"), Verdict("retired", tells="broken")),
        (Seen("broken", "broken"), None),
        (Seen("broken", "retired"), Verdict("retired")),
        (Seen("broken", "ok"), Verdict("")),
        (Seen("", "broken", "b"), Verdict("", "b", "replaced")),
        (Seen("broken", "broken", "b"), Verdict("", "b", "replaced")),
        (Seen("", "ok", "b"), None),
    ],
)
def test_what_becomes_of_a_line(seen: Seen, verdict: Verdict | None) -> None:
    assert decide(seen) == verdict


def test_the_author_hears_once_of_a_retired_resource(
    member: Person, make_resource: MakeResource, run_tasks: Callable[[], None]
) -> None:
    resource = make_resource()
    made = handed(resource, by=member, at=timezone.now())

    publishing.move(resource, Move.RETIRE, by="system", at=NOW)
    run_tasks()
    watching.look_at_all(timezone.now())

    (line,) = made.items.all()
    assert (line.flag, line.flagged_at is None) == ("retired", False)
    (notice,) = Notice.objects.all()
    assert (notice.person, notice.kind) == (member, "prescription_broken")
    assert notice.params["title"] == line.title
    (listed,) = queries.list_own(member)
    assert listed.flag_count == 1  # type: ignore[attr-defined]  # annotated


def test_links_break_without_news_and_mend_without_a_word(
    member: Person, make_resource: MakeResource
) -> None:
    resource = make_resource()
    made = handed(resource, by=member)

    break_link(resource)
    watching.look_at_all(NOW + DAY)
    assert made.items.get().flag == "broken"

    break_link(resource, LinkState.WORKING)
    watching.look_at_all(NOW + 2 * DAY)
    assert made.items.get().flag == ""
    assert Notice.objects.count() == 1


def test_several_lines_of_a_sheet_are_one_notice(
    member: Person, make_resource: MakeResource
) -> None:
    first, second = make_resource(), make_resource()
    handed(first, second, by=member)
    handed(first, by=member)
    break_link(first)
    break_link(second)

    watching.look_at_all(NOW + DAY)

    assert Notice.objects.count() == 2


def test_ended_and_withdrawn_sheets_are_left_alone(
    member: Person, make_resource: MakeResource
) -> None:
    resource = make_resource()
    handed(resource, by=member, days=7)
    handing.withdraw(handed(resource, by=member), by=member, at=NOW)
    break_link(resource)

    watching.look_at_all(NOW + 8 * DAY)

    assert not Notice.objects.exists()
    assert not PrescriptionItem.objects.exclude(flag="").exists()


def test_a_merged_resource_is_replaced_by_the_one_that_has_its_address(
    member: Person, make_resource: MakeResource
) -> None:
    old, new = make_resource(), make_resource()
    made = handed(old, by=member)
    Address.objects.filter(resource=old).update(resource=new)  # curators merged them
    publishing.move(old, Move.RETIRE, by="system", at=NOW)

    watching.look_at_resources([old.uid], NOW + DAY)

    (line,) = queries.sheet(made, now=NOW).lines
    assert (line.state, line.address) == ("replaced", new.address)
    assert line.was == made.items.get().title
    (notice,) = Notice.objects.all()
    assert notice.kind == "prescription_replaced"


def test_a_resource_that_led_on_to_another_is_replaced_by_it(
    member: Person, make_resource: MakeResource
) -> None:
    old, new = make_resource(), make_resource()
    made = handed(old, by=member)
    visit = LinkVisit(NOW, LinkState.PARKED, status=200, final_address=new.address)
    catalogue.record_link_check(old, visit, shown=LinkState.PARKED, again_at=NOW)

    watching.look_at_all(NOW + DAY)

    assert made.items.get().replacement_uid == new.uid


def test_nothing_in_another_language_replaces_a_line(
    member: Person, make_resource: MakeResource
) -> None:
    old, new = make_resource(), make_resource(languages=("hu",))
    made = handed(old, by=member)
    Address.objects.filter(resource=old).update(resource=new)
    publishing.move(old, Move.RETIRE, by="system", at=NOW)

    watching.look_at_all(NOW + DAY)

    line = made.items.get()
    assert (line.flag, line.replacement_uid) == ("retired", "")


def test_a_replacement_is_watched_too(
    member: Person, make_resource: MakeResource
) -> None:
    old, new = make_resource(), make_resource()
    made = handed(old, by=member)
    replacing.replace_line(made, made.items.get().pk, new.uid, by=member, at=NOW)
    break_link(new)

    watching.look_at_all(NOW + DAY)

    assert made.items.get().flag == "broken"
    (line,) = queries.sheet(made, now=NOW).lines
    assert (line.state, line.address) == ("broken", "")


def test_a_collection_that_became_private_is_flagged(
    member: Person, make_resource: MakeResource, run_tasks: Callable[[], None]
) -> None:
    collection = make_collection(make_resource(), by=member)
    made = handed(collection, by=member, at=timezone.now())

    catalogue.delete_collection(collection, by=member)
    run_tasks()

    (line,) = queries.sheet(made, now=timezone.now()).lines
    assert (line.state, line.address) == ("retired", "")
    assert [item.state for item in line.items] == ["ok"]


def test_more_sheets_with_a_thing_cost_no_more_queries_to_look_at(
    member: Person, make_resource: MakeResource, django_assert_max_num_queries: Any
) -> None:
    resource = make_resource()
    for _n in range(8):
        handed(resource, by=member)

    with django_assert_max_num_queries(14):
        watching.look_at_resources([resource.uid], NOW + DAY)


# ---- the author mends a sheet ------------------------------------------------------


def test_an_author_replaces_a_line_and_the_code_stays(
    member: Person, make_resource: MakeResource
) -> None:
    old, new = make_resource(), make_resource()
    made = handed(old, by=member)

    replacing.replace_line(made, made.items.get().pk, new.uid, by=member, at=NOW)

    (line,) = queries.sheet(queries.by_code(made.code, NOW), now=NOW).lines
    assert (line.state, line.uid) == ("ok", new.uid)  # the old one is not gone
    break_link(old)
    (line,) = queries.sheet(queries.by_code(made.code, NOW), now=NOW).lines
    assert (line.state, line.uid) == ("replaced", new.uid)


@pytest.mark.parametrize("uid", ["nothing", "\x00", "x" * 300])
def test_what_is_not_there_replaces_nothing(
    member: Person, make_resource: MakeResource, uid: str
) -> None:
    made = handed(make_resource(), by=member)

    with pytest.raises(BadInput):
        replacing.replace_line(made, made.items.get().pk, uid, by=member, at=NOW)


def test_a_replacement_speaks_the_language_and_is_new_to_the_sheet(
    member: Person, make_person: Callable[..., Person], make_resource: MakeResource
) -> None:
    first, second = make_resource(), make_resource()
    made = handed(first, second, by=member)
    line = made.items.get(uid=first.uid)
    other = make_resource(languages=("hu",))

    with pytest.raises(BadInput, match="language"):
        replacing.replace_line(made, line.pk, other.uid, by=member, at=NOW)
    with pytest.raises(Conflict, match="already"):
        replacing.replace_line(made, line.pk, second.uid, by=member, at=NOW)
    third = make_resource()
    replacing.replace_line(made, line.pk, third.uid, by=member, at=NOW)
    with pytest.raises(Conflict, match="already"):
        replacing.replace_line(
            made, made.items.get(uid=second.uid).pk, third.uid, by=member, at=NOW
        )
    with pytest.raises(NotAllowed):
        replacing.remove_line(made, line.pk, by=make_person("Eve"), at=NOW)


def test_lines_can_be_removed_but_for_the_last(
    member: Person, make_resource: MakeResource
) -> None:
    collection = make_collection(make_resource(), by=member)
    made = handed(make_resource(), collection, by=member)
    top, inner = (
        made.items.get(uid=collection.uid),
        made.items.get(parent__isnull=False),
    )

    replacing.remove_line(made, inner.pk, by=member, at=NOW)
    assert queries.sheet(made, now=NOW).lines[1].left_out == 1
    replacing.remove_line(made, top.pk, by=member, at=NOW)
    with pytest.raises(Conflict, match="Withdraw"):
        replacing.remove_line(made, made.items.get().pk, by=member, at=NOW)
    with pytest.raises(Conflict, match="over"):
        replacing.remove_line(made, made.items.get().pk, by=member, at=NOW + 400 * DAY)


def test_a_sheet_withdrawn_in_another_tab_is_not_changed(
    member: Person, make_resource: MakeResource
) -> None:
    made = handed(make_resource(), make_resource(), by=member)
    handing.withdraw(queries.by_code(made.code, NOW), by=member, at=NOW)
    line = made.items.all()[0]

    with pytest.raises(Conflict, match="over"):
        replacing.remove_line(made, line.pk, by=member, at=NOW)


def test_what_is_alike_is_offered_in_the_language_of_the_sheet(
    member: Person, make_topic: Callable[..., Any], make_resource: MakeResource
) -> None:
    topic = make_topic("asthma")
    old = make_resource(topics=(topic.slug,))
    alike = make_resource(topics=(topic.slug,))
    make_resource(topics=(topic.slug,), languages=("hu",))
    for_doctors = make_resource(topics=(topic.slug,), audience="professionals")
    made = handed(old, by=member)

    found = queries.replacements(made, made.items.get().pk)

    assert [line.uid for line in found] == [alike.uid]
    assert for_doctors.uid not in {line.uid for line in found}


def test_the_sheet_of_an_ended_prescription_can_still_be_drawn_for_its_author(
    member: Person, make_resource: MakeResource
) -> None:
    made = handed(make_resource(), by=member, days=7)

    sheet = queries.sheet(Prescription.objects.get(pk=made.pk), now=NOW + 8 * DAY)

    assert sheet.is_expired
    assert not sheet.is_open
