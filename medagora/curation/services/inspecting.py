"""What the machine saw on a suggested page: stored as such, filled in where nobody
has said anything yet. It decides nothing."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from medagora.appraisal.services import pages, reading
from medagora.catalogue import queries as catalogue_queries
from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.drafts import FeedDraft, ResourceDraft, TextDraft
from medagora.curation.domain.inspect import (
    Findings,
    GuessLanguage,
    Page,
    inspect_page,
)
from medagora.curation.gateways import PageReader
from medagora.curation.models import Suggestion
from medagora.kernel.refusals import BadInput, Conflict
from medagora.web import http


def inspect_suggestion(
    suggestion_id: int,
    *,
    reader: PageReader,
    guess_language: GuessLanguage,
    at: datetime,
) -> None:
    """Reads the page (no transaction is open meanwhile) and stores what was seen."""
    suggestion = Suggestion.objects.select_related("resource").get(pk=suggestion_id)
    if suggestion.state != Suggestion.State.OPEN:
        return
    try:
        response = reader.read(suggestion.resource.address)
    except http.FETCH_FAILURES as failure:
        _store(suggestion_id, {"problem": failure.code}, at)
        return
    if response.status >= 400:
        _store(suggestion_id, {"problem": "status", "status": response.status}, at)
        return
    read = reading.read(response.body, response.headers, response.address, at=at)
    pages.note_page(suggestion.resource.uid, read, at=at)
    findings = inspect_page(_page_of(response), guess_language)
    seen = asdict(findings) | {"address": response.address}
    duplicates = _uids_of((response.address, findings.canonical))
    seen["duplicates"] = sorted(duplicates - {suggestion.resource.uid})
    _store(suggestion_id, seen, at, findings)


def _page_of(response: http.Response) -> Page:
    return Page(
        address=response.address,
        content_type=response.headers.get("content-type", ""),
        body=response.body,
        content_language=response.headers.get("content-language", ""),
    )


def _uids_of(addresses: Iterable[str]) -> set[str]:
    """Resources that have one of the addresses under which the page is known."""
    found = set()
    for address in filter(None, addresses):
        try:
            resource = catalogue_queries.find_by_address(address)
        except BadInput:
            continue
        if resource:
            found.add(resource.uid)
    return found


@transaction.atomic
def _store(
    suggestion_id: int,
    seen: dict[str, Any],
    at: datetime,
    findings: Findings | None = None,
) -> None:
    suggestion = Suggestion.objects.select_for_update().get(pk=suggestion_id)
    suggestion.seen_by_machine, suggestion.inspected_at = seen, at
    suggestion.save(update_fields=["seen_by_machine", "inspected_at"])
    if findings and suggestion.state == Suggestion.State.OPEN:
        _fill(suggestion, findings)


def _fill(suggestion: Suggestion, findings: Findings) -> None:
    """Only what is empty: what a person or a source said stays as it is."""
    resource = catalogue_queries.get_resource(suggestion.resource.uid)
    before = catalogue_queries.draft_of(resource)
    after = fill_gaps(before, findings)
    if after != before:
        try:
            with transaction.atomic():
                catalogue.change_resource(resource, after)
        except (BadInput, Conflict):
            return  # the page said something odd; a person will say it better


def fill_gaps(draft: ResourceDraft, findings: Findings) -> ResourceDraft:
    """The draft with what was found where it says nothing. Descriptions are never
    filled in: why a resource is here, people say in their own words."""
    changes: dict[str, Any] = {}
    if not draft.texts:
        if findings.kind:
            changes["kind"] = findings.kind
        if findings.title and findings.language:
            changes["texts"] = {findings.language: TextDraft(findings.title)}
    if not draft.languages and findings.language:
        changes["languages"] = (findings.language,)
    if not draft.publisher:
        changes["publisher"] = findings.publisher
    if not draft.feeds:
        changes["feeds"] = tuple(FeedDraft(f.address, f.title) for f in findings.feeds)
    return replace(draft, **changes)
