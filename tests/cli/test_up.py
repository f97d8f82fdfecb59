"""`medagora up`, used as an operator uses it."""

import os
import re
import select
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.running import environment_for, medagora, plain, start_site

pytestmark = pytest.mark.enable_socket


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return str(answer.read().decode())


def test_up_serves_every_language_says_where_and_stops_cleanly(home: Path) -> None:
    site = start_site(home)

    pages = {code: read(f"{site.address}/{code}/") for code in ("en", "hu", "ar")}
    leftovers = children_of(site.process.pid)
    output = plain(site.stop())

    assert '<html lang="hu" dir="ltr"' in pages["hu"]
    assert '<html lang="ar" dir="rtl"' in pages["ar"]
    assert site.address in output
    assert re.search(r"/account/link/\d+/\S+", output)
    assert "Traceback" not in output
    assert leftovers
    assert [pid for pid in leftovers if Path(f"/proc/{pid}").exists()] == []


def children_of(root: int) -> list[int]:
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(
                stat.read_text().rsplit(")", 1)[1].split()[1]
            )
        except OSError:
            continue
    return [pid for pid, parent in parents.items() if parent == root]


def test_a_second_start_keeps_everything_and_the_link_works_once(
    site_home: Path,
) -> None:
    site = start_site(site_home)
    link = site.sign_in_link()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    page = opener.open(link, timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    answer = urlencode({"csrfmiddlewaretoken": token.group(1)}).encode()
    first = opener.open(link, answer, timeout=60).geturl()
    site.stop()
    again = start_site(site_home)

    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(link.replace(site.address, again.address), timeout=60)
    again.stop()

    assert first.endswith("/account/profile/")


def test_the_worker_ends_when_up_is_killed_hard(site_home: Path) -> None:
    site = start_site(site_home)
    children = children_of(site.process.pid)

    os.kill(site.process.pid, signal.SIGKILL)
    site.process.wait()
    for pid in children:
        wait_for_end(pid)
    site.stop()

    with closing(sqlite3.connect(site_home / "medagora.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def wait_for_end(pid: int) -> None:
    """Blocks until the process is gone (the kernel tells), at most a minute."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    ready, _, _ = select.select([handle], [], [], 60)
    os.close(handle)
    assert ready, f"process {pid} is still there"


def test_a_taken_port_is_one_clear_sentence(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = medagora(home, "up", "--port", str(port))

    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert f"--port {port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_home_that_cannot_be_written_is_one_clear_sentence(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("not a folder")

    done = medagora(blocker / "home", "up")

    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "MEDAGORA_HOME" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_named(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "medagora", "up"],
        env=environment_for(home, MEDAGORA_LINK_CHECK_DAYS="soon"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "MEDAGORA_LINK_CHECK_DAYS" in done.stderr
