"""Choosing what whoever follows a topic is given to read; the log tells of it."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.catalogue import queries as catalogue_queries
from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.collections import Step, moved
from medagora.catalogue.queries import bundles
from medagora.curation import access
from medagora.curation.services import log
from medagora.kernel.refusals import NotFound
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Person


class Change(StrEnum):
    """What a curator does with a bundle or with one resource of it."""

    UP = "up"
    DOWN = "down"
    ADD = "add"
    REMOVE = "remove"
    KEEP = "keep"  # makes what the site put together the curators' choice
    GIVE_UP = "give-up"  # lets the site put it together again


@transaction.atomic
def change_bundle(
    slug: str,
    language: str,
    change: Change,
    uid: str = "",
    *,
    by: "Person",
    at: datetime,
) -> None:
    """Carries the change out on the bundle as it stands, chosen or not.

    The first change to what the site put together makes it a choice. What can no
    longer stand in it (retired, without a feed) falls out at the next change.
    """
    access.require_bundle(by, slug, language)
    standing = bundles.get_bundle(slug, language).ids
    usable = bundles.with_feeds(standing, language)
    cards = catalogue_queries.cards_of((pk for pk in standing if pk in usable), "en")
    before = [card.uid for card in cards]
    after = _changed(before, change, uid)
    stored = catalogue.set_bundle(slug, language, after)
    audit.record("curation.bundle_changed", f"{slug}/{language}", by=by, change=change)
    log.append(
        "bundle_chosen" if stored else "bundle_given_up",
        f"topic:{slug}",
        by=by,
        at=at,
        facts={"language": language, "resources": stored},
    )


def _changed(uids: list[str], change: Change, uid: str) -> list[str]:
    if change is Change.GIVE_UP:
        return []
    if change is Change.KEEP:
        return uids
    if change is Change.ADD:
        return [*uids, uid]
    if uid not in uids:
        if change is Change.REMOVE:
            return uids  # it fell out by itself
        raise NotFound("The bundle has no such resource.")
    if change is Change.REMOVE:
        return [other for other in uids if other != uid]
    return moved(uids, uid, Step(change.value))
