"""A PostgreSQL whose folder stays, so that a large community is filled once.

What ``scripts.with_postgres`` starts vanishes with its command and may lose the last
commits in a crash. This one waits for each commit to be written (``synchronous_commit``
is on) but not for the disk: what was acknowledged outlives the death of any process.
"""

import contextlib
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from scripts.with_postgres import find_program, free_port

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
}


@contextlib.contextmanager
def kept_cluster(folder: Path) -> Iterator[str]:
    """The address of its database; begun at first use. As root the server runs as the
    system's ``postgres`` user."""
    user = "postgres" if os.geteuid() == 0 else None
    data, port = folder / "data", free_port()
    if not (data / "PG_VERSION").exists():
        _begin(folder, data, user)
    server = _serve(folder, data, port, user)
    try:
        at = ["-h", "127.0.0.1", "-p", str(port)]
        _wait(at, server, folder / "log")
        # the second time it is there already
        named = ["-U", "medagora", "medagora"]
        words = [find_program("createdb"), *at, *named]
        subprocess.run(words, check=False, cwd=folder, stderr=subprocess.DEVNULL)
        yield f"postgres://medagora@127.0.0.1:{port}/medagora"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)


def _begin(folder: Path, data: Path, user: str | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if user:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
    words = [
        find_program("initdb"),
        "-D",
        str(data),
        "-A",
        "trust",
        "-U",
        "medagora",
        "-N",
    ]
    words += ["--encoding=UTF8", "--locale=C.UTF-8"]
    subprocess.run(words, check=True, user=user, stdout=subprocess.DEVNULL, cwd=folder)


def _serve(
    folder: Path, data: Path, port: int, user: str | None
) -> "subprocess.Popen[bytes]":
    settings = _SETTINGS | {"port": port, "unix_socket_directories": folder}
    words = [w for name, value in settings.items() for w in ("-c", f"{name}={value}")]
    with (folder / "log").open("w") as log:
        return subprocess.Popen(
            [find_program("postgres"), "-D", data, *words],
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )


def _wait(at: list[str], server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _attempt in range(600):
        if server.poll() is not None:
            sys.exit("PostgreSQL did not start:\n" + log.read_text())
        asked = [find_program("pg_isready"), "-q", *at]
        if subprocess.run(asked, check=False).returncode == 0:
            return
        time.sleep(0.1)
    sys.exit("PostgreSQL did not answer within a minute:\n" + log.read_text())
