"""What must be true before the site is served, made true; safe to repeat."""

import os
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from medagora.curation import services as curation
from medagora.people import queries as people
from medagora.people import services as people_services
from medagora.prescriptions.queries import printing
from medagora.reader.services import feeds as reader
from medagora.search import services as search
from medagora.topics import services as topics

#: Before a line about what works less well than it could.
NOTE = "Note: "
OPERATOR_EMAIL = "operator@localhost"


def prepare_site(*, starter: bool, say: Callable[[str], None]) -> Iterator[str]:
    """Yields a line for each thing done; ``say`` hears what is being done now."""
    say("Bringing the database up to date …")
    call_command("migrate", verbosity=0, interactive=False)
    yield "The database is up to date"
    say("Collecting files …")
    call_command("collectstatic", verbosity=0, interactive=False)
    if starter:
        say("Loading the starter topics and collection …")
        made = topics.load_starter_topics()
        added = curation.load_starter_resources(timezone.now())
        if made or added:
            yield f"{made} topics and {added} resources of the starter collection"
    if sources := reader.sync_all(at=timezone.now()):
        yield f"{sources} sources to read are in step with the catalogue"
    help_the_planner()
    say("Building the search index …")
    count = search.prepare_index()
    if count is not None:
        yield f"The search index holds {count} documents"
    _leave_sign_in_link()
    if not printing.has_pango():
        yield f"{NOTE}Sheets cannot be PDF: Pango is missing ({printing.PACKAGES})"


def help_the_planner() -> None:
    """SQLite chooses its indexes by statistics; a new database has none."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("PRAGMA optimize=0x10002")


def _leave_sign_in_link() -> None:
    """A one-time link for the operator, where only the site's own user reads it."""
    operator = people.find_operator()
    if operator is None:
        operator = people_services.create_person(
            OPERATOR_EMAIL, name="Operator", by=None
        )
        people_services.grant_role(operator, "operator", by=None)
    path = settings.HOME / "sign-in-link"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(people_services.sign_in_link(operator))
