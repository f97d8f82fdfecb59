"""The backup file: what is in it, how it is checked, how it comes back.

A gzipped tar: ``manifest.json`` (version, engine, SHA-256 of each member),
``database.sqlite3`` or ``database.dump`` (pg_dump's custom format),
``secret_key``, ``companion_key``, ``erasures.jsonl``, and ``files/``. The search index
and collected static files are left out: they are made again.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from medagora import __version__
from medagora.kernel.refusals import BadInput, Conflict, Unavailable
from medagora.people import queries
from medagora.people import services as people
from medagora.search import services as search

FORMAT = 1
#: Secrets that are made once, unless the operator sets them.
_KEYS = ("secret_key", "companion_key", "push_key")
_SMALL = (*_KEYS, "erasures.jsonl")
Say = Callable[[str], None]


def write_backup(target: Path) -> int:
    """Writes the archive and gives its size; all or nothing. Conflict if it exists."""
    if target.exists():
        raise Conflict(f"{target} exists already. Choose a new name.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.absolute().parent) as folder:
        stage = Path(folder)
        _dump_database(stage)
        for name in _SMALL:
            if (settings.HOME / name).exists():
                shutil.copy2(settings.HOME / name, stage / name)
        if settings.MEDIA_ROOT.exists():
            shutil.copytree(settings.MEDIA_ROOT, stage / "files")
        _write_manifest(stage)
        partial = stage / "backup.tar.gz"
        _pack(stage, partial)
        partial.chmod(0o600)
        partial.rename(target)
    return target.stat().st_size


def _dump_database(stage: Path) -> None:
    if connection.vendor == "sqlite":
        source = sqlite3.connect(_database_path())
        copy = sqlite3.connect(stage / "database.sqlite3")
        with source, copy:
            source.backup(copy)
        source.close()
        copy.close()
        return
    _run_postgres("pg_dump", "--format=custom", f"--file={stage / 'database.dump'}")


def _database_path() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _run_postgres(program: str, *options: str) -> None:
    found = shutil.which(program)
    if not found:
        raise Unavailable(
            f"{program} is not installed here; it comes with PostgreSQL's client "
            "package (postgresql-client)."
        )
    database = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": str(database["HOST"] or ""),
        "PGPORT": str(database["PORT"] or ""),
        "PGUSER": str(database["USER"] or ""),
        "PGPASSWORD": str(database["PASSWORD"] or ""),
        "PGDATABASE": str(database["NAME"]),
    }
    environment = {name: value for name, value in environment.items() if value}
    done = subprocess.run(  # noqa: S603  # a fixed program, no shell
        [found, *options], env=environment, capture_output=True, check=False
    )
    if done.returncode:
        raise Unavailable(f"{program} failed: {done.stderr.decode().strip()}")


def _write_manifest(stage: Path) -> None:
    members = {
        path.relative_to(stage).as_posix(): _digest(path)
        for path in sorted(stage.rglob("*"))
        if path.is_file()
    }
    manifest = {
        "format": FORMAT,
        "version": __version__,
        "engine": connection.vendor,
        "members": members,
    }
    (stage / "manifest.json").write_text(json.dumps(manifest, indent=1))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(stage: Path, target: Path) -> None:
    with tarfile.open(target, "w:gz") as tar:
        for path in sorted(stage.iterdir()):
            if path != target:
                tar.add(path, arcname=path.name)


def restore_backup(source: Path, *, force: bool, say: Say) -> Iterator[str]:
    """Checks the archive whole, then replaces the state. BadInput changes nothing."""
    home = settings.HOME
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        stage = Path(folder)
        say("Checking the backup …")
        manifest = _unpack(source, stage)
        if manifest["engine"] != connection.vendor:
            raise BadInput(
                f"The backup is of {manifest['engine']}, this site uses "
                f"{connection.vendor}. Set MEDAGORA_DATABASE_URL to match."
            )
        if _holds_people() and not force:
            raise Conflict(
                "This site holds data. Add --force to replace it, or set "
                "MEDAGORA_HOME to an empty folder."
            )
        yield f"{source} is whole (version {manifest['version']})"
        known = _read_lines(home / "erasures.jsonl")
        say("Putting the database in place …")
        _load_database(stage)
        _place_files(stage, home, known)
    say("Bringing everything up to date …")
    _finish_in_a_new_process()


def _finish_in_a_new_process() -> None:
    """The settings of this process, with its key, are those from before."""
    words = [sys.executable, "-m", "medagora", "finish-restore"]
    done = subprocess.run(words, check=False)  # noqa: S603  # our own command
    if done.returncode:
        raise Unavailable("The backup is in place, but bringing it up to date failed.")


def finish_restore() -> Iterator[str]:
    """What a restored site needs before it starts."""
    call_command("migrate", verbosity=0, interactive=False)
    yield "The database is in place and up to date"
    erased = people.replay_erasures(at=timezone.now())
    yield f"{erased} erasures replayed"
    search.rebuild_index()
    yield "The search index is built. Start the site with “medagora up”."


def _unpack(source: Path, stage: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source, "r:gz") as tar:
            tar.extractall(stage, filter="data")
        manifest: dict[str, Any] = json.loads((stage / "manifest.json").read_text())
        members, number = manifest["members"], manifest["format"]
    except FileNotFoundError:
        raise BadInput(f"{source} is not there, or is no backup of ours.") from None
    except (tarfile.TarError, EOFError, zlib.error, ValueError, KeyError) as error:
        raise BadInput(
            f"{source} is not a whole backup ({error}). Nothing was changed."
        ) from None
    if number > FORMAT:
        raise BadInput(f"{source} was made by a newer version; upgrade first.")
    for name, digest in members.items():
        if not (stage / name).is_file() or _digest(stage / name) != digest:
            raise BadInput(
                f"{source}: {name} is missing or damaged. Nothing was changed."
            )
    return manifest


def _holds_people() -> bool:
    if "people_person" not in connection.introspection.table_names():
        return False
    return queries.holds_anybody()


def _load_database(stage: Path) -> None:
    if connection.vendor == "sqlite":
        target = _database_path()
        connection.close()
        for suffix in ("-wal", "-shm"):
            Path(f"{target}{suffix}").unlink(missing_ok=True)
        (stage / "database.sqlite3").replace(target)
        return
    _run_postgres(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--single-transaction",
        f"--dbname={connection.settings_dict['NAME']}",
        str(stage / "database.dump"),
    )


def _place_files(stage: Path, home: Path, known: list[str]) -> None:
    """Files of the backup; erasures known here since are kept, so they replay."""
    for name in _KEYS:
        if (stage / name).exists() and not getattr(settings.CONFIG, name):
            (stage / name).replace(home / name)
    if (stage / "files").exists():
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        (stage / "files").replace(settings.MEDIA_ROOT)
    lines = dict.fromkeys([*_read_lines(stage / "erasures.jsonl"), *known])
    if lines:
        (home / "erasures.jsonl").write_text("".join(f"{line}\n" for line in lines))


def _read_lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []
