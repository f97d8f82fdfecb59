"""Backup, restore, the doctor and the log, from the command line."""

import json
import sqlite3
import tarfile
from pathlib import Path

import pytest

from tests.running import medagora

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def site(site_home: Path) -> Path:
    return site_home


def test_the_log_holds_after_the_start(site: Path) -> None:
    answer = json.loads(medagora(site, "log", "verify", "--json").stdout)

    assert answer["holds"] is True
    assert answer["entries"] > 700


def test_a_log_broken_by_hand_is_named_at_its_place(site: Path) -> None:
    database = sqlite3.connect(site / "medagora.sqlite3")
    for name in ("no_update", "no_delete"):
        database.execute(f"DROP TRIGGER curation_logentry_{name}")
    database.execute("UPDATE curation_logentry SET verb = 'x' WHERE number = 321")
    database.commit()
    database.close()

    done = medagora(site, "log", "verify")

    assert done.returncode == 1
    assert "broken at entry 321" in done.stdout
    assert "changed after it was written" in done.stdout


def test_the_database_itself_refuses_to_change_the_log(site: Path) -> None:
    database = sqlite3.connect(site / "medagora.sqlite3")

    for statement in (
        "UPDATE curation_logentry SET verb = 'x' WHERE number = 3",
        "DELETE FROM curation_logentry WHERE number = 3",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            database.execute(statement)
    database.close()


def test_the_doctor_finds_a_prepared_site_usable(site: Path) -> None:
    done = medagora(site, "check", "--json")
    findings = {row["what"]: row for row in json.loads(done.stdout)}

    assert done.returncode == 0
    assert findings["Database"]["level"] == "good"
    assert findings["Search index"]["level"] == "good"
    assert "MEDAGORA_MAIL_URL" in findings["Mail"]["advice"]


def test_the_doctor_says_what_to_do_with_an_empty_home(tmp_path: Path) -> None:
    done = medagora(tmp_path / "empty", "check")

    assert done.returncode == 1
    assert "medagora up" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_backup_comes_back_whole_in_an_empty_home(site: Path, tmp_path: Path) -> None:
    medagora(site, "user", "add", "ada@example.org", "--role", "curator")
    (site / "companion_key").write_text("signs the companion's list")
    archive = tmp_path / "site.tar.gz"

    made = medagora(site, "backup", str(archive))
    restored = medagora(tmp_path / "new", "restore", str(archive))
    people = json.loads(medagora(tmp_path / "new", "user", "list", "--json").stdout)

    assert made.returncode == 0, made.stderr
    assert restored.returncode == 0, restored.stderr
    assert archive.stat().st_mode & 0o077 == 0
    assert "ada@example.org" in {row["email"] for row in people}
    assert medagora(tmp_path / "new", "log", "verify").returncode == 0
    for key in ("secret_key", "companion_key"):
        assert (tmp_path / "new" / key).read_text() == (site / key).read_text()


def test_an_erased_person_stays_erased_after_a_restore(
    site: Path, tmp_path: Path
) -> None:
    medagora(site, "user", "add", "ada@example.org", "--role", "curator")
    archive = tmp_path / "before.tar.gz"
    medagora(site, "backup", str(archive))
    erased = medagora(site, "user", "erase", "ada@example.org", "--yes")

    restored = medagora(site, "restore", str(archive), "--force")
    people = json.loads(medagora(site, "user", "list", "--json").stdout)

    assert erased.returncode == 0, erased.stderr
    assert restored.returncode == 0, restored.stderr
    assert "1 erasures replayed" in restored.stdout
    assert "ada@example.org" not in {row["email"] for row in people}


def test_a_damaged_backup_changes_nothing(site: Path, tmp_path: Path) -> None:
    archive = tmp_path / "site.tar.gz"
    medagora(site, "backup", str(archive))
    whole = archive.read_bytes()
    archive.write_bytes(whole[: len(whole) // 2])
    before = (site / "medagora.sqlite3").read_bytes()

    done = medagora(site, "restore", str(archive), "--force")

    assert done.returncode == 1
    assert "Nothing was changed" in done.stderr
    assert (site / "medagora.sqlite3").read_bytes() == before


def test_a_backup_with_a_changed_member_is_refused(site: Path, tmp_path: Path) -> None:
    archive, folder = tmp_path / "site.tar.gz", tmp_path / "unpacked"
    medagora(site, "backup", str(archive))
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    (folder / "secret_key").write_text("another")
    forged = tmp_path / "forged.tar.gz"
    with tarfile.open(forged, "w:gz") as tar:
        for path in folder.iterdir():
            tar.add(path, arcname=path.name)

    done = medagora(tmp_path / "new", "restore", str(forged))

    assert done.returncode == 1
    assert "secret_key is missing or damaged" in done.stderr


def test_a_restore_over_a_site_in_use_needs_force(site: Path, tmp_path: Path) -> None:
    archive = tmp_path / "site.tar.gz"
    medagora(site, "backup", str(archive))

    done = medagora(site, "restore", str(archive))

    assert done.returncode == 1
    assert "--force" in done.stderr


def test_an_existing_file_is_never_overwritten_by_a_backup(
    site: Path, tmp_path: Path
) -> None:
    target = tmp_path / "mine.tar.gz"
    target.write_text("precious")

    done = medagora(site, "backup", str(target))

    assert done.returncode == 1
    assert target.read_text() == "precious"


def test_people_and_roles_from_the_command_line(site: Path) -> None:
    added = medagora(
        site, "user", "add", "eva@example.org", "--role", "curator", "--language", "hu"
    )
    twice = medagora(site, "user", "add", "eva@example.org")
    wrong = medagora(site, "user", "role", "eva@example.org", "king")
    revoked = medagora(
        site,
        "user",
        "role",
        "eva@example.org",
        "curator",
        "--language",
        "hu",
        "--revoke",
    )

    assert "/account/link/" in added.stdout
    assert twice.returncode == 1
    assert "has an account already" in twice.stderr
    assert wrong.returncode == 1
    assert "no role called king" in wrong.stderr
    assert revoked.returncode == 0, revoked.stderr
