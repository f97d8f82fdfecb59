"""Who may do what, on one page.

A role has a name, a plain description and a list of permissions. People hold
roles by grants; a grant may be limited to one topic (and the topics below it)
and to one language. Everyone with an account is a member without a grant.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    ACCOUNT_MANAGE = "account_manage"
    COLLECTION_EDIT_ANY = "collection_edit_any"
    COLLECTION_MAKE = "collection_make"
    DESK_SEE = "desk_see"
    FEED_KEEP = "feed_keep"
    HAT_VERIFY = "hat_verify"
    IMPORT_RUN = "import_run"
    LOG_READ_PERSONAL = "log_read_personal"
    MODERATE = "moderate"
    RESOURCE_CORRECT = "resource_correct"
    RESOURCE_RETIRE = "resource_retire"
    REVIEW_GIVE = "review_give"
    REPORT_HANDLE = "report_handle"
    ROLE_GRANT_CURATOR = "role_grant_curator"
    ROLE_GRANT_ANY = "role_grant_any"
    SANCTION_SERIOUS = "sanction_serious"
    SITE_OPERATE = "site_operate"
    TOPIC_EDIT = "topic_edit"


@dataclass(frozen=True)
class Role:
    """A role as a lawyer reads it. ``scoped``: grants may name topic and language."""

    slug: str
    name: str
    description: str
    permissions: frozenset[Permission]
    scoped: bool = False


MEMBER = Role(
    "member",
    "Member",
    "Has an account. Makes collections, suggests resources, reads everything.",
    frozenset({Permission.COLLECTION_MAKE}),
)
CURATOR = Role(
    "curator",
    "Curator",
    "Reviews suggestions and due resources in their topics and languages, "
    "and corrects descriptions. Cannot publish alone.",
    MEMBER.permissions
    | {
        Permission.DESK_SEE,
        Permission.FEED_KEEP,
        Permission.REVIEW_GIVE,
        Permission.RESOURCE_CORRECT,
    },
    scoped=True,
)
EDITOR = Role(
    "editor",
    "Editor",
    "A curator of every topic who also retires and restores resources, "
    "runs imports, edits topics and invites curators.",
    CURATOR.permissions
    | {
        Permission.RESOURCE_RETIRE,
        Permission.IMPORT_RUN,
        Permission.TOPIC_EDIT,
        Permission.COLLECTION_EDIT_ANY,
        Permission.ROLE_GRANT_CURATOR,
    },
)
MODERATOR = Role(
    "moderator",
    "Moderator",
    "Handles reports about resources, collections, people and posts, perhaps in "
    "some topics and languages only. Does not review. Serious sanctions take two "
    "moderators.",
    MEMBER.permissions
    | {
        Permission.DESK_SEE,
        Permission.HAT_VERIFY,
        Permission.MODERATE,
        Permission.REPORT_HANDLE,
        Permission.SANCTION_SERIOUS,
    },
    scoped=True,
)
OPERATOR = Role(
    "operator",
    "Operator",
    "Runs the site: grants every role, manages accounts, edits topics. "
    "Still needs a second person to publish.",
    EDITOR.permissions
    | MODERATOR.permissions
    | {
        Permission.ACCOUNT_MANAGE,
        Permission.LOG_READ_PERSONAL,
        Permission.ROLE_GRANT_ANY,
        Permission.SITE_OPERATE,
    },
)

ROLES = {role.slug: role for role in (MEMBER, CURATOR, EDITOR, MODERATOR, OPERATOR)}


@dataclass(frozen=True)
class Grant:
    """A role held; empty ``topic`` or ``language`` means every one."""

    role: str
    topic: str = ""
    language: str = ""


def allows(
    grants: Iterable[Grant],
    permission: Permission,
    *,
    topics: Iterable[str] | None = None,
    languages: Iterable[str] | None = None,
) -> bool:
    """True if one grant carries the permission for one topic and one language.

    ``topics`` are the subject's topics *with their ancestors*; None asks whether
    the person may do it anywhere at all. An unknown role raises KeyError.
    """
    topic_set = None if topics is None else set(topics)
    language_set = None if languages is None else set(languages)
    return any(
        permission in ROLES[grant.role].permissions
        and _covers(grant.topic, topic_set)
        and _covers(grant.language, language_set)
        for grant in grants
    )


def _covers(limit: str, subjects: set[str] | None) -> bool:
    return not limit or subjects is None or limit in subjects
