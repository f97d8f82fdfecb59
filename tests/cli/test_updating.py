import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from medagora.cli import update_commands
from medagora.kernel.refusals import BadInput, Unavailable
from medagora.reader import tasks_papers
from medagora.reader.gateways import retractions
from medagora.reader.models import Notice
from medagora.web import http
from tests.web.hostile import loopback_too, reply, serve

TABLE = (
    "RetractionNature,OriginalPaperDOI,RetractionDOI,RetractionDate\n"
    "Retraction,10.1/a,10.1/r,5/1/2024 0:00\n"
    "Retraction,unavailable,,\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(TABLE)
    return path


def run(*words: object) -> str:
    app = typer.Typer()
    update_commands.register(app)
    result = CliRunner().invoke(
        app, ["update", *map(str, words)], catch_exceptions=False
    )
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.django_db
def test_people_read_what_changed_and_what_was_skipped(path: Path) -> None:
    output = run("retractions", path)

    assert "2 rows of Retraction Watch: 1 new, 0 changed, 0 removed" in output
    assert "Skipped rows: 1" in output
    assert "line 3: The paper has no DOI that can be read. unavailable" in output
    assert Notice.objects.get().doi == "10.1/a"
    assert "0 new, 0 changed" in run("retractions", path)


@pytest.mark.django_db
def test_programs_read_one_json_object(path: Path) -> None:
    found = json.loads(run("retractions", path, "--json"))

    assert (found["rows"], found["new"], found["skipped"]) == (2, 1, 1)
    assert found["skipped_rows"] == [
        {
            "place": "3",
            "reason": "The paper has no DOI that can be read.",
            "value": "unavailable",
        }
    ]


@pytest.mark.django_db
def test_a_file_that_is_no_list_changes_nothing(path: Path) -> None:
    path.write_text("a,b\n1,2\n")

    with pytest.raises(BadInput):
        run("retractions", path)

    assert not Notice.objects.exists()


def fetch(address: str, limits: http.Limits) -> http.Response:
    return http.fetch_sync(address, limits=limits, policy=loopback_too)


@pytest.fixture
def from_loopback(settings: Any, tmp_path: Path, monkeypatch: Any) -> Any:
    """The newest list comes from an address of the test's own."""
    settings.HOME = tmp_path
    monkeypatch.setattr(retractions.fetch_latest, "__kwdefaults__", {"fetch": fetch})

    def use(address: str, **changes: object) -> None:
        settings.CONFIG = settings.CONFIG.model_copy(
            update={"retractions_address": address, "outside": True, **changes}
        )

    return use


@pytest.mark.django_db
def test_the_newest_list_is_fetched_and_taken_in(
    from_loopback: Any, tmp_path: Path
) -> None:
    with serve({"/list.csv": reply(TABLE.encode())}) as site:
        from_loopback(f"{site.url}/list.csv")

        assert "1 new" in run("retractions", "latest")

    assert (tmp_path / "downloads" / "retraction_watch.csv").read_text() == TABLE


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answer", [reply(status="503 No"), reply(TABLE.encode(), length=9999)]
)
def test_a_list_that_cannot_be_had_leaves_the_last_one(
    from_loopback: Any, tmp_path: Path, answer: bytes
) -> None:
    kept = tmp_path / "downloads" / "retraction_watch.csv"
    kept.parent.mkdir()
    kept.write_text("the last one")

    with serve({"/list.csv": answer}) as site:
        from_loopback(f"{site.url}/list.csv")
        with pytest.raises(Unavailable):
            run("retractions", "latest")

    assert kept.read_text() == "the last one"


@pytest.mark.django_db
def test_the_worker_fetches_daily_only_when_it_was_asked_to(from_loopback: Any) -> None:
    with serve({"/list.csv": reply(TABLE.encode())}) as site:
        from_loopback(f"{site.url}/list.csv")
        tasks_papers.fetch_retractions.call()
        assert site.requests == []

        from_loopback(f"{site.url}/list.csv", retractions_daily=True)
        tasks_papers.fetch_retractions.call()

    assert Notice.objects.count() == 1
