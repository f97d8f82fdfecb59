"""Loading the starter collection: published with its source named in the log."""

from datetime import datetime
from importlib.resources import files

from django.db import transaction

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.drafts import ResourceDraft, clean
from medagora.catalogue.domain.starter_file import parse_starter
from medagora.catalogue.domain.words import Policy
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing_many
from medagora.kernel.ids import stable_id
from medagora.web import news

SOURCE = "starter"


def read_starter_resources() -> list[ResourceDraft]:
    folder = files("medagora.catalogue").joinpath("starter")
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    return [
        draft
        for file in found
        if file.name.endswith(".toml")
        for draft in parse_starter(file.name, file.read_text("utf-8"))
    ]


@transaction.atomic
def load_starter_resources(at: datetime) -> int:
    """Publishes what is missing of the starter collection; gives how many.

    What this site's curators changed, declined or retired stays as it is.
    """
    source = catalogue.make_source(
        SOURCE,
        "Medagora starter collection",
        policy=Policy.PUBLISHED,
        licence="CC0-1.0",
    )
    # The files go by subject; mixed, what is new shows some of each on the first day.
    drafts = read_starter_resources()
    drafts.sort(key=lambda draft: stable_id(draft.address))
    added = catalogue.add_resources(
        [catalogue.Arrival(clean(draft), source) for draft in drafts]
    )
    resources = [resource for resource in added if resource is not None]
    publishing_many.move_many(
        resources,
        Move.PUBLISH,
        by="system",
        at=at,
        facts={"source": SOURCE, "confirmed": False},
        quietly=True,
    )
    if resources:
        news.tell("catalogue_changed", SOURCE)
    return len(resources)
