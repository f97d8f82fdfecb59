"""The doctor: what is configured, what is missing, what to do."""

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from medagora import __version__
from medagora.catalogue.queries import upkeep as catalogue
from medagora.curation import queries as curation
from medagora.people import queries as people
from medagora.prescriptions.queries import printing
from medagora.reader.queries import health as feeds
from medagora.search import services as search
from medagora.topics import queries as topics


@dataclass(frozen=True)
class Finding:
    """``level`` is good, note (works, but know this) or bad (mend it)."""

    level: str
    what: str
    found: str
    advice: str = ""


def examine() -> list[Finding]:
    """Every finding; later checks are left out when the database is unusable."""
    findings = [*_versions(), *_home(), *_database()]
    if any(f.level == "bad" for f in findings):
        return findings
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _content,
        _people,
        _search,
        _feeds,
        _log,
        _mail,
        _paper,
        _address,
    )
    return findings + [finding for examine_one in checks for finding in examine_one()]


def _versions() -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    found = f"{__version__} on Python {python}, SQLite {sqlite3.sqlite_version}"
    yield Finding("good", "Medagora", found)


def _home() -> Iterator[Finding]:
    home = settings.HOME
    if not home.is_dir():
        advice = "Run “medagora up”, or set MEDAGORA_HOME to the right folder."
        yield Finding("bad", "Home", f"{home} does not exist", advice)
        return
    free = shutil.disk_usage(home).free // 2**20
    level = "good" if free > 1024 else "note"
    advice = "" if free > 1024 else "Less than 1 GB is left; make room soon."
    yield Finding(level, "Home", f"{home}, {free} MB free", advice)


def _database() -> Iterator[Finding]:
    name = f"{connection.vendor} {connection.settings_dict['NAME']}"
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        advice = "Check MEDAGORA_DATABASE_URL and that the server runs."
        yield Finding("bad", "Database", f"{name}: {error}".strip(), advice)
        return
    if plan:
        advice = "Run “medagora up”; it brings the database up to date."
        yield Finding("bad", "Database", f"{name}: {len(plan)} steps behind", advice)
    else:
        yield Finding("good", "Database", name)


def _content() -> Iterator[Finding]:
    counted = topics.count_topics(), catalogue.count_by_state().get("published", 0)
    found = f"{counted[0]} topics, {counted[1]} published resources"
    advice = "" if all(counted) else "“medagora up” loads the starter collection."
    yield Finding("good" if all(counted) else "note", "Content", found, advice)


def _people() -> Iterator[Finding]:
    if people.find_operator() is None:
        advice = "Run “medagora user add ADDRESS --role operator”."
        yield Finding("bad", "Operator", "nobody", advice)
        return
    count = people.count_curators()
    single = settings.CONFIG.single_review
    if count < 2 and not single:
        advice = (
            "Two people must agree before a resource is published: invite a curator, "
            "or set MEDAGORA_SINGLE_REVIEW=1 (the log then says so)."
        )
        yield Finding("note", "Curators", f"{count} may review", advice)
    else:
        found = f"{count} may review" + (", single review is on" if single else "")
        yield Finding("good", "Curators", found)


def _search() -> Iterator[Finding]:
    count = search.count_documents()
    if count is None:
        advice = "“medagora up” and the worker build it; search says so meanwhile."
        yield Finding("note", "Search index", "missing or damaged", advice)
    else:
        yield Finding("good", "Search index", f"{count} entries")


#: A source that waits longer for its turn shows that nobody asks.
_LATE = timedelta(hours=3)


def _feeds() -> Iterator[Finding]:
    now = timezone.now()
    summary = feeds.summarise(now=now)
    found = (
        f"{summary.read} read, {summary.failing} failing, "
        f"{summary.waiting} never read yet, {summary.ended} ended"
    )
    late = now - summary.oldest_due if summary.oldest_due else timedelta()
    if summary.active and not settings.CONFIG.outside:
        advice = "MEDAGORA_OUTSIDE=0 keeps this site off the web: nothing new arrives."
        yield Finding("note", "Sources", found, advice)
    elif late > _LATE:
        hours = int(late.total_seconds() // 3600)
        advice = (
            "Nobody asks them for news: is “medagora work” running? Several may run, "
            "also on other machines."
        )
        yield Finding("bad", "Sources", f"{found}; due for {hours} hours", advice)
    elif summary.failing > max(5, summary.active // 4):
        advice = "“medagora feeds health” says why; is the way out to the web open?"
        yield Finding("note", "Sources", found, advice)
    else:
        yield Finding("good", "Sources", found)


def _log() -> Iterator[Finding]:
    found = f"{curation.count_log_entries()} entries"
    yield Finding("good", "Log", found, "“medagora log verify” checks the chain.")


def _mail() -> Iterator[Finding]:
    if settings.CONFIG.mail_url:
        yield Finding("good", "Mail", f"sent by {settings.EMAIL_HOST}")
    else:
        advice = "Set MEDAGORA_MAIL_URL, or nobody receives codes and invitations."
        yield Finding("note", "Mail", f"kept in {settings.EMAIL_FILE_PATH}", advice)


def _paper() -> Iterator[Finding]:
    if printing.has_pango():
        yield Finding("good", "Sheets", "can be made as PDF")
    else:
        advice = f"Print views work; for PDF install Pango ({printing.PACKAGES})."
        yield Finding("note", "Sheets", "no PDF: Pango is missing", advice)


def _address() -> Iterator[Finding]:
    found = settings.CONFIG.site_url
    if settings.SECURE:
        yield Finding("good", "Address", found)
    else:
        advice = "For the public, set MEDAGORA_SITE_URL=https://… behind TLS."
        yield Finding("note", "Address", f"{found} (no https)", advice)
    if not settings.CONFIG.contact:
        advice = "Set MEDAGORA_CONTACT: readers want to know whom to write to."
        yield Finding("note", "Contact", "none", advice)
