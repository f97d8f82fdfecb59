"""Templates: the next sheet in seconds."""

from collections.abc import Callable

import pytest

from medagora.catalogue.models import Resource
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, NotFound
from medagora.people.models import Person
from medagora.prescriptions import access, queries
from medagora.prescriptions.domain import stored_lines
from medagora.prescriptions.domain.drafts import Chosen
from medagora.prescriptions.services import replacing
from medagora.prescriptions.services.handing import hand_over
from medagora.prescriptions.services.templates import (
    delete_template,
    draft_of,
    rename_template,
    save_template,
    set_favourite,
    use_template,
)
from tests.conftest import NOW
from tests.prescriptions.making import chosen, draft, handed, make_service

MakeResource = Callable[..., Resource]


def test_a_template_gives_the_draft_that_was_saved(
    member: Person, make_resource: MakeResource
) -> None:
    things = (make_resource(), make_service(member))
    saved = draft(*things, title="Asthma", note="Twice a day.", days=30)
    template = save_template("Asthma, adults", saved, by=member, at=NOW)

    ready = use_template(access.get_template(template.uid, member), by=member, at=NOW)

    assert ready.draft == saved
    assert ready.missing == ()
    assert hand_over(ready.draft, by=member, at=NOW).items.count() == 2


def test_what_is_gone_is_left_out_by_name(
    member: Person, make_resource: MakeResource
) -> None:
    good, retired = make_resource(), make_resource()
    template = save_template("Asthma", draft(good, retired), by=member, at=NOW)
    publishing.move(retired, Move.RETIRE, by="system", at=NOW)

    ready = use_template(template, by=member, at=NOW)

    assert ready.draft.lines == chosen(good)
    assert len(ready.missing) == 1
    assert ready.missing[0].startswith("Resource")


def test_a_sheet_becomes_a_template_with_its_replacements(
    member: Person, make_resource: MakeResource
) -> None:
    made = handed(make_resource(), by=member, days=14, title="Asthma")
    new = make_resource()
    replacing.replace_line(made, made.items.get().pk, new.uid, by=member, at=NOW)

    again = draft_of(made)

    assert again.lines == chosen(new)
    assert (again.days, again.title) == (14, "Asthma")


def test_favourites_stand_first_then_what_was_used_last(
    member: Person, make_resource: MakeResource
) -> None:
    wanted = draft(make_resource())
    names = ("old", "new", "star")
    old, new, star = (save_template(n, wanted, by=member, at=NOW) for n in names)
    set_favourite(star, True, by=member)
    use_template(old, by=member, at=NOW.replace(year=2027))

    assert [t.name for t in queries.list_templates(member)] == ["star", "old", "new"]
    assert new.used_at is None


def test_two_templates_of_one_name_are_refused(
    member: Person, make_person: Callable[..., Person], make_resource: MakeResource
) -> None:
    wanted = draft(make_resource())
    first = save_template("Asthma", wanted, by=member, at=NOW)
    second = save_template("Diabetes", wanted, by=member, at=NOW)
    save_template("Asthma", wanted, by=make_person("Eve"), at=NOW)

    with pytest.raises(Conflict, match="this name"):
        save_template(" Asthma ", wanted, by=member, at=NOW)
    with pytest.raises(Conflict, match="this name"):
        rename_template(second, "Asthma", by=member)
    with pytest.raises(BadInput, match="name"):
        rename_template(first, " ", by=member)


def test_templates_of_others_are_not_there(
    member: Person, make_person: Callable[..., Person], make_resource: MakeResource
) -> None:
    template = save_template("Asthma", draft(make_resource()), by=member, at=NOW)
    eve = make_person("Eve")

    for uid, person in [(template.uid, eve), ("\x00", member), ("x" * 99, member)]:
        with pytest.raises(NotFound):
            access.get_template(uid, person)
    with pytest.raises(NotAllowed):
        delete_template(template, by=eve)
    delete_template(template, by=member)
    assert queries.list_templates(member) == []


def test_lines_are_kept_and_read_again() -> None:
    lines = (Chosen("resource", "abc", "first"), Chosen("service", "x-y_z"))

    assert stored_lines.from_plain(stored_lines.to_plain(lines)) == lines
    assert stored_lines.from_plain([{"kind": "film", "uid": "a"}, {}]) == ()
