"""``medagora import`` and ``medagora export`` as a person types them."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from medagora.catalogue.models import Resource
from medagora.cli.exporting import export_app
from medagora.cli.importing import import_app
from medagora.curation.models import ImportBatch
from medagora.kernel.refusals import BadInput, NotFound
from tests.catalogue.formats import samples
from tests.running import environment_for, medagora

#: Runs the command in a process that kills itself in the middle of a batch.
KILLED = """
import os, signal, sys
import django
django.setup()
from medagora.cli.importing import import_app
from medagora.curation.services.importing import running

running.BATCH_ROWS = 10
store, batches = running.store_rows, iter(range(2))

def die_in_the_third(rows, run):
    stored = store(rows, run)
    if next(batches, None) is None:
        os.kill(os.getpid(), signal.SIGKILL)
    return stored

running.store_rows = die_in_the_third
import_app(sys.argv[1:])
"""


def table(rows: int) -> str:
    lines = [f"https://a{n}.example.org/,Title {n},en" for n in range(rows)]
    return "\n".join(["url,title,language", *lines]) + "\n"


def run(app: Any, *words: str) -> str:
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_process_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "table.csv"
    file.write_text(table(50))
    settings = {**environment_for(home), "DJANGO_SETTINGS_MODULE": "medagora.settings"}

    killed = subprocess.run(
        [sys.executable, "-c", KILLED, "csv", str(file)],
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    again = medagora(home, "import", "csv", str(file), "--json")

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert "Going on after row 20" in again.stderr
    report = json.loads(again.stdout)
    assert (report["import"], report["made"], report["state"]) == (1, 50, "done")
    exported = medagora(home, "export", "csv").stdout.splitlines()
    assert len(exported) == 1  # candidates do not leave
    everything = medagora(home, "export", "jsonl", "--all").stdout.splitlines()
    assert sum('"type":"resource"' in line for line in everything) == 50


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(table(3) + "odd,Nowhere,en\n")
    return path


def test_a_dry_run_shows_and_changes_nothing(db: None, csv_file: Path) -> None:
    output = run(import_app, "csv", str(csv_file), "--dry-run")

    assert "4 rows: 3 would come in as candidate, 0 are here already" in output
    assert "1 × The address needs a public host name" in output
    assert not Resource.objects.exists()
    assert not ImportBatch.objects.exists()


def test_a_dry_run_speaks_to_programs(db: None, csv_file: Path) -> None:
    found = json.loads(run(import_app, "csv", str(csv_file), "--dry-run", "--json"))

    assert (found["rows"], found["new"], found["skipped"]) == (4, 3, 1)


def test_an_import_reports_and_lists_what_it_skipped(db: None, csv_file: Path) -> None:
    output = run(import_app, "csv", str(csv_file))

    number = str(ImportBatch.objects.get().pk)
    assert "3 resources made" in output
    assert f"medagora import skipped {number}" in output
    assert "line 5: The address needs" in run(import_app, "skipped", number)
    row = json.loads(run(import_app, "skipped", number, "--json"))
    assert (row["line"], row["excerpt"]) == (5, "odd")


def test_columns_are_mapped_by_name(db: None, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Where,What\nhttps://a.example.org/,A\n")

    words = ("--map", "address=Where", "--map", "title=What", "--source", "mine")
    run(import_app, "csv", str(path), *words)

    assert Resource.objects.get().source.slug == "mine"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("medlineplus", samples.MEDLINEPLUS),
        ("hon", samples.HON),
        ("opml", samples.OPML),
        ("bookmarks", samples.BOOKMARKS),
    ],
)
def test_every_format_has_its_command(
    db: None, tmp_path: Path, command: str, text: str
) -> None:
    path = tmp_path / "file"
    path.write_text(text)

    report = json.loads(run(import_app, command, str(path), "--json"))

    assert report["made"] > 0
    assert report["state"] == "done"


def test_an_export_comes_back_by_its_command(
    tmp_path: Path, make_resource: Callable[..., Resource]
) -> None:
    make_resource("https://a.example.org/")
    path = tmp_path / "all.jsonl"
    run(export_app, "jsonl", str(path))
    Resource.objects.all().delete()

    run(import_app, "jsonl", str(path))

    assert Resource.objects.get().address == "https://a.example.org/"
    assert run(export_app, "jsonl") == path.read_text()


@pytest.mark.parametrize("command", ["jsonl", "csv", "opml", "jsonld", "log"])
def test_every_export_goes_into_a_file_or_a_pipe(
    db: None, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "out"

    run(export_app, command, str(path))

    piped = CliRunner().invoke(export_app, [command, "-"], catch_exceptions=False)
    assert path.read_bytes() == piped.stdout_bytes
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


def test_what_a_person_can_mend_is_said(db: None, csv_file: Path) -> None:
    with pytest.raises(BadInput, match="not of the form"):
        run(import_app, "csv", str(csv_file), "--map", "title")
    with pytest.raises(BadInput, match="not a policy"):
        run(import_app, "csv", str(csv_file), "--policy", "perhaps")
    with pytest.raises(NotFound):
        run(import_app, "skipped", "77")
    with pytest.raises(FileNotFoundError):
        run(import_app, "csv", "/nowhere/at/all.csv")
