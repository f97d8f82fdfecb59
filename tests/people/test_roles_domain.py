"""Who may do what: the rules, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.people import labels
from medagora.people.domain.invitations import needed_permission
from medagora.people.domain.roles import ROLES, Grant, Permission, allows

roles = st.sampled_from([role for role in ROLES if role != "member"])
permissions = st.sampled_from(list(Permission))
slugs = st.sampled_from(["", "asthma", "lungs", "diabetes"])
codes = st.sampled_from(["", "en", "hu"])
grants = st.lists(st.builds(Grant, role=roles, topic=slugs, language=codes))
topics = st.none() | st.sets(slugs.filter(bool))
languages = st.none() | st.sets(codes.filter(bool))


@given(grants, grants, permissions, topics, languages)
def test_a_further_role_never_takes_anything_away(
    first: list[Grant],
    second: list[Grant],
    permission: Permission,
    topics: set[str] | None,
    languages: set[str] | None,
) -> None:
    alone = allows(first, permission, topics=topics, languages=languages)

    together = allows([*first, *second], permission, topics=topics, languages=languages)

    assert together or not alone


@given(grants, permissions, topics, languages)
def test_whoever_may_do_it_somewhere_may_do_it_anywhere_at_all(
    held: list[Grant],
    permission: Permission,
    topics: set[str] | None,
    languages: set[str] | None,
) -> None:
    somewhere = allows(held, permission, topics=topics, languages=languages)

    assert allows(held, permission) or not somewhere


@given(roles, permissions, topics, languages)
def test_a_role_without_limits_holds_everywhere(
    role: str,
    permission: Permission,
    topics: set[str] | None,
    languages: set[str] | None,
) -> None:
    held = [Grant(role)]

    may = allows(held, permission, topics=topics, languages=languages)

    assert may == (permission in ROLES[role].permissions)


def test_a_curator_of_one_topic_may_not_review_another() -> None:
    held = [Grant("curator", topic="asthma", language="hu")]

    assert allows(held, Permission.REVIEW_GIVE, topics={"asthma"}, languages={"hu"})
    assert not allows(held, Permission.REVIEW_GIVE, topics={"gout"}, languages={"hu"})
    assert not allows(held, Permission.REVIEW_GIVE, topics={"asthma"}, languages={"de"})


def test_topic_and_language_must_be_covered_by_the_same_grant() -> None:
    held = [Grant("curator", topic="asthma"), Grant("curator", language="hu")]

    mixed = allows(held, Permission.REVIEW_GIVE, topics={"gout"}, languages={"de"})

    assert not mixed


def test_an_unknown_role_never_means_everything() -> None:
    with pytest.raises(KeyError):
        allows([Grant("emperor")], Permission.REVIEW_GIVE)


def test_only_the_operator_runs_the_site_and_manages_accounts() -> None:
    powers = {Permission.SITE_OPERATE, Permission.ACCOUNT_MANAGE}

    holders = {slug for slug, role in ROLES.items() if powers & role.permissions}

    assert holders == {"operator"}


def test_moderators_do_not_review_and_editors_do_not_moderate() -> None:
    assert Permission.REVIEW_GIVE not in ROLES["moderator"].permissions
    assert Permission.REPORT_HANDLE not in ROLES["editor"].permissions


def test_editors_may_give_the_role_of_curator_and_no_other() -> None:
    editor = ROLES["editor"].permissions

    givable = {role for role in ROLES if needed_permission(role) in editor}

    assert givable == {"curator"}


def test_each_role_and_permission_has_its_words() -> None:
    names = {slug: str(name) for slug, name in labels.ROLES.items()}
    descriptions = {slug: str(text) for slug, text in labels.ROLE_DESCRIPTIONS.items()}

    assert names == {role.slug: role.name for role in ROLES.values()}
    assert descriptions == {role.slug: role.description for role in ROLES.values()}
    assert set(labels.PERMISSIONS) == {permission.value for permission in Permission}
