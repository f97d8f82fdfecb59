"""Who may: returns the object or refuses."""

from typing import TYPE_CHECKING

from django.core import signing
from django.utils.translation import gettext as _

from medagora.catalogue import queries as catalogue
from medagora.curation.models import ImportBatch, Report, Suggestion
from medagora.kernel.refusals import NotFound
from medagora.people import access
from medagora.people.access import Permission
from medagora.topics import queries as topics

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person

#: Signs the link by which a suggestion can be corrected without an account.
_SALT = "medagora.curation.suggestion"


def require_desk(person: "Person | None") -> "Person":
    return access.require(person, Permission.DESK_SEE)


def can_see_desk(person: "Person | None") -> bool:
    return access.can(person, Permission.DESK_SEE)


def can_review(person: "Person | None", resource: "Resource | None" = None) -> bool:
    """May they give verdicts on the resource; without one, anywhere at all?"""
    return _can(person, Permission.REVIEW_GIVE, resource)


def _can(
    person: "Person | None", permission: Permission, resource: "Resource | None"
) -> bool:
    if resource is None:
        return access.can(person, permission)
    return access.can(person, permission, **scope_of(resource))


def scope_of(resource: "Resource") -> dict[str, set[str]]:
    """What a curator's topics and languages are held against."""
    slugs = [topic.slug for topic in resource.topics.all()]
    return {
        "topics": topics.with_ancestors(slugs) if slugs else set(),
        "languages": {row.language for row in resource.languages.all()},
    }


def get_resource_to_review(person: "Person | None", uid: str) -> "Resource":
    """With all its parts; NotAllowed outside the curator's topics and languages."""
    resource = catalogue.get_resource(uid)
    access.require(person, Permission.REVIEW_GIVE, **scope_of(resource))
    return resource


def get_open_suggestion(person: "Person | None", suggestion_id: int) -> Suggestion:
    """An item of the desk that this curator may judge."""
    require_desk(person)
    suggestion = (
        Suggestion.objects.select_related(
            "resource", "suggested_by", "claimed_by", "batch__source"
        )
        .filter(pk=suggestion_id)
        .first()
    )
    if suggestion is None:
        raise NotFound(_("There is no such suggestion."))
    get_resource_to_review(person, suggestion.resource.uid)
    return suggestion


def get_batch(person: "Person | None", batch_id: int) -> ImportBatch:
    access.require(person, Permission.REVIEW_GIVE)
    batch = ImportBatch.objects.select_related("source").filter(pk=batch_id).first()
    if batch is None:
        raise NotFound(_("There is no such import."))
    return batch


def get_report(person: "Person | None", report_id: int) -> Report:
    require_reports(person)
    report = Report.objects.select_related("resource").filter(pk=report_id).first()
    if report is None:
        raise NotFound(_("There is no such report."))
    return report


def can_handle_reports(person: "Person | None") -> bool:
    wanted = (Permission.REPORT_HANDLE, Permission.RESOURCE_RETIRE)
    return any(access.can(person, permission) for permission in wanted)


def require_reports(person: "Person | None") -> "Person":
    """Moderators, and editors, who can do something about them."""
    if access.can(person, Permission.RESOURCE_RETIRE):
        return access.require(person, Permission.RESOURCE_RETIRE)
    return access.require(person, Permission.REPORT_HANDLE)


def can_retire(person: "Person | None") -> bool:
    return access.can(person, Permission.RESOURCE_RETIRE)


def require_retire(person: "Person | None") -> "Person":
    return access.require(person, Permission.RESOURCE_RETIRE)


def can_import(person: "Person | None") -> bool:
    return access.can(person, Permission.IMPORT_RUN)


def can_correct(person: "Person | None", resource: "Resource") -> bool:
    return _can(person, Permission.RESOURCE_CORRECT, resource)


def require_correct(person: "Person | None", resource: "Resource") -> "Person":
    return access.require(person, Permission.RESOURCE_CORRECT, **scope_of(resource))


def _bundle_scope(slug: str, language: str) -> dict[str, set[str]]:
    return {"topics": topics.with_ancestors([slug]), "languages": {language}}


def can_choose_bundle(person: "Person | None", slug: str, language: str) -> bool:
    """Whoever judges the topic's resources in a language puts its bundle together."""
    scope = _bundle_scope(slug, language)
    return access.can(person, Permission.REVIEW_GIVE, **scope)


def require_bundle(person: "Person | None", slug: str, language: str) -> "Person":
    scope = _bundle_scope(slug, language)
    return access.require(person, Permission.REVIEW_GIVE, **scope)


# ---- suggestions of people without an account ---------------------------------


def sign(suggestion: Suggestion) -> str:
    """The secret part of the link that its suggester gets."""
    return signing.dumps(suggestion.pk, salt=_SALT)


def get_signed_suggestion(token: str) -> Suggestion:
    """The suggestion that a link is about; NotFound for a made-up link."""
    try:
        pk = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise NotFound(_("This link is not whole. Copy it again.")) from None
    rows = Suggestion.objects.select_related("resource")
    suggestion = rows.filter(pk=pk).first()
    if suggestion is None:
        raise NotFound(_("There is no such suggestion any more."))
    suggestion.resource = catalogue.get_resource(suggestion.resource.uid)
    return suggestion
