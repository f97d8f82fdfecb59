"""``kill -9`` at any point: nothing is lost, nothing is doubled."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import environment_for, medagora
from tests.web.hostile import Site, reply, serve

#: Of the bulk writes of a batch: keys, entries, words, sightings, feeds, days.
WRITES = (1, 2, 4, 6, 8, 10)

pytestmark = pytest.mark.skipif(
    "MEDAGORA_DATABASE_URL" in os.environ, reason="looks into SQLite's file"
)


def atom(name: str) -> bytes:
    entries = "".join(
        f"<entry><id>{name}-{n}</id><title>Entry {n} of {name}</title>"
        f"<link href='https://{name}.example.org/{n}'/>"
        f"<updated>2026-11-0{n}T10:00:00Z</updated></entry>"
        for n in range(1, 6)
    )
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{name}</title>{entries}</feed>"
    ).encode()


@pytest.fixture(scope="module")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("made")
    done = medagora(home, "prepare", "--no-starter")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def feeds() -> Iterator[Site]:
    answers = {f"/{name}": reply(atom(name)) for name in ("heart", "lungs")}
    with serve(answers) as site:
        yield site


def refresh(home: Path, site: Site, *, at: int = 0) -> int:
    addresses = [f"{site.url}/heart", f"{site.url}/lungs"]
    environment = environment_for(
        home, MEDAGORA_OUTSIDE="1", DJANGO_SETTINGS_MODULE="medagora.settings"
    )
    words = ["-m", "tests.reader.killed_refresh", *addresses, "--at", str(at)]
    done = subprocess.run(
        [sys.executable, *words], env=environment, check=False, timeout=120
    )
    return done.returncode


def stored(home: Path) -> dict[str, object]:
    with sqlite3.connect(home / "medagora.sqlite3") as database:

        def all_of(sql: str) -> list[tuple[object, ...]]:
            return sorted(database.execute(sql).fetchall())

        return {
            "entries": all_of("SELECT title, link FROM reader_entry"),
            "texts": all_of("SELECT count(*) FROM reader_entrytext"),
            "sightings": all_of("SELECT count(*) FROM reader_sighting"),
            "words": all_of(
                "SELECT count(*) FROM reader_entrysearch "
                "WHERE reader_entrysearch MATCH 'entry'"
            ),
            "counts": all_of("SELECT title, entry_count, lease FROM reader_feed"),
        }


@pytest.mark.enable_socket
@pytest.mark.parametrize("at", WRITES)
def test_a_refresh_that_was_killed_is_made_up_for_by_the_next(
    made_home: Path, tmp_path: Path, feeds: Site, at: int
) -> None:
    home = tmp_path / "home"
    shutil.copytree(made_home, home)

    killed = refresh(home, feeds, at=at)
    assert killed == -signal.SIGKILL
    after_kill = stored(home)
    assert refresh(home, feeds) == 0
    again = stored(home)

    assert after_kill["entries"] in ([], again["entries"])
    assert len(again["entries"]) == 10  # type: ignore[arg-type]  # a list
    assert again["texts"] == again["sightings"] == again["words"] == [(10,)]
    assert again["counts"] == [("heart", 5, ""), ("lungs", 5, "")]
