"""Judging through the services: drafts, publishing, changing, taking back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from medagora.appraisal import access, lending, queries, services
from medagora.appraisal.domain.appraisals import (
    AppraisalDraft,
    AppraisalIncomplete,
    Role,
    State,
    progress,
)
from medagora.appraisal.domain.instruments import instrument
from medagora.appraisal.models import Appraisal, AppraisalAnswer
from medagora.catalogue.models import Resource
from medagora.kernel.refusals import Conflict, NotAllowed, NotFound
from medagora.people import services as people
from medagora.people.models import Person
from tests.appraisal.people.conftest import answers_of
from tests.conftest import NOW
from tests.people.hats.building import as_professional

Make = Callable[..., Any]
LATER = NOW + timedelta(days=1)


@pytest.fixture
def resource(make_resource: Make) -> Resource:
    made: Resource = make_resource()
    return made


def test_a_draft_keeps_answers_and_reasons(
    member: Person, resource: Resource, start: Make
) -> None:
    draft = start(
        member,
        resource,
        answers={"jama.authorship": "yes"},
        reasons={"jama.authorship": "By  a nurse.", "jama.currency": "No date?"},
    )

    kept = queries.draft_of(queries.find_draft(resource.uid, "jama", member))
    assert draft.state == State.DRAFT
    assert kept.answers == {"jama.authorship": "yes"}
    assert kept.reasons == {
        "jama.authorship": "By a nurse.",
        "jama.currency": "No date?",
    }


def test_saving_again_changes_the_one_draft(
    member: Person, resource: Resource, start: Make
) -> None:
    start(member, resource, answers={"jama.authorship": "yes", "jama.currency": "no"})
    start(member, resource, answers={"jama.authorship": "no"}, at=LATER)

    draft = Appraisal.objects.get()
    assert draft.started_at == NOW
    assert draft.changed_at == LATER
    answer = AppraisalAnswer.objects.get()
    assert (answer.item, answer.value) == ("jama.authorship", "no")


def test_what_the_instrument_does_not_know_is_not_kept(
    member: Person, resource: Resource, start: Make
) -> None:
    start(
        member,
        resource,
        answers={"jama.authorship": "na", "discern.1": "5", "x" * 500: "yes"},
        reasons={"discern.1": "Elsewhere"},
    )

    assert not AppraisalAnswer.objects.exists()


def test_a_very_long_reason_is_cut_at_a_word(
    member: Person, resource: Resource, start: Make
) -> None:
    start(member, resource, reasons={"jama.authorship": "word " * 5000})

    assert len(AppraisalAnswer.objects.get().reason) <= 1000


def test_only_complete_appraisals_are_published(
    member: Person, resource: Resource, start: Make
) -> None:
    draft = start(member, resource, answers=answers_of("jama", "yes", currency=""))

    with pytest.raises(AppraisalIncomplete) as refused:
        services.publish_appraisal(draft, by=member, at=NOW)

    assert refused.value.missing == ("jama.currency",)
    assert Appraisal.objects.get().state == State.DRAFT


def test_publishing_keeps_the_interests_of_that_moment(
    member: Person, resource: Resource, appraise: Make
) -> None:
    tie = people.InterestDraft("Inhaler Ltd", "funding")
    people.declare_interest(tie, by=member)
    published = appraise(member, resource, interest_words="I know its author.")
    people.declare_interest(people.InterestDraft("Later Ltd", "other"), by=member)

    kept = Appraisal.objects.get(pk=published.pk)
    assert kept.interests == ["Inhaler Ltd (funding)"]
    assert kept.interest_words == "I know its author."


def test_a_change_replaces_what_was_published_only_when_published(
    member: Person, resource: Resource, appraise: Make, start: Make
) -> None:
    first = appraise(member, resource)
    draft = start(member, resource, answers=answers_of("jama", "no"), at=LATER)
    before = [rated.raters[0].uid for rated in queries.list_ratings(resource.uid)]

    services.publish_appraisal(draft, by=member, at=LATER)

    first.refresh_from_db()
    after = [rated.raters[0].uid for rated in queries.list_ratings(resource.uid)]
    assert before == [first.uid]
    assert after == [draft.uid]
    assert (first.state, first.ended_at) == (State.REPLACED, LATER)


def test_a_withdrawn_appraisal_is_shown_nowhere(
    member: Person, resource: Resource, appraise: Make
) -> None:
    published = appraise(member, resource)

    services.withdraw_appraisal(published, by=member, at=LATER)

    assert queries.list_ratings(resource.uid) == []
    assert queries.count_by_instrument(resource.uid) == []
    assert list(queries.published_lines()) == []
    assert list(queries.list_own(member)) == []


def test_after_withdrawing_one_can_judge_again(
    member: Person, resource: Resource, appraise: Make
) -> None:
    first = appraise(member, resource)
    services.withdraw_appraisal(first, by=member, at=NOW)

    second = appraise(member, resource, at=LATER)

    assert second.state == State.PUBLISHED


def test_a_discarded_draft_leaves_what_is_published(
    member: Person, resource: Resource, appraise: Make, start: Make
) -> None:
    published = appraise(member, resource)
    draft = start(member, resource, answers={"jama.currency": "no"})

    services.discard_draft(draft, by=member)

    assert list(Appraisal.objects.all()) == [published]


def test_nobody_changes_the_appraisal_of_somebody_else(
    member: Person, curator: Person, resource: Resource, appraise: Make, start: Make
) -> None:
    published = appraise(member, resource)
    draft = start(member, resource, answers=answers_of("jama", "yes"))

    with pytest.raises(NotAllowed):
        services.withdraw_appraisal(published, by=curator, at=NOW)
    with pytest.raises(NotAllowed):
        services.publish_appraisal(draft, by=curator, at=NOW)
    with pytest.raises(NotAllowed):
        services.discard_draft(draft, by=curator)


def test_what_is_published_can_be_neither_published_again_nor_thrown_away(
    member: Person, resource: Resource, appraise: Make
) -> None:
    published = appraise(member, resource)

    with pytest.raises(Conflict):
        services.publish_appraisal(published, by=member, at=NOW)
    with pytest.raises(Conflict):
        services.discard_draft(published, by=member)


def test_nobody_is_a_professional_by_saying_so(
    member: Person, resource: Resource, start: Make
) -> None:
    with pytest.raises(NotAllowed):
        start(member, resource, role=Role.PROFESSIONAL)


def test_a_verified_professional_chooses_in_which_role_to_judge(
    make_person: Make, member: Person
) -> None:
    nurse = as_professional(make_person("Nora"))

    assert access.roles_open_to(nurse) == (Role.PROFESSIONAL, Role.PATIENT)
    assert access.roles_open_to(member) == (Role.PATIENT,)


def test_a_hat_that_is_off_meanwhile_cannot_be_published_under(
    make_person: Make, resource: Resource, start: Make
) -> None:
    nurse = as_professional(make_person("Nora"))
    draft = start(
        nurse, resource, role=Role.PROFESSIONAL, answers=answers_of("jama", "yes")
    )
    nurse.hats.all().delete()

    with pytest.raises(NotAllowed):
        services.publish_appraisal(draft, by=nurse, at=NOW)


@pytest.mark.parametrize("state", ["candidate", "no such"])
def test_only_listed_resources_are_judged(
    member: Person, make_resource: Make, state: str
) -> None:
    uid = make_resource(state="candidate").uid if state == "candidate" else "nothing"

    with pytest.raises(NotFound):
        access.get_judged_to_judge(uid, by=member)


def test_a_deactivated_account_judges_nothing(
    member: Person, resource: Resource, start: Make
) -> None:
    member.is_active = False

    with pytest.raises(NotAllowed):
        start(member, resource)


def test_the_database_holds_one_draft_for_each_person_and_instrument(
    member: Person, resource: Resource, start: Make
) -> None:
    draft = start(member, resource)

    with pytest.raises(IntegrityError), transaction.atomic():
        Appraisal.objects.create(
            uid="another",
            resource_uid=draft.resource_uid,
            address=draft.address,
            instrument="jama",
            instrument_version="1",
            by=member,
            by_pseudonym=member.pseudonym,
            started_at=NOW,
            changed_at=NOW,
        )


def test_a_draft_of_somebody_else_made_at_the_same_moment_is_met_not_doubled(
    member: Person,
    resource: Resource,
    start: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = start(member, resource)
    seen: list[int] = []
    real = type(Appraisal.objects.all()).first

    def nothing_yet(rows: Any) -> Any:
        """As the second tab sees it, before the first one has committed."""
        if seen:
            return real(rows)
        seen.append(1)
        return None

    monkeypatch.setattr(type(Appraisal.objects.all()), "first", nothing_yet)
    judged = lending.find_judged(resource.uid, "en", member)
    assert judged is not None
    seen.clear()

    second = services.save_draft(
        judged, instrument("jama"), AppraisalDraft(), by=member, at=LATER
    )

    assert second.pk == first.pk


def test_progress_counts_what_other_answers_settle() -> None:
    answers = {"cdc.1": "no", "cdc.12": "na", "cdc.15": "na", "cdc.18": "na"}

    how_far = progress(instrument("cdc"), answers)

    # 1, with it 2, 3, 4 and 6, and the three parts B, C and D
    assert (how_far.done, how_far.total) == (14, 20)
    assert not how_far.is_complete
