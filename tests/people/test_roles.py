"""Giving and ending roles."""

from collections.abc import Callable

import pytest

from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, NotFound
from medagora.people import access, services
from medagora.people.domain.roles import Permission
from medagora.people.models import Person
from medagora.web.models import AuditEvent

MakePerson = Callable[..., Person]


def test_an_operator_gives_a_role_that_counts_at_once(
    operator: Person, member: Person
) -> None:
    before = access.can(member, Permission.REVIEW_GIVE)

    services.grant_role(member, "curator", by=operator, topic="", language="hu")

    assert not before
    assert access.can(member, Permission.REVIEW_GIVE, languages={"hu"})
    assert not access.can(member, Permission.REVIEW_GIVE, languages={"de"})


def test_a_role_given_twice_is_held_once(operator: Person, member: Person) -> None:
    services.grant_role(member, "curator", by=operator)

    services.grant_role(member, "curator", by=operator)

    assert member.grants.count() == 1


def test_editors_give_the_role_of_curator_only(
    make_person: MakePerson, member: Person
) -> None:
    editor = make_person("Edith", role="editor")

    services.grant_role(member, "curator", by=editor)

    assert member.grants.get().granted_by == editor
    for role in ("editor", "moderator", "operator"):
        with pytest.raises(NotAllowed):
            services.grant_role(member, role, by=editor)


def test_curators_and_members_give_no_role(curator: Person, member: Person) -> None:
    for person in (curator, member):
        with pytest.raises(NotAllowed):
            services.grant_role(person, "curator", by=person)


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        ("emperor", {}),
        ("member", {}),
        ("editor", {"topic": "asthma"}),
        ("operator", {"language": "hu"}),
        ("curator", {"language": "xx"}),
        ("curator", {"topic": "no-such-topic"}),
    ],
)
def test_what_is_no_role_or_scope_is_refused(
    operator: Person,
    member: Person,
    lend_topics: Callable[..., None],
    role: str,
    scope: dict[str, str],
) -> None:
    lend_topics(asthma="Asthma")

    with pytest.raises(BadInput):
        services.grant_role(member, role, by=operator, **scope)

    assert not member.grants.exists()


def test_ending_a_role_ends_only_that_scope(operator: Person, member: Person) -> None:
    services.grant_role(member, "curator", by=operator, language="hu")
    services.grant_role(member, "curator", by=operator, language="de")

    services.revoke_role(member, "curator", by=operator, language="hu")

    assert [grant.language for grant in member.grants.all()] == ["de"]
    assert not access.can(member, Permission.REVIEW_GIVE, languages={"hu"})


def test_a_role_that_is_not_held_cannot_end(operator: Person, member: Person) -> None:
    with pytest.raises(NotFound):
        services.revoke_role(member, "curator", by=operator)


def test_nobody_removes_the_last_operator(operator: Person) -> None:
    with pytest.raises(Conflict):
        services.revoke_role(operator, "operator", by=operator)
    with pytest.raises(Conflict):
        services.deactivate_person(operator, by=operator)

    assert access.can(operator, Permission.SITE_OPERATE)


def test_a_closed_account_is_no_operator_to_leave_the_site_to(
    operator: Person, make_person: MakePerson
) -> None:
    second = make_person("Otto", role="operator")
    services.deactivate_person(second, by=operator)

    with pytest.raises(Conflict):
        services.revoke_role(operator, "operator", by=None)


def test_the_first_of_two_operators_can_step_down(
    operator: Person, make_person: MakePerson
) -> None:
    make_person("Otto", role="operator")

    services.revoke_role(operator, "operator", by=operator)

    assert not access.can(operator, Permission.SITE_OPERATE)


def test_giving_and_ending_a_role_leaves_a_trail(
    operator: Person, member: Person
) -> None:
    services.grant_role(member, "curator", by=operator, language="hu")
    services.revoke_role(member, "curator", by=operator, language="hu")

    verbs = AuditEvent.objects.filter(actor_id=operator.pk).values_list(
        "verb", flat=True
    )
    assert list(verbs) == ["people.role_granted", "people.role_revoked"]
